"""Makes banks, empty or from a document; also renames, deletes, and undoes imports."""

from __future__ import annotations

import os
from collections.abc import Callable

from simulator.core.wording import sentence
from simulator.storage.banks.import_record import Imports
from simulator.storage.banks.shelf import ListedBank
from simulator.storage.banks.template import new_bank
from simulator.system.faults import FileFault
from simulator.text.cleaning import one_line, printable
from simulator.ui.banks.ask_document import AskDocument
from simulator.ui.banks.bank_tools import BankTools
from simulator.ui.banks.import_screen import ImportScreen
from simulator.ui.banks.paths import pasted_path
from simulator.ui.keys.keymap import keyed
from simulator.ui.widgets.dialogs import Ask, Choose
from simulator.usecases.import_bank import undo_import
from simulator.usecases.shelve import delete_bank, rename_bank


class BankMaking:
    """Asks for what it needs, and makes the bank; then calls `made` with its name."""

    def __init__(self, tools: BankTools, made: Callable[[str], object]) -> None:
        self._tools = tools
        self._made = made

    def write_new(self) -> None:
        """Make a new bank with sample questions."""
        self._ask_for_name(
            "A name for the new bank. It starts with two sample questions to replace."
        )

    def _ask_for_name(self, hint: str, written: str = "") -> None:
        self._tools.app.push_screen(Ask("New bank", hint, written, again=True), self._make)

    def _make(self, name: str | None) -> None:
        if not name or not name.strip():
            return
        tools = self._tools
        try:
            path = new_bank(tools.store.banks_folder, name, tools.store.shelf.names())
        except FileFault as fault:
            self._ask_for_name(sentence(fault.faults[0].message), name)
        except (ValueError, OSError) as error:
            self._ask_for_name(sentence(str(error)), name)
        else:
            tools.say(f"Created {path}. {keyed(tools.app, '{open}')} opens it.")
            self._made(path.stem)

    def can_undo_import(self, name: str) -> bool:
        """Return whether the last import into a bank can be undone."""
        return Imports(self._tools.store.banks_folder).can_undo(name)

    def undo_import(self, name: str) -> None:
        """Ask for confirmation, then restore a bank as it was before its last import."""
        source = Imports(self._tools.store.banks_folder).record(name).source
        came = f"It came from {printable(source)}. " if source else ""
        text = f"{came}The bank as it is now is kept, too."

        def chosen(answer: str | None) -> None:
            if answer == "undo":
                self._undo_import(name)

        ways = [("keep", "Leave the bank as it is"), ("undo", "Undo the import")]
        title = f"Undo the last import into {name}?"
        self._tools.app.push_screen(Choose(title, text, ways), chosen)

    def _undo_import(self, name: str) -> None:
        try:
            undone = undo_import(self._tools.store, name)
        except (FileFault, OSError) as error:
            self._tools.say(str(error), trouble=True)
            return
        also = f" The version you had is kept in {undone.kept}." if undone.kept else ""
        self._tools.say(f"{undone.words}{also}")
        self._made("" if undone.gone else name)

    def rename(self, name: str) -> None:
        """Ask for a new name, and rename a bank."""

        def chosen(written: str | None) -> None:
            if written is None or not written.strip():
                return
            try:
                new = rename_bank(self._tools.store, name, written)
            except FileFault as fault:
                self._tools.say(str(fault), trouble=True)
            except (ValueError, OSError) as error:
                self._tools.say(sentence(str(error)), trouble=True)
            else:
                self._made(new)

        hint = "A new name for the file. Past interviews keep the old one."
        self._tools.app.push_screen(Ask("Rename", hint, name.rpartition("/")[2]), chosen)

    def delete(self, listed: ListedBank) -> None:
        """Ask for confirmation, then move a bank's file to the trash."""
        name = listed.name
        title = name if listed.bank is None else listed.bank.title

        def chosen(answer: str | None) -> None:
            if answer != "delete":
                return
            try:
                path = delete_bank(self._tools.store, name)
            except (FileFault, OSError) as error:
                self._tools.say(str(error), trouble=True)
            else:
                self._tools.say(f"{name} is in the trash: {path}", lasting=True)
                self._made("")

        ways = [("keep", "Keep it"), ("delete", "Delete it: the file goes into the trash")]
        self._tools.app.push_screen(Choose("Delete this bank?", one_line(title, 200), ways), chosen)

    def import_document(self) -> None:
        """Choose a document to take questions from."""
        self._ask_for_document("")

    def _ask_for_document(self, written: str) -> None:
        self._tools.app.push_screen(AskDocument(written, self._import_text), self._import)

    def _import_text(self, text: str) -> None:
        self._tools.app.push_screen(ImportScreen(self._tools.store, [], self._made, pasted=text))

    def _import(self, written: str | None) -> None:
        if not written or not written.strip():
            return
        path = pasted_path(written)
        if not os.path.exists(path):  # noqa: PTH110  Path.exists raises if it is too long.
            self._tools.say(f"There is no such file: {path}", trouble=True)
            self._ask_for_document(written)
            return
        self._tools.app.push_screen(ImportScreen(self._tools.store, [path], self._made))
