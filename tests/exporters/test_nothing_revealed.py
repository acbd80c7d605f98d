"""Reports and exports don't give away the answers to questions that were not answered."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from simulator.core.bank import Drawn
from simulator.core.session import Answer, Session
from simulator.core.setup import Setup
from simulator.core.states import Outcome, Rating, Status
from simulator.exporters.session_files import SESSION_FORMATS, render
from simulator.ui.history.answer_text import in_full
from tests.samples import SENTINELS, STARTED, sentinel_bank

TODAY = date(2026, 11, 23)


def drawn() -> tuple[Answer, ...]:
    """The three drawn questions of the bank of sentinels."""
    bank = sentinel_bank()
    return tuple(Answer.to(Drawn(bank, each), Setup()) for each in bank.questions)


def ended(*answers: Answer, status: Status = Status.STOPPED) -> Session:
    """A session of these answers."""
    return Session(Setup(banks=("sentinel",)), answers, STARTED, status)


def rated(answer: Answer) -> Answer:
    """The same question answered and rated."""
    return replace(
        answer, outcome=Outcome.ANSWERED, confidence=4, rating=Rating.SOLID, answer_seconds=9.0
    )


def leaks(text: str, number: int) -> list[str]:
    """The sentinels of one question that occur in a text."""
    return [word for word in SENTINELS if f"{word} {number}" in text]


def unrevealed() -> dict[str, Answer]:
    """Question 2 in each state before anything about it is revealed."""
    answer = drawn()[1]
    return {
        "not reached": answer,
        "open": replace(answer, text="half a word", answer_seconds=4.0),
        "before the confidence": replace(answer, outcome=Outcome.TIMED_OUT, text="half a word"),
    }


@pytest.mark.parametrize("state", unrevealed())
@pytest.mark.parametrize("fmt", SESSION_FORMATS)
def test_no_format_reveals_what_was_not_answered(fmt: str, state: str) -> None:
    first, _, third = drawn()
    skipped = replace(third, outcome=Outcome.SKIPPED)
    session = ended(rated(first), unrevealed()[state], skipped)
    text = render([session], fmt, TODAY)
    assert leaks(text, 2) == []
    assert "Question number 2?" in text or fmt in ("csv", "anki")
    if fmt in ("text", "md", "html", "json"):
        assert "SENTINELANSWER 1" in text
        assert "SENTINELANSWER 3" in text


def test_json_has_no_key_of_a_withheld_field() -> None:
    answers = json.loads(render([ended(*drawn())], "json", TODAY))["answers"]
    assert {"model_answer", "key_points", "mistakes"}.isdisjoint(answers[1])
    assert answers[1]["question"] == "Question number 2?"


@pytest.mark.parametrize("state", unrevealed())
def test_an_opened_answer_reveals_nothing_either(state: str) -> None:
    shown = "\n".join(text.plain for _, text in in_full(unrevealed()[state]))
    assert leaks(shown, 2) == []
    assert "said how sure you are" in shown
    assert "gives no model answer" not in shown


def test_a_revealed_answer_is_shown_in_full() -> None:
    shown = "\n".join(text.plain for _, text in in_full(rated(drawn()[1])))
    assert leaks(shown, 2) == list(SENTINELS)
