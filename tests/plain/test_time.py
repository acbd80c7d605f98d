"""Time in plain mode: notices, time-up, breaks, pauses, sleep, thinking, the voice."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from simulator.core.setup import Setup
from simulator.core.states import Outcome
from simulator.speech import SpeakerState, SpeakerStatus, StatusListener
from tests.plain.room import INTERVIEW, FakeClock, Room, Step


def test_practice_gives_notice_and_counts_on() -> None:
    room = Room([(130.0, "."), "1"])
    room.hold()
    assert room.when("A quarter of your time is left, 25 seconds.") == pytest.approx(75, abs=0.1)
    assert room.when("The last 10 seconds") == pytest.approx(90, abs=0.1)
    assert room.when("Time. Go on as long as you need") == pytest.approx(100, abs=0.1)
    assert len([1 for _, text in room.said if "quarter" in text]) == 1
    answer = room.last.answers[0]
    assert answer.outcome is Outcome.ANSWERED
    assert answer.overrun_seconds == pytest.approx(30.0)


def test_time_up_in_interview_mode_locks_the_text_at_once() -> None:
    room = Room([(10.0, "kept"), (200.0, "too late"), "3"], INTERVIEW)
    room.candidate.half_line = "half a"
    assert room.hold() == 0
    answer = room.last.answers[0]
    assert answer.outcome is Outcome.TIMED_OUT
    assert answer.text == "kept\nhalf a"
    assert answer.answer_seconds == 100.0
    assert answer.confidence == 3  # "too late" was not a number, so it was asked again.
    assert room.when("Time. Your answer is saved as it stands.") == pytest.approx(100, abs=0.1)


def test_a_breath_before_the_second_question_is_not_counted() -> None:
    room = Room([".", "3", (5.0, "."), "3"], INTERVIEW)
    room.hold()
    assert room.when("What is two?") - room.when("Breathe") == pytest.approx(3.0)
    assert room.last.answers[1].answer_seconds == pytest.approx(5.0)


def test_pause_stops_the_clock_in_practice_only() -> None:
    room = Room([(10.0, "a"), "/pause", (400.0, "b"), (100.0, ""), (5.0, "."), "1"])
    room.hold()
    answer = room.last.answers[0]
    assert answer.text == "a\nb"
    assert answer.answer_seconds == pytest.approx(15.0)
    assert answer.paused_seconds == pytest.approx(500.0)
    strict = Room([(10.0, "/pause"), (5.0, "."), "1"], INTERVIEW)
    strict.hold()
    assert "Not now: only a running clock in practice can be paused." in strict.out.getvalue()
    assert strict.last.answers[0].answer_seconds == pytest.approx(15.0)


def test_the_machines_sleep_is_not_counted_in_practice() -> None:
    room = Room([(10.0, "a"), (2.0, "."), "1"])
    reads = 0

    def sleep_once() -> None:
        nonlocal reads
        reads += 1
        room.clock.slept = 3600.0 if reads > 3 else 0.0

    room.candidate.on_read = sleep_once
    room.hold()
    answer = room.last.answers[0]
    assert answer.answer_seconds == pytest.approx(12.0)
    assert answer.away_seconds == pytest.approx(3600.0)


def test_thinking_ends_by_itself_or_by_enter_or_with_the_first_words() -> None:
    setup = Setup(banks=("b",), think_seconds=30.0)
    by_itself = Room([(40.0, "a"), ".", "1"], setup)
    by_itself.hold()
    assert by_itself.last.answers[0].think_seconds == pytest.approx(30.0)
    assert by_itself.last.answers[0].answer_seconds == pytest.approx(10.0)
    by_enter = Room([(7.0, ""), (3.0, "a"), ".", "1"], setup)
    by_enter.hold()
    assert by_enter.last.answers[0].think_seconds == pytest.approx(7.0)
    assert by_enter.last.answers[0].text == "a"
    by_words = Room([(7.0, "a"), ".", "1"], setup)
    by_words.hold()
    assert by_words.last.answers[0].think_seconds == pytest.approx(7.0)
    assert by_words.last.answers[0].text == "a"


class FakeSpeaker:
    """Speaks for some seconds of the fake clock."""

    def __init__(self, seconds: float) -> None:
        self.on_change: StatusListener | None = None
        self.seconds = seconds
        self.clock: FakeClock | None = None
        self.until = 0.0
        self.spoken: list[str] = []

    @property
    def status(self) -> SpeakerStatus:
        speaking = self.clock is not None and self.clock.time < self.until
        return SpeakerStatus(SpeakerState.SPEAKING if speaking else SpeakerState.IDLE)

    def say(self, text: str, language: str = "") -> None:
        assert self.clock is not None
        self.spoken.append(text)
        self.until = self.clock.time + self.seconds

    def stop(self) -> None:
        self.until = 0.0

    def close(self) -> None:
        self.stop()


@pytest.mark.parametrize(("interactive", "asked_for"), [(True, 2.0), (False, 6.0)])
def test_the_clock_starts_once_the_question_has_been_spoken(
    interactive: bool, asked_for: float
) -> None:
    speaker = FakeSpeaker(6.0)
    script: Sequence[Step] = [(2.0, "words"), (9.0, "."), "1"]
    room = Room([*([""] if interactive else []), *script], speaker=speaker, interactive=interactive)
    speaker.clock = room.clock
    room.hold()
    answer = room.last.answers[0]
    assert speaker.spoken[0] == "What is one?"
    assert answer.text == "words"  # A person's words cut the voice short, and are kept.
    assert room.when("You have") == pytest.approx(asked_for, abs=0.1)
