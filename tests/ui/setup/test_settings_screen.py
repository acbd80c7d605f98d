"""The settings for every interview, which are saved at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from simulator.storage.settings.file import load
from simulator.storage.settings.model import HideClock, Settings, UiSettings, VoiceSettings
from simulator.storage.store import Store
from simulator.ui.app import SimulatorApp
from simulator.ui.setup.screen import SetupRow
from simulator.ui.setup.settings_screen import SettingsScreen
from tests.samples import plain_bank
from tests.ui.driver import MakeApp, RunApp, press, screen_text, type_text, until

SIZES = [(60, 15), (80, 24), (120, 40)]


def context(pilot: Pilot[int]) -> Settings:
    """Return the app's current settings."""
    assert isinstance(pilot.app, SimulatorApp)
    return pilot.app.context.settings


def said(pilot: Pilot[int]) -> str:
    """Return the app's toasts."""
    return "\n".join(each.message for each in pilot.app._notifications)


async def kept(pilot: Pilot[int], home: Path) -> Settings:
    """Return the saved settings, once they equal the app's."""
    path = home / "settings.toml"
    await until(pilot, lambda: path.exists() and load(path) == context(pilot))
    return load(path)


async def choose(pilot: Pilot[int], row: str, *keys: str) -> None:
    """Press keys on a line."""
    pilot.app.screen.query_one(f"#row-{row}").focus()
    await press(pilot, *keys)


@pytest.mark.parametrize("size", [*SIZES, (200, 50)])
async def test_no_hint_is_cut(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(plain_bank(), size=size) as pilot:
        await press(pilot, "s")
        rows = pilot.app.screen.query(SetupRow)
        for row in rows:
            row.focus()
            await pilot.pause()
            drawn = screen_text(pilot).splitlines()
            line = drawn[row.region.y]
            assert "…" not in line
            if row.unseen:
                assert drawn[0 if size[1] < 20 else 1].strip() == row.unseen
        assert any(row.unseen for row in rows) == (size[0] < 80)


async def test_hints_align_in_a_column(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(80, 24)) as pilot:
        await press(pilot, "s")
        drawn = screen_text(pilot).splitlines()
        told = [line.rstrip().partition(" ›") for line in drawn if " ›" in line]
        begins = {
            len(value + end + hint) - len(hint.strip()) for value, end, hint in told if hint.strip()
        }
        assert len(begins) == 1


async def test_every_change_is_saved_at_once_and_esc_loses_none(
    run_app: RunApp, home: Path
) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "s")
        assert isinstance(pilot.app.screen, SettingsScreen)
        await choose(pilot, "voice", "right")
        await choose(pilot, "voice_rate", "left")
        await choose(pilot, "hide_clock", "enter")
        await choose(pilot, "theme", "right")
        await choose(pilot, "interview_date", "enter")
        await type_text(pilot, "2026-12-01")
        await press(pilot, "enter", "escape")
        assert pilot.app.theme == "paper"
        settings = await kept(pilot, home)
        assert settings.setup.voice is True
        assert settings.voice == VoiceSettings(rate=160)
        assert settings.ui == UiSettings("paper", HideClock.STAY_HIDDEN)
        assert settings.interview_date == date(2026, 12, 1)


async def test_the_volume_is_typed_like_the_rate(run_app: RunApp, home: Path) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "s")
        await choose(pilot, "voice_volume", "enter")
        assert "Volume: now 100 %" in screen_text(pilot)
        await press(pilot, *["backspace"] * 5)
        await type_text(pilot, "0")
        await press(pilot, "enter")
        assert "A number from 1 to 100, please." in screen_text(pilot)
        await press(pilot, "backspace")
        await type_text(pilot, "35")
        await press(pilot, "enter")
        assert "‹ 35 % ›" in screen_text(pilot)
        path = home / "settings.toml"
        await until(pilot, lambda: path.exists() and load(path).voice.volume == 0.35)


@pytest.mark.parametrize("size", SIZES)
async def test_current_settings_are_shown_in_any_window(
    run_app: RunApp, home: Path, size: tuple[int, int]
) -> None:
    async with run_app(plain_bank(), size=size) as pilot:
        await press(pilot, "s")
        text = screen_text(pilot)
        for words in ("‹ off ›", "‹ 165 ›", "‹ ink ›", "‹ no date ›", "shown near the end"):
            assert words in text
        assert "Esc Back" in " ".join(text.splitlines()[-1].split())
        await press(pilot, *["down"] * 8)
        await choose(pilot, "keys", "enter")
        assert "Each action with its keys." in " ".join(screen_text(pilot).split())
        await press(pilot, "escape")
        pilot.app.screen.query_one("#setup-rows").scroll_end(animate=False)
        await pilot.pause()
        assert "built-in banks" in screen_text(pilot)
        await press(pilot, "question_mark")
        assert "saved at once" in " ".join(screen_text(pilot).split())


