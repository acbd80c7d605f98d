"""Tests settings and homes: what is read, and that a person's edits are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.core.choices import Difficulty, Order
from simulator.core.setup import Debrief, Mode, Setup
from simulator.core.times import NO_LIMIT
from simulator.storage.home import HOME_VARIABLE, find_home, is_home, shipped_banks
from simulator.storage.settings.file import load, save
from simulator.storage.settings.model import (
    HideClock,
    Settings,
    UiSettings,
    VoiceSettings,
)
from simulator.storage.store import Store
from simulator.system.faults import SettingsFault
from tests.strategies import setups, texts

FULL = Settings(
    setup=Setup(
        mode=Mode.INTERVIEW,
        banks=("a", "b"),
        topics=("T",),
        difficulties=(Difficulty.HARD,),
        tags=("x",),
        questions=3,
        think_seconds=30.0,
        time_limit=NO_LIMIT,
        extra_time=1.5,
        debrief=Debrief.EACH,
        order=Order.DUE,
        seed=7,
        voice=True,
    ),
    interview_date=date(2026, 12, 1),
    voice=VoiceSettings("en-gb", 120, 0.5),
    ui=UiSettings("nord", HideClock.STAY_HIDDEN),
    keys={"done": "ctrl+s,f2"},
)


def test_without_a_file_the_defaults_apply(tmp_path: Path) -> None:
    settings = Store(tmp_path, tmp_path).read_settings()
    assert settings == Settings()
    assert (settings.voice.rate, settings.voice.volume) == (165, 1.0)
    assert settings.ui.hide_clock is HideClock.UNTIL_WARNED


@pytest.mark.parametrize("settings", [Settings(), FULL])
def test_settings_survive_a_round_trip(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "settings.toml"
    save(path, settings)
    assert load(path) == settings
    once = path.read_text()
    save(path, settings)
    assert path.read_text() == once


@settings(max_examples=40)
@given(setups, texts)
def test_any_setup_survives_a_round_trip(setup: Setup, theme: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "settings.toml"
        save(path, Settings(setup=setup))
        assert load(path).setup == setup


def test_comments_and_unknown_keys_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        "# my settings\ninterview_date = 2026-12-01 # the big day\n\n"
        '[setup]\nquestions = 3 # few\ntopics = ["A"]\nseed = 5\nmood = "good"\n\n'
        "[plugin]\nx = 1\n\n[voice]\nrate = 120 # slow\n"
    )
    settings = load(path)
    changed = replace(settings, setup=replace(settings.setup, questions=5, seed=None))
    save(path, changed)
    text = path.read_text()
    for kept in ("# my settings", "# the big day", "# few", 'mood = "good"', "[plugin]\nx = 1",
                 "rate = 120 # slow", "questions = 5"):  # fmt: skip
        assert kept in text
    assert "seed" not in text
    assert load(path) == changed


def test_settings_no_longer_set_are_removed(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save(path, FULL)
    save(path, Settings())
    assert load(path) == Settings()


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'interview_date = "soon"\n[setup]\nmode = "exam"\nquestions = 0\n[voice]\nrate = 5\n'
        'volume = 2.0\n[ui]\nhide_clock = "x"\n[keys]\ndone = 5\n'
    )
    with pytest.raises(SettingsFault) as caught:
        load(path)
    assert [(fault.line, fault.field) for fault in caught.value.faults] == [
        (1, "interview_date"),
        (3, "setup.mode"),
        (4, "setup.questions"),
        (6, "voice.rate"),
        (7, "voice.volume"),
        (9, "ui.hide_clock"),
        (11, "keys.done"),
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[voice]\nvolume = 5", "voice.volume: expected a number from 0 to 1, got 5"),
        ("[voice]\nvolume = -1", "voice.volume: expected a number from 0 to 1, got -1"),
        ("[voice]\nvolume = nan", "voice.volume: expected a number from 0 to 1, got nan"),
        ("[voice]\nrate = 5", "voice.rate: expected a whole number from 80 to 450, got 5"),
        (
            "[setup]\nthink_seconds = 1e300",
            "setup.think_seconds: expected a number from 0 to 1,000,000,000,000, got 1e+300",
        ),
        (
            "[setup]\nthink_seconds = -1",
            "setup.think_seconds: expected a number of 0 or more, got -1",
        ),
        ("[setup]\ntime_limit = nan", "setup.time_limit: expected a number of 0 or more, got nan"),
        ("[setup]\nextra_time = 0.001", "setup.extra_time: expected a number from 0.01 to 1,000"),
        ("[setup]\nextra_time = 0", "setup.extra_time: expected a positive number, got 0"),
        (
            "[setup]\nseed = 18446744073709551615",
            "from -9,223,372,036,854,775,808 to 9,223,372,036,854,775,807",
        ),
    ],
)
def test_a_fault_names_the_range_of_a_number(tmp_path: Path, written: str, said: str) -> None:
    (tmp_path / "settings.toml").write_text(f"{written}\n")
    with pytest.raises(SettingsFault) as caught:
        load(tmp_path / "settings.toml")
    assert said in str(caught.value)


def test_a_faulty_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("oh = no = 1")
    with pytest.raises(SettingsFault):
        save(path, Settings())
    assert path.read_text() == "oh = no = 1"


def test_a_table_of_another_kind_is_replaced_and_keys_may_be_lists(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[keys]\ndone = ["ctrl+s", "f2"]\n')
    assert load(path).keys == {"done": "ctrl+s,f2"}
    save(path, load(path))
    assert load(path).keys == {"done": "ctrl+s,f2"}


# Homes


def test_the_home(tmp_path: Path) -> None:
    option, named, here = tmp_path / "option", tmp_path / "named", tmp_path / "here"
    (here / "banks").mkdir(parents=True)
    (here / "sessions").mkdir()
    environ = {HOME_VARIABLE: str(named)}
    assert find_home(option, environ, here) == option
    assert find_home(None, environ, here) == named
    assert find_home(Path("rel"), environ, here) == here / "rel"
    assert not is_home(here)
    (here / "banks" / "a.toml").touch()
    assert find_home(None, {}, here) == here
    assert find_home(None, {HOME_VARIABLE: ""}, here) == here
    assert find_home(None, {}, tmp_path).name == "mock-interview"


def test_the_shipped_banks_are_found() -> None:
    assert (shipped_banks() / "deep_learning.toml").is_file()


@given(st.text(max_size=20))
def test_any_name_in_the_environment_is_a_path(name: str) -> None:
    assert isinstance(find_home(None, {HOME_VARIABLE: name}, Path("/tmp")), Path)


def test_only_changed_settings_are_applied() -> None:
    before, there = Settings(), replace(FULL, voice=VoiceSettings("de", 120, 0.5))
    after = replace(before, voice=VoiceSettings("fr"), ui=UiSettings("paper"))
    merged = there.with_changes(before, after)
    assert merged == replace(
        FULL, voice=VoiceSettings("fr", 120, 0.5), ui=UiSettings("paper", HideClock.STAY_HIDDEN)
    )
    assert there.with_changes(before, replace(before, setup=FULL.setup)) == there


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "9999-12-31T23:59:59-12:00"])
def test_an_interview_outside_the_supported_years_is_a_fault(tmp_path: Path, day: str) -> None:
    (tmp_path / "settings.toml").write_text(f"interview_date = {day}\n")
    with pytest.raises(SettingsFault, match=r"settings.toml:1: interview_date: .* 1970 to 2199"):
        load(tmp_path / "settings.toml")


def test_an_interview_date_may_include_a_time(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("interview_date = 2026-12-01T09:00:00\n")
    assert load(tmp_path / "settings.toml").interview_date == date(2026, 12, 1)
