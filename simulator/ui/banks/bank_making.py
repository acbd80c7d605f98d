"""Making banks: a new one to write on, or one from a document."""

from __future__ import annotations

from collections.abc import Callable

from simulator.core.wording import sentence
from simulator.storage.banks.import_record import Imports
from simulator.storage.banks.template import new_bank
from simulator.system.faults import FileFault
from simulator.ui.banks.bank_tools import BankTools, pasted_path
from simulator.ui.banks.import_screen import ImportScreen
from simulator.ui.keys.keymap import keyed
from simulator.ui.widgets.dialogs import Ask
from simulator.usecases.import_bank import undo_import


class BankMaking:
    """Asks for what a bank is made from, and makes it; `made` is called with its name."""

    def __init__(self, tools: BankTools, made: Callable[[str], object]) -> None:
        self._tools = tools
        self._made = made

    def write_new(self) -> None:
        """Make a bank to write on."""
        self._ask_for_name("A name for the new bank. It begins with two questions to write over.")

    def _ask_for_name(self, hint: str, written: str = "") -> None:
        self._tools.app.push_screen(Ask("New bank", hint, written), self._make)

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
            tools.say(f"Made {path}. {keyed(tools.app, '{open}')} opens it.")
            self._made(path.stem)

    def can_undo_import(self, name: str) -> bool:
        """Whether the last import into a bank can be taken back."""
        return Imports(self._tools.store.banks_folder).can_undo(name)

    def undo_import(self, name: str) -> None:
        """Bring a bank back as it was before its last import."""
        try:
            name, kept = undo_import(self._tools.store, name)
        except (FileFault, OSError) as error:
            self._tools.say(str(error), trouble=True)
            return
        also = f" What it was until now is kept in {kept}." if kept else ""
        self._tools.say(f"{name} is as it was before its last import.{also}")
        self._made(name)

    def import_document(self) -> None:
        """Choose a document to take questions from."""
        self._ask_for_document("")

    def _ask_for_document(self, written: str) -> None:
        hint = "A file or a folder: Markdown, text, HTML, CSV, Anki, JSON, GIFT, Org and more."
        self._tools.app.push_screen(Ask("Import questions", hint, written), self._import)

    def _import(self, written: str | None) -> None:
        if not written or not written.strip():
            return
        path = pasted_path(written)
        if not path.exists():
            self._tools.say(f"There is no such file: {path}", trouble=True)
            self._ask_for_document(written)
            return
        self._tools.app.push_screen(ImportScreen(self._tools.store, [path], self._made))
