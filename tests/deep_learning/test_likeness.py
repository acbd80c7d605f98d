"""No two questions are the same, and the key points are those of the model answer."""

from __future__ import annotations

import re
from itertools import combinations

from rapidfuzz import fuzz

from tests.deep_learning.bank import Question

# The most alike of the 198 questions reach 89.4 (two on convolutions, one of them with numbers),
# then 88.4 (batch norm, and batch norm on several GPUs); they ask for different things. The same
# question with its words in another order, or with something added, comes out near 100: the bound
# lies some way from both. Paraphrases are beyond such a measure; readers have to find them.
ALIKE = 93.0

# At least this share of the content words of a key point must occur in the model answer. The lowest
# of all the key points stands at 0.67, one word in three being the key point's own.
SHARED = 0.6

FUNCTION_WORD_LINES = """
a all also an and any are as at be both but by can do does e each every few for from g has have how
i if in into is it its may more must no not of on one only or other our so such than that the their
them then there these they this those to too use used using very was we were what when where which
while who why will with without would you your
"""
FUNCTION_WORDS = frozenset(FUNCTION_WORD_LINES.split())
ENDING_LINES = """
isations isation ations ation ities ising ises ised ise ically ingly edly ings ing ions ion
ers er est ies ied ed es ly s e y
"""
ENDINGS = ENDING_LINES.split()


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def content_words(text: str) -> list[str]:
    return [word for word in words(text) if word not in FUNCTION_WORDS]


def stem(word: str) -> str:
    """Cut the first ending that leaves three letters: crude, but equally so on both sides."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def same(one: str, other: str) -> bool:
    """Equal stems, or one the beginning of the other ("normal", "normalis")."""
    if min(len(one), len(other)) < 4:
        return one == other
    return one.startswith(other) or other.startswith(one)


def share_in(answer: str, point: str) -> float:
    """Which share of the content words of `point` occurs in `answer`."""
    said = {stem(word) for word in content_words(answer)}
    wanted = {stem(word) for word in content_words(point)}
    if not wanted:
        return 0.0
    return sum(any(same(word, heard) for heard in said) for word in wanted) / len(wanted)


def likeness(one: str, other: str) -> float:
    """How alike two questions are, from 0 to 100, by their content words.

    A set of words that is part of the other counts as equal to it. This is what is wanted for long
    questions, but "What is deep learning?" would be a duplicate of all that name the field: so
    where one has fewer than three words left, all words of both count.
    """
    first, second = content_words(one), content_words(other)
    few = min(len(set(first)), len(set(second))) < 3
    ratio = fuzz.token_sort_ratio if few else fuzz.token_set_ratio
    return float(ratio(" ".join(first), " ".join(second)))


def test_no_two_questions_are_near_duplicates(questions: list[Question]) -> None:
    asked = [(question["id"], question["question"]) for question in questions]
    alike = [
        (round(score, 1), one, other)
        for (one, first), (other, second) in combinations(asked, 2)
        if (score := likeness(first, second)) >= ALIKE
    ]
    assert sorted(alike, reverse=True) == []


def test_the_measure_of_likeness_tells_duplicates_from_neighbours() -> None:
    dropout = "How does dropout work, and when would you use it today?"
    assert likeness(dropout, "When would you use dropout today, and how does it work?") >= ALIKE
    assert likeness("What is dropout?", "What is dropout?") >= ALIKE
    assert likeness("What is deep learning?", "What is transfer learning in deep learning?") < ALIKE


def test_key_points_are_said_in_the_model_answer(questions: list[Question]) -> None:
    unsaid = [
        (round(share, 2), question["id"], point)
        for question in questions
        for point in question["key_points"]
        if (share := share_in(question["answer"], point)) < SHARED
    ]
    assert sorted(unsaid) == []
