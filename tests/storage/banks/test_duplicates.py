"""The same question twice is pointed out; questions that only look alike are not."""

from __future__ import annotations

import pytest

from simulator.core.bank import Bank, Question
from simulator.storage.banks.duplicates import Place, duplicates_of, near_duplicates, places_of


def place(text: str, bank: str = "a") -> Place:
    return Place(bank, Question(text, text))


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
    pair = near_duplicates(places_of([bank]))[0]
    assert pair.alike == 100


def test_new_questions_are_compared_with_old_and_new_but_old_ones_not_with_each_other() -> None:
    old = [place("What is a mutex?", "old"), place("What is a mutex ?", "old")]
    new = [place("what is a mutex", "new"), place("What is a queue?", "new")]
    pairs = duplicates_of(new, old)
    assert {(pair.first.bank, pair.second.bank) for pair in pairs} == {("new", "old")}
    assert len(pairs) == 2


def test_none_for_nothing() -> None:
    assert near_duplicates([]) == ()
    assert near_duplicates([place("?!")]) == ()
