"""The cards of home in a wide window: what is due, past sessions, and the progress."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.pilot import Pilot

from simulator.core.bank import Bank, Question
from simulator.core.session import Session
from simulator.storage.store import Store
from simulator.ui.app import SimulatorApp
from simulator.ui.banks.screen import BanksScreen
from simulator.ui.home.board import practice
from simulator.ui.home.cards import HomeCard
from simulator.ui.home.menu import HomeMenu
from simulator.ui.home.screen import HomeScreen
from simulator.ui.keys.footer import KeyFooter
from simulator.ui.widgets.charts import LINE, PARTLY, REST
from tests.histories import given, session
from tests.samples import plain_bank, sample_session
from tests.ui.driver import RunApp, press, screen_text, wait_until

TOPICS = 12
LONG = "Interpretability, robustness and fairness"

BANK = Bank(
    "bank",
    "Bank",
    tuple(
        Question(f"q{topic}-{number}", f"What is q{topic}-{number}?", topic=f"Topic {topic:02}")
        for topic in range(TOPICS)
        for number in range(3)
    ),
)


def rated(*ratings: int, day: float = 0.0) -> Session:
    """Return a session with one question per topic, as many as there are ratings."""
    answers = (
        given(f"q{topic}-0", rating, topic=f"Topic {topic:02}")
        for topic, rating in enumerate(ratings)
    )
    return session(*answers, day=day)


def keep(home: Path, *sessions: Session) -> None:
    """Save these sessions in the home."""
    store = Store(home, home / "shipped")
    for each in sessions:
        store.sessions.create(each).close()


def lines(pilot: Pilot[int], title: str) -> list[str]:
    """Return the text of the card with this title, line by line."""
    told = cards(pilot)
    return next(words.split("\n") for name, words in told.items() if name.startswith(title))


def cards(pilot: Pilot[int]) -> dict[str, str]:
    """Return the title and the text of each card."""
    return {
        str(card.border_title): str(card.content)
        for card in pilot.app.screen.query(HomeCard)
        if card.region
    }


async def test_a_wide_window_has_cards_that_come_without_moving_the_menu(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(120, 40), questions=1) as pilot:
        before = pilot.app.screen.query_one(HomeMenu).region
        names = [line.name for line in pilot.app.screen.query_one(HomeMenu).lines]
        assert names[:2] == ["start", "setup"]
        await press(pilot, "enter", "enter", "ctrl+s", "3", "1", "enter", "q")
        await wait_until(pilot, "Last sessions")
        assert pilot.app.screen.query_one(HomeMenu).region == before
        told = cards(pilot)
        assert any(title.startswith("Today") for title in told)
        assert {"Last sessions", "Practice, 14 weeks", "Banks"} <= set(told)
        assert "22 Nov" in told["Last sessions"]
        assert "0 of 1 solid or strong" in told["Last sessions"]
        assert "Plain questions" in told["Banks"]
        assert told["Practice, 14 weeks"].count("▪") == 1
        assert "d plan" in screen_text(pilot)


async def test_cards_appear_and_disappear_with_the_width(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(120, 40), questions=1) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "1", "enter", "q")
        await wait_until(pilot, "Last sessions")
        await pilot.resize_terminal(80, 24)
        await wait_until(pilot, "h  History")
        assert cards(pilot) == {}
        await pilot.resize_terminal(140, 50)
        await wait_until(pilot, "Last sessions")
        assert max(card.region.right for card in pilot.app.screen.query(HomeCard)) <= 140


async def test_a_card_leads_where_its_key_does(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(120, 40), questions=1) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "1", "enter", "q")
        await wait_until(pilot, "Last sessions")
        (banks,) = (c for c in pilot.app.screen.query(HomeCard) if c.leads_to == "banks")
        await pilot.click(banks)
        await pilot.pause()
        assert isinstance(pilot.app.screen, BanksScreen)


async def test_a_take_is_marked_and_does_not_count(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(120, 40)) as pilot:
        await wait_until(pilot, "1 bank")
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        held = sample_session()
        take = replace(held, started_at=held.started_at + timedelta(minutes=20), take_of="x")
        for each in (held, take):
            app.context.store.sessions.create(each).close()
        app.refresh_home()
        await wait_until(pilot, "Last sessions")
        text = screen_text(pilot)
        assert "h all 1 session and 1 take" in text
        assert [line.endswith(" take") for line in cards(pilot)["Last sessions"].split("\n")] == [
            True,
            False,
        ]
        await pilot.resize_terminal(80, 24)
        await wait_until(pilot, "History  1, last today")


@pytest.mark.parametrize("size", [(110, 30), (120, 40), (200, 50)])
async def test_the_title_of_today_is_complete(
    run_app: RunApp, home: Path, size: tuple[int, int]
) -> None:
    keep(home, rated(4))
    async with run_app(BANK, size=size) as pilot:
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        day = app.context.clock.wall().date() + timedelta(days=12)
        app.context.settings = replace(app.context.settings, interview_date=day)
        app.refresh_home()
        await wait_until(pilot, "interview in 12 days")
        assert re.search(
            r"12 questions, about \d\d minutes · interview in 12 days ─", screen_text(pilot)
        )


async def test_today_lists_a_handful_and_counts_the_rest(run_app: RunApp, home: Path) -> None:
    keep(home, rated(4))
    async with run_app(BANK, size=(120, 40)) as pilot:
        await wait_until(pilot, "Last sessions")
        *due, blank, more = lines(pilot, "Today · 12 questions")
        assert [line[:5] for line in due] == ["new  "] * 5
        assert (blank, more) == ("", "and 7 more")
        await pilot.resize_terminal(110, 30)
        await wait_until(pilot, "and 8 more")


async def test_the_last_sessions_are_a_handful(run_app: RunApp, home: Path) -> None:
    keep(home, *(rated(3, day=day) for day in range(9)))
    async with run_app(BANK, size=(200, 50)) as pilot:
        await wait_until(pilot, "h all 9 sessions")
        assert len(lines(pilot, "Last sessions")) == 6


async def test_topics_are_the_least_and_most_ready_and_those_not_asked(
    run_app: RunApp, home: Path
) -> None:
    keep(home, rated(1, 2, 2, 2, 2, 2, 3, 3, 4, 4))
    async with run_app(BANK, size=(120, 40)) as pilot:
        await wait_until(pilot, "Ready by topic  ━ ready  ╍ partly")
        told = [line.replace("  ", "") for line in lines(pilot, "Ready by topic")]
        assert told == [
            f"Topic 00{REST * 33} 0/1",
            f"Topic 01{PARTLY * 33} 0/1",
            f"Topic 02{PARTLY * 33} 0/1",
            f"Topic 03{PARTLY * 33} 0/1",
            "and 4 between",
            f"Topic 08{LINE * 33} 1/1",
            f"Topic 09{LINE * 33} 1/1",
            "and 2 topics not asked yet",
        ]


async def test_a_few_topics_are_all_listed(run_app: RunApp, home: Path) -> None:
    keep(home, rated(2, 4))
    async with run_app(replace(BANK, questions=BANK.questions[:6]), size=(120, 40)) as pilot:
        await wait_until(pilot, "Ready by topic")
        assert [line[:8] for line in lines(pilot, "Ready by topic")] == ["Topic 00", "Topic 01"]


async def test_nothing_rated_yet_needs_no_legend(run_app: RunApp, home: Path) -> None:
    keep(home, session(given("q0-0", topic="Topic 00")))
    async with run_app(BANK, size=(120, 40)) as pilot:
        await wait_until(pilot, "Ready by topic")
        assert "h 1 session " in screen_text(pilot)
        assert lines(pilot, "Ready by topic") == [
            "Nothing is rated yet.",
            "11 topics not asked yet.",
        ]
        assert "partly" not in screen_text(pilot)


@pytest.mark.parametrize(("width", "whole"), [(110, False), (140, True), (200, True)])
async def test_a_topic_is_named_in_full_if_there_is_room(
    run_app: RunApp, home: Path, width: int, whole: bool
) -> None:
    keep(home, session(given("q0-0", 3, topic=LONG)))
    async with run_app(BANK, size=(width, 40)) as pilot:
        await wait_until(pilot, "Ready by topic")
        assert (LONG in screen_text(pilot)) is whole


def regions(pilot: Pilot[int]) -> list[Region]:
    """Return the regions of the menu, the note below it, and the cards."""
    screen = pilot.app.screen
    parts = [screen.query_one(HomeMenu), *screen.query(HomeCard), *screen.query("#home-note")]
    return [part.region for part in parts if part.region]


@pytest.mark.parametrize("trouble", [False, True])
@pytest.mark.parametrize("size", [(110, 30), (120, 34), (120, 38), (120, 40), (200, 50)])
async def test_everything_is_visible(
    run_app: RunApp, home: Path, size: tuple[int, int], trouble: bool
) -> None:
    keep(home, *(rated(*[2] * 10, day=day) for day in range(9)))
    if trouble:
        (home / "banks").mkdir()
        (home / "banks" / "mine.toml").write_text("title = 3\n")
    async with run_app(BANK, size=size) as pilot:
        await wait_until(pilot, "Last sessions")
        found = regions(pilot)
        assert len(found) == 6 + trouble
        footer = pilot.app.screen.query_one(KeyFooter).region
        assert all(Region(0, 0, size[0], footer.y).contains_region(each) for each in found)
        assert not [
            (one, other)
            for place, one in enumerate(found)
            for other in found[place + 1 :]
            if one.overlaps(other)
        ]


@pytest.mark.parametrize("trouble", [False, True])
async def test_in_a_high_window_cards_have_gaps_and_align(
    run_app: RunApp, home: Path, trouble: bool
) -> None:
    keep(home, *(rated(*[2] * 10, day=day) for day in range(9)))
    if trouble:
        (home / "banks").mkdir()
        (home / "banks" / "mine.toml").write_text("title = 3\n")
    async with run_app(BANK, size=(120, 40)) as pilot:
        await wait_until(pilot, "Last sessions")
        menu, today, last, weeks, topics, banks, *_ = regions(pilot)
        rows = ((today, topics), (last, banks))
        assert all((one.y, one.height) == (two.y, two.height) for one, two in rows)
        assert menu.y == weeks.y
        note = 2 * trouble
        assert (weeks.height - menu.height, today.y - weeks.bottom) == (note, 1)
        assert (today.y - menu.bottom - note, last.y - today.bottom) == (1, 1)
        await pilot.resize_terminal(120, 34)
        await wait_until(pilot, "Last sessions")
        menu, today, *_ = regions(pilot)
        assert today.y == menu.bottom + note


async def test_a_click_between_two_lines_of_the_menu_takes_neither(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(120, 40)) as pilot:
        await wait_until(pilot, "1 bank")
        menu = pilot.app.screen.query_one(HomeMenu)
        (blank,) = (place for place, line in enumerate(menu.lines) if line.name == "preset-1")
        await pilot.click(HomeMenu, offset=(10, 1 + blank))  # Its border is a row, too.
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        await pilot.click(HomeMenu, offset=(10, blank))
        await pilot.pause()
        assert not isinstance(pilot.app.screen, HomeScreen)


def test_practice_counts_by_day_without_days_to_come() -> None:
    today = date(2026, 11, 25)  # A Wednesday.
    weeks = practice([session(given("a"), day=each) for each in (0, 0, 1)], today)
    assert len(weeks) == 14
    assert [len(week) for week in weeks[-2:]] == [7, 3]
    assert weeks[-4][:2] == (2, 1)
    assert sum(map(sum, weeks)) == 3


async def test_ten_marks_of_a_session_do_not_touch_its_result(home: Path, run_app: RunApp) -> None:
    keep(home, rated(*[2] * 8, 3, 3))
    async with run_app(BANK, size=(120, 40)) as pilot:
        await wait_until(pilot, "Last sessions")
        line = lines(pilot, "Last sessions")[0]
        marks, _, result = line.partition("2 of 10")
        assert marks.endswith("  ")
        assert not marks.endswith("   ")
        assert result.startswith(" solid or strong")
        assert result.rstrip().endswith(("0", "5"))
