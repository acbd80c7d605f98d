"""All past sessions, and what can be done with them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.timer import Timer
from textual.widgets import Static

from simulator.core.days import RANGE_EXAMPLE, parse_range
from simulator.core.wording import counted
from simulator.storage.sessions.head import DamagedSession, SessionHead
from simulator.ui.history.rows import Listed, Wanted, damaged_line, history_columns
from simulator.ui.history.session_list import SessionList
from simulator.ui.history.text import (
    CANT_BE_READ,
    damaged_preview,
    fault_words,
    head_words,
    none_words,
    trash_words,
    trend_of,
)
from simulator.ui.keys.keymap import keyed
from simulator.ui.keys.table import bind
from simulator.ui.widgets.columns import WIDE, widths
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.row_list import RowList
from simulator.ui.widgets.screen import ListScreen

if TYPE_CHECKING:
    from textual.widgets import Input

    from simulator.ui.history.controller import HistoryController

FIRST_PAGE = 50
"""Sessions read before the first frame."""

FIRST_REST = 0.15
"""Pause after the first page, so that it is drawn, and a first key handled, at full speed."""

SLICE_SECONDS = 0.004
"""The longest that reading on may delay a key."""

REST_SECONDS = 0.001
"""Pause between slices, so that pending keys get handled."""

REST_BEFORE_LOOKING = 0.12
"""Debounce, in seconds: how long the cursor must rest before the preview is read."""

PREVIEW_EDGES = 4
"""Cells around the preview's text."""

WIDEST_TREND = 120
"""In cells; more would only stretch it."""

ROOM_FOR_TREND = 20
"""The screen's height from which the trend is shown."""

MOST_OFFERED = 12
"""How many sessions in the trash can be chosen from, newest first."""

DELETE_IT = "Move it to the trash; {undo-discard} brings it back"
CURE = "{discard} moves it to the trash; {undo-discard} brings it back."

FILTER_HINT = "bank, mode, status, 2026-11 or 4 nov"
DAYS_HINT = f"{RANGE_EXAMPLE}; empty for all"

DrawPreview = Callable[[int], Content]
"""Draws a report for a width in cells."""


