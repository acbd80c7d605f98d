"""Tests the stopwatch with a limit."""

import math

import pytest

from simulator.core.countdown import Countdown, Notice, notice


def test_it_counts_only_while_running() -> None:
    countdown = Countdown(60.0).start(100.0)
    assert countdown.elapsed(110.0) == 10.0
    stopped = countdown.stop(110.0)
    assert stopped.elapsed(500.0) == 10.0
    assert stopped.start(500.0).remaining(505.0) == 45.0


def test_starting_a_running_countdown_changes_nothing() -> None:
    countdown = Countdown(60.0).start(100.0)
    assert countdown.start(130.0).elapsed(140.0) == 40.0


def test_time_that_runs_backwards_counts_as_zero() -> None:
    assert Countdown(60.0).start(100.0).elapsed(90.0) == 0.0


def test_it_is_over_at_its_limit_and_keeps_counting() -> None:
    countdown = Countdown(15.0).start(0.0)
    assert not countdown.is_over(14.999)
    assert countdown.is_over(15.0)
    assert countdown.remaining(20.0) == -5.0


def test_seconds_left_out_do_not_count() -> None:
    countdown = Countdown(60.0).start(0.0).leave_out(30.0)
    assert countdown.elapsed(40.0) == 10.0
    assert Countdown(60.0).leave_out(30.0) == Countdown(60.0)


def test_knows_when_it_ended() -> None:
    assert Countdown(60.0, used=20.0).start(100.0).ended_at() == 140.0
    with pytest.raises(ValueError, match="no end"):
        Countdown(60.0).ended_at()


@pytest.mark.parametrize(
    ("remaining", "expected"),
    [
        (100.0, Notice.NONE),
        (25.1, Notice.NONE),
        (25.0, Notice.QUARTER),
        (10.0, Notice.TENTH),
        (0.0, Notice.OVER),
        (-3.0, Notice.OVER),
    ],
)
def test_notices(remaining: float, expected: Notice) -> None:
    assert notice(remaining, 100.0) is expected


def test_no_notice_without_a_limit() -> None:
    assert notice(math.inf, math.inf) is Notice.NONE
