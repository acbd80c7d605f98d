"""Sessions: what is written comes back, and what is damaged is told."""

from __future__ import annotations

import json
import math
import time
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.exporters.session_json import sessions_json
from simulator.faults import SessionFault
from simulator.report import Report
from simulator.session import Answer, Current, Session
from simulator.session_files.file import (
    SessionHead,
    parse_session,
    read_head,
    read_session,
    session_toml,
)
from simulator.session_files.head import _quick
from simulator.setup import Debrief, Mode, Setup
from simulator.states import Outcome, Phase, Rating, Status
from simulator.text import clean
from simulator.times import NO_LIMIT
from tests.samples import STARTED, sample_session
from tests.strategies import sessions

EXAMPLE = '''
format = 1
status = "running"
started_at = 2026-11-22T18:30:05+01:00

[setup]
mode = "interview"
banks = ["deep_learning"]
topics = []
difficulties = []
tags = []
questions = 1
think_seconds = 0.0
time_limit = 90.0
extra_time = 1.0
debrief = "end"
order = "shuffled"
seed = 7
voice = false

[current]
question = 1
phase = "answering"

[[answers]]
bank = "deep_learning"
id = "vanishing-gradient"
question = "What is the vanishing gradient problem?"
model_answer = "..."
topic = "Training"
difficulty = "medium"
time_limit = 90.0
outcome = "answered"
think_seconds = 4.2
answer_seconds = 94.3
overrun_seconds = 4.3
text = """..."""
confidence = 4
rating = 3
note = "Say what batch norm does to the scale."

[[answers.key_points]]
text = "Gradients shrink layer by layer"
covered = true
bonus = false

[[answers.rerated]]
at = 2026-12-01T09:00:00+01:00
rating = 2
covered = [true]

[end]
answers = 1
'''


def faults(text: str) -> list[str]:
    """What is wrong with a session, as it is printed."""
    with pytest.raises(SessionFault) as caught:
        parse_session(text, file="s.toml")
    return [str(fault) for fault in caught.value.faults]


def test_the_format() -> None:
    session = parse_session(EXAMPLE)
    assert session.setup == Setup(
        mode=Mode.INTERVIEW, questions=1, time_limit=90.0, debrief=Debrief.END, seed=7
    )
    assert session.current == Current(1, Phase.ANSWERING)
    assert session.status is Status.RUNNING
    assert session.started_at == datetime(2026, 11, 22, 17, 30, 5, tzinfo=UTC)
    answer = session.answers[0]
    assert answer.outcome is Outcome.ANSWERED
    assert answer.rating is Rating.SOLID
    assert answer.overrun_seconds == pytest.approx(4.3)
    assert answer.key_points[0].covered
    assert answer.rerated[0].rating is Rating.PARTIAL


def test_a_sample_comes_back() -> None:
    assert parse_session(session_toml(sample_session())) == sample_session()


@given(sessions())
def test_any_session_comes_back(session: Session) -> None:
    text = session_toml(session)
    assert parse_session(text) == session
    assert session_toml(parse_session(text)) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_file_holds_every_character_and_reading_takes_the_controls(text: str) -> None:
    answer = replace(sample_session().answers[0], text=text, note=text)
    session = replace(sample_session(), answers=(answer,))
    written = session_toml(session)
    assert tomllib.loads(written)["answers"][0]["text"] == text
    assert parse_session(written).answers[0].text == clean(text)
    assert clean(written) == written


def test_a_surrogate_can_be_written() -> None:
    answer = replace(sample_session().answers[0], text="a\udcffb", bank="caf\udce9")
    written = session_toml(replace(sample_session(), answers=(answer,)))
    written.encode()
    assert parse_session(written).answers[0].text == "a\ufffdb"


def test_typed_text_is_written_for_people() -> None:
    written = session_toml(sample_session())
    assert (
        "text = '''\nA lock.\n\tOnly one thread \\o/ at a time; it's \"exclusive\".'''\n" in written
    )
    assert r"text = '\frac{e^x}{\sum e^x}'" in written


