"""The words above an interview's panes, and on the cards between questions."""

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
"""Up to this many questions, each has its own mark above the panes."""


def topic_forms(interview: Interview, title: str) -> tuple[str, ...]:
    """Return the bank's title, the topic once the question is asked, and the flag.

    The shorter form leaves out the title.
    """
    flag = " ⚑" if interview.answer.flagged else ""
    if interview.phase is Phase.READY:
        return (f"{title}{flag}",)
    topic = interview.answer.topic
    return f"{title} · {topic}{flag}", f"{topic}{flag}"


NOW, AHEAD, GIVEN, SKIPPED = "◆", "□", "■", "–"


def number_forms(interview: Interview) -> tuple[Content, ...]:
    """Return `Question 3 of 7  ▅ ▁ ◆ □ □ □ □`, in ever shorter forms.

    The marks show how past questions were rated. What matters less is left out first.
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
    """Return the topic and the number in at most `room` cells, shortening the number first.

    `before` is put before the topic.
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
    """Return the READY card: what lies ahead, any trouble with the voice, and the key to begin.

    `microphone`: its state, if answers are to be recorded; `recorded`: True if they can be.
    """
    number, total = interview.index + 1, len(interview.session.answers)
    resumed = interview.next_phase is not Phase.ASKING or number > 1
    first = (
        f"Question {number} of {total} is where you left off."
        if resumed
        else f"{length_words(total, interview.session.expected_seconds)}."
    )
    heard = "" if trouble or not interview.session.setup.voice else "A voice reads the questions."
    aloud = "say them; they are recorded" if recorded else "say them aloud"
    answers = f"Type your answers, or {aloud}."
    lines = [first, rules_words(interview), f"{heard} {answers}".strip(), trouble]
    shown = Content("\n").join(Content(line) for line in lines if line)
    go = _pressed(f"Press {key} when you are ready", "go_on").stylize("bold")
    parts = [shown, microphone, go] if microphone else [shown, go]
    return Content("\n\n").join(parts)


def breathe_words(interview: Interview, key: str, back: str) -> Content:
    """Return the card between two questions, or in interview mode before a follow-up.

    `key` asks the question now; `back` goes back to the rating just given, if that is possible.
    """
    now = _pressed(f"{key} shows it now", "go_on")
    if interview.phase is Phase.FOLLOW_UP:
        return Content("\n\n").join(
            [
                Content(ended_words(interview)),
                Content("Breathe. A follow-up is coming."),
                now,
            ]
        )
    if interview.judged_before is not None:
        now = Content(" · ").join([now, _pressed(f"{back} changes your rating", "take_back")])
    return Content("\n\n").join([Content("Breathe. The next question is coming."), now])


def _pressed(words: str, action: str) -> Content:
    """Return words that name a key of the screen; clicking them presses it."""
    return Content.styled(words, f"@click=screen.{action}()")
