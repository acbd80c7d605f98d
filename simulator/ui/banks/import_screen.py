"""The preview of an import: questions are reviewed and ticked before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.importers import CannotRead, Draft, LeftOut, bank_of, read_files, read_pasted
from simulator.storage.banks.edit import EditRefused
from simulator.storage.banks.names import chosen_name
from simulator.storage.store import Store
from simulator.system.faults import Denied, FileFault
from simulator.text.cleaning import one_line, printable
from simulator.ui.banks.duplicates import twins_of
from simulator.ui.banks.import_rows import (
    ItemRow,
    TickList,
    found_words,
    item_columns,
    item_rows,
    item_words,
    left_head,
    left_out_words,
    left_rows,
    progress_words,
)
from simulator.ui.keys.keymap import keyed
from simulator.ui.keys.table import bind
from simulator.ui.widgets.background import in_background
from simulator.ui.widgets.dialogs import Ask
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.row_list import RowList
from simulator.ui.widgets.screen import ListScreen
from simulator.usecases.import_bank import ImportPlan, dropped, plan_import

_TICK_SECONDS = 0.2
Found = tuple[Draft, ImportPlan | None, dict[str, str]]
"""The draft, how it would be written, and warnings about duplicates, by question text."""


class ImportScreen(ListScreen):
    """A preview with ticks: how sure, from where, and what was left out; Enter writes."""

    CSS_PATH = "banks.tcss"
    AUTO_FOCUS = ""
    BINDINGS = [
        bind("import", "tick-item", "tick", "Tick"),
        bind("import", "tick-all", "all", "All"),
        bind("import", "left-out", "left_out", "Left out"),
        bind("import", "import-target", "target", "To bank"),
    ]
    HELP_TEXT = (
        "What was found in the document. Nothing is written until you press {write-import}, and "
        "then only what is ticked. {left-out} lists what did not become a question, and why; tick "
        "it to take it anyway."
    )

    def __init__(
        self,
        store: Store,
        paths: Sequence[Path],
        written: Callable[[str], object],
        *,
        pasted: str = "",
    ) -> None:
        """`written` is called with the name of the bank that was written; `pasted` is read instead
        of files."""
        super().__init__()
        self._store = store
        self._paths = paths
        self._pasted = pasted
        self._written = written
        self._draft: Draft | None = None
        self._plan: ImportPlan | None = None
        self._twins: dict[str, str] = {}
        self._dropped: Mapping[int, LeftOut] = {}
        self._name: str | None = None
        self._ticked: set[int] = set()
        self._busy = False
        self._read_files = (0, 0)
        self._showing_left_out = False
        self._left: list[ItemRow] = []

    def compose_body(self) -> ComposeResult:
        yield Static("Reading …", id="import-head")
        with Container(id="import-body"):
            yield TickList(item_columns(self._ticked.__contains__), id="import-rows")
            with VerticalScroll(id="import-preview", can_focus=False):
                yield Static(id="import-words")

    def on_mount(self) -> None:
        self.query_one("#import-body").display = False
        self._busy = True
        self._redraw = self.set_interval(_TICK_SECONDS, self._show_progress)
        in_background(self.app, self._read, self._found, owner=self)

    def _show_progress(self) -> None:
        """Show how many files of a folder have been read."""
        if self._draft is None and self._busy and self._read_files[1] > 1:
            self.query_one("#import-head", Static).update(progress_words(*self._read_files))

    def _progress(self, done: int, total: int) -> None:
        self._read_files = done, total  # From the reading thread; drawn by the timer.

    @property
    def _rows(self) -> TickList:
        return self.query_one("#import-rows", TickList)

    # Reading

    def _read(self) -> Found | str:
        try:
            draft = (
                read_pasted(self._pasted)
                if self._pasted
                else read_files(self._paths, progress=self._progress)
            )
            if draft.refused or not draft.items:
                return draft, None, {}
            twins = twins_of(bank_of(draft, "import"), self._store.shelf.good())
            return draft, plan_import(self._store, draft), twins
        except (CannotRead, EditRefused, FileFault) as error:
            return str(error)
        except OSError as error:
            return f"Can't be read: {error.strerror or error}"

    def _found(self, result: Found | str) -> None:
        self._busy = False
        if not self.is_mounted:
            return
        self._redraw.stop()
        head = self.query_one("#import-head", Static)
        if isinstance(result, str):
            head.update(_refused(result))
            return
        self._draft, self._plan, self._twins = result
        if self._plan is None:
            self._show_refusal(self._draft)
            return
        items = self._draft.items
        self._ticked.update(place for place, item in enumerate(items) if not item.doubtful)
        self._untick_what_stays()
        self.query_one("#import-body").display = True
        self._rows.show(item_rows(self._draft))
        self._left = left_rows(self._draft)
        self._dropped = dropped(self._draft)
        self.set_focus(self._rows)
        self._fill()

    def _show_refusal(self, draft: Draft) -> None:
        reason = draft.refused or "No questions were found."
        words = [_refused(reason)]
        if draft.left_out:
            words += [Content(""), left_out_words(draft)]
        self.query_one("#import-head", Static).update(Content("\n").join(words))

    def _untick_what_stays(self) -> None:
        """Untick what the user edited, deleted or left out before."""
        if self._plan is not None:
            stays = {at for at, each in self._plan.compared.items() if not each.by_itself}
            self._ticked -= stays

    # Showing

    def _fill(self) -> None:
        if self._draft is None:
            return
        if self._showing_left_out:
            keys = (keyed(self.app, "{tick-item}"), keyed(self.app, "{left-out}"))
            head = left_head(self._draft, self._ticked, *keys)
        else:
            keys = (keyed(self.app, "{write-import}"), keyed(self.app, "{delete}"))
            head = found_words(self._draft, self._plan, self._ticked, *keys)
        self.query_one("#import-head", Static).update(head)
        self._rows.refresh()
        self._fill_preview()
        self.refresh_bindings()

    def _fill_preview(self) -> None:
        row = self._rows.chosen
        words = Content("")
        if row is not None:
            compared = self._plan.compared.get(row.place) if self._plan else None
            twin = self._twins.get(row.item.question.question, "")
            words = item_words(row.item, twin, compared, self._dropped.get(row.place))
        fill(self.query_one("#import-words", Static), words)
        self.query_one("#import-preview").scroll_home(animate=False)

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        self._fill_preview()

    # Choosing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "left_out":
            return self._plan is not None and self._draft is not None and bool(self._draft.left_out)
        return action not in ("tick", "all", "target") or self._plan is not None

    @on(TickList.Ticked)
    def action_tick(self) -> None:
        row = self._rows.chosen
        if row is not None and row.item.question.question:
            self._ticked ^= {row.place}
            self._fill()

    def action_all(self) -> None:
        every = {row.place for row in self._rows.rows}
        self._ticked.symmetric_difference_update(every - self._ticked or every)
        self._fill()

    def action_left_out(self) -> None:
        """Switch between the questions found and the left-out parts, which can be ticked, too."""
        if self._draft is None:
            return
        self._showing_left_out = not self._showing_left_out
        self._rows.show(self._left if self._showing_left_out else item_rows(self._draft))
        self._fill()

    def action_back(self) -> None:
        """Go back from the left-out parts to the questions, and from there to the screen below."""
        if self._showing_left_out:
            self.action_left_out()
        else:
            super().action_back()

    def action_target(self) -> None:
        name = self._plan.bank.name if self._plan else ""
        hint = "The bank's name. An existing bank is updated."
        self.app.push_screen(Ask("Write into", hint, name), self._retarget)

    def _retarget(self, written: str | None) -> None:
        draft = self._draft
        if written is None or draft is None:
            return
        try:
            self._name = chosen_name(written)
        except ValueError as error:
            self._tell(str(error))
            return

        def done(result: ImportPlan | str) -> None:
            if isinstance(result, str):
                self._tell(result)
            elif self.is_mounted:
                self._plan = result
                self._untick_what_stays()
                self._fill()

        in_background(self.app, lambda: self._planned(draft), done, owner=self)

    def _planned(self, draft: Draft, ticked: frozenset[int] | None = None) -> ImportPlan | str:
        try:
            return plan_import(self._store, draft, self._name, ticked=ticked)
        except (EditRefused, FileFault) as error:
            return str(error)

    # Writing

    @on(RowList.Opened)
    def _entered(self, event: RowList.Opened) -> None:
        event.stop()
        self.write()

    def write(self) -> None:
        """Write what is ticked, and go back."""
        draft, plan = self._draft, self._plan
        if draft is None or plan is None or self._busy:
            return
        if not self._ticked:
            none = "Nothing is ticked: {tick-item} ticks a question, {tick-all} ticks all."
            self._tell(keyed(self.app, none))
            return
        self._name = self._name or plan.bank.name
        found = len(draft.items)
        taken_in = [row.item for row in self._left if row.place in self._ticked]
        draft = replace(draft, items=(*draft.items, *taken_in))
        ticked = frozenset(place for place in self._ticked if place < found)
        ticked |= frozenset(range(found, len(draft.items)))
        self._busy = True
        in_background(self.app, lambda: self._write(draft, ticked), self._done, owner=self)

    def _write(self, draft: Draft, ticked: frozenset[int]) -> ImportPlan | str:
        plan = self._planned(draft, ticked)
        if isinstance(plan, str):
            return plan
        try:
            plan.write(self._store)
        except FileFault as fault:
            return str(fault)
        except OSError as error:
            return f"Could not be written: {Denied.of(error)}"
        return plan

    def _done(self, result: ImportPlan | str) -> None:
        self._busy = False
        if not self.is_mounted:
            return
        if isinstance(result, str):
            self._tell(result)
            return
        self._written(result.bank.name)
        starts = keyed(self.app, "{start-bank} starts an interview with it.")
        text = f"{result.sums} in {one_line(result.bank.title, 60)}. {starts}"
        self.notify(printable(text), markup=False)
        if self.is_current:
            super().action_back()

    def _tell(self, text: str) -> None:
        self.notify(printable(text), severity="warning", markup=False)


def _refused(reason: str) -> Content:
    """Say why a document can't be imported."""
    return Content.assemble(
        (printable(reason, newlines=True), "$text-error"), "\nNothing was written."
    )
