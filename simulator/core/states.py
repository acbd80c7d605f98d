"""Where an interview stands, and how its answers ended and were judged."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    TIMED_OUT = "timed_out"
    SKIPPED = "skipped"


class Rating(IntEnum):
    """The candidate's own judgement: would an interviewer accept the answer?"""

    NOT_YET = 1
    PARTIAL = 2
    SOLID = 3
    STRONG = 4

    @property
    def words(self) -> str:
        """The rating as it is written for people."""
        return self.name.lower().replace("_", " ")


class Status(StrEnum):
    """Where an interview stands."""

    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"

    @property
    def words(self) -> str:
        """As people say it: whether a program still runs it is not known here."""
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
