"""Changing the questions of one bank: in the background, each change written at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from simulator.core.bank import Bank
from simulator.storage.banks.editor import EditRefused, OpenBank
from simulator.storage.banks.shelf import ListedBank
from simulator.storage.store import Store
from simulator.system.faults import Fault, FileFault
from simulator.text.cleaning import printable
from simulator.ui.banks.common import BankTools
from simulator.ui.banks.question_editor import QuestionEditor
from simulator.ui.banks.rows import AskedBy, QuestionRow
from simulator.ui.widgets.background import in_background

EDITS = ("add", "edit", "duplicate", "delete", "undo")


class BankEditing(BankTools):
    """A screen on one bank's file: read, changed, taken back, and read again when others did."""

    def __init__(
        self, store: Store, listed: ListedBank, asked: AskedBy, *, question: str = ""
    ) -> None:
        """`question` is the id of the one to begin at. The bank must be a good one."""
        super().__init__(store)
        assert listed.bank is not None
        self._listed = listed
        self._bank: Bank = listed.bank
        self._asked = asked
        self._wanted = question
        self._editing: OpenBank | None = None
        self._editor: QuestionEditor | None = None
        self._faults: tuple[Fault, ...] = ()
        self._state: object = None
        self._busy = False

    @property
    def row(self) -> QuestionRow | None:
        """The question under the cursor."""
        raise NotImplementedError

    def fill(self) -> None:
        """Show the bank as it is now, with the cursor on the wanted question."""
        raise NotImplementedError

    def can_change(self, action: str) -> bool | None:
        """Whether an edit can be made now."""
        editing = self._editing
        if editing is None or self._faults:
            return False
        if action == "undo":
            return bool(editing.undoes)
        return action == "add" or self.row is not None

    # The file

    def _look(self) -> None:
        """Read the file again if it is another than before."""
        if self.is_current and not self._busy and self._state != _state(self._path):
            self._reload()

    @property
    def _path(self) -> Path:
        return self._editing.path if self._editing is not None else self._listed.path

    def _reload(self) -> None:
        name, known = self._listed.name, self._state

        def read() -> OpenBank | tuple[Fault, ...]:
            listed = next((each for each in self.store.banks() if each.name == name), None)
            if listed is None:
                return (Fault(name, None, "", "the file is gone"),)
            try:
                return OpenBank.read(listed, self.store.banks_folder)
            except FileFault as fault:
                return fault.faults

        def show(result: OpenBank | tuple[Fault, ...]) -> None:
            self._busy = False
            if not self.is_mounted:
                return
            if isinstance(result, OpenBank):
                self._editing, self._faults, self._bank = result, (), result.bank
            else:
                self._faults = result
            self._state = _state(self._path)
            if known is not None:
                self.say("The file has changed on disk; it was read again.")
            self.fill()

        self._busy = True
        in_background(self.app, read, show, owner=self)

    def on_screen_resume(self) -> None:
        """Go on at the question that was edited."""
        editor = self._editor
        if editor is not None and editor.saved is not None:
            self._editor = None
            self._edited(editor.saved)
        else:
            self._look()

    # Changing

    def action_add(self) -> None:
        """Write a new question."""
        self._edit_at(None)

    def action_edit(self) -> None:
        """Change the question under the cursor in a form."""
        self._edit_at(self.row.place if self.row else None)

    def _edit_at(self, place: int | None) -> None:
        if self._editing is not None and not self._busy:
            self._editor = QuestionEditor(self._editing, place)
            self.app.push_screen(self._editor)

    def action_duplicate(self) -> None:
        """Put a copy behind the question, to be changed."""
        row = self.row
        if row is not None:
            self._edit(lambda editing: editing.duplicate(row.place))

    def action_delete(self) -> None:
        """Take the question out; undo brings it back."""
        row = self.row
        if row is None:
            return

        def delete(editing: OpenBank) -> int:
            editing.delete(row.place)
            return row.place

        self._edit(delete, f"Deleted. {self.shown_key('undo-change')} brings it back.")

    def action_undo(self) -> None:
        """Take back the last change."""
        row = self.row

        def undo(editing: OpenBank) -> int:
            before = {question.id for question in editing.bank.questions}
            editing.undo()
            back = (q.id not in before for q in editing.bank.questions)
            return next((place for place, new in enumerate(back) if new), row.place if row else 0)

        self._edit(undo, "Taken back.")

    def _edit(self, change: Callable[[OpenBank], int], told: str = "") -> None:
        """Change the file in the background, then go to the question at the place returned."""
        editing = self._editing
        if editing is None or self._busy:
            return

        def work() -> int | EditRefused:
            try:
                return change(editing)
            except EditRefused as refused:
                return refused

        def done(result: int | EditRefused) -> None:
            self._busy = False
            if not self.is_mounted:
                return
            if isinstance(result, EditRefused):
                self.say(str(result), trouble=True)
                self._look()
                return
            if told:
                self.say(told)
            self._edited(result)

        self._busy = True
        in_background(self.app, work, done, owner=self)

    def _edited(self, place: int) -> None:
        """Show the bank after a change, with the cursor on a question."""
        editing = self._editing
        if editing is None:
            return
        if self._path != self._listed.path and self._listed.shipped and editing.undoes:
            self._tell_of_copy()
        self._bank = editing.bank
        self._state = _state(self._path)
        questions = self._bank.questions
        self._wanted = questions[min(place, len(questions) - 1)].id if questions else ""
        self.fill()

    def _tell_of_copy(self) -> None:
        self._listed = ListedBank(self._listed.name, self._path, False, self._bank)
        self.say(f"Your copy is {printable(str(self._path))}; the bank that ships stays as it is.")

    def action_edit_file(self) -> None:
        """Open the file at this question."""
        faults: Sequence[Fault] = self._faults
        line = (faults[0].line or 1) if faults else 1
        if not faults and self._editing is not None and self.row is not None:
            line = self._editing.line_of(self.row.place)
        shipped = self._editing is not None and self._editing.copies
        self.edit_file(ListedBank(self._listed.name, self._path, shipped, self._bank), line)
        self._state = self._state or 0
        self._reload()


def _state(path: Path) -> object:
    """What tells whether a file is another than before."""
    try:
        status = path.stat()
    except OSError:
        return "gone"
    return status.st_mtime_ns, status.st_size, status.st_ino
