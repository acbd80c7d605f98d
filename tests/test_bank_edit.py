"""A bank's file is edited and every byte that the person did not touch stays."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.bank import Bank, Question
from simulator.bank_files.edit import (
    EditRefused,
    changes_between,
    line_of,
    with_changes,
    with_question,
    without_question,
)
from simulator.bank_files.open_bank import OpenBank
from simulator.bank_files.reader import parse_bank
from simulator.choices import Difficulty
from simulator.store import Store
from simulator.toml.array import changed_array
from simulator.toml.spans import sections

SHIPPED = Path(__file__).parent.parent / "banks"
BIG = (SHIPPED / "deep_learning.toml").read_bytes()

COMMENTED = """\
# A bank of mine
format   = 1 # one
title = 'Mine'

[defaults]   # for all
difficulty = "hard"

# first: on the question
[[questions]]
# why it is asked
id = "first"       # stable
question = "What is [this] # really?"
key_points = [
  "one",   # the easy one
  # half of them forget:
  "two, with a comma",
  'three'
]
tags = ["a","b" , "c" ] # short
answer = '''
A line with \\frac{a}{b} and [[questions]]

# not a comment
'''   # end of the answer
time_limit   =   90
# time_limit = 120

[questions.extra]
author = "me"   # kept

  [[ questions ]]  # the second
  "question" = \"\"\"
What
is it?\"\"\"
  topic = "Odd = topic"

# on the third
[[questions]]
question = "Third?"
extra.mine = 1
answer = "y"
# the end"""

INTERLEAVED = """\
title = "x"
[[questions]]
question = "a"
[defaults]
time_limit = 30
[[questions]]
question = "b"
"""

FILES = {
    "commented": COMMENTED.encode(),
    "windows": COMMENTED.replace("\n", "\r\n").encode(),
    "with a mark": b"\xef\xbb\xbf" + COMMENTED.encode(),
    "interleaved": INTERLEAVED.encode(),
    "none": b'title = "empty"\n# nothing yet',
}


def bank_of(data: bytes) -> Bank:
    return parse_bank(data, file="x.toml", name="x")


def written(data: bytes, place: int, after: Question) -> bytes:
    return with_changes(data, place, changes_between(bank_of(data).questions[place], after))


words = st.text("ab c\\'\"#[]{}=,\n$äλ。", min_size=0, max_size=14)
line = st.text("ab\\'\"#[]{}=,λ", min_size=1, max_size=10)
lines = st.lists(line, max_size=4).map(tuple)
FIELD_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "question": words.map(lambda text: ("W" + text).strip()),
    "answer": words.map(lambda text: text.strip()),
    "topic": line,
    "tags": lines,
    "difficulty": st.sampled_from(Difficulty),
    "time_limit": st.sampled_from((None, 30.0, 45.5)),
    "key_points": lines,
    "bonus_points": lines,
    "mistakes": lines,
    "references": lines,
    "say": line,
}
one_change = st.sampled_from(sorted(FIELD_VALUES)).flatmap(
    lambda name: st.tuples(st.just(name), FIELD_VALUES[name])
)


def questions_span(data: bytes, place: int, name: str) -> tuple[int, int] | None:
    """The bytes of the lines of a key, by a second opinion: the table's lines one by one."""
    text = data.decode()
    table = [each for each in sections(text) if each.many][place]
    pair = table.pair(name)
    if pair is None:
        return None
    return len(text[: pair.start].encode()), len(text[: pair.end].encode())


@settings(max_examples=120, deadline=None)
@given(
    data=st.sampled_from(sorted(FILES.keys() - {"none"})).map(FILES.__getitem__),
    number=st.integers(0, 99),
    change=one_change,
)
def test_one_field_is_changed_and_no_other_byte(
    data: bytes, number: int, change: tuple[str, Any]
) -> None:
    place = number % len(bank_of(data).questions)
    check_one_change(data, place, *change)


@settings(max_examples=12, deadline=None)
@given(number=st.integers(0, 999), change=one_change)
def test_the_bank_that_ships_keeps_its_bytes(number: int, change: tuple[str, Any]) -> None:
    check_one_change(BIG, number % len(bank_of(BIG).questions), *change)


