"""One bank: its questions as they will be asked, and how they are changed."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from simulator.core.wording import counted
from simulator.text.cleaning import one_line
from simulator.ui.banks.bank_editing import EDITS, BankEditing
from simulator.ui.banks.common import LOOK_SECONDS
from simulator.ui.banks.rows import QUESTION_COLUMNS, QuestionRow, matches, question_rows
from simulator.ui.banks.text import answer_parts, question_words
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.row_list import RowList


class BankScreen(BankEditing):
    """The questions of one bank: looked at, searched, written, edited, deleted and brought back."""

    CSS_PATH = ["../history/look_back.tcss", "banks.tcss"]

    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("space", "answer", "Answer", id="answer"),
        Binding("e", "edit", "Edit", id="edit"),
        Binding("a", "add", "Add", id="add"),
        Binding("slash", "search", "Find", id="search"),
        Binding("s", "start", "Start", id="start-bank"),
        Binding("y", "duplicate", "Duplicate", id="duplicate", show=False),
        Binding("d,delete", "delete", "Delete", id="delete"),
        Binding("u", "undo", "Undo", id="undo-change"),
        Binding("o,E", "edit_file", "Open the file in your editor", id="edit-file", show=False),
        Binding("x", "export", "Export", id="export-bank", show=False),
        Binding("left", "turn(-1)", "Previous", show=False, id="previous"),
        Binding("right", "turn(1)", "Next", show=False, id="next"),
    ]
    HELP_TEXT = (
        "The questions of one bank. Below or beside the list stands the question as it will be "
        "asked; {open} gives it the whole screen, and the keys for the next and the previous one "
        "go on from there. Every change is written at once and can be taken back."
    )

    _answered = False

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
        self.set_focus(self._rows)
        self.fill()
        self._reload()
        self.set_interval(LOOK_SECONDS, self._look)

    @property
    def _rows(self) -> RowList[QuestionRow]:
        return self.query_one("#question-rows", RowList)

    @property
    def row(self) -> QuestionRow | None:
        """The question under the cursor."""
        return self._rows.chosen

    # Showing

    def fill(self) -> None:
        """Show the questions that have the words, and the one under the cursor."""
        words = self.query_one("#bank-search", Input).value.casefold().split()
        rows = [
            row for row in question_rows(self._bank, self._asked) if matches(row.question, words)
        ]
        wanted = self._wanted or (self.row.question.id if self.row else "")
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
        hint = f"; {self.edit_key} opens it." if self.edit_key else "."
        lines = [Content(f"The file can't be used as it is now{hint}")] if self._faults else []
        lines += [Content(str(fault)) for fault in self._faults[:50]]
        fill(self.query_one("#bank-faults", Static), Content("\n").join(lines))
        self.query_one("#bank-body").display = not self._faults

    def _fill_preview(self) -> None:
        row = self.row
        if row is not None:
            words = question_words(row)
        elif self._bank.questions:
            words = Content("No question has these words.")
        else:
            words = Content(
                f"No questions yet. Press {self.shown_key('add')} to write the first one."
            )
        self.query_one("#preview-question", Static).update(words)
        self._show_answer(False)

    def _show_answer(self, shown: bool) -> None:
        self._answered = shown
        hint = Content.styled(f"{self.shown_key('answer')} shows the model answer", MUTED)
        words = Content("") if self.row is None else hint
        if shown and self.row is not None:
            words = answer_parts(self.row.question)
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
        self.set_focus(self.query_one("#preview"))

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
        self.set_focus(field)

    @on(Input.Changed, "#bank-search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.fill()

    @on(Input.Submitted, "#bank-search")
    def _to_list(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.set_focus(self._rows)
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
            self.fill()
        else:
            super().action_back()
            return
        self.set_focus(self._rows)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is offered only where it can do something."""
        if not self.is_mounted:
            return True
        if action in EDITS:
            return self.can_change(action)
        if action == "answer":
            return self.row is not None
        if action == "edit_file":
            return self.can_edit_outside()
        if action in ("start", "export"):
            return bool(self._bank.questions) and not self._faults
        return True

    def action_start(self) -> None:
        """Start an interview with this bank."""
        from simulator.ui.banks.screen import BanksScreen

        self.post_message(BanksScreen.Started(self._bank.name))

    def action_export(self) -> None:
        """Write the bank in another format."""
        self.export_bank(self._bank)
