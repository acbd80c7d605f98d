"""The screen of all banks: their contents and faults, and ways to get more."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from simulator.storage.banks.shelf import ListedBank, good_banks
from simulator.storage.store import Store
from simulator.text.spelling import sought
from simulator.ui.banks.bank_making import BankMaking
from simulator.ui.banks.bank_screen import BankScreen
from simulator.ui.banks.bank_tools import LOOK_SECONDS, BankTools, StartBank
from simulator.ui.banks.duplicates import twins_words
from simulator.ui.banks.rows import (
    BANK_COLUMNS,
    FOUND_COLUMNS,
    AskedBy,
    FaultRow,
    QuestionRow,
    QuestionSearch,
    ShelfRow,
    bank_rows,
    row_of,
    whole_line,
)
from simulator.ui.banks.text import NO_BANKS, head_words, question_words, row_words
from simulator.ui.keys.keymap import keyed
from simulator.ui.keys.table import bind
from simulator.ui.widgets.background import in_background
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.row_list import RowList
from simulator.ui.widgets.screen import ListScreen

MOST_FOUND = 1_000
"""The most questions that a search lists."""


class BanksScreen(ListScreen):
    """Browse, search, make, import, and start an interview with a bank."""

    CSS_PATH = "banks.tcss"
    AUTO_FOCUS = ""
    BINDINGS = [
        bind("banks", "start-bank", "start", "Start"),
        bind("banks", "import", "import", "Import"),
        bind("banks", "new", "new", "New"),
        bind("banks", "search", "search", "Find"),
        bind("banks", "edit-file", "edit_file", "Edit file"),
        bind("banks", "export-bank", "export", "Export", show=False),
        bind("banks", "rename-bank", "rename", "Rename", show=False),
        bind("banks", "delete-bank", "delete", "Delete", show=False),
        bind("banks", "undo-import", "undo_import", "Undo import"),
    ]
    HELP_TEXT = (
        "Your banks and the built-in ones. {open} opens one: there you look at questions, write "
        "and edit them. {import} imports questions from documents; {search} searches the questions "
        "of all banks."
    )

    def __init__(self, store: Store, asked: AskedBy | None = None) -> None:
        super().__init__()
        self._store = store
        self._tools = BankTools(self, store)
        self._making = BankMaking(self._tools, self._made)
        self._wanted: str | None = None
        """The bank to go to as soon as it is listed."""
        self._asked: AskedBy = asked or {}
        self._finds = QuestionSearch()
        self._looking = self._looks_again = False
        self._banks: Sequence[ListedBank] | None = None
        self._twins: dict[str, str] = {}

    def compose_body(self) -> ComposeResult:
        yield Static("Reading the banks …", id="banks-head")
        yield Input(id="banks-search", placeholder="words of a question", compact=True)
        with Container(id="banks-body"):
            yield RowList[ShelfRow](BANK_COLUMNS, id="banks-rows", whole=whole_line)
            yield RowList[QuestionRow](FOUND_COLUMNS, id="found-rows")
            with VerticalScroll(id="banks-details", can_focus=False):
                yield Static(id="banks-words")

    def on_mount(self) -> None:
        self.query_one("#banks-search").display = False
        self.query_one("#found-rows").display = False
        self.set_focus(self._list)
        self.look()
        self.set_interval(LOOK_SECONDS, self.look)

    @property
    def _list(self) -> RowList[ShelfRow]:
        return self.query_one("#banks-rows", RowList)

    @property
    def _found(self) -> RowList[QuestionRow]:
        return self.query_one("#found-rows", RowList)

    # Reading

    def show_asked(self, asked: AskedBy) -> None:
        """Show the past of the questions, which is read after the banks."""
        self._asked = asked
        self._fill()

    def look(self) -> None:
        """Read the banks in the background, and show them if they have changed.

        One at a time: on a busy machine reading a large bank may take longer than the interval.
        """
        if not self.is_current:
            return
        if self._looking:
            self._looks_again = True
            return
        self._looking = True

        def read() -> Sequence[ListedBank]:
            try:
                return self._store.shelf.listed()
            finally:
                self._looking = False

        in_background(self.app, read, self._show, owner=self)

    def on_screen_resume(self) -> None:
        """Look again: the files may have changed."""
        self.look()

    def _made(self, name: str) -> None:
        """Go to a bank that has just been made or updated."""
        self._wanted = name
        self.look()

    def _show(self, banks: Sequence[ListedBank]) -> None:
        if self._looks_again:
            self._looks_again = False
            self.look()
        if self._same(banks) and self._wanted is None:
            return
        self._banks = banks
        self._fill()
        self._find_twins(banks)

    def _same(self, banks: Sequence[ListedBank]) -> bool:
        known = self._banks
        return (
            known is not None
            and len(known) == len(banks)
            and all(old is new for old, new in zip(known, banks, strict=True))
        )

    def _find_twins(self, banks: Sequence[ListedBank]) -> None:
        good = good_banks(banks)

        def show(twins: dict[str, str]) -> None:
            if banks is self._banks:
                self._twins = twins
                self._fill_details()

        in_background(self.app, lambda: twins_words(good), show, owner=self)

    # Showing

    def _fill(self) -> None:
        if self._banks is None:
            return
        rows = bank_rows(self._banks, self._asked)
        if self._wanted in [row.listed.name for row in rows]:
            name, self._wanted = self._wanted, None
        else:  # It is not listed yet.
            name = self._list.chosen.listed.name if self._list.chosen else ""
        places = (place for place, row in enumerate(rows) if row.listed.name == name)
        self._list.show(rows, next(places, 0))
        self.query_one("#banks-head", Static).update(head_words(self._banks))
        self._search(self.query_one("#banks-search", Input).value)

    def _fill_details(self) -> None:
        words = self.query_one("#banks-words", Static)
        row = self._list.chosen
        found = self._found.chosen
        if self._found.display:
            fill(
                words,
                question_words(found) if found else Content("No question contains these words."),
            )
        elif row is not None:
            twins = self._twins.get(row.listed.name, "")
            fill(words, row_words(row, twins, edits=self._tools.edit_key))
        else:
            fill(words, Content(keyed(self.app, NO_BANKS)))
        self.query_one("#banks-details").scroll_home(animate=False)

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        self._fill_details()
        self.refresh_bindings()

    def action_rename(self) -> None:
        if self._chosen is not None:
            self._making.rename(self._chosen.name)

    def action_delete(self) -> None:
        if self._chosen is not None:
            self._making.delete(self._chosen)

    def action_undo_import(self) -> None:
        if self._chosen is not None:
            self._making.undo_import(self._chosen.name)

    # Searching

    def action_search(self) -> None:
        field = self.query_one("#banks-search", Input)
        field.display = True
        self.set_focus(field)

    @on(Input.Changed, "#banks-search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._search(event.value)

    def _search(self, text: str) -> None:
        words = sought(text)
        found = (
            row_of(bank, place, self._asked)
            for bank in (good_banks(self._banks or ()) if words else ())
            for place in self._finds.places(bank, words)
        )
        self._found.show(list(islice(found, MOST_FOUND)), self._found.cursor)
        self._found.display = bool(words)
        self._list.display = not words
        self._fill_details()
        self.refresh_bindings()

    @on(Input.Submitted, "#banks-search")
    def _to_list(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            self.action_back()
        elif self._found.rows:
            self.set_focus(self._found)

    def action_back(self) -> None:
        """Leave the search first, then the screen."""
        field = self.query_one("#banks-search", Input)
        if not field.display:
            super().action_back()
            return
        with self.prevent(Input.Changed):
            field.value = ""
        field.display = False
        self._search("")
        self.set_focus(self._list)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        listed = self._chosen if self.is_mounted else None
        if action in ("start", "export"):
            return listed is not None and bool(listed.bank and listed.bank.questions)
        if action == "edit_file":
            return listed is not None and self._tools.can_edit_outside()
        if action in ("rename", "delete"):
            return listed is not None and not listed.shipped
        if action == "undo_import":
            return listed is not None and self._making.can_undo_import(listed.name)
        return bool(self._banks) if action == "search" else True

    @property
    def _chosen(self) -> ListedBank | None:
        """The bank under the cursor, in the list or in the search results."""
        if self._found.display:
            found = self._found.chosen
            names = (each for each in self._banks or () if found and each.name == found.bank.name)
            return next(names, None)
        return self._list.chosen.listed if self._list.chosen else None

    @on(RowList.Opened, "#banks-rows")
    def _open_bank(self, event: RowList.Opened) -> None:
        event.stop()
        row = self._list.chosen
        if row is None:
            return
        if row.listed.bank is None:
            self.action_edit_file()
        else:
            self.app.push_screen(BankScreen(self._store, row.listed, self._asked))

    @on(RowList.Opened, "#found-rows")
    def _open_found(self, event: RowList.Opened) -> None:
        event.stop()
        found, listed = self._found.chosen, self._chosen
        if found is not None and listed is not None:
            self.app.push_screen(
                BankScreen(self._store, listed, self._asked, question=found.question.id)
            )

    def action_new(self) -> None:
        self._making.write_new()

    def action_import(self) -> None:
        self._making.import_document()

    def action_start(self) -> None:
        if self._chosen is not None:
            self.post_message(StartBank(self._chosen.name))

    def action_edit_file(self) -> None:
        """Open the file, at the fault under the cursor if there is one."""
        listed = self._chosen
        if listed is None or not self._tools.can_edit_outside():
            return
        row = self._list.chosen
        fault = row.fault if isinstance(row, FaultRow) else next(iter(listed.faults), None)
        self._tools.edit_file(listed, (fault.line if fault else None) or 1)
        self.look()

    def action_export(self) -> None:
        if self._chosen is not None and self._chosen.bank is not None:
            self._tools.export_bank(self._chosen.bank)
