"""Tests the candidate's choices."""

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from simulator.core.presets import PRESETS, nearest
from simulator.core.setup import Debrief, Mode, Setup
from simulator.core.times import (
    NO_LIMIT,
    OWN,
    chosen_limit,
    parse_time,
    show_time,
    think_time,
    time_limit,
)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90", 90.0),
        ("90s", 90.0),
        ("2m", 120.0),
        ("1m30s", 90.0),
        ("1m30", 90.0),
        ("1:30", 90.0),
        ("1h", 3600.0),
        (" 2M ", 120.0),
        ("off", NO_LIMIT),
        ("0", 0.0),
    ],
)
def test_times_as_people_write_them(text: str, seconds: float) -> None:
    assert parse_time(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "-5", "1.5", "1:99", "90 minutes", "nan", "m"])
def test_other_times_are_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="a time is written like"):
        parse_time(text)


def test_a_time_is_at_most_a_day() -> None:
    assert parse_time("24h") == 86_400.0
    with pytest.raises(ValueError, match="at most a day"):
        parse_time("24h1s")


@pytest.mark.parametrize("text", ["9" * 30, "9" * 99 + "h", "100000:00", "86401"])
@pytest.mark.parametrize("read", [time_limit, think_time])
def test_a_huge_time_is_reported_as_too_long(text: str, read: Callable[[str], float]) -> None:
    with pytest.raises(ValueError, match="at most a day"):
        read(text)


def test_off_means_no_limit_and_no_think_time() -> None:
    assert time_limit("off") == NO_LIMIT
    assert (think_time("off"), think_time("0"), think_time("1m")) == (0.0, 0.0, 60.0)
    with pytest.raises(ValueError, match="at least one second; off means none"):
        time_limit("0")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0, "0:00"), (59.9, "0:59"), (90.0, "1:30"), (3725.0, "1:02:05"), (math.inf, "no limit")],
)
def test_times_as_the_program_writes_them(seconds: float, text: str) -> None:
    assert show_time(seconds) == text


def test_the_mode_decides_the_debrief_unless_it_is_chosen() -> None:
    assert Setup(mode=Mode.PRACTICE).debrief_when is Debrief.EACH
    assert Setup(mode=Mode.INTERVIEW).debrief_when is Debrief.END
    assert Setup(mode=Mode.INTERVIEW, debrief=Debrief.EACH).debrief_when is Debrief.EACH


def test_extra_time_multiplies_thinking_and_answering() -> None:
    setup = Setup(think_seconds=30.0, time_limit=90.0, extra_time=1.5)
    assert setup.think_limit == 45.0
    assert setup.limit_for(120.0) == 135.0
    assert Setup(extra_time=2.0).limit_for(120.0) == 240.0


def test_seven_questions_of_two_minutes_take_about_nineteen_minutes() -> None:
    assert round(7 * Setup().seconds_for(120.0) / 60) == 19


def test_answers_without_a_limit_are_forecast_at_the_default() -> None:
    assert Setup().seconds_for(math.inf) == Setup().seconds_for(120.0)
    assert Setup().seconds_for(120.0, [math.inf]) == Setup().seconds_for(120.0, [40.0])


def test_presets_leave_banks_and_topics_alone() -> None:
    setup = Setup(banks=("mine",), topics=("Training",), debrief=Debrief.EACH)
    one_way = PRESETS[2].applied_to(setup)
    assert one_way.banks == ("mine",)
    assert one_way.topics == ("Training",)
    assert (one_way.mode, one_way.think_seconds, one_way.time_limit) == (Mode.INTERVIEW, 30, 120)
    assert one_way.debrief_when is Debrief.END


def test_presets_use_the_names_of_recruiters() -> None:
    follow_ups = {preset.name: preset.follow_ups for preset in PRESETS}
    assert follow_ups == {
        "Phone screen": 1,
        "Onsite interview": 2,
        "One-way video": 0,
        "Fundamentals drill": 0,
    }
    assert all(preset.meaning and "\n" not in preset.meaning for preset in PRESETS)


def test_the_nearest_preset_differs_least() -> None:
    onsite = PRESETS[1].applied_to(Setup())
    assert nearest(replace(onsite, think_seconds=10.0)) is PRESETS[1]
    assert PRESETS[1].differs(replace(onsite, think_seconds=10.0)) == ("think_seconds",)
    far = replace(onsite, questions=3, think_seconds=9.0, time_limit=45.0, follow_ups=3)
    assert nearest(far) is None
    assert [(preset.numbers, preset.judged) for preset in PRESETS[2:]] == [
        ("5 × 0:30 + 2:00", "judged at end"),
        ("12, no clock", "judged each time"),
    ]


def test_a_limit_may_be_each_questions_own() -> None:
    assert chosen_limit(" Own ") == OWN
    assert chosen_limit("1:30") == 90.0
