"""The page before an interview: promises and missed points, and where it is offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.containers import VerticalScroll

from simulator.core.notes import reminders
from simulator.core.session import KeyPoint, Session
from simulator.storage.sessions.write import session_toml
from simulator.ui.app import SimulatorApp
from simulator.ui.interview.screen import InterviewScreen
from simulator.ui.notes.screen import NotesScreen
from simulator.usecases.look_back import what_to_remember
from tests.histories import MONDAY, given, session
from tests.samples import HOSTILE, plain_bank
from tests.ui.driver import RunApp, lines, press, screen_text, wait_until
from tests.ui.driver import press as press_in_app
from tests.ui.showing import EVERY_SIZE, Asked, everything, showing

HELD = (
    session(
        given("a", 2, points="x..", note="Say why it\nshrinks.", topic="Nets"),
        given("b", 2, points="x.", confidence=5, topic="Sums"),
        given("c", 4, points="xx", topic="Sums"),
    ),
)


def screen(
    *held: Session, day: int = 5, interview: int | None = 8, asked: Any = None
) -> NotesScreen:
    today = MONDAY.date().replace(day=MONDAY.day + day)
    ahead = None if interview is None else MONDAY.date().replace(day=MONDAY.day + interview)
    return NotesScreen(reminders(held), asked or Asked(), today=today, interview_on=ahead)


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_promises_and_missed_points(size: tuple[int, int]) -> None:
    async with showing(screen(*HELD), size) as pilot:
        whole = everything(pilot)
        assert "Interview in 3 days. 1 note and 3 missed points in 2 questions." in whole
        assert whole.index("Sums") < whole.index("Nets"), "sure and wrong comes first"
        assert "! What is b?\n  • missed  b point 2" in whole
        assert "What is a?\n  • to say  Say why it shrinks.\n  • missed  a point 2" in whole
        assert "What is c?" not in whole
        footer = " ".join(lines(pilot)[-1].split())
        assert footer == "esc Back p Practise the most urgent f1 Help"
        assert all(len(line) <= size[0] for line in lines(pilot))
        page = pilot.app.screen.query_one("#notes-page", VerticalScroll)
        await press(pilot, "end")
        assert page.scroll_y == page.max_scroll_y
        await press(pilot, "home", "j")
        assert page.scroll_y == min(3, page.max_scroll_y)


async def test_a_long_question_wraps_beside_its_mark() -> None:
    long = replace(given("b", 2, points="x.", confidence=5), question="word " * 30)
    async with showing(screen(session(long)), (60, 15)) as pilot:
        first, second = [line for line in lines(pilot) if "word" in line][:2]
        assert first.startswith("  ! word")
        assert second.startswith("    word")


async def test_nothing_yet() -> None:
    asked = Asked()
    async with showing(screen(interview=None, asked=asked)) as pilot:
        assert "Nothing to remember yet." in screen_text(pilot)
        assert "Practise" not in lines(pilot)[-1]
        await press(pilot, "p")
        assert asked.calls == []
        await press(pilot, "question_mark")
        words = " ".join(screen_text(pilot).replace("│", " ").split())
        assert "A point leaves the page when you cover it." in words


async def test_a_long_page_is_cut_and_says_where_the_rest_is() -> None:
    many = session(*(given(f"q{n}", 1, points=".") for n in range(320)))
    async with showing(screen(many)) as pilot:
        assert "320 missed points in 320 questions." in everything(pilot)
        assert "20 questions more: mock-interview notes" in everything(pilot)


async def test_text_from_outside_is_text() -> None:
    hostile = replace(
        given("a", 1, note=HOSTILE["markup"], topic=HOSTILE["markup"]),
        question=HOSTILE["markup"],
        key_points=(KeyPoint(HOSTILE["markup"], False),),
    )
    async with showing(screen(session(hostile))) as pilot:
        assert everything(pilot).count("[/foo]") >= 4


def keep(home: Path, *held: Session) -> None:
    """Save sessions in a home."""
    (home / "sessions").mkdir(exist_ok=True)
    for number, each in enumerate(held):
        (home / "sessions" / f"2026-11-0{number + 1}T180000-plain.toml").write_text(
            session_toml(each)
        )


def missed_in_the_bank() -> Session:
    """Return a session of the plain bank's questions, all missed."""
    made = [
        replace(given(each.id, 1, points="."), bank="plain", question=each.question)
        for each in plain_bank().questions
    ]
    return session(*made, start=datetime(2026, 11, 1, 18, tzinfo=UTC))


async def test_home_offers_the_notes_when_the_interview_is_near(
    run_app: RunApp, home: Path
) -> None:
    keep(home, missed_in_the_bank())
    number = len(plain_bank().questions)
    async with run_app(plain_bank(), questions=2) as pilot:
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        await wait_until(pilot, "Today")
        assert "missed points" not in screen_text(pilot)
        settings = app.context.settings
        app.context.settings = replace(settings, interview_date=app.context.clock.wall().date())
        app.refresh_home()
        await wait_until(pilot, f"{number} missed points")
        await press_in_app(pilot, "p")
        await wait_until(pilot, "Interview today.")
        await press_in_app(pilot, "p")
        assert isinstance(app.screen, InterviewScreen)
        asked = app.screen.interview.session.answers
        assert [each.id for each in asked] == [
            each.answer.id for each in reminders([missed_in_the_bank()])[:2]
        ]


async def test_practised_points_leave_the_page(run_app: RunApp, home: Path) -> None:
    keep(home, missed_in_the_bank())
    number = len(plain_bank().questions)
    async with run_app(plain_bank(), questions=1) as pilot:
        await press_in_app(pilot, "p")
        await wait_until(pilot, f"{number} missed points")
        await press_in_app(pilot, "p", "enter", "ctrl+s", "3", "a", "b", "c", "3", "enter", "q")
        await wait_until(pilot, "missed points in" if number > 2 else "missed point in")
        assert isinstance(pilot.app.screen, NotesScreen)
        await wait_until(pilot, f"in {number - 1} question")


async def test_the_palette_offers_notes_everywhere_but_in_an_interview(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        app = pilot.app

        def offered() -> set[str]:
            return {command.title for command in app.get_system_commands(app.screen)}

        assert {"Notes", "Settings"} <= offered()
        await press_in_app(pilot, "h")
        assert {"Notes", "Settings"} <= offered()
        await press_in_app(pilot, "q", "n")
        assert offered() & {"Notes", "Settings"} == {"Notes"}
        await press_in_app(pilot, "q", "enter", "enter")
        assert not offered() & {"Notes", "Settings"}


async def test_pressed_twice_it_opens_once_and_never_on_top_of_another_screen(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_app(plain_bank()) as pilot:
        await press_in_app(pilot, "p", "p")
        await wait_until(pilot, "Nothing to remember yet.")
        assert len(pilot.app.screen_stack) == 2
        read = Event()
        monkeypatch.setattr(
            "simulator.ui.notes.controller.what_to_remember",
            lambda store: read.wait(60) and what_to_remember(store),
        )
        await press_in_app(pilot, "q", "p", "enter", "enter")
        await wait_until(pilot, "Your answer")
        read.set()
        for _ in range(10):
            await pilot.pause(0.01)
        assert not any(isinstance(each, NotesScreen) for each in pilot.app.screen_stack)
