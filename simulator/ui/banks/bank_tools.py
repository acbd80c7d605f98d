"""What any screen can do with a bank: open its file in an editor, or export it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.app import App
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.screen import Screen

from simulator.core.bank import Bank
from simulator.core.wording import counted
from simulator.exporters.bank_files import BANK_FORMATS, export_bank
from simulator.storage.banks.edit import EditRefused
from simulator.storage.banks.editor import OpenBank
from simulator.storage.banks.shelf import ListedBank
from simulator.storage.store import Store
from simulator.system.atomic_write import told_of
from simulator.system.faults import Denied, FileFault
from simulator.text.cleaning import one_line, printable
from simulator.ui.banks.paths import pasted_path
from simulator.ui.keys.keymap import shown_key
from simulator.ui.widgets.dialogs import Ask, Choose
from simulator.ui.widgets.external_editor import edit_outside, may_edit_outside
from simulator.ui.widgets.toasts import say_lasting

LOOK_SECONDS = 2.0
"""How often the files are checked while a screen of banks is shown."""


@dataclass
class StartBank(Message):
    """Asks for an interview with this bank."""

    bank: str


class BankTools:
    """Tools for one screen of banks: the external editor, the export, and toasts."""

    def __init__(self, screen: Screen[Any], store: Store) -> None:
        self.screen = screen
        self.store = store

    @property
    def app(self) -> App[Any]:
        """The app that the screen belongs to."""
        return self.screen.app

    def say(self, text: str, *, trouble: bool = False, lasting: bool = False) -> None:
        """Show a toast; it disappears with the screen unless it is `lasting`."""
        severity: SeverityLevel = "warning" if trouble else "information"
        if lasting:
            say_lasting(self.app, printable(text), severity)
        else:
            self.app.notify(printable(text), severity=severity, markup=False)

    def can_edit_outside(self) -> bool:
        """Return whether there is a terminal to lend to an editor."""
        return may_edit_outside(self.app)

    @property
    def edit_key(self) -> str:
        """The key that opens a file in the editor; "" if there is no terminal to lend."""
        return shown_key(self.screen, "edit-file") if self.can_edit_outside() else ""

    def edit_file(self, listed: ListedBank, line: int) -> None:
        """Open the bank's file in the editor, a shipped one as a copy, then report its state.

        Does nothing if there is no terminal to lend.
        """
        if not self.can_edit_outside():
            return
        path, tidy = listed.path, None
        if listed.shipped:
            try:
                editing = OpenBank.read(listed, self.store.banks_folder)
                tidy = editing.copy_home()
            except (EditRefused, FileFault) as fault:
                self.say(str(fault), trouble=True)
                return
            path = editing.path
        trouble = edit_outside(self.app, path, line)
        if tidy is not None:
            tidy()
        if trouble:
            self.say(trouble, trouble=True)
            return
        after = next((each for each in self.store.shelf.listed() if each.name == listed.name), None)
        if after is not None and after.faults:
            more = len(after.faults) - 1
            also = f" (and {more} more)" if more else ""
            self.say(f"{after.faults[0]}{also}", trouble=True)
        elif after is not None and after.bank is not None:
            number = counted(len(after.bank.questions), "question")
            self.say(f"{one_line(after.bank.title, 60)}: {number}, no faults.")

    def export_bank(self, bank: Bank) -> None:
        """Ask for a format and a file, and write the bank there."""

        def chosen(form: str | None) -> None:
            if form is not None:
                suggested = str(Path.cwd() / f"{bank.name}{BANK_FORMATS[form].suffix}")
                hint = "The file to write. An existing file is not replaced."
                self.app.push_screen(
                    Ask("Export to", hint, suggested), lambda path: written(form, path)
                )

        def written(form: str, path: str | None) -> None:
            if path and path.strip():
                self._write_export(bank, form, pasted_path(path))

        formats = [(each.name, each.good_for) for each in BANK_FORMATS.values()]
        self.app.push_screen(Choose("Export this bank", "", formats), chosen)

    def _write_export(self, bank: Bank, form: str, path: Path) -> None:
        try:
            encoding = BANK_FORMATS[form].encoding
            with told_of(path), path.open("x", encoding=encoding, newline="") as file:
                file.write(export_bank(bank, form))
        except FileExistsError:
            self.say(f"This file already exists: {path}", trouble=True)
        except OSError as error:
            self.say(f"It could not be written: {Denied.of(error)}.", trouble=True)
        except ValueError as error:
            self.say(f"It could not be written: {error}.", trouble=True)
        else:
            self.say(f"Written to {path}", lasting=True)