def check_one_change(data: bytes, place: int, name: str, value: Any) -> None:
    bank = bank_of(data)
    old = bank.questions[place]
    new = replace(old, **{name: value})
    after = written(data, place, new)
    questions = list(bank.questions)
    questions[place] = replace(new, topic=new.topic or "General")
    assert bank_of(after) == replace(bank, questions=tuple(questions))
    if new == old:
        assert after == data
        return
    span = questions_span(data, place, name)
    if span is None:
        # Only inserted: what was there is still there, in order.
        common = next((i for i, (a, b) in enumerate(zip(data, after, strict=False)) if a != b), 0)
        rest = data[common or len(data) :]
        assert data[:common] == after[:common]
        assert after.endswith(rest)
    else:
        start, end = span
        with_id = b"" if b"id = " in after[:start] else b'id = "q-'
        if name != "question" or not with_id:
            assert after[:start] == data[:start]
        assert after.endswith(data[end:])


@settings(max_examples=150, deadline=None)
@given(data=st.sampled_from(sorted(FILES)).map(FILES.__getitem__), number=st.integers(0, 99))
def test_added_questions_only_add_bytes(data: bytes, number: int) -> None:
    bank = bank_of(data)
    question = Question(
        "new", "New?\nReally?", "An\n\nanswer '''", tags=("x",), key_points=("a", "b")
    )
    after = None if number % 3 == 0 or not bank.questions else number % len(bank.questions)
    result = with_question(data, question, after)
    place = len(bank.questions) if after is None else after + 1
    assert bank_of(result).questions == (
        *bank.questions[:place],
        question,
        *bank.questions[place:],
    )
    start = next((i for i, (a, b) in enumerate(zip(data, result, strict=False)) if a != b), None)
    if start is not None:
        assert result.endswith(data[start:])


@pytest.mark.parametrize("name", sorted(FILES.keys() - {"none"}))
def test_a_deleted_question_takes_its_comment_and_nothing_else(name: str) -> None:
    data = FILES[name]
    bank = bank_of(data)
    for place in range(len(bank.questions)):
        left = without_question(data, place)
        rest = bank.questions[:place] + bank.questions[place + 1 :]
        assert bank_of(left) == replace(bank, questions=rest)
        gone = [each for each in data.splitlines() if each not in left.splitlines()]
        assert all(each in data for each in gone)
    if name == "commented":
        text = without_question(data, 1).decode()
        assert "the second" not in text
        assert "# time_limit = 120" in text
        assert "# on the third" in text
        assert text.count("\n\n\n") == 0
        assert "on the third" not in without_question(data, 2).decode()


def test_the_worked_example() -> None:
    data = FILES["commented"]
    old = bank_of(data).questions[0]
    new = replace(
        old,
        time_limit=None,
        key_points=("one", "new", "two, with a comma", "three", "four"),
        tags=("a", "c"),
        answer="Short\n\\now",
        difficulty=Difficulty.EASY,
    )
    text = written(data, 0, new).decode()
    expected = (
        COMMENTED.replace("time_limit   =   90\n", "")
        .replace("  # half of them", '  "new",\n  # half of them')
        .replace("  'three'\n", "  'three',\n  \"four\"\n")
        .replace('"a","b" , "c" ]', '"a", "c" ]')
        .replace(
            "A line with \\frac{a}{b} and [[questions]]\n\n# not a comment\n", "Short\n\\now\n"
        )
        .replace("end of the answer\n", 'end of the answer\ndifficulty = "easy"\n')
    )
    assert text == expected


def test_a_question_without_an_id_keeps_its_history() -> None:
    data = FILES["commented"]
    old = bank_of(data).questions[1]
    after = written(data, 1, replace(old, question="Another text"))
    assert bank_of(after).questions[1].id == old.id


def test_windows_line_ends_stay() -> None:
    data = FILES["windows"]
    after = written(data, 0, replace(bank_of(data).questions[0], answer="a\nb", mistakes=("x",)))
    assert after.count(b"\n") == after.count(b"\r\n")


def test_a_bank_in_one_value_is_refused() -> None:
    data = b'title = "x"\nquestions = [{ question = "a" }]\n'
    assert bank_of(data).questions
    with pytest.raises(EditRefused):
        with_changes(data, 0, {"answer": "b"})
    with pytest.raises(EditRefused):
        with_question(data, Question("n", "n"))
    assert line_of(data, 0) == 1


def test_the_line_of_a_question() -> None:
    for place in range(3):
        number = line_of(FILES["commented"], place)
        assert "questions" in COMMENTED.splitlines()[number - 1]


