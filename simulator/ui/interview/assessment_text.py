"""The texts of the judging pane: titles, answers, ticks, and what is shown after the rating."""

from __future__ import annotations

from textual.content import Content

from simulator.core.delivery import Usual, delivery_sentence
from simulator.core.report_document import SAID_ALOUD
from simulator.core.session import Answer, AskedFollowUp
from simulator.core.states import Outcome
from simulator.core.wording import outcome_words, ticks_words, time_words
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.markdown import markdown_content, shown
from simulator.ui.widgets.prose import hanging


def own_titles(answer: Answer) -> tuple[str, ...]:
    """Return titles for the candidate's answer: the time used and the confidence.

    The longest title comes first; all of them state the facts.
    """
    if answer.outcome is Outcome.SKIPPED:
        return ("Skipped",)
    time = time_words(answer).split(" (")[0]
    sure = "" if answer.confidence is None else f"{answer.confidence}/5"
    return (
        f"Your answer · {time}" + (f" · sure {sure}" if sure else ""),
        f"Yours · {time}" + (f" · sure {sure}" if sure else ""),
        f"{time} · {sure}".removesuffix(" · "),
    )


def own_title(answer: Answer, room: int) -> Content:
    """Return the longest of these titles that fits into `room` cells."""
    forms = own_titles(answer)
    return Content(next((form for form in forms if len(form) <= room), forms[-1]))


def ticks_title(answer: Answer, read_only: bool) -> Content:
    """Return the title of the key points."""
    if read_only:
        return Content("What a good answer says")
    if not answer.points:
        return Content("No key points to tick: rate it directly")
    if answer.from_answer:
        return Content.assemble("Tick what you said", (" (from the answer)", MUTED))
    return Content("Tick what you really said")


def own_text(answer: Answer, silent: str, usual: Usual | None = None) -> Content:
    """Return the answer's text, followed by each follow-up with its own.

    For recorded answers it includes facts about the delivery, compared with what is `usual` for the
    candidate. `silent` replaces an empty text.
    """
    text = shown(answer.text) if answer.text.strip() else Content.styled(silent, MUTED)
    own = Content("\n\n").join([text, *_said(answer, usual)])
    return hanging(Content("\n\n").join([own, *map(_asked_on, answer.asked_on)]))


def _said(part: Answer | AskedFollowUp, usual: Usual | None = None) -> list[Content]:
    """Describe how it was said aloud, if it was recorded."""
    if part.delivery is None:
        return []
    told = delivery_sentence(part.delivery, part.answer_seconds, usual)
    return [Content.assemble((f"{SAID_ALOUD}: ", MUTED), told)]


def _asked_on(asked: AskedFollowUp) -> Content:
    time = f"  {time_words(asked)}" if asked.was_answered else f"  {outcome_words(asked)}"
    lines = [
        Content.assemble(
            ("▸ ", MUTED), markdown_content(asked.question).stylize("bold"), (time, MUTED)
        )
    ]
    if asked.text.strip():
        lines.append(shown(asked.text))
    lines += _said(asked)
    return Content("\n").join(lines)


def model_text(answer: Answer, none: str) -> Content:
    """Return the model answer, and those of the follow-ups that have one."""
    parts = [markdown_content(answer.model_answer or none)]
    for asked in answer.asked_on:
        if asked.model_answer:
            head = Content.assemble(("▸ ", MUTED), markdown_content(asked.question).stylize("bold"))
            parts.append(Content("\n").join([head, markdown_content(asked.model_answer)]))
    return hanging(Content("\n\n").join(parts))


TICKED, OPEN, HERE = "✓", "○", "▌"


def tick(letter: str, ticked: bool, *, here: bool = False) -> Content:
    """Draw a key and its tick mark, with a bar before it if the cursor is `here`."""
    mark = (TICKED, "bold $text-success") if ticked else (OPEN, MUTED)
    return Content.assemble(
        (HERE if here else " ", "$primary"), (f"{letter} ", "bold $text-accent"), mark
    )


def coverage(answer: Answer, cells: int) -> Content:
    """Draw how many key points are ticked, as a bar and as numbers; empty if there are none."""
    required = len(answer.required)
    if not required:
        return Content("")
    full = round(answer.covered * cells / required)
    return Content.assemble(
        ("━" * full, "$success"),
        ("─" * (cells - full), "$surface-lighten-2"),
        (f" {ticks_words(answer)}", "bold"),
    )


NO_WORDS = "Nothing was typed: judge what you said aloud."
NO_WORDS_SKIPPED = "You skipped this question."


def after_rating(answer: Answer) -> Content:
    """Return what is shown after the rating: common mistakes, follow-ups and references."""
    parts = (
        ("Interviewers often hear:", answer.mistakes, markdown_content),
        ("They may ask next:", answer.may_come_next, markdown_content),
        ("Read:", answer.references, Content),
    )
    lines: list[Content] = []
    for title, texts, draw in parts:
        if len(texts) == 1:
            lines.append(Content.assemble((f"{title} ", MUTED), draw(texts[0])))
        elif texts:
            lines.append(Content.styled(title, MUTED))
            lines += [Content.assemble(("• ", MUTED), draw(text)) for text in texts]
    return hanging(Content("\n").join(lines))
