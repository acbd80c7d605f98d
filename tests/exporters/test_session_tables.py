"""Sessions as CSV, Anki text and JSON, read back by other libraries."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from simulator.exporters.session_anki import guid, sessions_anki
from simulator.exporters.session_csv import HEAD, neutral, sessions_csv
from simulator.exporters.session_files import SESSION_FORMATS, render
from simulator.exporters.session_json import sessions_json
from tests.histories import given, session, skipped, unreached
from tests.samples import sample_session

TODAY = date(2026, 11, 23)


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_one_line_for_each_question_reached() -> None:
    first_day = session(given("a", 3, points="x.", confidence=4, used=130))
    second_day = session(skipped("b"), unreached("c"), given("d"))
    rows = table(sessions_csv([first_day, second_day], TODAY))
    assert [row["id"] for row in rows] == ["a", "b", "d"]
    first = rows[0]
    assert tuple(first) == HEAD
    assert (first["rating"], first["key_points"], first["covered"]) == ("3", "2", "1")
    assert (first["confidence"], first["overrun_seconds"]) == ("4", "10.0")
    assert (rows[2]["rating"], rows[2]["covered"]) == ("", "")


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "＋1", "－1", "＠x", "\n=1"],
)
def test_formulas_are_neutral(formula: str) -> None:
    answer = replace(given("a", 1, note=formula), text=formula, question=formula)
    (row,) = table(sessions_csv([session(answer)], TODAY))
    for column in ("question", "text", "note"):
        assert row[column].startswith("'")


@given_any(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    value = neutral(text)
    assert isinstance(value, str)
    assert not value.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert "\0" not in value


def test_numbers_stay_numbers() -> None:
    assert neutral(-1.5) == -1.5


def test_no_limit_is_an_empty_cell() -> None:
    (row,) = table(sessions_csv([session(given("a", 3, limit=float("inf")))], TODAY))
    assert row["time_limit"] == ""


def anki_notes(text: str) -> list[list[str]]:
    lines = text.split("\n")
    assert lines[:3] == ["#separator:tab", "#html:false", "#notetype:Basic"]
    assert "#guid column:1" in lines
    assert "#tags column:4" in lines
    body = "\n".join(line for line in lines if not line.startswith("#"))
    return list(csv.reader(io.StringIO(body, newline=""), delimiter="\t"))


def test_what_was_missed_as_cards() -> None:
    missed = replace(
        given("a", 1, points="x.", topic="Deep  nets", note="say it"),
        model_answer='Two\nlines, a\ttab and "quotes"',
        tags=("one two",),
    )
    (note,) = anki_notes(sessions_anki([session(missed, given("b", 3), unreached("c"))], TODAY))
    identifier, front, back, tags = note
    assert identifier == guid(("bank", "a"))
    assert front == "What is a?"
    assert back.startswith(
        'Two\nlines, a\ttab and "quotes"\n\nKey points:\n- a point 1\n- a point 2'
    )
    assert back.endswith("Next time I will say: say it")
    assert tags == "mock-interview Deep_nets medium one_two"


def test_a_card_only_while_the_last_time_was_missed() -> None:
    held = [
        session(given("a", 1), given("b", 3), skipped("c")),
        session(given("a", 3), given("b", 2), given("c", None), day=1),
    ]
    assert [note[1] for note in anki_notes(sessions_anki(held, TODAY))] == [
        "What is b?",
        "What is c?",
    ]


def test_the_guid_goes_with_the_key_and_not_with_the_text() -> None:
    other = replace(given("a", 1), question="Said otherwise?")
    one = anki_notes(sessions_anki([session(given("a", 1))], TODAY))
    two = anki_notes(sessions_anki([session(other)], TODAY))
    assert one[0][0] == two[0][0] == guid(("bank", "a"))
    assert guid(("ban", "ka")) != guid(("bank", "a"))


def test_json_has_the_names_of_the_file() -> None:
    value = json.loads(sessions_json([sample_session()], TODAY))
    assert value["summary"]["solid_or_strong"] == 2
    assert value["answers"][0]["key_points"][0] == {
        "text": "A lock", "covered": True, "bonus": False,
    }  # fmt: skip
    assert value["answers"][0]["rerated"][0]["rating"] == 3
    several = json.loads(sessions_json([sample_session(), session(given("a"))], TODAY))
    assert [len(each["answers"]) for each in several] == [5, 1]
    assert json.loads(sessions_json([], TODAY)) == []


def test_json_is_strict_without_a_limit() -> None:
    text = sessions_json([session(given("a", 3, limit=float("inf")))], TODAY)
    assert "Infinity" not in text
    json.loads(text)


def test_every_format_renders_every_session_and_ends_with_a_line() -> None:
    held = [sample_session(), session(unreached("a")), session(given("b", 2, points=".", note="n"))]
    for fmt in SESSION_FORMATS:
        assert render(held, fmt, TODAY).endswith("\n")
    with pytest.raises(ValueError, match="docx"):
        render(held, "docx", TODAY)
