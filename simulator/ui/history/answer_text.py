"""How answers are drawn: ratings, ticks, and one answer in full."""

from __future__ import annotations

from textual.content import Content

from simulator.core.session import Answer
from simulator.core.states import Rating
from simulator.core.times import show_time
from simulator.core.wording import (
    confidence_words,
    outcome_words,
    points_words,
    rating_words,
    show_moment,
    time_words,
)
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.markdown import markdown_content, shown

UNSEEN = "It is shown once you have answered, and said how sure you are."
"""In place of a model answer that was not revealed."""

COLOURS = {
    Rating.NOT_YET: "$text-error",
    Rating.PARTIAL: "$text-warning",
    Rating.SOLID: "$text-success",
    Rating.STRONG: "bold $text-success",
}
"""The colour of each rating; its word always stands with it."""


def rating_mark(rating: Rating) -> Content:
    """A rating as squares and its word."""
    squares = "▪" * rating.value + "▫" * (4 - rating.value)
    return Content.assemble((f"{squares} {rating.words}", COLOURS[rating]))


def result_cell(answer: Answer) -> Content:
    """The rating of an answer, or what became of it."""
    if answer.rating is not None:
        return rating_mark(answer.rating)
    return Content.styled(rating_words(answer), MUTED)


def points_lines(answer: Answer) -> list[Content]:
    """The key points with their ticks, the missed ones marked in words as well."""
    judged = answer.rating is not None
    lines = []
    for point in answer.key_points:
        missed = judged and not point.covered and not point.bonus
        mark = ("[x] ", "$text-success") if point.covered else ("[ ] ", MUTED)
        bonus = ("bonus: " if point.bonus else "", MUTED)
        tail = ("  missed", "$text-error") if missed else ("", "")
        lines.append(Content.assemble(mark, bonus, point.text, tail))
    return lines


def facts_line(answer: Answer) -> Content:
    """Outcome, times, coverage, rating and confidence in one line."""
    facts = [outcome_words(answer)]
    if answer.outcome is not None:
        facts.append(time_words(answer))
    if answer.think_seconds >= 1:
        facts.append(f"thought for {show_time(answer.think_seconds)}")
    if answer.paused_seconds >= 1:
        facts.append(f"paused {show_time(answer.paused_seconds)}")
    if answer.away_seconds >= 1:
        facts.append(f"away {show_time(answer.away_seconds)}")
    if answer.given:
        facts.append(f"key points {points_words(answer)}")
        facts.append(rating_words(answer))
        facts.append(f"confidence {confidence_words(answer)}")
    if answer.flagged:
        facts.append("⚑ flagged")
    return Content(" · ".join(facts))


def in_full(answer: Answer, promise: str = "") -> list[tuple[str, Content]]:
    """Titled parts of one answer: your words, the model answer, key points, notes and the rest.

    Of a question that was not answered nothing is told that would spoil it for another time.
    """
    answer = answer.shown()
    spoken = "Nothing was typed; what you said aloud is not kept."
    own = shown(answer.text) if answer.text.strip() else Content.styled(spoken, MUTED)
    none = "The bank gives no model answer to this question." if answer.revealed else UNSEEN
    parts = [] if answer.outcome is None and not answer.text.strip() else [("Your words", own)]
    parts.append(("Model answer", markdown_content(answer.model_answer or none)))
    if answer.key_points:
        source = " (from the answer)" if answer.from_answer else ""
        parts.append((f"Key points{source}", Content("\n").join(points_lines(answer))))
    parts += [
        ("Next time I will say", shown(answer.note)),
        ("Promised at that time", shown("" if promise == answer.note else promise)),
        ("Interviewers often hear", _items(answer.mistakes)),
        ("They may ask next", _items(answer.may_come_next)),
        ("Read", _items(answer.references)),
        ("Judged again, blind", Content("\n").join(_reratings(answer))),
    ]
    return [(title, text) for title, text in parts if text.plain.strip()]


def _items(texts: tuple[str, ...]) -> Content:
    return Content("\n").join(shown(f"· {text}") for text in texts)


def _reratings(answer: Answer) -> list[Content]:
    return [
        Content.assemble(
            f"{show_moment(again.at)}: ",
            rating_mark(again.rating),
            f", {sum(again.covered)} of {len(again.covered)} points" if again.covered else "",
        )
        for again in answer.rerated
    ]
