"""A form for one question."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from simulator.core.bank import Question
from simulator.core.choices import Difficulty
from simulator.storage.banks.editor import EditRefused, OpenBank
from simulator.system.faults import Fault
from simulator.text.wrapping import wrapped
from simulator.ui.banks.question_fields import FIELDS, InputKind, QuestionField
from simulator.ui.banks.text import HEAD_EDGES, head_line
from simulator.ui.keys.table import bind
from simulator.ui.widgets.background import in_background
from simulator.ui.widgets.dialogs import Choose
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.screen import ListScreen
from simulator.ui.widgets.text_box import TextBox

LEAVE = (
    ("save", "Save"),
    ("drop", "Leave without saving"),
    ("keep", "Go on editing"),
)

_PLACE = re.compile(r"questions\[\d+\]\.(?P<name>\w+)(?:\[(?P<item>\d+)\])?(?:\.(?P<inner>.+))?")


_BESIDE = next(place for place, field in enumerate(FIELDS) if field.name == "topic")
COLUMNS = (FIELDS[:_BESIDE], FIELDS[_BESIDE:])
"""The columns in a very wide window: the question and what is expected, and everything else."""


class FieldBox(TextBox):
    """A box for several lines; if empty at first, it is high enough for its wrapped hint."""

    def __init__(self, text: str, hint: str, name: str) -> None:
        super().__init__(text, placeholder=hint, id=name, compact=True, highlight_cursor_line=False)
        self._hint = "" if text else hint

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        rows = super().get_content_height(container, viewport, width)
        return max(rows, len(wrapped(self._hint, max(10, width))))


class QuestionEditor(ListScreen):
    """All fields of one question. Faults are shown under their fields; ctrl+s saves."""

    CSS_PATH = "banks.tcss"
    HORIZONTAL_BREAKPOINTS = [*ListScreen.HORIZONTAL_BREAKPOINTS, (160, "-broad")]
    AUTO_FOCUS = "#field-question"
    BINDINGS = [
        bind("question", "save-question", "save", "Save"),
        bind("question", "next-field", "app.focus_next", "Next field"),
    ]
    HELP_TEXT = (
        "One question. Only what you change is written; the file's comments, order and layout "
        "stay. Lists have one item per line; indent further lines of an item."
    )

    def __init__(
        self, editing: OpenBank, place: int | None, saved: Callable[[int], object]
    ) -> None:
        """`place` None: a new question. `saved` is called with its index once it is written."""
        super().__init__()
        self._editing = editing
        self._place = place
        self._saved = saved
        old = Question("", "") if place is None else editing.bank.questions[place]
        self._old = old
        self._first = {field.name: field.text(old) for field in FIELDS}
        self._busy = False

    def compose_body(self) -> ComposeResult:
        yield Static(self._title(), id="editor-head")
        yield Static(id="editor-trouble")
        with VerticalScroll(id="form", can_focus=False):
            for column in COLUMNS:
                with Vertical(classes="form-column"):
                    for field in column:
                        yield from self._row(field)

    def _title(self) -> Content:
        bank = self._editing.bank
        if self._place is None:
            where = "a new question"
        else:
            where = f"question {self._place + 1} of {len(bank.questions)}"
        return head_line(bank.title, where, self.app.size.width - HEAD_EDGES)

    def _row(self, field: QuestionField) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Static(field.label, classes="field-label")
            with Vertical(classes="field-body"):
                yield self._widget(field)

    def _widget(self, field: QuestionField) -> Widget:
        name, text = f"field-{field.name}", self._first[field.name]
        if field.kind is InputKind.CHOICE:
            options = [(kind.value, kind.value) for kind in Difficulty]
            return Select(options, value=text, allow_blank=False, id=name, compact=True)
        if field.kind is InputKind.LINE:
            known = dict.fromkeys(each.topic for each in self._editing.bank.questions)
            suggester = (
                SuggestFromList(known, case_sensitive=False) if field.name == "topic" else None
            )
            return Input(
                text,
                placeholder=field.hint,
                suggester=suggester,
                id=name,
                compact=True,
                select_on_focus=False,
            )
        return FieldBox(text, field.hint, name)

    def on_mount(self) -> None:
        self.query_one("#editor-trouble").display = False

    def on_resize(self) -> None:
        """Cut the title to the new width."""
        super().on_resize()
        self.query_one("#editor-head", Static).update(self._title())

    # What is in the form

    def _texts(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        for field in FIELDS:
            widget = self.query_one(f"#field-{field.name}")
            if isinstance(widget, TextArea):
                texts[field.name] = widget.text
            elif isinstance(widget, Input | Select):
                texts[field.name] = str(widget.value)
        return texts

    @property
    def changed(self) -> bool:
        """True if the form differs from the question."""
        return self._texts() != self._first

    def _values(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the changed fields' values, and the faults of those that are invalid."""
        values: dict[str, Any] = {}
        faults: dict[str, str] = {}
        texts = self._texts()
        for field in FIELDS:
            if texts[field.name] == self._first[field.name]:
                continue
            try:
                values[field.name] = field.value(texts[field.name])
            except ValueError as error:
                faults[field.name] = str(error)
        return values, faults

    # Saving

    def action_save(self) -> None:
        """Save the changes and go back, or show the faults and stay."""
        if self._busy:
            return
        values, faults = self._values()
        if not values and not faults and self._place is not None:
            super().action_back()
            return
        if faults:
            self._show_faults(faults)
            return
        self._busy = True
        in_background(self.app, lambda: self._write(values), self._written, owner=self)

    def _write(self, values: Mapping[str, Any]) -> Sequence[Fault] | str:
        """Off the event loop: save; return the question's faults, or why it was not saved."""
        question = replace(self._old, **values)
        try:
            faults = self._editing.faults_of(question, self._place)
            if not faults:
                self._editing.save(question, self._place)
        except EditRefused as refused:
            if self._editing.is_current():
                return str(refused)
            return f"{refused} {self._take_over()}"
        return faults

    def _take_over(self) -> str:
        """Reload a file that others have changed, so that the change can be applied to it."""
        saves = self.shown_key("save-question")
        try:
            self._editing.refresh()
        except EditRefused as refused:
            return str(refused)
        if self._place is not None:
            self._place = self._editing.place_of(self._old.id)
            if self._place is None:
                return f"The question is no longer in it; {saves} adds it as a new one."
            self._old = self._editing.bank.questions[self._place]
        return f"{saves} again writes your change into the file as it is now."

    def _written(self, result: Sequence[Fault] | str) -> None:
        self._busy = False
        if not self.is_mounted:
            return
        if isinstance(result, str):
            self._show_faults({}, result)
        elif result:
            self._show_faults(dict(map(_field_fault, result)))
        else:
            last = len(self._editing.bank.questions) - 1
            self._saved(last if self._place is None else self._place)
            if self.is_current:
                super().action_back()

    def _show_faults(self, faults: Mapping[str, str], trouble: str = "") -> None:
        known = {field.name for field in FIELDS}
        others = [message for name, message in faults.items() if name not in known]
        fill(
            self.query_one("#editor-trouble", Static), Content(" ".join([trouble, *others]).strip())
        )
        self.query(".field-fault").remove()
        for field in FIELDS:
            if field.name in faults:
                body = self.query_one(f"#field-{field.name}").parent
                if isinstance(body, Widget):
                    body.mount(Static(Content(faults[field.name]), classes="field-fault"))
        wrong = next((field for field in FIELDS if field.name in faults), None)
        if wrong is not None:
            self.set_focus(self.query_one(f"#field-{wrong.name}"))

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    # Leaving

    def action_back(self) -> None:
        """Go back to the list, but ask first if something has changed."""
        if not self.changed:
            super().action_back()
            return

        def chosen(what: str | None) -> None:
            if what == "save":
                self.action_save()
            elif what == "drop":
                self.app.pop_screen()

        self.app.push_screen(Choose("Save the changes?", "", LEAVE), chosen)


def _field_fault(fault: Fault) -> tuple[str, str]:
    """Return a fault's field and message, without the location that the form shows anyway."""
    match = _PLACE.fullmatch(fault.field)
    if match is None:
        return fault.field, f"{fault.field}: {fault.message}" if fault.field else fault.message
    subject = "this " if fault.message.startswith("is ") else ""
    inner = f"{match['inner']}: " if match["inner"] else ""
    item = f"item {match['item']}: {inner}" if match["item"] else ""
    return match["name"], f"{item}{subject}{fault.message}"
