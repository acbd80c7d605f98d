"""The words around the list of sessions: how many, how good, the trend, and the trash."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from simulator.core.wording import counted, held_words, result_words, show_date, show_moment
from simulator.storage.sessions.head import DamagedSession, SessionHead
from simulator.text.cleaning import printable
from simulator.ui.history.rows import Listed, Sort, Wanted, share
from simulator.ui.widgets.charts import MEAN_OF, trend
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.prose import hanging
from simulator.usecases.session_status import titles_of

TREND_ROWS = 5

CANT_BE_READ = "This session can't be read"

NONE_YET = (
    "Every interview is listed here from its first second: when it was, and how it went.",
    "Open one for its report, or compare two. Deleted ones go to the trash.",
    f"From {MEAN_OF} sessions on, a line shows whether you are getting better.",
)
"""What the history will show, while there are no sessions."""


def head_words(rows: Sequence[Listed], wanted: Wanted, sort: Sort) -> Content:
    """Return the number of sessions listed, their results, and the filter; empty for none.

    Takes are mentioned, but their results don't count.
    """
    heads = [row for row in rows if isinstance(row, SessionHead)]
    if not rows:
        return Content("")
    held = [head for head in heads if head.take_of is None]
    rated = sum(head.rated for head in held)
    good = sum(head.solid_or_strong for head in held)
    damaged = len(rows) - len(heads)
    facts = [result_words(good, rated)]
    facts += [f"{damaged} damaged"] if damaged else []
    facts += [sort.value] if sort is not Sort.NEWEST else []
    facts += [f"with {wanted.words}"] if wanted.words else []
    if wanted.first != date.min:
        facts.append(f"{show_date(wanted.first)} to {show_date(wanted.last)}")
    return Content.assemble(
        (held_words(len(held), len(heads) - len(held)), "bold"), " · ", " · ".join(facts)
    )


def none_words(trashed: int, start: str, undo: str, trash: str) -> Content:
    """Return what to show without sessions: what will be listed here, and how to start.

    `trashed` sessions are in the trash; `undo` and `trash` are its keys, `start` the key to start.
    """
    if trashed:
        number = counted(trashed, "session")
        words = f"{number} in the trash: {undo} brings back the newest, {trash} shows all."
        lines, head = [Content(words)], "No sessions here."
    else:
        lines = [Content.assemble(("• ", MUTED), words) for words in NONE_YET]
        head = "No sessions yet."
    begin = Content.styled("  Start an interview", "bold").stylize("@click=screen.start()")
    parts = [
        Content.styled(head, "bold $text-primary"),
        Content("\n").join(lines),
        Content.assemble((start, "bold $text-accent"), begin),
    ]
    return hanging(Content("\n\n").join(parts))


def trash_words(listed: Listed) -> str:
    """Return `23 Nov 2026, 11:05 · Deep learning`, or the file's name if it can't be read."""
    if isinstance(listed, SessionHead):
        return f"{show_moment(listed.started_at)} · {titles_of(listed)}"
    return printable(listed.path.stem)


def fault_words(damaged: DamagedSession) -> str:
    """Return all faults of a file, one per line."""
    return "\n".join(str(fault) for fault in damaged.faults)


def damaged_preview(damaged: DamagedSession, cure: str) -> Content:
    """Return all faults of a file, for which its line in the list has no room, and a cure."""
    lines = [
        Content.styled(CANT_BE_READ, "bold $text-error"),
        Content(""),
        Content(fault_words(damaged)),
        Content(""),
        Content.styled(cure, MUTED),
    ]
    return Content("\n").join(lines)


def trend_of(rows: Sequence[Listed], width: int) -> Content:
    """Draw the trend of solid or strong by session, without takes; empty if too few are rated."""
    heads = [row for row in rows if isinstance(row, SessionHead) and row.take_of is None]
    heads.sort(key=lambda head: head.started_at)
    values = [value for head in heads if (value := share(head)) is not None]
    return trend(values, width, TREND_ROWS) if len(values) >= MEAN_OF else Content("")
