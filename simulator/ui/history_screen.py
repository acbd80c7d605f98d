"""All past sessions: the newest at once, the rest while one looks at them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from simulator.phrases import counted
from simulator.session_files.head import DamagedSession, SessionHead
from simulator.ui.answer_words import fill
from simulator.ui.base_screen import ListScreen
from simulator.ui.history_rows import (
    Listed,
    Sort,
    Wanted,
    arranged,
    damaged_line,
    history_columns,
    parse_range,
)
from simulator.ui.history_words import head_words, none_words, trend_of
from simulator.ui.row_list import RowList

FILTER_HINT = "bank, mode, status, or 2026-11"

FIRST_PAGE = 50
"""Sessions read before the first picture."""

FIRST_REST = 0.15
"""Seconds for the first page alone: it is drawn, and a first key answered, at full speed."""

SLICE_SECONDS = 0.004
"""The longest that reading on may keep a key waiting."""

REST_SECONDS = 0.001
"""Between two slices: a key that came meanwhile is answered."""

ROOM_FOR_TREND = 20
"""Rows of the screen from which the trend is shown."""


class HistoryScreen(ListScreen):
    """A table with filter and trend; a report on Enter, two side by side, a trash."""

    CSS_PATH = "history.tcss"

    @dataclass
    class Opened(Message):
        """The report of this session is wanted."""

        path: Path

    @dataclass
    class Compare(Message):
        """These two sessions are wanted side by side."""

        first: Path
        second: Path

    @dataclass
    class Rerate(Message):
        """The answers of this session are to be judged again, blind."""

        path: Path

    @dataclass
    class Discarded(Message):
        """This session goes into the trash; then `show` is to be called."""

        path: Path

    @dataclass
    class Restored(Message):
        """The file of this name comes back out of the trash; then `show` is to be called."""

        name: str

    @dataclass
    class TrashEmptied(Message):
        """The trash is emptied for good; then `show` is to be called."""

    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("slash", "filter", "Find", id="search"),
        Binding("s", "sort", "Sort", id="sort"),
        Binding("m,space", "mark", "Mark", id="mark"),
        Binding("c", "compare", "Compare", id="compare"),
        Binding("d,delete", "discard", "Delete", id="discard"),
        Binding("u", "undo", "Undo", id="undo-discard"),
        Binding("t", "range", "Days", id="range"),
        Binding("b", "rerate", "Re-rate", id="rerate-session", show=False),
        Binding("x", "trash", "Trash", id="trash", show=False),
    ]
    HELP_TEXT = (
        "All your sessions. Enter opens a report. Mark two with space to compare them. Deleted "
        "ones are in the trash until you empty it. b judges a session again without its ratings."
    )

    def __init__(
        self,
        heads: Iterator[Listed],
        *,
        today: Callable[[], date],
        trashed: Sequence[Path] = (),
    ) -> None:
        """`heads` come newest first and are read as the screen needs them."""
        super().__init__()
        self._today = today
        self._waiting = heads
        self._trashed = list(trashed)
        self._listed: list[Listed] = []
        self._marked: list[Path] = []
        self._discarded: list[str] = []
        self._wanted = Wanted()
        self._sort = Sort.NEWEST
        self.complete = False
        """Whether every session has been read."""

    def compose_body(self) -> ComposeResult:
        yield Static(id="history-head")
        yield Static(id="history-trend")
        columns = history_columns(self._marked.__contains__)
        yield RowList[Listed](columns, id="history-rows", whole=damaged_line)
        yield Static(id="history-none")

    def on_mount(self) -> None:
        """Show the first page, and read on."""
        self._begin()
        self.query_one(RowList).focus()

    def on_resize(self) -> None:
        """The trend is made for a width."""
        self._fill_trend()

    def show(self, heads: Iterator[Listed], trashed: Sequence[Path]) -> None:
        """Show these sessions instead, with filter, order and cursor as they are."""
        self._waiting = heads
        self._trashed = list(trashed)
        self._listed.clear()
        self.complete = False
        self._begin()

    # Reading

    def _begin(self) -> None:
        page = max(FIRST_PAGE, self.query_one(RowList).cursor + FIRST_PAGE)
        self._listed.extend(islice(self._waiting, page))
        self._marked[:] = [path for path in self._marked if self._has(path)]
        self._fill()
        self._read_on()

    def _has(self, path: Path) -> bool:
        return any(each.path == path for each in self._listed)

    @work(exclusive=True, group="reading")
    async def _read_on(self) -> None:
        """Read the rest, and let keys through every few milliseconds."""
        await asyncio.sleep(FIRST_REST)
        before = len(self._listed)
        while not self.complete:
            until = time.monotonic() + SLICE_SECONDS
            while not self.complete and time.monotonic() < until:
                few = list(islice(self._waiting, 20))
                self._listed.extend(few)
                self.complete = len(few) < 20
            await asyncio.sleep(REST_SECONDS)
        if len(self._listed) != before:
            self._fill()

    # Showing

    def _fill(self) -> None:
        rows = arranged([*filter(self._wanted.passes, self._listed)], self._sort)
        table = self.query_one(RowList)
        table.show(rows, table.cursor)
        table.display = bool(rows)
        fill(self.query_one("#history-head", Static), head_words(rows, self._wanted, self._sort))
        fill(self.query_one("#history-none", Static), none_words(rows, self._wanted))
        self._fill_trend()
        self.refresh_bindings()

    def _fill_trend(self) -> None:
        passing = list(filter(self._wanted.passes, self._listed))
        roomy = self.size.height >= ROOM_FOR_TREND
        picture = trend_of(passing, max(20, self.size.width - 4)) if roomy else Content("")
        fill(self.query_one("#history-trend", Static), picture)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is offered only where it can do something."""
        needs_a_row = ("mark", "discard", "rerate", "sort", "filter", "range")
        if action == "compare":
            return len(self._marked) == 2
        if action == "undo":
            return bool(self._discarded)
        if action == "trash":
            return bool(self._trashed)
        return bool(self._listed) if action in needs_a_row else True

    @property
    def _chosen(self) -> SessionHead | None:
        row = self.query_one(RowList).chosen
        return row if isinstance(row, SessionHead) else None

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        event.stop()
        row = event.rows.chosen
        if isinstance(row, DamagedSession):
            from simulator.ui.dialogs import Choose

            faults = "\n".join(str(fault) for fault in row.faults)
            text = f"{faults}\n\nThe file is left as it is: {row.path.name}"
            self.app.push_screen(Choose("This session can't be read", text, [("", "Close")]))
        elif row is not None:
            self.post_message(self.Opened(row.path))

    def action_mark(self) -> None:
        """Mark the session for comparing, or take the mark back; a third mark drops the oldest."""
        head = self._chosen
        if head is None:
            return
        if head.path in self._marked:
            self._marked.remove(head.path)
        else:
            self._marked[:] = [*self._marked[-1:], head.path]
        self.query_one(RowList).refresh()
        self.refresh_bindings()

    def action_compare(self) -> None:
        """Two sessions side by side."""
        self.post_message(self.Compare(*self._marked))

    def action_rerate(self) -> None:
        """Judge the session's answers again."""
        if self._chosen is not None and self._chosen.rated:
            self.post_message(self.Rerate(self._chosen.path))

    def action_discard(self) -> None:
        """Into the trash; a damaged file is never touched."""
        head = self._chosen
        if head is None:
            self.notify("A damaged file is left where it is.", markup=False)
            return
        self._discarded.append(head.path.name)
        self.post_message(self.Discarded(head.path))

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        self.post_message(self.Restored(self._discarded.pop()))

    def action_trash(self) -> None:
        """Bring back one of the sessions in the trash, or empty it."""
        from simulator.ui.dialogs import Choose

        choices = [(path.name, f"Bring back {path.stem}") for path in self._trashed[:12]]
        number = counted(len(self._trashed), "session")
        choices.append(("", f"Empty the trash: {number}, for good"))

        def chosen(name: str | None) -> None:
            if name:
                self._discarded = [each for each in self._discarded if each != name]
                self.post_message(self.Restored(name))
            elif name is not None:
                self._discarded.clear()
                self.post_message(self.TrashEmptied())

        self.app.push_screen(Choose("Trash", "", choices), chosen)

    def action_sort(self) -> None:
        """The next order."""
        orders = list(Sort)
        self._sort = orders[(orders.index(self._sort) + 1) % len(orders)]
        self.query_one(RowList).cursor = 0
        self._fill()

    def action_filter(self) -> None:
        """Type words that a session must have; there is no field for them before."""
        field = self._field
        if field is None:
            field = Input(id="history-filter", placeholder=FILTER_HINT, compact=True)
            self.mount(field, before="#history-rows")
        field.display = True
        field.focus()

    @property
    def _field(self) -> Input | None:
        return next(iter(self.query("#history-filter").results(Input)), None)

    def action_range(self) -> None:
        """Choose the days."""
        from simulator.ui.dialogs import Ask

        def chosen(text: str | None) -> None:
            if text is None:
                return
            try:
                first, last = parse_range(text, self._today())
            except ValueError as error:
                self.notify(str(error), markup=False)
                return
            self._wanted = replace(self._wanted, first=first, last=last)
            self._fill()

        hint = "30 days, one date, or two: 2026-10-01 2026-10-31. Empty: all."
        self.app.push_screen(Ask("Which days?", hint), chosen)

    def action_back(self) -> None:
        """Out of the filter first, then to the screen below."""
        field = self._field
        if self._wanted.everything and (field is None or not field.display):
            super().action_back()
            return
        self._wanted = Wanted()
        if field is not None:
            with self.prevent(Input.Changed):
                field.value = ""
            self._close_filter()
        self._fill()

    @on(Input.Changed, "#history-filter")
    def _filtered(self, event: Input.Changed) -> None:
        event.stop()
        self._wanted = replace(self._wanted, words=event.value)
        self._fill()

    @on(Input.Submitted, "#history-filter")
    def _close_filter(self) -> None:
        field = self.query_one("#history-filter", Input)
        field.display = bool(self._wanted.words)
        self.query_one(RowList).focus()
