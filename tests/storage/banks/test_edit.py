"""Tests edits and deletions of questions, in examples that a reader can follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from simulator.core.bank import FollowUp, Question
from simulator.core.choices import Difficulty
from simulator.storage.banks.edit import (
    EditRefused,
    line_of,
    with_changes,
    with_question,
    without_question,
)
from tests.storage.banks.editing import COMMENTED, FILES, bank_of, written


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


def test_windows_line_ends_are_kept() -> None:
    data = FILES["windows"]
    after = written(data, 0, replace(bank_of(data).questions[0], answer="a\nb", mistakes=("x",)))
    assert after.count(b"\n") == after.count(b"\r\n")


def test_a_bank_in_one_value_is_refused() -> None:
    data = b'title = "x"\nquestions = [{ question = "a" }]\n'
    assert bank_of(data).questions
    with pytest.raises(EditRefused):
        with_changes(data, {0: {"answer": "b"}})
    with pytest.raises(EditRefused):
        with_question(data, Question("n", "n"))
    assert line_of(data, 0) == 1


def test_the_line_of_a_question() -> None:
    for place in range(3):
        number = line_of(FILES["commented"], place)
        assert "questions" in COMMENTED.splitlines()[number - 1]


FOLLOWED = b"""\
title = "x"
[[questions]]
question = "A?"
key_points = ["k"]

# the first
[[questions.follow_ups]]
question = "One?"   # as it is
key_points = ["a"]

[[questions.follow_ups]]
question = "Two?"

# b
[[questions]]
question = "B?"
follow_ups = ["x", 'y'] # plain
"""


def follow_up_edit(data: bytes, place: int, *follow_ups: FollowUp) -> str:
    after = written(data, place, replace(bank_of(data).questions[place], follow_ups=follow_ups))
    assert bank_of(after).questions[place].follow_ups == follow_ups
    others = [q for n, q in enumerate(bank_of(data).questions) if n != place]
    assert [q for n, q in enumerate(bank_of(after).questions) if n != place] == others
    return after.decode()


def test_follow_ups_are_edited_in_their_existing_form() -> None:
    one, two = FollowUp("One?", ("a",)), FollowUp("Two?")
    more = FollowUp("Three?", ("c", "d"), "An\n$\\frac{1}{2}$\nanswer", 40.0)
    text = FOLLOWED.decode()
    changed = follow_up_edit(FOLLOWED, 0, one, FollowUp("Two?", ("b",)), more)
    expected = (
        '[[questions.follow_ups]]\nquestion = "Two?"\nkey_points = ["b"]\n\n'
        '[[questions.follow_ups]]\nquestion = "Three?"\nkey_points = ["c", "d"]\n'
        "answer = '''\nAn\n$\\frac{1}{2}$\nanswer\n'''\ntime_limit = 40\n"
    )
    assert changed == text.replace('[[questions.follow_ups]]\nquestion = "Two?"\n', expected)
    assert follow_up_edit(FOLLOWED, 0, two) == text.replace(
        '# the first\n[[questions.follow_ups]]\nquestion = "One?"   # as it is\n'
        'key_points = ["a"]\n\n',
        "",
    )
    assert "follow_ups]]" not in follow_up_edit(FOLLOWED, 0)
    assert 'follow_ups = ["x", \'y\', "z"] # plain' in follow_up_edit(
        FOLLOWED, 1, FollowUp("x"), FollowUp("y"), FollowUp("z")
    )
    tables = follow_up_edit(FOLLOWED, 1, FollowUp("x"), more)
    assert "follow_ups = [" not in tables
    assert tables.count("[[questions.follow_ups]]") == 4


def test_inline_tables_stay_inline() -> None:
    data = (
        b'title="x"\n[[questions]]\nquestion="A?"\nfollow_ups=["x", {question="y", answer="a"}]\n'
    )
    text = follow_up_edit(data, 0, FollowUp("x"), FollowUp("y", ("k",), "a"))
    line = 'follow_ups=["x", { question = "y", key_points = ["k"], answer = "a" }]'
    assert text.splitlines()[-1] == line


def test_a_review_date_can_be_edited() -> None:
    data = FILES["commented"]
    after = written(data, 0, replace(bank_of(data).questions[0], reviewed=date(2026, 12, 1)))
    assert b"\nreviewed = 2026-12-01\n" in after
