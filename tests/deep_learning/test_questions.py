"""The shipped bank keeps its promises: what a question holds, how long, how hard, how many.

The ids are what histories hang on, so all ids that were ever released are listed in
`tests/samples/deep_learning_ids.txt`. Add the ids of new questions there; never take one out.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.deep_learning.bank import ROOT, Question

IDS = ROOT / "tests" / "samples" / "deep_learning_ids.txt"

CLASSICS = [
    "what-is-deep-learning",
    "artificial-neural-network",
    "model-components",
    "shallow-vs-deep-learning",
    "deep-learning-frameworks",
    "vanishing-gradient",
    "transfer-learning",
]

TEXTS = ("id", "question", "answer", "topic", "difficulty")
# Each list of a question, with the fewest and the most entries that it may have.
LISTS = {
    "tags": (1, 6),
    "key_points": (3, 6),
    "bonus_points": (1, 3),
    "mistakes": (1, 3),
    "follow_ups": (1, 3),
    "references": (1, 6),
}
KEYS = {*TEXTS, *LISTS, "time_limit"}

SECONDS = {"easy": range(60, 121), "medium": range(90, 181), "hard": range(120, 301)}
SHARES = {"easy": (0.30, 0.40), "medium": (0.40, 0.50), "hard": (0.15, 0.25)}


def test_the_bank_is_large_enough(questions: list[Question]) -> None:
    assert len(questions) >= 160


def test_the_seven_classics_are_there_and_tagged(questions: list[Question]) -> None:
    tags = {question["id"]: question["tags"] for question in questions}
    assert [name for name in CLASSICS if "classics" not in tags.get(name, [])] == []


def test_ids_are_unique_and_in_kebab_case(questions: list[Question]) -> None:
    counted = Counter(question["id"] for question in questions)
    assert [name for name, times in counted.items() if times > 1] == []
    kebab = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
    assert [name for name in counted if not kebab.fullmatch(name)] == []


def test_no_released_id_is_lost(questions: list[Question]) -> None:
    released = IDS.read_text(encoding="utf-8").split()
    assert len(released) >= 160
    assert len(set(released)) == len(released)
    assert set(released) - {question["id"] for question in questions} == set()


def test_every_question_has_every_part(questions: list[Question]) -> None:
    problems = []
    for question in questions:
        if missing := KEYS - question.keys():
            problems.append(f"{question.get('id')}: no {sorted(missing)}")
        if unknown := question.keys() - KEYS - {"say"}:
            problems.append(f"{question.get('id')}: unknown {sorted(unknown)}")
    assert problems == []


def test_no_part_is_empty_or_said_twice(questions: list[Question]) -> None:
    problems = []
    for question in questions:
        name = question["id"]
        for text in [*(question[key] for key in TEXTS), question.get("say", "-")]:
            if not isinstance(text, str) or not text.strip():
                problems.append(f"{name}: an empty text")
        for key, (fewest, most) in LISTS.items():
            entries = question[key]
            if not fewest <= len(entries) <= most:
                problems.append(f"{name}: {len(entries)} {key}")
            if not all(
                isinstance(entry, str) and entry.strip() == entry != "" for entry in entries
            ):
                problems.append(f"{name}: an empty or padded entry in {key}")
            if len({entry.lower() for entry in entries}) != len(entries):
                problems.append(f"{name}: the same twice in {key}")
    assert problems == []


def test_answers_have_60_to_180_words(questions: list[Question]) -> None:
    counted = {question["id"]: len(question["answer"].split()) for question in questions}
    assert {name: n for name, n in counted.items() if not 60 <= n <= 180} == {}


def test_points_are_short_enough_to_tick(questions: list[Question]) -> None:
    problems = [
        f"{question['id']}: {point}"
        for question in questions
        for point in [*question["key_points"], *question["bonus_points"]]
        if len(point) > 90 or not 2 <= len(point.split()) <= 12
    ]
    assert problems == []


def test_questions_and_follow_ups_are_short_and_end_as_sentences(questions: list[Question]) -> None:
    problems = [
        f"{question['id']}: {text}"
        for question in questions
        for text in [question["question"], *question["follow_ups"]]
        if not text.endswith(("?", ".")) or len(text) > 300
    ]
    assert problems == []


def test_the_time_limit_fits_the_difficulty(questions: list[Question]) -> None:
    problems = [
        f"{question['id']}: {question['difficulty']}, {question['time_limit']} s"
        for question in questions
        if type(question["time_limit"]) is not int
        or question["time_limit"] not in SECONDS.get(question["difficulty"], range(0))
    ]
    assert problems == []


def test_the_answer_can_be_said_within_the_time_limit(questions: list[Question]) -> None:
    """Calm speech is at least 110 words a minute."""
    problems = {
        question["id"]: round(len(question["answer"].split()) / question["time_limit"] * 60)
        for question in questions
        if len(question["answer"].split()) / question["time_limit"] * 60 > 110
    }
    assert problems == {}


@pytest.mark.parametrize("difficulty", SHARES)
def test_difficulties_are_balanced(questions: list[Question], difficulty: str) -> None:
    counted = Counter(question["difficulty"] for question in questions)
    low, high = SHARES[difficulty]
    assert low <= counted[difficulty] / len(questions) <= high


def test_there_are_many_topics_with_some_questions_each(questions: list[Question]) -> None:
    counted = Counter(question["topic"] for question in questions)
    assert len(counted) >= 20
    assert {topic: n for topic, n in counted.items() if n < 5} == {}
