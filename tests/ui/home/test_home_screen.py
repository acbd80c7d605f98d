"""The home screen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.color import Color
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from simulator.storage.store import Store
from simulator.ui.app import SimulatorApp
from simulator.ui.history.progress_screen import ProgressScreen
from simulator.ui.home.cards import HomeCard
from simulator.ui.home.controller import HomeController
from simulator.ui.home.facts import NEWEST
from simulator.ui.home.menu import HomeMenu
from simulator.ui.home.screen import WELCOME, HomeFacts, HomeScreen
from simulator.ui.setup.screen import SetupScreen
from simulator.ui.setup.settings_screen import SettingsScreen
from simulator.usecases.today import plan_of_day
from tests.samples import hostile_bank, plain_bank, running_session, sample_session
from tests.ui.driver import (
    FakeClock,
    RunApp,
    has,
    interview_screen,
    press,
    screen_text,
    until,
    until_screen,
    wait_until,
)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_the_first_time_it_says_what_will_happen_without_empty_boxes(
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


async def test_after_an_interview_it_shows_progress_and_what_is_due(run_app: RunApp) -> None:
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


async def test_likely_next_screens_are_imported_while_home_is_idle(
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


@pytest.mark.parametrize("key", ["n", "h", "b", "d", "g", "p", "s", "1"])
async def test_keys_to_other_screens_work_before_the_folders_are_read(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr("simulator.ui.app.BREATH_SECONDS", 3600)
    async with run_app(plain_bank(), size=(120, 40)) as pilot:
        await press(pilot, key)
        await until(pilot, lambda: not isinstance(pilot.app.screen, HomeScreen))


async def test_a_slow_page_opens_once_and_not_on_top_of_another(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank")
        made: list[Callable[[], None]] = []

        def later(app: App[Any], work: Any, done: Any, *, owner: Any = None) -> None:
            made.append(lambda: done(work()))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("simulator.ui.history.report_controller.in_background", later)
            await press(pilot, "g", "g")
            for each in made:
                each()
            await until_screen(pilot, ProgressScreen)
            await press(pilot, "escape")
            await until_screen(pilot, HomeScreen)
            made.clear()
            await press(pilot, "g", "n")
            await until_screen(pilot, SetupScreen)
            made[0]()
            await pilot.pause()
            assert isinstance(pilot.app.screen, SetupScreen)


@pytest.mark.parametrize("size", [(120, 40), (110, 30), (80, 24)])
@pytest.mark.parametrize("left", [True, False])
async def test_nothing_moves_when_the_folders_have_been_read(
    run_app: RunApp, home: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], left: bool
) -> None:
    monkeypatch.setattr("simulator.ui.app.BREATH_SECONDS", 3600)
    store = Store(home, home / "shipped")
    store.sessions.create(sample_session()).close()
    if left:
        store.sessions.create(running_session()).close()
    async with run_app(plain_bank(), size=size) as pilot:
        before, shown = labels(pilot), pilot.app.screen
        assert {"Start an interview", "Another setup", "Notes", "Settings"} <= before.keys()
        assert isinstance(pilot.app, SimulatorApp)
        assert isinstance(shown, HomeScreen)
        pilot.app.refresh_home()
        await until(pilot, lambda: shown.facts.board is not None)
        after = labels(pilot)
        assert (after.pop("Resume", None) is not None) is left
        assert after == before


def labels(pilot: Pilot[int]) -> dict[str, int]:
    """Return the row of each line of the menu, by its label."""
    rows = screen_text(pilot).split("\n")
    menu = pilot.app.screen.query_one(HomeMenu)
    return {
        line.label: next(row for row, text in enumerate(rows) if line.label in text)
        for line in menu.lines
    }


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_nothing_moves_the_first_time(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr("simulator.ui.app.BREATH_SECONDS", 3600)
    async with run_app(plain_bank(), size=size) as pilot:
        before = labels(pilot)
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        app.refresh_home()
        await wait_until(pilot, "For example")
        assert labels(pilot) == before


async def test_late_results_without_screens_are_ignored(
    run_app: RunApp,
) -> None:
    async with run_app(plain_bank()) as pilot:
        app = pilot.app
    assert isinstance(app, SimulatorApp)
    assert not app.screen_stack
    app._first_look()  # As its timer does when the app is quit right after its start.
    app._home._show(HomeFacts())
    app.action_resume()


async def test_a_broken_bank_is_named_and_hides_no_good_one(run_app: RunApp, home: Path) -> None:
    (home / "banks").mkdir()
    (home / "banks" / "mine.toml").write_text("title = 3\n")
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank can't be read: mine")
        assert "1 bank, " in screen_text(pilot)


async def test_j_and_k_move_and_keys_open_screens(run_app: RunApp) -> None:
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


async def test_facts_read_while_another_screen_is_on_top_are_shown_later(
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
        assert "Learnt meanwhile." not in str(home.query_one("#home-note", Static).content)
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


async def test_the_menu_wraps_around_and_jumps_to_its_ends(run_app: RunApp) -> None:
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


async def test_secondary_words_are_dimmer(run_app: RunApp) -> None:
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


async def test_a_new_bank_is_counted_on_coming_home(run_app: RunApp, home: Path) -> None:
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank")
        await press(pilot, "n")
        folder = home / "banks"
        folder.mkdir(exist_ok=True)
        (folder / "new.toml").write_text('title = "New"\n[[questions]]\nquestion = "A?"\n')
        await press(pilot, "escape")
        await wait_until(pilot, "2 banks")


async def test_an_unreadable_file_does_not_count_as_a_session(run_app: RunApp, home: Path) -> None:
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank")
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        app.context.store.sessions.create(sample_session()).close()
        (home / "sessions" / "2026-11-20T101010-plain.toml").write_text("format = 1\n")
        app.refresh_home()
        await wait_until(pilot, "History  1, last")


async def test_many_damaged_files_do_not_count_as_sessions(run_app: RunApp, home: Path) -> None:
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank")
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        app.context.store.sessions.create(sample_session()).close()
        for number in range(10, 10 + NEWEST + 5):
            path = home / "sessions" / f"2026-11-22T1900{number}-plain.toml"
            path.write_text("format = 1\n")
        app.refresh_home()
        await wait_until(pilot, "History  1, last today, 2 of 3 solid or strong")


async def home_after_one_session(pilot: Pilot[Any]) -> HomeScreen:
    """Show home, five days after the only session."""
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


async def test_today_changes_after_an_interview(run_app: RunApp) -> None:
    async with run_app(plain_bank(), questions=1) as pilot:
        home = await home_after_one_session(pilot)
        before = home.facts.today
        await press(pilot, "enter", "enter", "ctrl+s", "5", "4", "enter", "q")
        await until(pilot, lambda: home.facts.number == 2)
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        day = app.context.clock.wall().date()
        _, now = plan_of_day(app.context.store, day, app.context.settings)
        await wait_until(pilot, f"Today  {now.words}"[:60])
        assert now.words != before


async def test_home_notices_midnight(
    run_app: RunApp, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.ui.home.controller.DAY_SECONDS", 0.01)
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank")
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        app.context.store.sessions.create(sample_session()).close()
        app.refresh_home()
        await wait_until(pilot, "History  1, last today")
        home = app.screen
        assert isinstance(home, HomeScreen)

        def planned_for() -> date | None:
            return home.facts.board.plan.today if home.facts.board is not None else None

        await until(pilot, lambda: planned_for() == date(2026, 11, 22))
        clock.advance(6 * 3600)  # It was half past six in the evening.
        await wait_until(pilot, "History  1, last yesterday")
        await until(pilot, lambda: planned_for() == date(2026, 11, 23))


async def test_nothing_is_reloaded_on_the_same_day(
    run_app: RunApp, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank")
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        read: list[str] = []
        monkeypatch.setattr(HomeController, "refresh", lambda self: read.append("home"))
        clock.advance(3600)
        app._home.check_date()
        assert read == []
        clock.advance(24 * 3600)
        app._home.check_date()
        assert read == ["home"]
        await press(pilot, "n")
        await until_screen(pilot, SetupScreen)
        read.clear()
        app._home.check_date()
        assert read == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_digit_starts_a_preset(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(plain_bank(), size=size) as pilot:
        await wait_until(pilot, "1 bank")
        await press(pilot, "3")
        setup = interview_screen(pilot).interview.session.setup
        assert (setup.think_seconds, setup.time_limit) == (30.0, 120.0)


async def test_enter_starts_the_preset_of_a_line(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(120, 40)) as pilot:
        await press(pilot, "down", "down", "enter")
        assert interview_screen(pilot).interview.session.setup.questions <= 7
        assert interview_screen(pilot).interview.session.setup.time_limit == 120.0


async def test_the_welcome_is_complete_in_the_smallest_window(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(60, 15)) as pilot:
        await wait_until(pilot, "1 bank")
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        next_topic = Content("Practise next  Losses")
        home.show(home.facts._replace(today="4 questions never asked", readiness=next_topic))
        await pilot.pause()
        assert all(step in screen_text(pilot) for step in WELCOME)


@pytest.mark.parametrize(("days", "asked"), [(-1, True), (0, False), (3, False)])
async def test_the_settings_line_asks_for_a_date_unless_one_lies_ahead(
    run_app: RunApp, days: int, asked: bool
) -> None:
    hint = "Settings  when is your interview?"
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, hint)
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        day = app.context.clock.wall().date() + timedelta(days=days)
        app.context.settings = replace(app.context.settings, interview_date=day)
        await press(pilot, "s")
        await until_screen(pilot, SettingsScreen)
        await press(pilot, "q")
        await until(pilot, lambda: has(pilot, hint)() is asked)


async def test_the_next_topic_and_faults_are_complete_in_the_smallest_window(
    run_app: RunApp,
) -> None:
    async with run_app(plain_bank(), size=(60, 15)) as pilot:
        await wait_until(pilot, "1 bank")
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        told = home.facts._replace(
            today="4 new questions",
            sessions="40, last 7 days ago, 3 of 7 solid or strong",
            progress="9 of 12 solid or strong",
            readiness=Content("Practise next  Losses"),
            banner="2 banks can't be read: damaged, faulty.",
            sample="",
        )
        home.show(told)
        await pilot.pause()
        shown = " ".join(screen_text(pilot).split())
        assert (
            "Practise next Losses 2 banks can't be read: damaged, faulty. Press b to see why."
            in shown
        )