def test_no_limit_is_infinity_and_null_in_json() -> None:
    answer = replace(sample_session().answers[0], time_limit=math.inf)
    session = replace(sample_session(), answers=(answer,), setup=Setup(time_limit=NO_LIMIT))
    assert "time_limit = inf" in session_toml(session)
    assert parse_session(session_toml(session)) == session
    decoded = json.loads(sessions_json([session]))
    assert decoded["setup"]["time_limit"] is None
    assert decoded["answers"][0]["time_limit"] is None


def test_json_has_the_names_of_the_file() -> None:
    written = tomllib.loads(session_toml(sample_session()))
    decoded = json.loads(sessions_json([sample_session()]))
    assert decoded.keys() == written.keys()
    assert decoded["summary"] == written["summary"]
    assert decoded["answers"][0].keys() == written["answers"][0].keys()
    assert decoded["started_at"] == "2026-11-22T18:30:05+01:00"


def test_defaults_are_left_out() -> None:
    bare = Session(setup=Setup(), answers=(Answer("b", "i", "q"),), started_at=STARTED)
    written = tomllib.loads(session_toml(bare))["answers"][0]
    assert not {"say", "language", "from_answer", "rerated", "outcome", "rating"} & written.keys()


def test_offsets_that_toml_can_not_hold_are_rounded() -> None:
    odd = datetime(1890, 1, 1, tzinfo=timezone(timedelta(minutes=53, seconds=28)))
    session = replace(sample_session(), started_at=odd)
    assert parse_session(session_toml(session)).started_at == odd


def test_unknown_keys_are_kept_wherever_they_are() -> None:
    text = (
        EXAMPLE.replace("format = 1", "format = 1\nmine = 1", 1)
        .replace('mode = "interview"', 'mode = "interview"\nmood = "good"')
        .replace('phase = "answering"', 'phase = "answering"\nscroll = 3')
        .replace("rating = 3", "rating = 3\nhearts = [1, 2]")
        .replace("bonus = false", 'bonus = false\nweight = 2\nwhy = """a\nb"""')
        .replace("covered = [true]", 'covered = [true]\nby = "me"')
        .replace("[end]", "[plugin]\nx = { y = 1 }\n[end]\nsum = 5")
    )
    kept = tomllib.loads(session_toml(parse_session(text)))
    assert kept["mine"] == 1
    assert kept["setup"]["mood"] == "good"
    assert kept["current"]["scroll"] == 3
    assert kept["answers"][0]["hearts"] == [1, 2]
    assert kept["answers"][0]["key_points"][0]["weight"] == 2
    assert kept["answers"][0]["key_points"][0]["why"] == "a\nb"
    assert kept["answers"][0]["rerated"][0]["by"] == "me"
    assert kept["plugin"] == {"x": {"y": 1}}
    assert kept["end"] == {"sum": 5, "answers": 1}
    again = session_toml(parse_session(text))
    assert session_toml(parse_session(again)) == again


# Damage


def test_no_part_of_a_session_passes_for_the_whole() -> None:
    text = session_toml(sample_session())
    whole = text.rstrip("\n")
    step = max(1, len(text) // 400)
    ends = [*range(0, len(whole), step), *range(len(whole) - 40, len(whole))]
    for end in ends:
        with pytest.raises(SessionFault):
            parse_session(text[:end])


def test_an_incomplete_file_is_said_to_be_incomplete() -> None:
    assert faults("") == ["s.toml: the file is incomplete: its last table [end] is missing"]
    assert "incomplete" in faults(EXAMPLE.partition("[end]")[0])[0]
    counted = faults(EXAMPLE.replace("answers = 1", "answers = 3"))
    assert counted[0].endswith("it should hold 3 answers and holds 1")


def test_every_fault_at_once() -> None:
    text = (
        EXAMPLE.replace('"running"', '"walking"')
        .replace("seed = 7", "seed = 7.5")
        .replace("confidence = 4", "confidence = 6")
        .replace("rating = 3", 'rating = "solid"')
        .replace("covered = [true]", "covered = [1]")
        .replace("answer_seconds = 94.3", "answer_seconds = -1")
    )
    assert [each.split(": ", 2)[1] for each in faults(text)] == [
        "status",
        "setup.seed",
        "answers[1].answer_seconds",
        "answers[1].confidence",
        "answers[1].rating",
        "answers[1].rerated[1].covered",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format = 1", "format = 2", "newer"),
        ("started_at = 2026-11-22T18:30:05+01:00\n", "", "started_at: is missing"),
        ("started_at = 2026-11-22T18:30:05+01:00", "started_at = 5", "a date with time"),
        ("answers = 1", "answers = 'x'", "incomplete"),
        ("question = 1\nphase", "question = 9\nphase", "current.question"),
        ('text = """..."""', "text = 5", "answers[1].text"),
    ],
)
def test_faults(old: str, new: str, said: str) -> None:
    assert any(said in each for each in faults(EXAMPLE.replace(old, new, 1)))


