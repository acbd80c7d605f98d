"""Where the program begins."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.color import Color
from textual.pilot import Pilot

from simulator.ui.app import SimulatorApp
from simulator.ui.banks.screen import BanksScreen
from simulator.ui.home.board import practice
from simulator.ui.home.cards import HomeCard
from simulator.ui.home.controller import HomeController
from simulator.ui.home.facts import NEWEST
from simulator.ui.home.menu import HomeMenu
from simulator.ui.home.screen import WELCOME, HomeFacts, HomeScreen
from simulator.ui.setup.screen import SetupScreen
from simulator.ui.setup.settings_screen import SettingsScreen
from simulator.ui.widgets.note import Note
from simulator.usecases.today import plan_of_day
from tests.histories import given, session
from tests.samples import hostile_bank, plain_bank, sample_session
from tests.ui.driver import (
    FakeClock,
    RunApp,
    interview_screen,
    press,
    screen_text,
    until,
    until_screen,
    wait_until,
)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_the_first_time_it_says_what_will_happen_and_there_is_no_empty_box(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(plain_bank(), size=size) as pilot:
        await wait_until(pilot, "1 bank")
        await wait_until(pilot, "For example")
        text = screen_text(pilot)
        assert "Real questions, a real clock" in text
        assert all(step in text for step in WELCOME)
        assert "For example" in text
        assert not pilot.app.screen.query(HomeCard)
        assert "Resume" not in text
        assert "Today" not in text
        assert "Solid or strong" not in text


async def test_after_an_interview_it_tells_how_it_goes_and_what_is_due(run_app: RunApp) -> None:
    async with run_app(plain_bank(), questions=1) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "1", "enter", "q")
        assert isinstance(pilot.app.screen, HomeScreen)
        await wait_until(pilot, "Progress  0 of 1 solid or strong")
        await wait_until(pilot, "Practise next")
        text = screen_text(pilot)
        assert "Today" in text
        assert "1, last today" in text
        assert "p  Notes" in text
        assert "s  Settings" in text


async def test_what_is_asked_for_next_is_loaded_while_home_is_at_rest(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.ui.app.SETTLE_SECONDS", 0.001)
    async with run_app(plain_bank()) as pilot:
        await until(pilot, lambda: {"_history", "_interviews"} <= vars(pilot.app).keys())


async def test_the_first_keys_do_not_wait_for_reading(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr("simulator.ui.app.BREATH_SECONDS", 3600)
    monkeypatch.setattr(HomeController, "refresh", lambda self: read.append("home"))
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "j", "k")
        assert not read
        await press(pilot, "h", "q")
        assert read


async def test_what_comes_when_all_screens_are_gone_finds_no_home_and_is_quiet(
    run_app: RunApp,
) -> None:
    async with run_app(plain_bank()) as pilot:
        app = pilot.app
    assert isinstance(app, SimulatorApp)
    assert not app.screen_stack
    app._first_look()  # As its timer does when the app is quit within a moment of its start.
    app._home._show(HomeFacts())
    app.action_resume()


async def test_a_broken_bank_is_named_and_hides_no_good_one(run_app: RunApp, home: Path) -> None:
    (home / "banks").mkdir()
    (home / "banks" / "mine.toml").write_text("title = 3\n")
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank can't be read: mine")
        assert "1 bank, " in screen_text(pilot)


async def test_j_and_k_move_and_keys_lead_on(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "j", "enter")
        assert isinstance(pilot.app.screen, SetupScreen)
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, SetupScreen)


async def test_help_names_the_keys_that_work(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "question_mark")
        text = screen_text(pilot)
        assert "Another setup" in text
        assert "Practise interviews against a real clock" in text
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_hostile_titles_are_shown_as_typed(run_app: RunApp) -> None:
    bank = hostile_bank()
    async with run_app(bank, size=(120, 40)) as pilot:
        await wait_until(pilot, "1 bank")
        assert bank.title.split()[0] in screen_text(pilot)


async def test_the_theme_is_remembered(run_app: RunApp, home: Path) -> None:
    async with run_app(plain_bank()) as pilot:
        pilot.app.theme = "textual-light"
        await until(pilot, (home / "settings.toml").exists)
    assert 'theme = "textual-light"' in (home / "settings.toml").read_text()


async def test_a_report_ends_with_the_plan(run_app: RunApp) -> None:
    async with run_app(plain_bank(), questions=1, size=(120, 60)) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "5", "1", "enter")
        await wait_until(pilot, "Today: ")


async def test_what_is_learnt_while_another_screen_lies_above_is_shown_later(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank")
        monkeypatch.setattr(HomeController, "refresh", lambda self: None)
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        await press(pilot, "n")
        home.learn(home.facts._replace(banner="Learnt meanwhile."))
        await pilot.pause()
        assert "Learnt meanwhile." not in str(home.query_one("#home-note", Note).content)
        await press(pilot, "q")
        await wait_until(pilot, "Learnt meanwhile.")


async def test_a_menu_line_is_taken_by_a_click_on_either_of_its_rows(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(60, 15)) as pilot:
        await wait_until(pilot, "1 bank")
        menu = pilot.app.screen.query_one(HomeMenu)
        names = [line.name for line in menu.lines]
        assert menu.size.height > len(names)
        await pilot.click(HomeMenu, offset=(10, menu.size.height - 1))
        await until_screen(pilot, SettingsScreen)


async def test_the_menu_goes_round_and_to_its_ends(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        menu = pilot.app.screen.query_one(HomeMenu)
        await press(pilot, "up")
        last = menu.place
        assert menu.lines[last].name == "settings"
        await press(pilot, "j")
        assert menu.place == 0
        await press(pilot, "end")
        assert menu.place == last
        await press(pilot, "home")
        assert menu.place == 0


async def test_what_is_beside_the_point_is_dimmer_than_the_point(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank")
        brightness = {
            segment.text.strip(): Color.from_rich_color(segment.style.color).brightness
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.color
        }
        (beside,) = (each for text, each in brightness.items() if text.startswith("1 bank"))
        assert 0.4 < beside < brightness["Question banks"] - 0.1


async def test_a_bank_that_came_meanwhile_is_counted_on_coming_home(
    run_app: RunApp, home: Path
) -> None:
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank")
        await press(pilot, "n")
        folder = home / "banks"
        folder.mkdir(exist_ok=True)
        (folder / "new.toml").write_text('title = "New"\n[[questions]]\nquestion = "A?"\n')
        await press(pilot, "escape")
        await wait_until(pilot, "2 banks")


async def test_a_file_that_can_not_be_read_is_no_session_that_counts(
    run_app: RunApp, home: Path
) -> None:
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank")
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        app.context.store.sessions.create(sample_session()).close()
        (home / "sessions" / "2026-11-20T101010-plain.toml").write_text("format = 1\n")
        app.refresh_home()
        await wait_until(pilot, "Review sessions  1, last")


async def test_many_damaged_files_are_no_sessions(run_app: RunApp, home: Path) -> None:
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank")
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        app.context.store.sessions.create(sample_session()).close()
        for number in range(10, 10 + NEWEST + 5):
            path = home / "sessions" / f"2026-11-22T1900{number}-plain.toml"
            path.write_text("format = 1\n")
        app.refresh_home()
        await wait_until(pilot, "Review sessions  1, last today, 2 of 3 solid or strong")


async def test_a_take_is_marked_and_no_session_that_counts(run_app: RunApp) -> None:
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
        await wait_until(pilot, "Review sessions  1, last today")


async def home_after_one_session(pilot: Pilot[Any]) -> HomeScreen:
    """Home, five days after the only session."""
    await wait_until(pilot, "1 bank")
    app = pilot.app
    assert isinstance(app, SimulatorApp)
    held = sample_session()
    held = replace(held, started_at=held.started_at - timedelta(days=5), finished_at=None)
    app.context.store.sessions.create(held).close()
    app.refresh_home()
    await wait_until(pilot, "Practise next")
    home = app.screen
    assert isinstance(home, HomeScreen)
    return home


async def test_today_and_what_is_next_agree(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        home = await home_after_one_session(pilot)
        assert home.facts.board is not None
        plan = home.facts.board.plan
        assert plan.topic
        assert f"Practise next  {plan.topic} (" in screen_text(pilot)
        assert f"Today  {len(plan.questions)} question" in screen_text(pilot)


async def test_today_is_another_after_an_interview(run_app: RunApp) -> None:
    async with run_app(plain_bank(), questions=1) as pilot:
        home = await home_after_one_session(pilot)
        before = home.facts.today
        await press(pilot, "enter", "enter", "ctrl+s", "5", "4", "enter", "q")
        await until(pilot, lambda: home.facts.number == 2)
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        day = app.context.clock.wall().date()
        _, now = plan_of_day(app.context.store, day, None)
        await wait_until(pilot, f"Today  {now.words}"[:60])
        assert now.words != before


async def test_home_follows_the_day_over_midnight(
    run_app: RunApp, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.ui.home.controller.DAY_SECONDS", 0.01)
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank")
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        app.context.store.sessions.create(sample_session()).close()
        app.refresh_home()
        await wait_until(pilot, "Review sessions  1, last today")
        home = app.screen
        assert isinstance(home, HomeScreen)

        def planned_for() -> date | None:
            return home.facts.board.plan.today if home.facts.board is not None else None

        await until(pilot, lambda: planned_for() == date(2026, 11, 22))
        clock.advance(6 * 3600)  # It was half past six in the evening.
        await wait_until(pilot, "Review sessions  1, last yesterday")
        await until(pilot, lambda: planned_for() == date(2026, 11, 23))


async def test_the_same_day_is_not_read_again(
    run_app: RunApp, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank")
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        read: list[str] = []
        monkeypatch.setattr(HomeController, "refresh", lambda self: read.append("home"))
        clock.advance(3600)
        app._home.look_at_date()
        assert read == []
        clock.advance(24 * 3600)
        app._home.look_at_date()
        assert read == ["home"]
        await press(pilot, "n")
        await until_screen(pilot, SetupScreen)
        read.clear()
        app._home.look_at_date()
        assert read == []


def cards(pilot: Pilot[int]) -> dict[str, str]:
    """What stands over each card, and what it says."""
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


async def test_cards_go_and_come_with_the_width(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(120, 40), questions=1) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "1", "enter", "q")
        await wait_until(pilot, "Last sessions")
        await pilot.resize_terminal(80, 24)
        await wait_until(pilot, "Review sessions")
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


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_digit_begins_by_a_preset(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(plain_bank(), size=size) as pilot:
        await wait_until(pilot, "1 bank")
        await press(pilot, "3")
        setup = interview_screen(pilot).interview.session.setup
        assert (setup.think_seconds, setup.time_limit) == (30.0, 120.0)


async def test_a_line_of_a_preset_is_taken_by_enter(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(120, 40)) as pilot:
        await press(pilot, "down", "down", "enter")
        assert interview_screen(pilot).interview.session.setup.questions <= 7
        assert interview_screen(pilot).interview.session.setup.time_limit == 120.0


def test_practice_counts_by_days_and_leaves_out_those_to_come() -> None:
    today = date(2026, 11, 25)  # A Wednesday.
    weeks = practice([session(given("a"), day=each) for each in (0, 0, 1)], today)
    assert len(weeks) == 14
    assert [len(week) for week in weeks[-2:]] == [7, 3]
    assert weeks[-4][:2] == (2, 1)
    assert sum(map(sum, weeks)) == 3
