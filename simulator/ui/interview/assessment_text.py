"""What the judging of an answer is said with: its title, ticks, ratings, and what follows."""

from __future__ import annotations

from textual.content import Content

from simulator.core.session import Answer, AskedFollowUp
from simulator.core.states import Outcome, Rating
from simulator.core.wording import anchor, outcome_words, time_words
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.markdown import markdown_content, shown
from simulator.ui.widgets.prose import hanging


def own_title(answer: Answer, room: int) -> Content:
    """What stands above the own answer: time used of the limit, and how sure it was.

    In the longest words for which there is room, in cells; the facts are never left out.
    """
    if answer.outcome is Outcome.SKIPPED:
        return Content("Skipped")
    time = time_words(answer).split(" (")[0]
    sure = "" if answer.confidence is None else f"{answer.confidence}/5"
    forms = [
        f"Your answer · {time}" + (f" · confident {sure}" if sure else ""),
        f"Your answer · {time}" + (f" · sure {sure}" if sure else ""),
        f"Yours · {time}" + (f" · sure {sure}" if sure else ""),
        f"{time} · {sure}".removesuffix(" · "),
    ]
    return Content(next((form for form in forms if len(form) <= room), forms[-1]))


def ticks_title(answer: Answer, read_only: bool) -> Content:
    """What stands above the key points."""
    if read_only:
        return Content("What a good answer says")
    if not answer.points:
        return Content("No key points to tick: rate it directly")
    source = " (from the answer)" if answer.from_answer else ""
    return Content.assemble("Tick what you really said", (source, MUTED))


def own_text(answer: Answer, silent: str) -> Content:
    """What was written, and below it each follow-up with what was written to that."""
    text = shown(answer.text) if answer.text.strip() else Content.styled(silent, MUTED)
    return Content("\n\n").join([text, *map(_asked_on, answer.asked_on)])


def _asked_on(asked: AskedFollowUp) -> Content:
    time = f"  {time_words(asked)}" if asked.given else f"  {outcome_words(asked)}"
    lines = [
        Content.assemble(
            ("▸ ", MUTED), markdown_content(asked.question).stylize("bold"), (time, MUTED)
        )
    ]
    if asked.text.strip():
        lines.append(shown(asked.text))
    return Content("\n").join(lines)


def model_text(answer: Answer, none: str) -> Content:
    """The model answer, and below it that of each follow-up that has one."""
    parts = [markdown_content(answer.model_answer or none)]
    for asked in answer.asked_on:
        if asked.model_answer:
            head = Content.assemble(("▸ ", MUTED), markdown_content(asked.question).stylize("bold"))
            parts.append(Content("\n").join([head, markdown_content(asked.model_answer)]))
    return hanging(Content("\n\n").join(parts))


def tick(letter: str, ticked: bool, *, here: bool = False) -> Content:
    """A key and its box, marked where the arrows are."""
    box = "[x]" if ticked else "[ ]"
    return Content.assemble((f"{letter} ", "bold $text-accent"), (box, "reverse" if here else ""))


ASK = "Would an interviewer accept it?"
NO_WORDS = "Nothing was typed: judge what you said aloud."
NO_WORDS_SKIPPED = "You skipped this question."


def rating_line(rating: Rating, answer: Answer, accepts: str) -> tuple[Content, Content]:
    """One rating, what it means, and whether it is chosen, or proposed, with the key."""
    chosen = answer.rating is rating
    proposed = answer.rating is None and answer.accepted is rating
    mark = " ● chosen" if chosen else f" ◂ proposed, {accepts}" if proposed else ""
    words = Content.assemble(
        (rating.words, "bold" if mark else ""),
        (mark, "bold $text-success"),
        ("  " + anchor(rating, answer), MUTED),
    )
    return Content.styled(f"{rating.value}", "bold $text-accent"), words


def after_rating(answer: Answer) -> Content:
    """What interviewers hear, may ask next, and where to read on; shown after the rating."""
    parts = (
        ("Interviewers often hear: ", answer.mistakes, markdown_content),
        ("They may ask next: ", answer.may_come_next, markdown_content),
        ("Read: ", answer.references, Content),
    )
    lines = [
        Content.assemble((title, MUTED), Content(" · ").join(map(draw, texts)))
        for title, texts, draw in parts
        if texts
    ]
    return Content("\n").join(lines)
