"""Tests that duplicate questions are found, and those that only look alike are not."""

from __future__ import annotations

import pytest

from simulator.core.bank import Bank, Question
from simulator.storage.banks.duplicates import (
    LocatedQuestion,
    duplicates_of,
    located_questions,
    near_duplicates,
)
from tests.limits import within


def place(text: str, bank: str = "a") -> LocatedQuestion:
    return LocatedQuestion(bank, Question(text, text))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("What is overfitting?", "what is Overfitting"),
        ("What is the vanishing gradient problem?", "What's the vanishing gradients problem?"),
        (
            "Explain the difference between TCP and UDP.",
            "What is the difference between TCP and UDP?",
        ),
        (
            "What is the difference between UDP and TCP?",
            "What is the difference between TCP and UDP?",
        ),
    ],
)
def test_the_same_question_in_other_words_is_found(first: str, second: str) -> None:
    found = near_duplicates([place(first), place("Something else entirely?"), place(second, "b")])
    assert [(pair.first.bank, pair.second.bank) for pair in found] == [("a", "b")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("What is L1 regularization?", "What is L2 regularization?"),
        ("What is a process?", "What is a thread?"),
        ("What is an abstract class?", "What is a concrete class?"),
        ("How do you create a branch?", "How do you delete a branch?"),
    ],
)
def test_questions_that_only_look_alike_are_left_alone(first: str, second: str) -> None:
    assert near_duplicates([place(first), place(second)]) == ()


def test_word_for_word_comes_first_and_counts_100() -> None:
    bank = Bank("a", "A", (Question("1", "What is a lock?"), Question("2", "What is a  LOCK?")))
    pair = near_duplicates(located_questions([bank]))[0]
    assert pair.alike == 100


def test_new_questions_are_compared_with_old_and_new_but_old_ones_not_with_each_other() -> None:
    old = [place("What is a mutex?", "old"), place("What is a mutex ?", "old")]
    new = [place("what is a mutex", "new"), place("What is a queue?", "new")]
    pairs = duplicates_of(new, old)
    assert {(pair.first.bank, pair.second.bank) for pair in pairs} == {("new", "old")}
    assert len(pairs) == 2


def test_no_questions_have_no_duplicates() -> None:
    assert near_duplicates([]) == ()
    assert near_duplicates([place("?!")]) == ()


def test_a_thousand_copies_do_not_take_quadratic_time() -> None:
    same = [LocatedQuestion("b", Question(id=str(at), question="What?")) for at in range(1_000)]
    alike = [
        LocatedQuestion(
            "b", Question(id=f"x{at}", question=f"Why does the {word} cache of a server fail?")
        )
        for at, word in enumerate(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(600))
    ]
    with within(3):
        pairs = near_duplicates([*same, *alike])
    assert sum(pair.first.question.id == "0" for pair in pairs) == 999


def test_each_new_copy_is_paired_with_the_existing_question() -> None:
    def place(bank: str, id_: str) -> LocatedQuestion:
        return LocatedQuestion(bank, Question(id=id_, question="What is a lock?"))

    pairs = duplicates_of([place("new", "a"), place("new", "b")], [place("old", "c")])
    assert [(pair.first.question.id, pair.second.question.id) for pair in pairs] == [
        ("a", "c"),
        ("b", "c"),
    ]
