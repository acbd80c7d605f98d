"""Wording for an interview in progress, shared by the screen and plain mode."""

from __future__ import annotations

import math

from simulator.core.interview import Interview


def rules_words(interview: Interview) -> str:
    """Say what the mode allows, and what happens when time is up."""
    repeats = interview.session.take_of is not None
    again = "The same questions again, in less time. " if repeats else ""
    return again + _rules(interview)


def _rules(interview: Interview) -> str:
    unlimited = all(math.isinf(answer.time_limit) for answer in interview.session.answers)
    if interview.practice:
        counts = "counts up, without a limit" if unlimited else "goes on when time is up"
        return f"Practice: you may pause; the clock {counts}."
    if unlimited:
        return "Interview: no pause, and no time limit."
    return "Interview: no pause; when time is up your answer is saved as it stands."


def no_model_words(interview: Interview) -> str:
    """Return what is shown in place of a missing model answer."""
    none = "The bank gives no model answer to this question"
    return f"{none}." if interview.read_only else f"{none}; rate it by your own judgement."


def ended_words(interview: Interview) -> str:
    """Return the words shown after an answer has ended."""
    if interview.after_time_up:
        return "Time. Your answer is saved as it stands."
    if interview.skipped_follow_up is not None:
        return "Skipped."
    return "Thank you."


def follow_up_words(interview: Interview) -> str:
    """Say which follow-up is being asked: `follow-up 1 of 2`."""
    return f"follow-up {interview.follow_up + 1} of {len(interview.answer.asked_follow_ups)}"
