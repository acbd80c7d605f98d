"""A day of sleep, blocked loops and wrong wall clocks: no second is given away or taken."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from simulator.core.bank import Bank, Question
from simulator.core.countdown import AWAY_FROM_SECONDS
from simulator.core.setup import Mode
from simulator.core.states import Outcome, Phase
from simulator.storage.sessions.read import read_session
from simulator.ui.history.report_screen import ReportScreen
from simulator.ui.interview.screen import InterviewScreen
from tests.samples import plain_bank
from tests.torture.program import session_files
from tests.ui.driver import FakeClock, RunApp, interview_screen, press, type_text

DAY = 86_400.0
TICKS = 1_500


class WrongClock(FakeClock):
    """Its wall clock is set, forwards and back, by somebody else."""

    def __init__(self) -> None:
        super().__init__()
        self.step = timedelta()

    def wall(self) -> datetime:
        return super().wall() + self.step


@pytest.fixture
def clock() -> WrongClock:
    return WrongClock()


def long_question() -> Bank:
    """A question of a whole day."""
    return Bank("long", "Long", (Question("q", "What took you so long?", time_limit=DAY),))


class Day:
    """Time as it may go by, and how much of it should count."""

    def __init__(self, clock: WrongClock, seed: int, scale: float) -> None:
        self.clock = clock
        self.counted = 0.0
        self.away = 0.0
        self._random = random.Random(seed)
        self._scale = scale

    def passes(self, *, practice: bool) -> None:
        """One tick, late or after sleep, the wall clock set now and then."""
        rng = self._random
        awake = rng.choice([rng.uniform(0.0, 1.5), rng.uniform(0.0, 1.5), rng.uniform(2, 40)])
        awake *= self._scale
        asleep = rng.choice(
            [0.0] * 8 + [rng.uniform(0, 4.9), rng.uniform(6, 8 * 3600 * self._scale)]
        )
        if rng.random() < 0.05:
            self.clock.step += timedelta(seconds=rng.choice([-3600, 3600, -1e6, 7.0]))
        self.clock.advance(awake)
        self.clock.sleep(asleep)
        away = asleep > AWAY_FROM_SECONDS
        self.away += asleep if away else 0.0
        self.counted += awake + (0.0 if away and practice else asleep)


async def a_day(screen: InterviewScreen, day: Day, ticks: int) -> int:
    """Let it pass; how often the answer's end was noticed."""
    ends, practice = 0, screen.interview.practice
    before = screen.interview.countdown.remaining(day.clock.now())
    for _ in range(ticks):
        day.passes(practice=practice)
        was = screen.interview.phase
        screen.tick()
        ends += screen.interview.phase is not was
        if screen.interview.phase is not Phase.ANSWERING:
            break
        left = screen.interview.countdown.remaining(day.clock.now())
        assert left <= before
        assert abs(left - (DAY - day.counted)) < 0.001
        before = left
    return ends


async def practised(run_app: RunApp, clock: WrongClock, ticks: int) -> None:
    async with run_app(long_question(), mode=Mode.PRACTICE, questions=1) as pilot:
        await press(pilot, "enter", "enter")
        screen, day = interview_screen(pilot), Day(clock, 1, 3 * DAY / ticks / 8)
        assert await a_day(screen, day, ticks) == 0
        await press(pilot, "ctrl+s")
        answer = screen.interview.session.answers[0]
    assert day.counted > DAY
    assert answer.outcome is Outcome.ANSWERED
    assert abs(answer.answer_seconds - day.counted) < 0.001
    assert abs(answer.overrun_seconds - (day.counted - DAY)) < 0.001
    assert abs(answer.away_seconds - day.away) < 0.001


async def interviewed(run_app: RunApp, clock: WrongClock, ticks: int) -> None:
    async with run_app(long_question(), mode=Mode.INTERVIEW, questions=1) as pilot:
        await press(pilot, "enter", "enter")
        screen, day = interview_screen(pilot), Day(clock, 2, 3 * DAY / ticks / 8)
        assert await a_day(screen, day, ticks) == 1
        assert screen.interview.phase is Phase.CONFIDENCE
        screen.tick()
        answer = screen.interview.session.answers[0]
    assert (answer.outcome, answer.answer_seconds) == (Outcome.TIMED_OUT, DAY)
    assert abs(answer.away_seconds - day.away) < 0.001


async def test_a_day_of_practice(run_app: RunApp, clock: WrongClock) -> None:
    await practised(run_app, clock, TICKS)


async def test_a_day_of_an_interview(run_app: RunApp, clock: WrongClock) -> None:
    await interviewed(run_app, clock, TICKS)


@pytest.mark.torture
async def test_a_day_in_seconds(run_app: RunApp, clock: WrongClock) -> None:
    await practised(run_app, clock, 86_400)


async def test_sleep_under_a_dialog_is_a_pause(run_app: RunApp, clock: WrongClock) -> None:
    async with run_app(plain_bank(), mode=Mode.PRACTICE, time_limit=60.0) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(10.0)
        await press(pilot, "f1")
        clock.sleep(3600.0)
        await press(pilot, "escape")
        interview_screen(pilot).tick()
        assert interview_screen(pilot).interview.countdown.remaining(clock.now()) == 50.0


async def test_sleep_before_a_question_is_not_its_own(run_app: RunApp, clock: WrongClock) -> None:
    async with run_app(plain_bank(), mode=Mode.INTERVIEW, time_limit=60.0) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s")
        clock.sleep(3600.0)
        await press(pilot, "3")
        interview_screen(pilot).interviewer.ask_now()
        interview_screen(pilot).tick()
        answer = interview_screen(pilot).interview.answer
        assert answer.away_seconds == 0.0
        assert interview_screen(pilot).interview.countdown.remaining(clock.now()) == 60.0


async def test_a_wall_clock_set_back_changes_dates_only(
    run_app: RunApp, clock: WrongClock, home: Path
) -> None:
    async with run_app(plain_bank(), questions=1) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "x")
        clock.step = timedelta(days=-3)
        clock.advance(5.0)
        await press(pilot, "ctrl+s", "3", "3", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReportScreen)
    (path,) = session_files(home)
    session = read_session(path)
    assert session.finished_at is not None
    assert session.finished_at < session.started_at
    assert session.answers[0].answer_seconds == 5.0
