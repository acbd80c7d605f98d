"""Tests that edits keep every byte that was not edited."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.core.bank import FollowUp, Question
from simulator.core.choices import Difficulty
from simulator.storage.banks.edit import with_question
from simulator.storage.toml.edit_array import changed_array
from simulator.storage.toml.sections import sections
from tests.storage.banks.editing import BIG, FILES, bank_of, written

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
    "follow_ups": lines.map(
        lambda texts: tuple(map(FollowUp, filter(None, map(str.strip, texts))))
    ),
    "say": line,
}
one_change = st.sampled_from(sorted(FIELD_VALUES)).flatmap(
    lambda name: st.tuples(st.just(name), FIELD_VALUES[name])
)


def questions_span(data: bytes, place: int, name: str) -> tuple[int, int] | None:
    """Return the span of a key's lines, found independently by reading line by line."""
    text = data.decode()
    table = [each for each in sections(text) if each.many and each.key == ("questions",)][place]
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


SOME = b"\n[[questions]]".join(BIG.split(b"\n[[questions]]")[:61])
"""The bank that ships, its first sixty questions: reading it whole takes its time."""


@settings(max_examples=12, deadline=None)
# Its follow-ups are under their own headers, which `questions_span` does not look for.
@given(number=st.integers(0, 999), change=one_change.filter(lambda each: each[0] != "follow_ups"))
def test_the_bank_that_ships_keeps_its_bytes(number: int, change: tuple[str, Any]) -> None:
    check_one_change(SOME, number % len(bank_of(SOME).questions), *change)


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
        # Only insertions: the old content is still there, in order.
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


@given(st.lists(line, min_size=1, max_size=5), st.lists(line, min_size=1, max_size=5), st.data())
def test_arrays_in_every_layout(old: list[str], new: list[str], data: st.DataObject) -> None:
    from simulator.storage.toml.write import short_string

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
