"""One bank's file while it is changed: in the background, each change written at once."""

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
    """A bank's file: read, changed, taken back, and read again when others changed it.

    `shown` is called when the bank, or what is wrong with its file, is another than before: with
    the place, from 0, of the question to go to, or None to stay where one is.
    """

    def __init__(
        self, tools: BankTools, listed: ListedBank, shown: Callable[[int | None], object]
    ) -> None:
        """The bank must be a good one."""
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
        """Whether the bank can be changed."""
        return self._open is not None and not self.faults

    @property
    def undoes(self) -> bool:
        """Whether there is a change to take back."""
        return self.ready and self._open is not None and bool(self._open.undoes)

    @property
    def ships(self) -> bool:
        """Whether this is the bank that ships, and no copy of it."""
        return self._listed.shipped and (self._open is None or self._open.copies)

    # Reading

    @property
    def _path(self) -> Path:
        return self._open.path if self._open is not None else self._listed.path

    def look(self) -> None:
        """Read the file again if it is another than before, and the screen is to be seen."""
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
                self._tools.say("The file has changed on disk; it was read again.")
            self._shown(None)

        in_background(self._tools.app, self._read, done, owner=self._tools.screen)

    def _read(self) -> OpenBank | tuple[Fault, ...]:
        """Off the event loop: the bank as it is on disk, or what is wrong with it."""
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
        """Change the question at a place in a form; None writes a new one."""
        if self._open is not None and not self._busy:
            self._tools.app.push_screen(QuestionEditor(self._open, place, self._changed))

    def duplicate(self, place: int) -> None:
        """Put a copy behind the question."""
        self._change(lambda bank: bank.duplicate(place))

    def delete(self, place: int) -> None:
        """Take the question out; `undo` brings it back."""

        def delete(bank: OpenBank) -> int:
            bank.delete(place)
            return place

        self._change(delete, "Deleted. {undo-change} brings it back.")

    def undo(self, place: int) -> None:
        """Take back the last change; to the question that comes back, else to `place`."""

        def undo(bank: OpenBank) -> int:
            before = {question.id for question in bank.bank.questions}
            bank.undo()
            back = (question.id not in before for question in bank.bank.questions)
            return next((each for each, new in enumerate(back) if new), place)

        self._change(undo, "Taken back.")

    def _change(self, change: Callable[[OpenBank], int], told: str = "") -> None:
        """Change the file in the background, then go to the question at the place returned."""
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
        """Take over what was written."""
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
        """Open the file in an editor: at its first fault, else at the question."""
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
    """What tells whether a file is another than before."""
    try:
        status = path.stat()
    except OSError:
        return "gone"
    return status.st_mtime_ns, status.st_size, status.st_ino
