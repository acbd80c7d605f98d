"""A question is edited, deleted or refused, in examples that a reader can follow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.core.bank import Question
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
