"""One interview with a scripted candidate, and a clock that only moves as they think."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from simulator.core.bank import Bank, Drawn, FollowUp, Question
from simulator.core.interview import Interview
from simulator.core.session import Session
from simulator.core.setup import Mode, Setup
from simulator.plain.conversation import Conversation
from simulator.plain.input import EndOfInput, LineInput
from simulator.plain.interview import hold_interview
from simulator.plain.recording import LineRecording
from simulator.speech import Recorder, SilentSpeaker, Speaker
from tests.clocks import StillClock

STARTED = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)

BANK = Bank(
    "b",
    "Bank",
    (
        Question(
            "one",
            "What is one?",
            "MODEL-one",
            time_limit=100.0,
            key_points=("POINT-a", "POINT-b"),
            bonus_points=("POINT-c",),
            mistakes=("MISTAKE-m",),
            follow_ups=(FollowUp("FOLLOW-f"),),
        ),
        Question("two", "What is two?", "MODEL-two", key_points=("POINT-d",), time_limit=100.0),
    ),
)

FOLLOWED = (FollowUp("FOLLOW-g", ("POINT-g",), "MODEL-g"), FollowUp("FOLLOW-h"))
"""Optional follow-ups to the first question."""

WHOLE = ["first", "second", ".", "4", "y", "n", "y", "n", "", "say b", "", ".", "2", "y", "y", "2"]
"""A whole practice interview: two lines, confidence, ticks, wrong, rating, note; twice."""


Step = str | tuple[float, str]
"""A line, possibly with the seconds of thought before it."""


class FakeClock(StillClock):
    """A clock with a constant time of day."""

    def wall(self) -> datetime:
        return STARTED


class Candidate(LineInput):
    """Types lines, each after some seconds of thought; there is no stream."""

    interactive = True

    def __init__(self, clock: FakeClock, script: Sequence[Step]) -> None:
        self.clock = clock
        self.left = [each if isinstance(each, tuple) else (0.0, each) for each in script]
        self.half_line = ""
        self.on_read: Callable[[], None] = lambda: None
        self._fd = None

    def read(self, timeout: float | None = None) -> str | None:
        self.on_read()
        if not self.left:
            raise EndOfInput
        seconds, line = self.left[0]
        if timeout is not None and seconds > timeout:
            self.clock.time += timeout
            self.left[0] = (seconds - timeout, line)
            return None
        self.clock.time += seconds
        del self.left[0]
        if line == "^C":
            raise KeyboardInterrupt
        return line

    def give_back(self, line: str) -> None:
        self.left.insert(0, (0.0, line))

    def typed(self) -> str:
        return self.half_line

    def settle(self, seconds: float) -> None:
        self.clock.time += seconds

    def pause(self, seconds: float) -> None:
        self.clock.time += seconds


class Room:
    """One interview with a scripted candidate: what was printed when, and what was saved."""

    def __init__(
        self,
        script: Sequence[Step],
        setup: Setup | None = None,
        *,
        session: Session | None = None,
        speaker: Speaker | None = None,
        interactive: bool = False,
        followed: bool = False,
        recorder: Recorder | None = None,
    ) -> None:
        chosen = setup or Setup(banks=("b",))
        drawn = [Drawn(BANK, question) for question in BANK.questions]
        asked_on = {"one": FOLLOWED[: chosen.follow_ups]} if followed else {}
        self.clock = FakeClock()
        self.candidate = Candidate(self.clock, script)
        self.candidate.interactive = interactive
        self.saved: list[Session] = []
        self.said: list[tuple[float, str]] = []
        self.out = io.StringIO()
        self.talk = Conversation(
            Interview.of(
                session
                or Session.of(
                    chosen, drawn, STARTED, lambda each: asked_on.get(each.question.id, ())
                )
            ),
            save=self.saved.append,
            clock=self.clock,
            speaker=speaker or SilentSpeaker(),
            lines=self.candidate,
            out=self.out,
            recorded=LineRecording(recorder),
        )
        say = self.talk.say

        def heard(text: str) -> None:
            self.said.append((self.clock.time - 1000.0, text))
            say(text)

        self.talk.say = heard  # type: ignore[method-assign]

    def hold(self) -> int:
        return hold_interview(self.talk, {("b", "one"): "PROMISE-p"})

    @property
    def last(self) -> Session:
        return self.saved[-1]

    def when(self, words: str) -> float:
        """The second at which a text was first printed."""
        return next(second for second, text in self.said if words in text)


INTERVIEW = Setup(banks=("b",), mode=Mode.INTERVIEW)
