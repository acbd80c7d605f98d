"""Making banks: a new one to write on, or one from a document."""

from __future__ import annotations

from simulator.core.wording import sentence
from simulator.storage.banks.template import new_bank
from simulator.storage.store import Store
from simulator.system.faults import FileFault
from simulator.ui.banks.common import BankTools, pasted_path
from simulator.ui.banks.import_screen import ImportScreen
from simulator.ui.keys.keymap import keyed
from simulator.ui.widgets.dialogs import Ask


class BankMaking(BankTools):
    """A screen from which banks are made; `wanted` is the one to go to when it is there."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.wanted: str | None = None
        self._importing: ImportScreen | None = None

    def look(self) -> None:
        """Look at the files again."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Take over what was imported, and look at the files again."""
        # A closing dialog resumes this screen as well, before the import has even begun.
        if self._importing is not None and self._importing.written is not None:
            self.wanted, self._importing = self._importing.written, None
        self.look()

    def action_new(self) -> None:
        """Make a bank to write on."""
        self._ask_for_name("A name for the new bank. It begins with two questions to write over.")

    def _ask_for_name(self, hint: str, written: str = "") -> None:
        self.app.push_screen(Ask("New bank", hint, written), self._make)

    def _make(self, name: str | None) -> None:
        if not name or not name.strip():
            return
        try:
            path = new_bank(self.store.banks_folder, name, self.store.banks())
        except FileFault as fault:
            self._ask_for_name(sentence(fault.faults[0].message), name)
        except (ValueError, OSError) as error:
            self._ask_for_name(sentence(str(error)), name)
        else:
            self.wanted = path.stem
            self.say(f"Made {path}. {keyed(self.app, '{open}')} opens it.")
            self.look()

    def action_import(self) -> None:
        """Choose a document to take questions from."""
        self._ask_for_document("")

    def _ask_for_document(self, written: str) -> None:
        hint = "A file or a folder: Markdown, text, HTML, CSV, Anki, JSON, GIFT, Org and more."
        self.app.push_screen(Ask("Import questions", hint, written), self._import)

    def _import(self, written: str | None) -> None:
        if not written or not written.strip():
            return
        path = pasted_path(written)
        if not path.exists():
            self.say(f"There is no such file: {path}", trouble=True)
            self._ask_for_document(written)
            return
        self._importing = ImportScreen(self.store, [path])
        self.app.push_screen(self._importing)
