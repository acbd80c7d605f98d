"""The rows of an import's preview, and the words about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message

from simulator.core.times import show_time
from simulator.core.wording import counted
from simulator.importers import Draft, DraftItem, LeftOut
from simulator.text.cleaning import one_line, printable
from simulator.text.markdown import in_one_line
from simulator.ui.banks.rows import WIDE_LIST
from simulator.ui.banks.text import answer_parts
from simulator.ui.keys.table import bind
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.markdown import markdown_content
from simulator.ui.widgets.prose import hanging
from simulator.ui.widgets.row_list import Column, RowList
from simulator.usecases.import_bank import Compared, ImportPlan, Standing, dropped_words

_BAR = 24
_MOST_VANISHED = 4
MOST_LEFT_OUT = 500
"""The most left-out parts that are listed on the screen."""


@dataclass(frozen=True)
class ItemRow:
    """A question that was found, with its index in the draft."""

    place: int
    item: DraftItem


class TickList(RowList[ItemRow]):
    """A list in which a click ticks, and Enter writes everything that is ticked."""

    BINDINGS = [bind("import", "write-import", "open", "Write")]

    class Ticked(Message):
        """The row under the cursor was clicked."""

    def on_click(self, event: events.Click) -> None:
        """Tick or untick the row."""
        event.stop()
        event.prevent_default()  # The list would open the row.
        place = event.y - 1 + round(self.scroll_y)
        if event.y >= 1 and 0 <= place < len(self.rows):
            self.cursor = place
            self.post_message(self.Ticked())


def item_rows(draft: Draft) -> list[ItemRow]:
    """Return the questions found in document order, but the doubtful ones first."""
    rows = [ItemRow(place, item) for place, item in enumerate(draft.items)]
    return sorted(rows, key=lambda row: not row.item.doubtful)


def left_rows(draft: Draft) -> list[ItemRow]:
    """Return the left-out parts as rows to tick; their indexes follow those of the questions."""
    start = len(draft.items)
    shown = draft.left_out[:MOST_LEFT_OUT]
    return [ItemRow(start + at, left.as_item()) for at, left in enumerate(shown)]


def item_columns(ticked: Callable[[int], bool]) -> Sequence[Column[ItemRow]]:
    """Return the preview's columns; `ticked` tells whether an item, by index, is to be written."""
    return (
        Column("", 3, lambda row: Content("[x]" if ticked(row.place) else "[ ]")),
        Column(
            "Question", 0, lambda row: Content(in_one_line(row.item.question.question[:400], 300))
        ),
        Column("Topic", 16, _topic, from_width=80, below_width=WIDE_LIST),
        Column("Topic", 26, _topic, from_width=WIDE_LIST),
        Column("Sure", 5, _sure, right=True),
        Column("From", 18, _from, from_width=70),
    )


def _topic(row: ItemRow) -> Content:
    return Content(one_line(row.item.question.topic, 60))


def _sure(row: ItemRow) -> Content:
    if not row.item.certainty:
        return Content.styled("–", MUTED)
    words = f"{round(row.item.certainty * 100)} %"
    return Content.styled(words, "bold $text-warning") if row.item.doubtful else Content(words)


def _from(row: ItemRow) -> Content:
    line = f":{row.item.line}"
    return Content.styled(one_line(row.item.file, 18 - len(line)) + line, MUTED)


def place_words(part: DraftItem | LeftOut) -> str:
    """Return `notes.md, lines 12 to 19`."""
    lines = f"line {part.line}"
    if part.last_line != part.line:
        lines = f"lines {part.line} to {part.last_line}"
    return f"{printable(part.file)}, {lines}"


def progress_words(done: int, total: int) -> Content:
    """Return `Reading …` with a progress bar."""
    filled = _BAR * done // max(1, total)
    return Content.assemble(
        "Reading …  ",
        ("━" * filled, "$primary"),
        ("━" * (_BAR - filled), MUTED),
        f"  {done:,} of {total:,} files",
    )


def found_words(
    draft: Draft, plan: ImportPlan | None, ticked: Collection[int], writes: str, deletes: str
) -> Content:
    """Say what was found, how it was read, and where it will be written. `writes` and `deletes`
    are the keys that write the import, and that delete a question of a bank."""
    layout = f", read as {draft.layout}" if draft.layout else ""
    lines = [
        Content.assemble(
            (f"{counted(len(draft.items), 'question')} found", "bold $text-primary"),
            (layout, MUTED),
        )
    ]
    if plan is not None:
        lines.append(Content(_target_words(plan, ticked, writes)))
        stays = [*_stays_words(plan, ticked), *_vanished_words(plan, deletes)]
        lines += [Content.styled(words, "$text-warning") for words in stays]
    doubts = sum(item.doubtful for item in draft.items)
    reasons = [one_line(draft.doubt)] if draft.doubt else []
    if doubts:
        reasons.append(f"{doubts:,} of them doubtful: listed first, not ticked.")
    lines += [Content.styled(reason, "$text-warning") for reason in reasons]
    lines += [Content.styled(one_line(note), MUTED) for note in draft.notes]
    return Content("\n").join(lines)