async def test_a_click_is_enter_and_a_theme_from_the_list_is_shown(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "s")
        await pilot.click("#row-hide_clock")
        await pilot.pause()
        assert context(pilot).ui.hide_clock is HideClock.STAY_HIDDEN
        pilot.app.theme = "nord"  # As the list of themes does.
        await pilot.pause()
        assert "‹ nord ›" in screen_text(pilot)
        assert context(pilot).ui.theme == "nord"


async def test_an_invalid_value_is_asked_for_again(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "s")
        await choose(pilot, "voice_rate", "enter")
        await type_text(pilot, "fast")
        await press(pilot, "enter")
        assert "A number from 80 to 450" in screen_text(pilot)
        assert "fast" in screen_text(pilot)
        await press(pilot, "escape")
        assert context(pilot).voice.rate == 165


async def test_keys_of_ones_own_are_counted_and_listed(make_app: MakeApp) -> None:
    async with make_app(done="ctrl+s,f6").run_test(size=(80, 24)) as pilot:
        await press(pilot, "s")
        assert "1 action with keys of your own" in screen_text(pilot)
        await choose(pilot, "keys", "enter")
        assert "done (yours)" in screen_text(pilot)


async def test_changes_made_to_the_file_by_others_are_kept(run_app: RunApp, home: Path) -> None:
    async with run_app(plain_bank()) as pilot:
        path = home / "settings.toml"
        path.write_text('[voice]\nrate = 200\nvolume = 0.5\n[keys]\ndone = "f6"\n')
        await press(pilot, "s")
        await choose(pilot, "voice_rate", "right")
        await until(pilot, lambda: load(path).voice.rate == 170)
        assert load(path).voice == VoiceSettings(rate=170, volume=0.5)
        assert load(path).keys == {"done": "f6"}


async def test_a_change_that_cannot_be_saved_is_reported(run_app: RunApp, home: Path) -> None:
    async with run_app(plain_bank()) as pilot:
        (home / "settings.toml").write_text("[voice\n")
        await press(pilot, "s")
        await choose(pilot, "voice_rate", "right")
        await until(pilot, lambda: said(pilot))
        assert "could not be saved: " in said(pilot)
        assert context(pilot).voice.rate == 170


def test_the_last_change_is_saved_before_the_process_exits(make_app: MakeApp) -> None:
    app = make_app()
    settings = app.context.settings
    with app.context._writing:  # A thread of an earlier change is still writing.
        changed = replace(settings, voice=VoiceSettings(rate=170))
        app.context.settings = changed
    app.save_now()
    assert load(app.context.store.settings_path).voice.rate == 170
    store = app.context.store
    app.context.settings = settings
    app.save_now()
    app.save_now()
    assert Store(store.home, store.shipped).read_settings().voice.rate == 165


async def test_a_change_right_before_quitting_is_saved(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "s")
        pilot.app.screen.query_one("#row-voice_rate").focus()
        await pilot.pause()
        for name in ("left", "left", "ctrl+q"):
            pilot.app.post_message(events.Key(name, None))
        await until(pilot, lambda: pilot.app._exit)
        assert context(pilot).voice.rate == 155


@pytest.mark.parametrize("size", SIZES)
async def test_the_footer_says_what_enter_does_on_each_line(
    run_app: RunApp, home: Path, size: tuple[int, int]
) -> None:
    async with run_app(plain_bank(), size=size) as pilot:
        await press(pilot, "s")
        for row, words in (
            ("voice", "Enter Change"),
            ("voice_name", "Enter Type"),
            ("voice_rate", "Enter Type"),
            ("theme", "Enter List"),
            ("hide_clock", "Enter Change"),
            ("interview_date", "Enter Type"),
            ("keep_sessions", "Enter Type"),
            ("keys", "Enter List"),
        ):
            await choose(pilot, row)
            footer = " ".join(screen_text(pilot).splitlines()[-1].split())
            assert words in footer
            assert ("More" in footer) == (row not in ("voice_name", "keys"))


async def test_how_many_recordings_are_kept_is_typed(run_app: RunApp, home: Path) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "s")
        await choose(pilot, "keep_sessions", "enter")
        assert "Recordings: now the last 10" in screen_text(pilot)
        await press(pilot, "backspace", "backspace")
        await type_text(pilot, "10001")
        await press(pilot, "enter")
        assert "A number from 0 to 10,000, please." in screen_text(pilot)
        await press(pilot, *["backspace"] * 5)
        await type_text(pilot, "33")
        await press(pilot, "enter")
        assert "the last 33" in screen_text(pilot)
        path = home / "settings.toml"
        await until(pilot, lambda: path.exists() and load(path).recording.keep_sessions == 33)


async def test_the_line_of_keys_says_where_they_are_changed(run_app: RunApp, home: Path) -> None:
    async with run_app(plain_bank(), size=(120, 40)) as pilot:
        await press(pilot, "s")
        assert "‹ default keys ›" in screen_text(pilot)
        assert "change them in settings.toml" in screen_text(pilot)
        await choose(pilot, "keys", "enter")
        told = str(pilot.app.screen.query_one("#help Static", Static).content)
        assert f"name the action in [keys] of {home / 'settings.toml'}" in told
