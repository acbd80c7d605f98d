"""The states of an interview, and how its answers ended and were judged."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    TIMED_OUT = "timed_out"
    SKIPPED = "skipped"


class Rating(IntEnum):
    """The candidate's own verdict: would an interviewer accept the answer?"""

    NOT_YET = 1
    PARTIAL = 2
    SOLID = 3
    STRONG = 4

    @property
    def words(self) -> str:
        """The rating in words."""
        return self.name.lower().replace("_", " ")


class Status(StrEnum):
    """The state of a session."""

    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"

    @property
    def words(self) -> str:
        """The status in words; it can't tell whether a program is still running the interview."""
        return "not finished" if self is Status.RUNNING else self.value


class Phase(StrEnum):
    """What the candidate is doing now."""

    READY = "ready"
    ASKING = "asking"
    THINKING = "thinking"
    ANSWERING = "answering"
    FOLLOW_UP = "follow_up"
    CONFIDENCE = "confidence"
    ASSESSING = "assessing"
    FINISHED = "finished"
