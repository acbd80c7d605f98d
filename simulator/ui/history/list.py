"""The list of past sessions: the newest at once, the rest while one looks at them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from simulator.ui.history.rows import Listed, Sort, Wanted, arranged, damaged_line, history_columns
from simulator.ui.history.text import head_words, none_words, trend_of
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.row_list import RowList
from simulator.ui.widgets.screen import ListScreen

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


class HistoryList(ListScreen):
    """Reads, filters, sorts and shows the sessions."""

    CSS_PATH = "history.tcss"
    AUTO_FOCUS = ""

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
        """Whether every session is listed."""

    def compose_body(self) -> ComposeResult:
        yield Static(id="history-head")
        yield Static(id="history-trend")
        columns = history_columns(self._marked.__contains__)
        yield RowList[Listed](columns, id="history-rows", whole=damaged_line)
        yield Static(id="history-none")

    def on_mount(self) -> None:
        """Show the first page, and read on."""
        self._begin()
        self.set_focus(self.query_one(RowList))

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
        before, more = len(self._listed), True
        while more:
            until = time.monotonic() + SLICE_SECONDS
            while more and time.monotonic() < until:
                few = list(islice(self._waiting, 20))
                self._listed.extend(few)
                more = len(few) == 20
            await asyncio.sleep(REST_SECONDS)
        if len(self._listed) != before:
            self._fill()
        self.complete = True

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