def test_a_date_without_offset_is_local() -> None:
    text = EXAMPLE.replace("T18:30:05+01:00", "T18:30:05", 1)
    assert parse_session(text).started_at.tzinfo is not None


def test_long_answers_are_read_back(tmp_path: Path) -> None:
    answer = replace(sample_session().answers[0], text="word \n" * 200_000)
    path = tmp_path / "s.toml"
    path.write_text(session_toml(replace(sample_session(), answers=(answer,))))
    assert read_session(path).answers[0].text == answer.text


# Heads


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "2026-11-22T183005-plain.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_head_agrees_with_the_report(tmp_path: Path) -> None:
    session = sample_session()
    head = read_head(written(tmp_path, session_toml(session)))
    report = Report(session)
    assert head.status is Status.FINISHED
    assert head.mode is Mode.INTERVIEW
    assert head.banks == ("plain",)
    assert (head.questions, head.answered, head.timed_out, head.skipped) == (5, 3, 1, 1)
    assert head.rated == len(report.rated)
    assert head.solid_or_strong == report.solid_or_strong
    assert (head.covered, head.key_points) == (report.coverage.covered, report.coverage.of)
    assert head.sure_and_wrong == len(report.sure_and_wrong)
    assert head.seconds == pytest.approx(session.seconds)
    assert (head.started_at, head.finished_at) == (session.started_at, session.finished_at)
    assert head.current_question is None


@settings(max_examples=40)
@given(sessions())
def test_the_quick_head_is_the_thorough_one(session: Session) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), session_toml(session))
        other = written(Path(folder), session_toml(session))
        quick = read_head(path)
        # A comment behind the end makes the file one that only reading it as a whole can tell.
        other.write_text(session_toml(session) + "# mine\n", encoding="utf-8")
        thorough = read_head(other)
        assert _quick(other) is None
        assert replace(quick, modified=0.0) == replace(thorough, modified=0.0)


def test_a_head_is_read_without_the_rest(tmp_path: Path) -> None:
    text = session_toml(sample_session())
    damaged = written(tmp_path, text.replace("What is a mutex?", 'What" is = ['))
    assert isinstance(read_head(damaged), SessionHead)


@pytest.mark.parametrize("cut", [0, 30, 500, 3000, -1, -5, -20])
def test_a_cut_file_has_no_head(tmp_path: Path, cut: int) -> None:
    text = session_toml(sample_session()).rstrip("\n")
    with pytest.raises(SessionFault):
        read_head(written(tmp_path, text[:cut]))


def test_a_tail_of_zeros_is_found(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(session_toml(sample_session()).encode() + b"\0" * 64)
    with pytest.raises(SessionFault):
        read_head(path)


def test_a_head_of_anything_is_a_head_or_a_fault(tmp_path: Path) -> None:
    for junk in (b"", b"\xff\xfe", b"[end]\nanswers = 0\n", b"x" * 10_000, b"\n[[answers]]\n"):
        path = tmp_path / "s.toml"
        path.write_bytes(junk)
        with pytest.raises(SessionFault):
            read_head(path)
    with pytest.raises(SessionFault):
        read_head(tmp_path)
    with pytest.raises(SessionFault):
        read_head(tmp_path / "no.toml")


def test_heads_are_quick(tmp_path: Path) -> None:
    path = written(tmp_path, session_toml(sample_session()))
    start = time.process_time()
    for _ in range(200):
        read_head(path)
    assert (time.process_time() - start) / 200 < 0.0003
