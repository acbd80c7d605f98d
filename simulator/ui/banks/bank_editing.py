"""Edits one bank's file in the background, writing each change at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from simulator.core.bank import Bank
from simulator.storage.banks.editor import EditRefused, OpenBank
from simulator.storage.banks.shelf import ListedBank
from simulator.system.faults import Fault, FileFault
from simulator.text.cleaning import printable
from simulator.ui.banks.bank_tools import BankTools
from simulator.ui.banks.question_editor import QuestionEditor
from simulator.ui.keys.keymap import keyed
from simulator.ui.widgets.background import in_background


class BankEditing:
    """Reads and edits a bank's file, undoes changes, and reloads it when others have changed it.

    `shown` is called when the bank or the faults of its file have changed, with the index of the
    question to go to, or None to stay.
    """

    def __init__(
        self, tools: BankTools, listed: ListedBank, shown: Callable[[int | None], object]
    ) -> None:
        """The bank must have no faults."""
        assert listed.bank is not None
        self.bank: Bank = listed.bank
        self.faults: tuple[Fault, ...] = ()
        """Why the file can't be used as it is now."""
        self._tools = tools
        self._listed = listed
        self._shown = shown
        self._open: OpenBank | None = None
        self._state: object = None
        self._busy = False

    @property
    def ready(self) -> bool:
        """True if the bank can be changed."""
        return self._open is not None and not self.faults

    @property
    def undoes(self) -> bool:
        """True if there is a change to undo."""
        return self.ready and self._open is not None and bool(self._open.undoes)

    @property
    def ships(self) -> bool:
        """True if this is the shipped bank itself, not a copy."""
        return self._listed.shipped and (self._open is None or self._open.copies)

    # Reading

    @property
    def _path(self) -> Path:
        return self._open.path if self._open is not None else self._listed.path

    def look(self) -> None:
        """Reload the file if it has changed and the screen is on top."""
        if self._tools.screen.is_current and not self._busy and self._state != _state(self._path):
            self.read()

    def read(self) -> None:
        """Read the file in the background."""
        known, self._busy = self._state, True

        def done(result: OpenBank | tuple[Fault, ...]) -> None:
            self._busy = False
            if isinstance(result, OpenBank):
                self._open, self.faults, self.bank = result, (), result.bank
            else:
                self.faults = result
            self._state = _state(self._path)
            if known is not None:
                self._tools.say("The file has changed on disk, and was read again.")
            self._shown(None)

        in_background(self._tools.app, self._read, done, owner=self._tools.screen)

    def _read(self) -> OpenBank | tuple[Fault, ...]:
        """Off the event loop: return the bank as it is on disk, or its faults."""
        name, store = self._listed.name, self._tools.store
        listed = next((each for each in store.shelf.listed() if each.name == name), None)
        if listed is None:
            return (Fault(name, None, "", "the file is gone"),)
        try:
            return OpenBank.read(listed, store.banks_folder, store.shelf)
        except FileFault as fault:
            return fault.faults

    # Changing

    def edit(self, place: int | None) -> None:
        """Edit the question at `place` in a form; None for a new one."""
        if self._open is not None and not self._busy:
            self._tools.app.push_screen(QuestionEditor(self._open, place, self._changed))

    def duplicate(self, place: int) -> None:
        """Insert a copy after the question."""
        self._change(lambda bank: bank.duplicate(place))

    def delete(self, place: int) -> None:
        """Delete the question; `undo` restores it."""

        def delete(bank: OpenBank) -> int:
            bank.delete(place)
            return place

        self._change(delete, "Deleted. {undo-change} brings it back.")

    def undo(self, place: int) -> None:
        """Undo the last change, and go to the restored question, or else to `place`."""

        def undo(bank: OpenBank) -> int:
            before = {question.id for question in bank.bank.questions}
            bank.undo()
            back = (question.id not in before for question in bank.bank.questions)
            return next((each for each, new in enumerate(back) if new), place)

        self._change(undo, "Undone.")

    def _change(self, change: Callable[[OpenBank], int], told: str = "") -> None:
        """Change the file in the background, then go to the question at the returned index."""
        bank, tools = self._open, self._tools
        if bank is None or self._busy:
            return

        def work() -> int | EditRefused:
            try:
                return change(bank)
            except EditRefused as refused:
                return refused

        def done(result: int | EditRefused) -> None:
            self._busy = False
            if isinstance(result, EditRefused):
                tools.say(str(result), trouble=True)
                self.look()
                return
            if told:
                tools.say(keyed(tools.app, told))
            self._changed(result)

        self._busy = True
        in_background(tools.app, work, done, owner=tools.screen)

    def _changed(self, place: int) -> None:
        """Adopt what was written."""
        if self._open is None:
            return
        self.bank = self._open.bank
        if self._path != self._listed.path and self._listed.shipped and self._open.undoes:
            self._listed = ListedBank(self._listed.name, self._path, False, self.bank)
            copy = printable(str(self._path))
            self._tools.say(f"Your copy is {copy}; the built-in bank stays as it is.")
        self._state = _state(self._path)
        self._shown(place)

    def edit_file(self, place: int | None) -> None:
        """Open the file in an editor, at its first fault or else at the question."""
        line = 1
        if self.faults:
            line = self.faults[0].line or 1
        elif self._open is not None and place is not None:
            line = self._open.line_of(place)
        listed = ListedBank(self._listed.name, self._path, self.ships, self.bank)
        self._tools.edit_file(listed, line)
        self._state = self._state or 0
        self.read()


def _state(path: Path) -> object:
    """Return a value that changes when a file does."""
    try:
        status = path.stat()
    except OSError:
        return "gone"
    return status.st_mtime_ns, status.st_size, status.st_ino
