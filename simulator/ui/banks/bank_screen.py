"""The screen of one bank: its questions as they will be asked, and ways to change them."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from simulator.core.wording import counted
from simulator.storage.banks.shelf import ListedBank
from simulator.storage.store import Store
from simulator.text.spelling import sought
from simulator.ui.banks.bank_editing import BankEditing
from simulator.ui.banks.bank_tools import LOOK_SECONDS, BankTools, StartBank
from simulator.ui.banks.rows import (
    QUESTION_COLUMNS,
    AskedBy,
    QuestionRow,
    QuestionRows,
    QuestionSearch,
)
from simulator.ui.banks.text import HEAD_EDGES, answer_parts, head_line, question_words
from simulator.ui.keys.table import bind
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.row_list import RowList
from simulator.ui.widgets.screen import ListScreen


class BankScreen(ListScreen):
    """Browse, search, write, edit, delete and restore the questions of one bank."""

    CSS_PATH = "banks.tcss"
    AUTO_FOCUS = ""
    BINDINGS = [
        bind("bank", "answer", "answer", "Answer"),
        bind("bank", "edit", "edit", "Edit"),
        bind("bank", "add", "add", "Add"),
        bind("bank", "search", "search", "Find"),
        bind("bank", "start-bank", "start", "Start"),
        bind("bank", "duplicate", "duplicate", "Duplicate", show=False),
        bind("bank", "delete", "delete", "Delete"),
        bind("bank", "undo-change", "undo", "Undo"),
        bind("bank", "edit-file", "edit_file", "Open the file in your editor", show=False),
        bind("bank", "export-bank", "export", "Export", show=False),
        bind("bank", "previous", "turn(-1)", "Previous", show=False),
        bind("bank", "next", "turn(1)", "Next", show=False),
    ]
    HELP_TEXT = (
        "The questions of one bank. The preview shows the chosen one as it will be asked; {open} "
        "shows it full screen, where {previous} and {next} turn to the others. Every change is "
        "saved at once and can be undone."
    )

    def __init__(
        self, store: Store, listed: ListedBank, asked: AskedBy, *, question: str = ""
    ) -> None:
        """`question` is the id of the one to start at. The bank must have no faults."""
        super().__init__()
        self._tools = BankTools(self, store)
        self._editing = BankEditing(self._tools, listed, self._show)
        self._asked = asked
        self._search = QuestionSearch()
        self._first = question
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
        self.query_one("#bank-search").display = False
        self.set_focus(self._rows)
        self._fill(self._first)
        self._editing.read()
        self.set_interval(LOOK_SECONDS, self._editing.look)

    def on_resize(self) -> None:
        """Cut the title to the new width."""
        super().on_resize()
        self._fill_head()

    def on_screen_resume(self) -> None:
        """Look at the file, which others may have changed."""
        self._editing.look()

    @property
    def _rows(self) -> RowList[QuestionRow]:
        return self.query_one("#question-rows", RowList)

    @property
    def row(self) -> QuestionRow | None:
        """The question under the cursor."""
        return self._rows.chosen

    # Showing

    def _show(self, place: int | None) -> None:
        """Show the bank as it is now, with the cursor on the question at `place`."""
        questions = self._editing.bank.questions
        if place is None or not questions:
            self._fill()
        else:
            self._fill(questions[min(place, len(questions) - 1)].id)

    def _fill(self, wanted: str = "") -> None:
        """Show the questions that match the search, with the cursor on the one with this id."""
        words = sought(self.query_one("#bank-search", Input).value)
        bank = self._editing.bank
        rows = QuestionRows(bank, self._search.places(bank, words), self._asked)
        at = rows.row_with(wanted or (self.row.question.id if self.row else ""))
        self._rows.show(rows, self._rows.cursor if at is None else at)
        self._fill_head()
        self._fill_faults()
        self._fill_preview()
        self.refresh_bindings()

    def _fill_head(self) -> None:
        bank = self._editing.bank
        facts = counted(len(bank.questions), "question")
        if self.query_one("#bank-search", Input).value.split():
            facts = f"{len(self._rows.rows):,} of {facts}"
        facts += f" · {'built in' if self._editing.ships else 'yours'}"
        words = head_line(bank.title, facts, self.app.size.width - HEAD_EDGES)
        self.query_one("#bank-head", Static).update(words)

    def _fill_faults(self) -> None:
        faults, key = self._editing.faults, self._tools.edit_key
        hint = f"; {key} opens it." if key else "."
        lines = [Content(f"The file can't be used as it is now{hint}")] if faults else []
        lines += [Content(str(fault)) for fault in faults[:50]]
        fill(self.query_one("#bank-faults", Static), Content("\n").join(lines))
        self.query_one("#bank-body").display = not faults

    def _fill_preview(self) -> None:
        row = self.row
        if row is not None:
            words = question_words(row)
        elif self._editing.bank.questions:
            words = Content("No question contains these words.")
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
        preview = self.query_one("#preview")
        if shown:
            self.call_after_refresh(self._bring_into_sight)
        else:
            preview.scroll_home(animate=False)

    def _bring_into_sight(self) -> None:
        """Scroll until the beginning of the answer is in the upper half."""
        preview, answer = self.query_one("#preview"), self.query_one("#preview-answer")
        top, height = answer.virtual_region.y, preview.scrollable_content_region.height
        if top - preview.scroll_y > height // 2:
            preview.scroll_to(y=top - height // 2, animate=False)

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
        self._show_answer(not self._answered)

    def action_turn(self, by: int) -> None:
        self._rows.action_move(by)

    # Searching

    def action_search(self) -> None:
        field = self.query_one("#bank-search", Input)
        field.display = True
        self.set_focus(field)

    @on(Input.Changed, "#bank-search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._fill()

    @on(Input.Submitted, "#bank-search")
    def _to_list(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.set_focus(self._rows)
        else:
            self.action_back()

    def action_back(self) -> None:
        """Leave the question or the search first, then the screen."""
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
        self.set_focus(self._rows)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        editing = self._editing
        if action in ("edit", "duplicate", "delete"):
            return editing.ready and self.row is not None
        if action == "add":
            return editing.ready
        if action == "undo":
            return editing.undoes
        if action == "answer":
            return self.row is not None
        if action == "edit_file":
            return self._tools.can_edit_outside()
        if action in ("start", "export"):
            return bool(editing.bank.questions) and not editing.faults
        return True

    def action_add(self) -> None:
        self._editing.edit(None)

    def action_edit(self) -> None:
        if self.row is not None:
            self._editing.edit(self.row.place)

    def action_duplicate(self) -> None:
        if self.row is not None:
            self._editing.duplicate(self.row.place)

    def action_delete(self) -> None:
        if self.row is not None:
            self._editing.delete(self.row.place)

    def action_undo(self) -> None:
        self._editing.undo(self.row.place if self.row else 0)

    def action_edit_file(self) -> None:
        self._editing.edit_file(self.row.place if self.row else None)

    def action_start(self) -> None:
        self.post_message(StartBank(self._editing.bank.name))

    def action_export(self) -> None:
        self._tools.export_bank(self._editing.bank)
