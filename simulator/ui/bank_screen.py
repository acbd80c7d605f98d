"""One bank: its questions as they will be asked, and how they are changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from simulator.bank import Bank
from simulator.faults import Fault, FileFault
from simulator.open_bank import EditRefused, OpenBank
from simulator.phrases import counted
from simulator.store import ListedBank, Store
from simulator.text import one_line, printable
from simulator.ui.answer_words import fill
from simulator.ui.background import in_background
from simulator.ui.bank_rows import (
    QUESTION_COLUMNS,
    AskedBy,
    QuestionRow,
    matches,
    question_rows,
)
from simulator.ui.bank_tools import LOOK_SECONDS, BankTools
from simulator.ui.bank_words import MUTED, answer_parts, question_words
from simulator.ui.question_editor import QuestionEditor
from simulator.ui.row_list import RowList

EDITS = ("add", "edit", "duplicate", "delete", "undo")


class BankScreen(BankTools):
    """The questions of one bank: looked at, searched, written, edited, deleted and brought back."""

    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("space", "answer", "Answer", id="answer"),
        Binding("e", "edit", "Edit", id="edit"),
        Binding("a", "add", "Add", id="add"),
        Binding("slash", "search", "Find", id="search"),
        Binding("s", "start", "Start", id="start"),
        Binding("y", "duplicate", "Duplicate", id="duplicate", show=False),
        Binding("d,delete", "delete", "Delete", id="delete"),
        Binding("u", "undo", "Undo", id="undo"),
        Binding("o,E", "edit_file", "Open the file in your editor", id="edit-file", show=False),
        Binding("x", "export", "Export", id="export", show=False),
        Binding("left", "turn(-1)", "Previous", show=False),
        Binding("right", "turn(1)", "Next", show=False),
    ]
    HELP_TEXT = (
        "The questions of one bank. Below or beside the list stands the question as it will be "
        "asked; space shows the model answer, Enter gives it the whole screen, left and right go "
        "on from there. Every change is written at once and can be taken back with u."
    )

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
        self._answered = False

    def compose_body(self) -> ComposeResult:
        yield Static(id="bank-head")
        yield Input(id="bank-search", placeholder="words of a question", compact=True)
        yield Static(id="bank-faults")
        with Container(id="bank-body"):
            yield RowList[QuestionRow](QUESTION_COLUMNS, id="question-rows")
            with VerticalScroll(id="preview"):
                yield Static(id="preview-question")
                yield Static(id="preview-answer")

    def on_mount(self) -> None:
        """Show what is known of the bank, and read its file for editing."""
        self.query_one("#bank-search").display = False
        self._rows.focus()
        self._fill()
        self._reload()
        self.set_interval(LOOK_SECONDS, self._look)

    @property
    def _rows(self) -> RowList[QuestionRow]:
        return self.query_one("#question-rows", RowList)

    @property
    def _row(self) -> QuestionRow | None:
        return self._rows.chosen

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
                return OpenBank.read(listed, self.store)
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
            self._fill()

        self._busy = True
        in_background(self.app, read, show)

    def on_screen_resume(self) -> None:
        """Go on at the question that was edited."""
        editor = self._editor
        if editor is not None and editor.saved is not None:
            self._editor = None
            self._edited(editor.saved)
        else:
            self._look()

    # Showing

    def _fill(self) -> None:
        words = self.query_one("#bank-search", Input).value.casefold().split()
        rows = [
            row for row in question_rows(self._bank, self._asked) if matches(row.question, words)
        ]
        wanted = self._wanted or (self._row.question.id if self._row else "")
        places = (place for place, row in enumerate(rows) if row.question.id == wanted)
        kept = min(self._rows.cursor, max(0, len(rows) - 1))
        self._wanted = ""
        self._rows.show(rows, next(places, kept))
        self.query_one("#bank-head", Static).update(self._head(len(rows) if words else None))
        self._fill_faults()
        self._fill_preview()
        self.refresh_bindings()

    def _head(self, found: int | None) -> Content:
        number = counted(len(self._bank.questions), "question")
        facts = number if found is None else f"{found:,} of {number}"
        ships = self._listed.shipped and (self._editing is None or self._editing.copies)
        origin = "ships with the program" if ships else "yours"
        title = one_line(self._bank.title, 60)
        return Content.assemble((title, "bold $text-primary"), (f" · {facts} · {origin}", MUTED))

    def _fill_faults(self) -> None:
        lines = (
            [Content("The file can't be used as it is now; o opens it.")] if self._faults else []
        )
        lines += [Content(str(fault)) for fault in self._faults[:50]]
        fill(self.query_one("#bank-faults", Static), Content("\n").join(lines))
        self.query_one("#bank-body").display = not self._faults

    def _fill_preview(self) -> None:
        row = self._row
        if row is not None:
            words = question_words(row)
        elif self._bank.questions:
            words = Content("No question has these words.")
        else:
            words = Content("No questions yet. Press a to write the first one.")
        self.query_one("#preview-question", Static).update(words)
        self._show_answer(False)

    def _show_answer(self, shown: bool) -> None:
        self._answered = shown
        hint = Content.styled("space shows the model answer", MUTED)
        words = Content("") if self._row is None else hint
        if shown and self._row is not None:
            words = answer_parts(self._row.question)
        fill(self.query_one("#preview-answer", Static), words)
        if not shown:
            self.query_one("#preview").scroll_home(animate=False)

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        self._fill_preview()

    @on(RowList.Opened)
    def _read_on(self, event: RowList.Opened) -> None:
        """Give the question the whole screen."""
        event.stop()
        self.query_one("#bank-body").add_class("-reading")
        self.query_one("#preview").focus()

    def action_answer(self) -> None:
        """Show the model answer, or hide it again."""
        self._show_answer(not self._answered)

    def action_turn(self, by: int) -> None:
        """To the question before or after."""
        self._rows.action_move(by)

    # Searching

    def action_search(self) -> None:
        """Type words that a question must have."""
        field = self.query_one("#bank-search", Input)
        field.display = True
        field.focus()

    @on(Input.Changed, "#bank-search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._fill()

    @on(Input.Submitted, "#bank-search")
    def _to_list(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self._rows.focus()
        else:
            self.action_back()

    def action_back(self) -> None:
        """Out of the question or the search first, then to the screen below."""
        body, field = self.query_one("#bank-body"), self.query_one("#bank-search", Input)
        if body.has_class("-reading"):
            body.remove_class("-reading")
        elif field.display:
            with self.prevent(Input.Changed):
                field.value = ""
            field.display = False
            self._fill()
        else:
            super().action_back()
            return
        self._rows.focus()

    # Changing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is offered only where it can do something."""
        if not self.is_mounted:
            return True
        editing = self._editing
        if action in EDITS and (editing is None or self._faults):
            return False
        if action in ("edit", "duplicate", "delete", "answer"):
            return self._row is not None
        if action == "undo":
            return editing is not None and bool(editing.undoes)
        if action == "edit_file":
            return self.can_edit_outside()
        if action in ("start", "export"):
            return bool(self._bank.questions) and not self._faults
        return True

    def action_add(self) -> None:
        """Write a new question."""
        self._edit_at(None)

    def action_edit(self) -> None:
        """Change the question under the cursor in a form."""
        self._edit_at(self._row.place if self._row else None)

    def _edit_at(self, place: int | None) -> None:
        if self._editing is not None and not self._busy:
            self._editor = QuestionEditor(self._editing, place)
            self.app.push_screen(self._editor)

    def action_duplicate(self) -> None:
        """Put a copy behind the question, to be changed."""
        row = self._row
        if row is not None:
            self._edit(lambda editing: editing.duplicate(row.place))

    def action_delete(self) -> None:
        """Take the question out; `u` brings it back."""
        row = self._row
        if row is None:
            return

        def delete(editing: OpenBank) -> int:
            editing.delete(row.place)
            return row.place

        self._edit(delete, "Deleted. u brings it back.")

    def action_undo(self) -> None:
        """Take back the last change."""
        row = self._row

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
        in_background(self.app, work, done)

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
        self._fill()

    def _tell_of_copy(self) -> None:
        self._listed = ListedBank(self._listed.name, self._path, False, self._bank)
        self.say(f"Your copy is {printable(str(self._path))}; the bank that ships stays as it is.")

    # Elsewhere

    def action_start(self) -> None:
        """Start an interview with this bank."""
        from simulator.ui.banks_screen import BanksScreen

        self.post_message(BanksScreen.Started(self._bank.name))

    def action_edit_file(self) -> None:
        """Open the file at this question."""
        faults: Sequence[Fault] = self._faults
        line = (faults[0].line or 1) if faults else 1
        if not faults and self._editing is not None and self._row is not None:
            line = self._editing.line_of(self._row.place)
        shipped = self._editing is not None and self._editing.copies
        self.edit_file(ListedBank(self._listed.name, self._path, shipped, self._bank), line)
        self._state = self._state or 0
        self._reload()

    def action_export(self) -> None:
        """Write the bank in another format."""
        self.export_bank(self._bank)


def _state(path: Path) -> object:
    """What tells whether a file is another than before."""
    try:
        status = path.stat()
    except OSError:
        return "gone"
    return status.st_mtime_ns, status.st_size, status.st_ino
