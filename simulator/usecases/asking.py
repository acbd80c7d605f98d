"""The words spoken when something is asked."""

from __future__ import annotations

from simulator.core.interview import Interview
from simulator.core.session import Answer
from simulator.speech import spoken_text


def spoken_question(interview: Interview) -> str:
    """Return the question or follow-up as the voice says it."""
    asked = interview.asked
    own = asked.say if isinstance(asked, Answer) else ""
    return own or spoken_text(asked.question, interview.answer.language)