def left_head(draft: Draft, ticked: Collection[int], tick: str, back: str) -> Content:
    """Say what the list of left-out parts is for; `tick` and `back` are its keys."""
    number, taken = len(draft.left_out), sum(place >= len(draft.items) for place in ticked)
    lines = [
        Content.styled(f"{counted(number, 'part')} left out", "bold $text-primary"),
        Content(f"{tick} makes a part a question ({taken:,} chosen); {back} goes back."),
    ]
    if number > MOST_LEFT_OUT:
        lines.append(Content.styled(f"The first {MOST_LEFT_OUT} are listed.", MUTED))
    return Content("\n").join(lines)


def _target_words(plan: ImportPlan, ticked: Collection[int], writes: str) -> str:
    if plan.old is None:
        chosen = counted(len(ticked), "question")
        return f"{writes} writes {chosen} into a new bank, {plan.bank.name}."
    there = {at: each for at, each in plan.compared.items() if each.mine is not None}
    changed = sum(at in ticked and each.standing is not Standing.SAME for at, each in there.items())
    added = sum(at not in there for at in ticked)
    # Unchanged questions of the bank stay as they are, ticked or not.
    news = f"{added:,} new, {changed:,} changed, {len(there) - changed:,} as they are"
    total = counted(added + len(there), "question")
    return f"{writes} brings the bank {plan.bank.name} up to date: {total} ({news})."


def _stays_words(plan: ImportPlan, ticked: Collection[int]) -> list[str]:
    """Say which questions of the bank stay as they are although the source differs."""
    counts = Counter(
        each.standing
        for place, each in plan.compared.items()
        if not each.by_itself and place not in ticked
    )
    words = [f"{number:,} {standing.value}" for standing, number in counts.items()]
    return [f"{', '.join(words)}: unless ticked, your bank keeps its own."] if words else []


def _vanished_words(plan: ImportPlan, deletes: str) -> list[str]:
    """Say which of the bank's questions are no longer in the source."""
    if not plan.vanished:
        return []
    number = counted(len(plan.vanished), "question")
    named = [f"  {one_line(each.question, 100)}" for each in plan.vanished[:_MOST_VANISHED]]
    more = len(plan.vanished) - _MOST_VANISHED
    return [
        f"{number} no longer in the source, kept ({deletes} in the bank deletes one):",
        *named,
        *([f"  and {counted(more, 'question')} more"] if more > 0 else []),
    ]


def item_words(
    item: DraftItem,
    twin: str = "",
    compared: Compared | None = None,
    below: LeftOut | None = None,
) -> Content:
    """Return a question that was found: its location, doubts, answer, what was left out `below`
    it, and the bank's own version if that differs."""
    question = item.question
    limit = f" · {show_time(question.time_limit)}" if question.time_limit else ""
    facts = (
        f"{place_words(item)} · {one_line(question.topic, 60)} · {question.difficulty.value}{limit}"
    )
    lines = [Content.styled(facts, MUTED)]
    sure = f"{round(item.certainty * 100)} % sure: " if item.certainty else ""
    doubt = f"{sure}{item.doubt}" if item.doubt else ""
    out = dropped_words(below, place_words(below)) if below else ""
    notes = filter(None, (doubt, out, twin))
    lines += [Content.styled(one_line(note), "$text-warning") for note in notes]
    lines += [Content(""), markdown_content(question.question).stylize("bold"), Content("")]
    lines.append(answer_parts(question))
    if compared is None or compared.standing in (Standing.NEW, Standing.SAME):
        return hanging(Content("\n").join(lines))
    said = f"This question {_VERBS[compared.standing]}. Tick it to take the source's version."
    head = [Content.styled(said, "$text-warning"), Content("")]
    if compared.mine is not None:
        head += [Content.styled("In your bank:", "bold")]
        if compared.mine.question != question.question:
            head += [markdown_content(compared.mine.question)]
        head += [answer_parts(compared.mine), Content(""), Content.styled("In the source:", "bold")]
    return hanging(Content("\n").join([*head, *lines]))


_VERBS = {
    Standing.THEIRS: "was changed in the source since the last import",
    Standing.MINE: "was edited by you since it was imported",
    Standing.BOTH: "differs from the one in your bank",
    Standing.GONE: "was deleted by you",
    Standing.LEFT_OUT: "was left out by you",
}


def left_out_words(draft: Draft) -> Content:
    """List what was left out, and why."""
    if not draft.left_out:
        return Content("Nothing was left out.")
    lines = [
        Content.assemble((f"{place_words(left)}  ", MUTED), one_line(left.reason))
        for left in draft.left_out[:MOST_LEFT_OUT]
    ]
    more = len(draft.left_out) - MOST_LEFT_OUT
    if more > 0:
        lines.append(Content.styled(f"… and {counted(more, 'part')} more", MUTED))
    return Content("\n").join(lines)
