"""What stands above the panes of an interview, and on its cards between questions."""

from __future__ import annotations

from textual.content import Content

from simulator.core.interview import Interview
from simulator.core.interview_words import ended_words, follow_up_words, rules_words
from simulator.core.session import Answer
from simulator.core.states import Outcome, Phase
from simulator.core.wording import length_words
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.rating import COLOURS, SIGNS

MOST_MARKS = 12
"""Questions up to which each has a mark of its own above the panes."""


def topic_words(interview: Interview, title: str) -> str:
    """The bank's title, the topic once the question is asked, and whether it is flagged."""
    topic = f" · {interview.answer.topic}" if interview.phase is not Phase.READY else ""
    return f"{title}{topic}{' ⚑' if interview.answer.flagged else ''}"


NOW, AHEAD, GIVEN, SKIPPED = "◆", "□", "■", "–"


def number_words(interview: Interview, *, spaced: bool = True) -> Content:
    """`Question 3 of 7  ▅ ▁ ◆ □ □ □ □`: where it stands, and how what lies behind was rated."""
    answers = interview.session.answers
    number = f"Question {interview.index + 1} of {len(answers)}"
    if interview.phase is Phase.FOLLOW_UP:
        number += f" · {follow_up_words(interview)}"
    if len(answers) > MOST_MARKS:
        return Content(number)
    marks = (_mark(answer, place == interview.index) for place, answer in enumerate(answers))
    return Content.assemble(f"{number}  ", Content(" " if spaced else "").join(marks))


def _mark(answer: Answer, now: bool) -> Content:
    if now:
        return Content.styled(NOW, "$primary")
    if answer.rating is not None:
        return Content.styled(SIGNS[answer.rating], COLOURS[answer.rating])
    if answer.outcome is Outcome.SKIPPED:
        return Content.styled(SKIPPED, MUTED)
    return Content.styled(GIVEN if answer.outcome else AHEAD, MUTED)


def ready_words(
    interview: Interview,
    trouble: str,
    key: str,
    microphone: Content | None = None,
    *,
    recorded: bool = False,
) -> Content:
    """The READY card: what lies ahead, why there is no voice, and the key that begins.

    `microphone`: what is said of it where answers are to be recorded; `recorded`: whether it can.
    """
    number, total = interview.index + 1, len(interview.session.answers)
    resumed = interview.next_phase is not Phase.ASKING or number > 1
    first = (
        f"Question {number} of {total} is where you left off."
        if resumed
        else f"{length_words(total, interview.session.expected_seconds)}."
    )
    heard = "" if trouble or not interview.session.setup.voice else "A voice reads the questions."
    aloud = "say them: recorded here" if recorded else "say them aloud"
    answers = f"Type your answers, or {aloud}."
    lines = [first, rules_words(interview), f"{heard} {answers}".strip(), trouble]
    shown = Content("\n").join(Content(line) for line in lines if line)
    go = Content.styled(f"Press {key} when you are ready", "bold")
    parts = [shown, microphone, go] if microphone else [shown, go]
    return Content("\n\n").join(parts)


def breathe_words(interview: Interview, key: str) -> Content:
    """The card between two questions, and in interview mode before a follow-up."""
    if interview.phase is Phase.FOLLOW_UP:
        return Content("\n\n").join(
            [
                Content(ended_words(interview)),
                Content("Breathe. A follow-up comes in three seconds."),
                Content(f"{key} asks it now"),
            ]
        )
    return Content(f"Breathe. The next question comes in three seconds.\n\n{key} asks it now")
