"""The rows of the history: their columns, filters and orders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from pathlib import Path

from textual.content import Content

from simulator.core.days import split_days
from simulator.core.states import Status
from simulator.core.times import show_time
from simulator.core.wording import show_moment
from simulator.storage.sessions.head import DamagedSession, SessionHead
from simulator.text.spelling import Sought, has_all, sought
from simulator.ui.widgets.charts import colour_of
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.row_list import Column
from simulator.usecases.session_status import status_words, titles_of

Listed = SessionHead | DamagedSession


class Sort(Enum):
    """The orders of the list."""

    NEWEST = "newest first"
    OLDEST = "oldest first"
    BEST = "best first"
    WEAKEST = "weakest first"
    LONGEST = "longest first"


@dataclass(frozen=True)
class Wanted:
    """Which sessions the list shows: words, and a range of days, both ends included."""

    words: str = ""
    first: date = date.min
    last: date = date.max

    @property
    def everything(self) -> bool:
        """True if nothing is filtered out."""
        return self == Wanted()

    def passes(self, listed: Listed) -> bool:
        """Return whether a session is shown; a damaged one has no date, and is in every range."""
        words, days = self._sought
        if isinstance(listed, SessionHead):
            on = listed.started_at.date()
            if not self.first <= on <= self.last or any(
                each != (on.month, on.day) for each in days
            ):
                return False
        elif days:
            return False
        return not words or has_all(_searched(listed), words)

    @cached_property
    def _sought(self) -> tuple[Sought, Sequence[tuple[int, int]]]:
        """The words to search for, and the days among them as (month, day)."""
        words, days = split_days(self.words)
        return sought(words), days


def _searched(listed: Listed) -> str:
    if isinstance(listed, DamagedSession):
        return f"damaged {listed.path.name}".casefold()
    moment = f"{listed.started_at:%Y-%m-%d} {show_moment(listed.started_at)}"
    banks = f"{' '.join(listed.banks)} {titles_of(listed)}"
    status = f"{listed.status.value} {status_words(listed)}"
    return f"{moment} {banks} {listed.mode.value} {status}".casefold()


def share(listed: Listed) -> float | None:
    """Return the share of solid or strong among the rated, 0 to 1; None if none is rated."""
    if isinstance(listed, DamagedSession) or not listed.rated:
        return None
    return listed.solid_or_strong / listed.rated


def arranged(rows: Sequence[Listed], sort: Sort) -> list[Listed]:
    """Sort rows; those to which the order does not apply come last."""
    heads = [row for row in rows if isinstance(row, SessionHead)]
    damaged: list[Listed] = [row for row in rows if isinstance(row, DamagedSession)]
    heads.sort(key=lambda head: head.started_at, reverse=sort is not Sort.OLDEST)
    if sort is Sort.BEST:
        heads.sort(key=lambda head: -1.0 if not head.rated else _share(head), reverse=True)
    elif sort is Sort.WEAKEST:
        heads.sort(key=lambda head: 2.0 if not head.rated else _share(head))
    elif sort is Sort.LONGEST:
        heads.sort(key=lambda head: head.seconds, reverse=True)
    return [*heads, *damaged]


def _share(head: SessionHead) -> float:
    return head.solid_or_strong / head.rated


def history_columns(marked: Callable[[Path], bool]) -> tuple[Column[Listed], ...]:
    """Return the columns; `marked` tells whether a session is marked for comparison."""
    return (
        Column("", 1, lambda row: _sign(row, marked(row.path))),
        Column("Date", 18, _of(lambda h: Content(show_moment(h.started_at)))),
        Column("Banks", 0, _of(lambda h: Content(titles_of(h)))),
        Column("Mode", 9, _of(lambda h: Content(h.mode.value)), from_width=82),
        Column("Asked", 5, _of(_asked), right=True, from_width=99),
        Column("Solid+", 8, _of(_solid), right=True, below_width=124),
        Column("Solid or strong", 15, _of(_solid), right=True, from_width=124),
        Column("Points", 9, _of(_points), right=True, from_width=66),
        Column("Sure and wrong", 14, _of(_wrong), right=True, from_width=112),
        Column("Time", 7, _of(lambda h: Content(show_time(h.seconds))), right=True),
        Column("Status", 8, _of(_status), from_width=88),
    )


def damaged_line(row: Listed) -> Content | None:
    """Return the fault of a damaged session, for the whole line; None for an intact one."""
    if isinstance(row, SessionHead):
        return None
    fault = row.faults[0]
    line = f"line {fault.line}: " if fault.line else ""
    why = f"  {line}{fault.message}  "
    return Content.assemble("   ", ("damaged", "bold $text-error"), why, (row.path.name, MUTED))


def _of(cell: Callable[[SessionHead], Content]) -> Callable[[Listed], Content]:
    return lambda row: cell(row) if isinstance(row, SessionHead) else Content("")


def _asked(head: SessionHead) -> Content:
    asked = head.answered + head.timed_out + head.skipped
    return Content(str(asked) if asked == head.questions else f"{asked}/{head.questions}")


def _sign(row: Listed, marked: bool) -> Content:
    """Return a sign for a session marked for comparison, or one that is still running."""
    if marked:
        return Content("●")
    open_ = isinstance(row, SessionHead) and row.status is Status.RUNNING
    return Content.styled("▸", "$text-warning") if open_ else Content(" ")


def _solid(head: SessionHead) -> Content:
    if not head.rated:
        running = head.status is Status.RUNNING
        return Content.styled(status_words(head), "$text-warning") if running else Content("-")
    colour = colour_of(_share(head)).replace("$", "$text-")
    return Content.styled(f"{head.solid_or_strong} of {head.rated}", colour)


def _points(head: SessionHead) -> Content:
    return Content(f"{head.covered} of {head.key_points}" if head.key_points else "-")


def _wrong(head: SessionHead) -> Content:
    if not head.sure_and_wrong:
        return Content("-")
    return Content.styled(str(head.sure_and_wrong), "$text-error")


def _status(head: SessionHead) -> Content:
    style = MUTED if head.status is Status.FINISHED else "$text-warning"
    return Content.styled(status_words(head), style)