class HistoryScreen(ListScreen):
    """A table with filter and trend; opens reports, compares two sessions, and has a trash.

    The newest sessions are shown at once; the rest are read in the meantime.
    """

    CSS_PATH = "history.tcss"
    AUTO_FOCUS = ""

    BINDINGS = [
        bind("history", "open", "start", "Start an interview"),
        bind("history", "search", "filter", "Find"),
        bind("history", "sort", "sort", "Sort"),
        bind("history", "mark", "mark", "Mark"),
        bind("history", "compare", "compare", "Compare"),
        bind("history", "discard", "discard", "Delete"),
        bind("history", "undo-discard", "undo", "Undo"),
        bind("history", "range", "range", "Days"),
        bind("history", "rerate-session", "rerate", "Re-rate", show=False),
        bind("history", "trash", "trash", "Trash", show=False),
    ]
    HELP_TEXT = (
        "All your sessions. {open} opens a report. Mark two with {mark}, and {compare} "
        "compares them. {discard} deletes the chosen or the marked ones; they stay in the trash "
        "until you empty it. {rerate-session} judges a session again without its ratings."
    )

    def __init__(
        self,
        heads: Iterator[Listed],
        controller: HistoryController,
        *,
        today: Callable[[], date],
        read_head: Callable[[Path], Listed],
        trashed: Sequence[Path] = (),
        discarded: Sequence[tuple[str, ...]] = (),
    ) -> None:
        """`heads` come newest first, and are read on demand.

        `read_head` reads a session in the trash, of which only the path is known.
        `discarded`: what undo restores, the last one first; it changes while the screen is open.
        """
        super().__init__()
        self._sessions = SessionList(heads)
        self._controller = controller
        self._today = today
        self._read_head = read_head
        self._trashed = list(trashed)
        self._discarded = discarded
        self._looking: Timer | None = None
        self._kind: object = None
        """Identifies the kind of row under the cursor, on which the possible actions depend."""
        self._seen: Path | None = None
        self._drawn: DrawPreview | None = None
        self._drawn_for: Size | None = None

    @property
    def complete(self) -> bool:
        """True once every session is listed."""
        return self._sessions.complete

    def compose_body(self) -> ComposeResult:
        yield Static(id="history-head")
        yield Static(id="history-trend")
        columns = history_columns(self._sessions.marked.__contains__)
        with Horizontal(id="history-body"):
            yield RowList[Listed](columns, id="history-rows", whole=damaged_line)
            yield Static(id="history-preview")
        yield Static(id="history-none")

    def on_mount(self) -> None:
        self._begin()
        self.set_focus(self._rows)

    def on_resize(self) -> None:
        """Redraw the trend and the preview, which depend on the width."""
        super().on_resize()
        if self.size != self._drawn_for:
            self._fill_trend()
            self._fill_preview()
            self._look_soon()

    # Beside the list

    def _look_soon(self) -> None:
        """Read the current session once the cursor rests, if there is room for the preview."""
        if self._looking is not None:
            self._looking.stop()
        self._looking = None
        if self._has_side:
            self._looking = self.set_timer(REST_BEFORE_LOOKING, self._look)

    @property
    def _has_side(self) -> bool:
        return self.size.width >= WIDE

    def _look(self) -> None:
        self._looking = None
        row = self._rows.chosen
        if isinstance(row, DamagedSession):
            words = damaged_preview(row, keyed(self.app, CURE))
            self.show_report(row.path, lambda _: words)
        elif row is None:
            self.show_report(None, None)
        elif row.path != self._seen:
            self._controller.reports().look(row.path)

    def show_report(self, path: Path | None, drawn: DrawPreview | None) -> None:
        """Show a session's preview beside the list; None for none."""
        self._seen, self._drawn = path, drawn
        self._fill_preview()

    def _fill_preview(self) -> None:
        words = Content("")
        if self._drawn is not None and self._has_side:
            _, right = widths(self.size.width - 2, self.size.width)
            words = self._drawn(right - PREVIEW_EDGES)
        fill(self.query_one("#history-preview", Static), words)

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        self._look_soon()
        self._update_footer()

    def show(self, heads: Iterator[Listed], trashed: Sequence[Path]) -> None:
        """Show these sessions instead, keeping filter, order and cursor."""
        self._sessions.begin_again(heads)
        self._trashed = list(trashed)
        self._begin()

    @property
    def _rows(self) -> RowList[Listed]:
        return self.query_one("#history-rows", RowList)

    # Reading

    def _begin(self) -> None:
        self._sessions.read(self._rows.cursor + FIRST_PAGE)
        self._fill()
        self._read_on()

    @work(exclusive=True, group="reading")
    async def _read_on(self) -> None:
        """Read the rest, handling keys every few milliseconds."""
        if self.complete:
            return
        await asyncio.sleep(FIRST_REST)
        while not self.complete:
            await asyncio.sleep(REST_SECONDS)
            self._sessions.read_for(SLICE_SECONDS)
        if self.query("#history-head"):  # A screen that closes loses its children first.
            self._fill()

    # Showing

    def _fill(self) -> None:
        sessions = self._sessions
        rows, table = sessions.rows(), self._rows
        table.show(rows, table.cursor)
        self.query_one("#history-body").display = bool(rows)
        if rows and self.focused is None:  # An empty list is hidden, and loses the focus.
            self.set_focus(table)
        head = head_words(rows, sessions.wanted, sessions.sort)
        fill(self.query_one("#history-head", Static), head)
        fill(self.query_one("#history-none", Static), self._none_words())
        self._fill_trend()
        self._look_soon()
        self.refresh_bindings()

    def _none_words(self) -> Content:
        if self._rows.rows:
            return Content("")
        if self._sessions.found:
            return Content(keyed(self.app, "No matches. {back} clears the filter."))
        keys = [keyed(self.app, key) for key in ("{open}", "{undo-discard}", "{trash}")]
        return none_words(len(self._trashed), *keys)

    def _update_footer(self) -> None:
        """Update the footer when the cursor has moved to another kind of row."""
        row = self._rows.chosen
        kind = (type(row), isinstance(row, SessionHead) and bool(row.rated))
        if kind != self._kind:
            self._kind = kind
            self.refresh_bindings()

    def _fill_trend(self) -> None:
        self._drawn_for = self.size
        picture = Content("")
        if self.size.height >= ROOM_FOR_TREND:
            picture = trend_of(
                self._sessions.passing(), max(20, min(WIDEST_TREND, self.size.width - 4))
            )
        fill(self.query_one("#history-trend", Static), picture)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        sessions, row = self._sessions, self._chosen
        match action:
            case "start":
                return not sessions.found
            case "compare":
                return len(sessions.marked) == 2
            case "undo":
                return bool(self._discarded or self._trashed)
            case "trash":
                return bool(self._trashed)
            case "mark":
                return isinstance(row, SessionHead)
            case "rerate":
                return isinstance(row, SessionHead) and bool(row.rated)
            case "discard" | "sort":
                return row is not None
            case "filter" | "range":
                return bool(sessions.found)
        return True

    def as_shown(self, binding: Binding) -> Binding:
        """Say what Enter shows of a session that can't be read, and if both marked ones go."""
        binding = super().as_shown(binding)
        two = len(self._sessions.marked) == 2  # Else there is no need to look through all.
        if binding.action == "discard" and two and len(self._meant()) == 2:
            return replace(binding, description="Delete both")
        fault = binding.action == "open" and isinstance(self._chosen, DamagedSession)
        return replace(binding, description="What is wrong") if fault else binding

    @property
    def _chosen(self) -> Listed | None:
        """The row under the cursor, or None before the list exists."""
        return next((each.chosen for each in self.query("#history-rows").results(RowList)), None)

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        event.stop()
        row = event.rows.chosen
        if isinstance(row, DamagedSession):
            self._open_damaged(row)
        elif row is not None:
            self._controller.reports().open_report(row.path)

    def _open_damaged(self, row: DamagedSession) -> None:
        choices = [("", "Leave it as it is"), ("discard", keyed(self.app, DELETE_IT))]

        def chosen(name: str | None) -> None:
            if name:
                self._controller.discard([row.path])

        self._choose(CANT_BE_READ, fault_words(row), choices, chosen)

    def action_start(self) -> None:
        """Start an interview, if there are no sessions yet."""
        self._controller.start()

    def action_mark(self) -> None:
        row = self._chosen
        if row is None:
            return
        self._sessions.mark(row.path)
        self._rows.refresh()
        self.refresh_bindings()

    def action_compare(self) -> None:
        self._controller.reports().compare(*self._sessions.marked)

    def action_rerate(self) -> None:
        if self._chosen is not None:
            self._controller.reports().rerate(self._chosen.path)

    def action_discard(self) -> None:
        """Move one session to the trash, or both that are marked."""
        self._controller.discard(self._meant())

    def _meant(self) -> tuple[Path, ...]:
        """Return the session under the cursor, or the marked ones that are listed, if there are
        two or the cursor is on one of them."""
        chosen = () if self._chosen is None else (self._chosen.path,)
        seen = {each.path for each in self._sessions.passing()}
        marked = tuple(path for path in self._sessions.marked if path in seen)
        return marked if len(marked) > 1 or (chosen and chosen[0] in marked) else chosen

    def action_undo(self) -> None:
        """Restore what was deleted last, or the newest session in the trash."""
        names = self._discarded[-1] if self._discarded else (self._trashed[0].name,)
        self._controller.restore(names)

    def action_trash(self) -> None:
        choices = [
            (path.name, f"Bring back {trash_words(self._read_head(path))}")
            for path in self._trashed[:MOST_OFFERED]
        ]
        number = counted(len(self._trashed), "session")
        choices.append(("", f"Empty the trash: {number}, for good"))

        def chosen(name: str | None) -> None:
            if name:
                self._controller.restore((name,))
            elif name is not None:
                self._controller.empty_trash()

        costly = {"": ("Empty the trash?", f"Yes, delete {number} for good")}
        self._choose("Trash", "", choices, chosen, costly)

    def _choose(
        self,
        title: str,
        text: str,
        choices: Sequence[tuple[str, str]],
        chosen: Callable[[str | None], None] | None = None,
        costly: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        from simulator.ui.widgets.dialogs import Choose

        self.app.push_screen(Choose(title, text, choices, costly=costly), chosen)

    def action_sort(self) -> None:
        self._sessions.next_order()
        self._rows.cursor = 0
        self._fill()

    def action_filter(self) -> None:
        """Let the user type words to filter by, in a field that is created on demand."""
        field = self._field
        if field is None:
            from textual.widgets import Input

            field = Input(id="history-filter", placeholder=FILTER_HINT, compact=True)
            self.mount(field, before="#history-body")
        field.display = True
        self.set_focus(field)

    @property
    def _field(self) -> Input | None:
        return cast("Input | None", next(iter(self.query("#history-filter")), None))

    def action_range(self) -> None:
        self._ask_for_days(DAYS_HINT)

    def _ask_for_days(self, hint: str, written: str = "") -> None:
        from simulator.ui.widgets.dialogs import Ask

        def chosen(text: str | None) -> None:
            if text is None:
                return
            try:
                first, last = parse_range(text, self._today())
            except ValueError as error:
                self._ask_for_days(str(error), text)
                return
            self._want(replace(self._sessions.wanted, first=first, last=last))

        self.app.push_screen(Ask("Which days?", hint, written, again=True), chosen)

    def action_back(self) -> None:
        """Leave the filter first, then the screen."""
        field = self._field
        if self._sessions.wanted.everything and (field is None or not field.display):
            super().action_back()
            return
        self._want(Wanted())
        if field is not None:
            with self.prevent(field.Changed):
                field.value = ""
            self._close_filter()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._want(replace(self._sessions.wanted, words=event.value))

    def _want(self, wanted: Wanted) -> None:
        self._sessions.wanted = wanted
        self._fill()

    def on_input_submitted(self) -> None:
        self._close_filter()

    def _close_filter(self) -> None:
        """Go back to the list; the field stays visible while it holds words."""
        if (field := self._field) is not None:
            field.display = bool(self._sessions.wanted.words)
        self.set_focus(self._rows)
