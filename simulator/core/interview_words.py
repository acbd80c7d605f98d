"""What is said of an interview that is going on, the same on screen and line by line."""

from __future__ import annotations

from simulator.core.interview import Interview


def ended_words(interview: Interview) -> str:
    """What is said behind an answer."""
    if interview.after_time_up:
        return "Time. Your answer is saved as it stands."
    return "Thank you."


def follow_up_words(interview: Interview) -> str:
    """Which of the question's follow-ups is asked: `follow-up 1 of 2`."""
    return f"follow-up {interview.follow_up + 1} of {len(interview.answer.asked_follow_ups)}"
