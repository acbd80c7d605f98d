"""JSON in the shapes that people use."""

from __future__ import annotations

import json

import pytest

from simulator.core.bank import FollowUp
from simulator.importers.files import read_bytes
from tests.importers.reading import pairs, questions


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("question", "answer"),
        ("q", "a"),
        ("Front", "Back"),
        ("prompt", "modelAnswer"),
        ("interview_question", "sample_answer"),
        ("term", "definition"),
        ("frage", "antwort"),
    ],
)
def test_question_and_answer_under_many_names(asked: str, told: str) -> None:
    assert pairs(json.dumps([{asked: "What is x?", told: "y"}]), "a.json") == [("What is x?", "y")]


def test_options_with_an_index_from_zero() -> None:
    quiz = {"question": "Which?", "options": ["x", "y"], "correct": 1, "explanation": "so"}
    found = pairs(json.dumps({"questions": [quiz]}), "a.json")
    assert found == [("Which?\n\n- A) x\n- B) y", "**B)** y\n\nso")]


def test_options_with_flags_and_options_by_letter() -> None:
    flagged = {"question": "Which?", "answers": [{"text": "x", "correct": True}, {"text": "y"}]}
    lettered = {"question": "Which?", "options": {"a": "x", "b": "y"}, "answer": "b"}
    assert [answer for _, answer in pairs(json.dumps([flagged, lettered]), "a.json")] == [
        "**A)** x",
        "**B)** y",
    ]


def test_options_with_the_wrong_ones_listed_separately() -> None:
    trivia = {
        "question": "&quot;H2O&quot;?",
        "correct_answer": "Water",
        "incorrect_answers": ["Air"],
        "difficulty": "easy",
        "category": "Science",
    }
    found = questions(json.dumps({"results": [trivia]}), "a.json")[0]
    assert found.question.startswith('"H2O"?')
    assert (found.answer, found.difficulty.value) == ("**B)** Water", "easy")
    assert found.topic == "Science"


def test_fields_beside_the_answer() -> None:
    entry = {
        "question": "What?",
        "answer": "That.",
        "goodToHear": ["one"],
        "pitfalls": ["two"],
        "followUpQuestions": ["three?"],
        "links": ["https://e.org"],
        "time_limit_seconds": 90,
    }
    found = questions(json.dumps([entry]), "a.json")[0]
    assert (found.key_points, found.mistakes, found.follow_ups) == (
        ("one",),
        ("two",),
        (FollowUp("three?"),),
    )
    assert (found.references, found.time_limit) == (("https://e.org",), 90.0)


def test_questions_without_answers_and_answers_in_a_separate_list() -> None:
    asked = ["What is REST?", "What is gRPC?"]
    assert pairs(json.dumps(asked), "a.json") == [("What is REST?", ""), ("What is gRPC?", "")]
    apart = {"questions": asked, "answers": ["Resources.", "Calls."]}
    assert pairs(json.dumps(apart), "a.json") == [
        ("What is REST?", "Resources."),
        ("What is gRPC?", "Calls."),
    ]


@pytest.mark.parametrize(
    "data",
    [
        {},
        [],
        1,
        {"users": [{"name": "Ada", "notes": "x"}]},
        {"a": "b", "c": "d"},
        {"calls": {"Make": {"name": "Make", "input": {"of": "I"}, "output": {"of": "O"}}}},
    ],
)
def test_data_without_questions_is_refused(data: object) -> None:
    draft = read_bytes(json.dumps(data).encode(), name="a.json")
    assert "no list of questions" in (draft.refused or "")
