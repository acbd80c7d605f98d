"""All past sessions, and what can be done with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from textual import on
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from simulator.core.wording import counted
from simulator.storage.sessions.head import DamagedSession, SessionHead
from simulator.ui.history.list import HistoryList
from simulator.ui.history.rows import Sort, Wanted, parse_range
from simulator.ui.history.text import trash_words
from simulator.ui.widgets.row_list import RowList

FILTER_HINT = "bank, mode, status, or 2026-11"
DAYS_HINT = "30 days, one date, or two: 2026-10-01 2026-10-31. Empty: all."


class HistoryScreen(HistoryList):
    """A table with filter and trend; a report on Enter, two side by side, a trash."""

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
        "All your sessions. {open} opens a report. Mark two with {mark}, {compare} compares them. "
        "Deleted ones are in the trash until you empty it. {rerate-session} judges a session again "
        "without its ratings."
    )

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
            from simulator.ui.widgets.dialogs import Choose

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
        from simulator.ui.widgets.dialogs import Choose

        choices = [(path.name, f"Bring back {trash_words(path)}") for path in self._trashed[:12]]
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
        self.set_focus(field)

    @property
    def _field(self) -> Input | None:
        return next(iter(self.query("#history-filter").results(Input)), None)

    def action_range(self) -> None:
        """Choose the days."""
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
            self._wanted = replace(self._wanted, first=first, last=last)
            self._fill()

        self.app.push_screen(Ask("Which days?", hint, written), chosen)

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
        self.set_focus(self.query_one(RowList))