@given(st.lists(line, min_size=1, max_size=5), st.lists(line, min_size=1, max_size=5), st.data())
def test_arrays_in_every_layout(old: list[str], new: list[str], data: st.DataObject) -> None:
    from simulator.toml.text import short_string

    joints = st.sampled_from((", ", ",", " , # c, ]\n ", ",\n\n  # on it\n  "))
    array = "[" + data.draw(st.sampled_from(("", " ", "\n  ", " # first\n")))
    for place, each in enumerate(old):
        array += short_string(each) + (data.draw(joints) if place < len(old) - 1 else "")
    array += data.draw(st.sampled_from(("]", " ]", ",\n]", "\n]", ", # last\n]")))
    assert tomllib.loads(f"k = {array}")["k"] == old
    changed = changed_array(array, old, new)
    assert changed is not None
    assert tomllib.loads(f"k = {changed}")["k"] == new
    assert changed_array(array, old, old) == array


# On disk


def own(tmp_path: Path, data: bytes = FILES["commented"]) -> tuple[OpenBank, Store, Path]:
    store = Store(tmp_path / "home", tmp_path / "shipped")
    path = store.banks_folder / "mine.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return OpenBank.read(store.banks()[0], store), store, path


def test_delete_and_undo_byte_for_byte(tmp_path: Path) -> None:
    edit, _, path = own(tmp_path)
    edit.delete(1)
    edit.delete(0)
    assert len(edit.bank.questions) == 1
    assert edit.undo() == "the deletion"
    assert edit.undo() == "the deletion"
    assert path.read_bytes() == FILES["commented"]
    assert edit.undo() == ""


def test_duplicate_stands_behind_with_another_id(tmp_path: Path) -> None:
    edit, _, _ = own(tmp_path)
    assert edit.duplicate(0) == 1
    assert edit.duplicate(0) == 1
    assert [each.id for each in edit.bank.questions[:3]] == ["first", "first-copy-2", "first-copy"]
    assert edit.bank.questions[1].key_points == edit.bank.questions[0].key_points
    assert edit.bank.questions[1].difficulty is Difficulty.HARD


def test_a_file_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    edit, _, path = own(tmp_path)
    path.write_bytes(FILES["commented"] + b"\n# mine\n")
    with pytest.raises(EditRefused, match="changed on disk"):
        edit.delete(0)
    assert path.read_bytes().endswith(b"# mine\n")
    path.unlink()
    with pytest.raises(EditRefused, match="changed on disk"):
        edit.save(replace(edit.bank.questions[0], answer="x"), 0)
    assert not path.exists()


def test_a_shipped_bank_is_copied_before_its_first_edit(tmp_path: Path) -> None:
    store = Store(tmp_path / "home", SHIPPED)
    listed = next(each for each in store.banks() if each.name == "deep_learning")
    edit = OpenBank.read(listed, store)
    assert edit.copies
    edit.save(replace(edit.bank.questions[3], topic="Mine"), 3)
    assert not edit.copies
    assert (SHIPPED / "deep_learning.toml").read_bytes() == BIG
    assert not store.banks()[0].shipped
    assert store.bank("deep_learning").questions[3].topic == "Mine"
    second = OpenBank.read(listed, store)
    with pytest.raises(EditRefused):
        second.delete(0)


def test_a_copy_for_the_editor_goes_again_if_nothing_was_changed(tmp_path: Path) -> None:
    store = Store(tmp_path / "home", SHIPPED)
    edit = OpenBank.read(next(b for b in store.banks() if b.name == "deep_learning"), store)
    tidy = edit.copy_home()
    copy = store.banks_folder / "deep_learning.toml"
    assert copy.read_bytes() == BIG
    tidy()
    assert not copy.exists()
    tidy = edit.copy_home()
    copy.write_bytes(BIG + b"\n")
    tidy()
    assert copy.exists()


def test_what_would_be_wrong_is_known_before_writing(tmp_path: Path) -> None:
    edit, _, path = own(tmp_path)
    bad = replace(edit.bank.questions[2], id="first", time_limit=-5.0)
    fields = {fault.field for fault in edit.faults_of(bad, 2)}
    assert fields == {"questions[3].id", "questions[3].time_limit"}
    assert edit.faults_of(Question("", ""), None)[0].field == "questions[4].question"
    with pytest.raises(EditRefused):
        edit.save(bad, 2)
    assert path.read_bytes() == FILES["commented"]
    assert edit.faults_of(edit.bank.questions[0], 0) == ()
