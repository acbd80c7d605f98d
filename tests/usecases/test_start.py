"""Tests starting an interview, on screen or in plain mode: same draw, remembered choices."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from simulator.cli.commands.start import start_line_by_line
from simulator.core.choices import Order
from simulator.core.drawing import NothingToAsk
from simulator.core.session import Session
from simulator.core.setup import Setup
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store
from simulator.usecases.start import draw_interview, keys_for_today, remembered
from simulator.usecases.today import due_keys
from tests.histories import MONDAY, given, session

DUE = Setup(banks=("bank",), questions=4, order=Order.DUE, seed=3)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a store with a bank of thirty questions, two of them missed three days ago."""
    store = Store(tmp_path / "home", tmp_path / "shipped")
    store.banks_folder.mkdir(parents=True)
    names = [f"q{number}" for number in range(30)]
    text = "".join(
        f'[[questions]]\nid = "{name}"\nquestion = "What is {name}?"\n' for name in names
    )
    (store.banks_folder / "bank.toml").write_text(f'title = "Bank"\n{text}', encoding="utf-8")
    store.sessions.create(session(given("q7", 1, points=".."), given("q4", 1, points=".."))).close()
    return store


def first_due(store: Store, now: datetime) -> set[tuple[str, str]]:
    """Return the four questions with the greatest gain; chance decides ties."""
    keys = due_keys(store, store.shelf.good(), now.date(), None, 3)[:4]
    return set(keys)


def test_due_order_asks_due_questions_first(store: Store) -> None:
    drawn = draw_interview(store, DUE, now=MONDAY + timedelta(days=3), interview_on=None)
    assert {answer.key for answer in drawn.session.answers} == first_due(
        store, MONDAY + timedelta(days=3)
    )
    assert drawn.shortfall == ""


def test_todays_plan_excludes_recently_asked_questions(store: Store) -> None:
    keys = keys_for_today(store, MONDAY.date(), Settings())
    assert len(set(keys)) == 12
    assert not {("bank", "q7"), ("bank", "q4")} & set(keys)


def test_a_day_with_nothing_due_is_reported(tmp_path: Path) -> None:
    with pytest.raises(NothingToAsk, match="Nothing is due today"):
        keys_for_today(Store(tmp_path, tmp_path / "none"), MONDAY.date(), Settings())


def test_fewer_questions_than_wanted_are_reported(store: Store) -> None:
    setup = Setup(banks=("bank",), questions=40)
    drawn = draw_interview(store, setup, now=MONDAY, interview_on=None)
    assert drawn.shortfall == "Only 30 questions fit; all are asked."


def test_a_single_matching_question_is_reported_in_the_singular(store: Store) -> None:
    text = 'title = "One"\n[[questions]]\nid = "it"\nquestion = "What is it?"\n'
    (store.banks_folder / "one.toml").write_text(text, encoding="utf-8")
    setup = Setup(banks=("one",), questions=4)
    drawn = draw_interview(store, setup, now=MONDAY, interview_on=None)
    assert drawn.shortfall == "Only 1 question fits; it is asked."


def test_an_unknown_topic_leaves_nothing_to_ask(store: Store) -> None:
    setup = Setup(banks=("bank",), topics=("Nowhere",))
    with pytest.raises(NothingToAsk):
        draw_interview(store, setup, now=MONDAY, interview_on=None)


def test_plain_mode_asks_due_questions_and_remembers_the_setup(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = first_due(store, datetime.now().astimezone())
    with (store.home / "typed").open("w+") as typed:
        typed.write("words")
        typed.seek(0)
        monkeypatch.setattr("sys.stdin", typed)
        start_line_by_line(store, DUE, Settings())
    made = store.sessions.load(store.sessions.paths()[0])
    assert {answer.key for answer in made.answers} == expected
    kept = store.read_settings().setup
    assert (kept.order, kept.questions, kept.seed) == (Order.DUE, 4, None)


def test_recording_one_interview_does_not_make_it_last(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = replace(DUE, record=True)
    with (store.home / "empty").open("w+") as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        start_line_by_line(store, recorded, Settings())
    assert store.sessions.load(store.sessions.paths()[0]).setup.record is True
    assert store.read_settings().setup.record is False
    assert remembered(store, replace(DUE, record=False), recorded).record is True


def asked(*names: str, day: float) -> Session:
    return session(*(given(name, 3) for name in names), day=day)


def test_a_shuffled_draw_avoids_recently_asked_questions(store: Store) -> None:
    lately = {f"q{number}" for number in range(20)}
    store.sessions.create(asked(*lately, day=1)).close()
    setup = Setup(banks=("bank",), questions=8)
    for _ in range(5):
        session = draw_interview(
            store, setup, now=MONDAY + timedelta(days=2), interview_on=None
        ).session
        assert not {answer.id for answer in session.answers} & lately
    bank = Setup(banks=("bank",), questions=3, order=Order.BANK)
    ordered = draw_interview(store, bank, now=MONDAY + timedelta(days=2), interview_on=None)
    assert [answer.id for answer in ordered.session.answers] == ["q0", "q1", "q2"]


def test_an_explicit_seed_ignores_what_was_asked_before(store: Store) -> None:
    setup, now = Setup(banks=("bank",), questions=8, seed=5), MONDAY + timedelta(days=2)
    first = draw_interview(store, setup, now=now, interview_on=None).session
    store.sessions.create(asked(*(answer.id for answer in first.answers), day=1)).close()
    again = draw_interview(store, setup, now=now, interview_on=None).session
    assert [answer.id for answer in again.answers] == [answer.id for answer in first.answers]
