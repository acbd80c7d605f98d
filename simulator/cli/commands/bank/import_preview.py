"""Shows what `bank import` found, in brief or as each question will be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.cli.console import say
from simulator.core.bank import FollowUp, Question
from simulator.core.fields import fields_of
from simulator.core.times import show_time
from simulator.core.wording import counted
from simulator.importers import Draft, DraftItem, LeftOut
from simulator.importers.common.draft import CERTAIN_FROM, DOUBTFUL_BELOW
from simulator.text.cleaning import one_line, printable
from simulator.text.markdown import in_one_line
from simulator.usecases.import_bank import doubtful, dropped, dropped_words

MOST_LISTED = 30
"""The most doubts, and left-out parts, listed; `--json` and `--dry-run` list all."""
_MOST_LINES = 12
"""The most lines of a question, and of an answer, in a preview."""


def say_found(draft: Draft, chosen: Draft) -> None:
    """Say how much was found, what needs confirming, and what was left out."""
    _say_sum(draft)
    unsure = [item for item in doubtful(draft) if item not in chosen.items]
    _say_doubts("Doubtful, written only with --yes", unsure)
    written = [item for item in draft.items if DOUBTFUL_BELOW <= item.certainty < CERTAIN_FROM]
    told = [item for item in written if item.note not in ("", "no answer")]
    _say_doubts("Worth a look", told)
    _say_rest(draft, MOST_LISTED)


def _say_doubts(head: str, items: Sequence[DraftItem]) -> None:
    if items:
        say(f"{head}: {counted(len(items), 'question')}")
    for item in items[:MOST_LISTED]:
        note = f" ({one_line(item.doubt)})" if item.doubt else ""
        question = in_one_line(item.question.question, 100)
        say(f"  {_place(item)}: {_percent(item)} sure: {question}{note}")
    _say_more(len(items))


def say_preview(draft: Draft, chosen: Draft) -> None:
    """Show each question as it will be asked, with its answer, its other fields, its position and
    any doubt."""
    _say_sum(draft)
    below = dropped(draft)
    for index, item in enumerate(draft.items):
        head, space = f"{index + 1:>4}  ", " " * 6
        question = item.question
        asked = _lines(question.question)
        say(f"\n{head}{asked[0]}")
        for line in asked[1:]:
            say(f"{space}{line}".rstrip())
        for line in _lines(question.answer) if question.answer else ():
            say(f"{space}> {line}".rstrip())
        if index in below:
            say(f"{space}{dropped_words(below[index], _place(below[index]))}")
        for line in _said_besides(question):
            say(f"{space}{line}".rstrip())
        limit = f" · {show_time(question.time_limit)}" if question.time_limit else ""
        facts = f"{one_line(question.topic, 60)} · {question.difficulty.value}{limit}"
        doubt = f": {one_line(item.doubt)}" if item.doubt else ""
        wait = "; written only with --yes" if item not in chosen.items else ""
        say(f"{space}{_place(item)} · {facts} · {_percent(item)} sure{doubt}{wait}")
    if draft.items:
        say("")
    _say_rest(draft, len(draft.left_out))


def _said_besides(question: Question) -> Iterator[str]:
    """The lines of its lists and tags, and what the voice says."""
    for each in fields_of(Question):
        value = getattr(question, each.name)
        if each.is_list and value:
            yield f"{each.label}:"
        for item in value if each.is_list else ():
            points = item.key_points if isinstance(item, FollowUp) else ()
            first, *more = _lines(item.question if isinstance(item, FollowUp) else item)
            yield f"  - {first}"
            yield from (f"    {line}" for line in more)
            yield from (f"    - {one_line(point)}" for point in points)
    if question.tags:
        yield f"Tags: {one_line(', '.join(question.tags))}"
    if question.say:
        yield f"The voice says: {one_line(question.say)}"


def _lines(text: str) -> Sequence[str]:
    lines = [printable(line) for line in text.rstrip().split("\n")]
    more = len(lines) - _MOST_LINES
    return lines if more <= 1 else [*lines[:_MOST_LINES], f"... and {more:,} more lines"]


def _say_sum(draft: Draft) -> None:
    if draft.items:
        found = f"{counted(len(draft.items), 'question')} found"
        say(f"{found}, read as {draft.layout}." if draft.layout else f"{found}.")


def _say_rest(draft: Draft, most: int) -> None:
    for note in draft.notes:
        say(f"Note: {one_line(note)}")
    if not draft.left_out:
        return
    say(f"Left out: {counted(len(draft.left_out), 'part')}")
    for left in draft.left_out[:most]:
        lines = f"{left.line}" if left.line == left.last_line else f"{left.line}-{left.last_line}"
        say(f"  {printable(left.file)}:{lines}: {one_line(left.reason)}{_begins(left)}")
    _say_more(len(draft.left_out), most)


def _say_more(number: int, most: int = MOST_LISTED) -> None:
    if most < number:
        say(f"  ... and {number - most:,} more; --dry-run lists all")


def _begins(left: LeftOut) -> str:
    """Return how a left-out part begins."""
    words = in_one_line(left.words[:400], 60) if left.words else ""
    return f": {words}" if words else ""


def _place(item: DraftItem | LeftOut) -> str:
    return f"{printable(item.file)}:{item.line}"


def _percent(item: DraftItem) -> str:
    return f"{round(item.certainty * 100)} %"
