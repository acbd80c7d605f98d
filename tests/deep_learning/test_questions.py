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
    "references": (1, 6),
}
FOLLOW_UPS = range(2, 4)
FOLLOW_UP_POINTS = range(2, 4)
KEYS = {*TEXTS, *LISTS, "follow_ups", "time_limit"}
OPTIONAL = {"say", "reviewed"}
FOLLOW_UP_KEYS = {"question", "answer", "key_points"}

SECONDS = {"easy": range(60, 121), "medium": range(90, 181), "hard": range(120, 301)}
SHARES = {"easy": (0.25, 0.40), "medium": (0.40, 0.50), "hard": (0.15, 0.25)}

WORDS_A_MINUTE = 130
"""Calm speech; an answer that fills 55 to 75 % of its limit leaves room to think."""

CALCULATING = "Arithmetic"
"""The topic whose answers take longer to find than to say: they may fill a third of the limit."""

CODE = re.compile(r"```.*?```", re.DOTALL)

KINDS = ("debug", "derive", "diagnose", "criticise", "decide")
"""Tags of the questions that make one think, rather than recall."""


def spoken_words(text: str) -> int:
    """How many words a text has beside its code."""
    return len(CODE.sub(" ", text).split())


def seconds_of(follow_up: Question, question: Question) -> float:
    """A follow-up's limit: its own, else a third of the question's, from 20 to 60 seconds."""
    own: float | None = follow_up.get("time_limit")
    return own if own is not None else max(20, min(60, question["time_limit"] / 3))


def test_the_bank_is_large_enough(questions: list[Question]) -> None:
    assert len(questions) >= 320


def test_forty_questions_are_what_everybody_is_asked(questions: list[Question]) -> None:
    assert sum("core" in question["tags"] for question in questions) == 40


def test_many_questions_make_one_think(questions: list[Question]) -> None:
    counted = {kind: sum(kind in question["tags"] for question in questions) for kind in KINDS}
    assert {kind: n for kind, n in counted.items() if n < 10} == {}
    assert sum(any(kind in question["tags"] for kind in KINDS) for question in questions) >= 60


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
        if unknown := question.keys() - KEYS - OPTIONAL:
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


def test_an_answer_fills_its_time(questions: list[Question]) -> None:
    problems = {}
    for question in questions:
        spoken = spoken_words(question["answer"]) / WORDS_A_MINUTE * 60
        share = round(spoken / question["time_limit"], 2)
        least = 0.33 if question["topic"] == CALCULATING else 0.54
        if not least <= share <= 0.76:
            problems[question["id"]] = share
    assert problems == {}


def test_follow_ups_have_points_and_a_short_answer(questions: list[Question]) -> None:
    problems = []
    for question in questions:
        name, follow_ups = question["id"], question["follow_ups"]
        if len(follow_ups) not in FOLLOW_UPS:
            problems.append(f"{name}: {len(follow_ups)} follow-ups")
        for each in follow_ups:
            if not FOLLOW_UP_KEYS <= each.keys() <= {*FOLLOW_UP_KEYS, "time_limit"}:
                problems.append(f"{name}: {sorted(each)}")
            if len(each["key_points"]) not in FOLLOW_UP_POINTS:
                problems.append(f"{name}: {len(each['key_points'])} points: {each['question']}")
            words, seconds = spoken_words(each["answer"]), seconds_of(each, question)
            if not 15 <= words <= seconds * WORDS_A_MINUTE / 60:
                problems.append(f"{name}: {words} words in {seconds:.0f} s: {each['question']}")
    assert problems == []


def all_points(question: Question) -> list[str]:
    """Everything that can be ticked, the follow-ups' points too."""
    of_follow_ups = [point for each in question["follow_ups"] for point in each["key_points"]]
    return [*question["key_points"], *question["bonus_points"], *of_follow_ups]


def test_points_are_short_enough_to_tick(questions: list[Question]) -> None:
    problems = [
        f"{question['id']}: {point}"
        for question in questions
        for point in all_points(question)
        if len(point) > 90 or not 2 <= len(point.split()) <= 12
    ]
    assert problems == []


def test_questions_and_follow_ups_are_short_and_end_as_sentences(questions: list[Question]) -> None:
    problems = [
        f"{question['id']}: {text}"
        for question in questions
        for text in [question["question"], *(each["question"] for each in question["follow_ups"])]
        if not text.rstrip().endswith(("?", ".", "```")) or len(CODE.sub("", text)) > 400
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


@pytest.mark.parametrize("difficulty", SHARES)
def test_difficulties_are_balanced(questions: list[Question], difficulty: str) -> None:
    counted = Counter(question["difficulty"] for question in questions)
    low, high = SHARES[difficulty]
    assert low <= counted[difficulty] / len(questions) <= high


def test_there_are_many_topics_with_some_questions_each(questions: list[Question]) -> None:
    counted = Counter(question["topic"] for question in questions)
    assert len(counted) >= 20
    assert {topic: n for topic, n in counted.items() if n < 5} == {}
