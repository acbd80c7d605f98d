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


def topic_forms(interview: Interview, title: str) -> tuple[str, ...]:
    """The bank's title, the topic once the question is asked, and whether it is flagged.

    In a shorter form the title is left out.
    """
    flag = " ⚑" if interview.answer.flagged else ""
    if interview.phase is Phase.READY:
        return (f"{title}{flag}",)
    topic = interview.answer.topic
    return f"{title} · {topic}{flag}", f"{topic}{flag}"


NOW, AHEAD, GIVEN, SKIPPED = "◆", "□", "■", "–"


def number_forms(interview: Interview) -> tuple[Content, ...]:
    """`Question 3 of 7  ▅ ▁ ◆ □ □ □ □`: where it stands, and how what lies behind was rated.

    The longest form first; what is left out of the shorter ones matters less.
    """
    answers = interview.session.answers
    brief = f"{interview.index + 1} of {len(answers)}"
    if interview.phase is Phase.FOLLOW_UP:
        brief += f" · {follow_up_words(interview)}"
    number = f"Question {brief}"
    if len(answers) > MOST_MARKS:
        return Content(number), Content(brief)
    marks = [_mark(answer, place == interview.index) for place, answer in enumerate(answers)]
    close = Content("").join(marks)
    return (
        Content.assemble(f"{number}  ", Content(" ").join(marks)),
        Content.assemble(f"{number}  ", close),
        Content.assemble(f"{brief}  ", close),
        Content(brief),
    )


def where_words(interview: Interview, title: str, before: str, room: int) -> tuple[str, Content]:
    """The topic and the number in so many cells: the topic keeps its room.

    `before`: what stands before the topic.
    """
    pairs = [
        (f"{before}{topic}", number)
        for topic in topic_forms(interview, title)
        for number in number_forms(interview)
    ]
    fits = (
        (topic, number)
        for topic, number in pairs
        if Content(topic).cell_length + number.cell_length <= room
    )
    return next(fits, pairs[-1])


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
    go = _pressed(f"Press {key} when you are ready", "go_on").stylize("bold")
    parts = [shown, microphone, go] if microphone else [shown, go]
    return Content("\n\n").join(parts)


def breathe_words(interview: Interview, key: str, back: str) -> Content:
    """The card between two questions, and in interview mode before a follow-up.

    `key` asks now; `back` goes back to the judging just left, where that is possible.
    """
    now = _pressed(f"{key} asks it now", "go_on")
    if interview.phase is Phase.FOLLOW_UP:
        return Content("\n\n").join(
            [
                Content(ended_words(interview)),
                Content("Breathe. A follow-up comes in three seconds."),
                now,
            ]
        )
    if interview.judged_before is not None:
        now = Content(" · ").join([now, _pressed(f"{back} changes your rating", "take_back")])
    return Content("\n\n").join(
        [Content("Breathe. The next question comes in three seconds."), now]
    )


def _pressed(words: str, action: str) -> Content:
    """Words that name a key of the screen; a click on them is the key's press."""
    return Content.styled(words, f"@click=screen.{action}()")
