"""The page to read before an interview: notes for next time, and missed points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.core.notes import Reminder, by_topic, summary
from simulator.core.wording import counted, day_words, first_line
from simulator.ui.keys.table import bind
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.markdown import markdown_content
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.prose import hanging
from simulator.ui.widgets.screen import PAGE_KEYS, ListScreen

if TYPE_CHECKING:
    from simulator.ui.notes.controller import NotesController

MOST_SHOWN = 300
"""The most questions on the page, most urgent first; the command prints all of them."""

NOTHING = (
    "Nothing to remember yet. What you write after “Next time I will say”, and the points that you "
    "left out, are listed here."
)


class NotesScreen(ListScreen):
    """Everything worth reading again, by topic, the most urgent first."""

    CSS_PATH = "notes.tcss"

    BINDINGS = [
        bind("notes", "practise", "practise", "Practise the most urgent"),
        *PAGE_KEYS,
    ]
    HELP_TEXT = (
        "Your notes for next time, and the key points and follow-ups that you missed the last "
        "time. A point leaves the page when you cover it. {practise} asks the most urgent of these "
        "questions, as many as your setup has."
    )

    def __init__(
        self,
        found: Sequence[Reminder],
        controller: NotesController,
        *,
        today: date,
        interview_on: date | None,
    ) -> None:
        super().__init__(name="notes")
        self.found = found
        self._controller = controller
        self._today = today
        self._interview_on = interview_on

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="notes-page"):
            yield Static(id="notes-lead")
            yield Static(id="notes-topics")

    def on_mount(self) -> None:
        self.show(self.found)

    def came_back(self) -> None:
        """Reload the page after another screen."""
        self._controller.reload(self)

    def show(self, found: Sequence[Reminder]) -> None:
        """Show these reminders, keeping the scroll position."""
        self.found = found
        lead = lead_words(found, self._today, self._interview_on)
        fill(self.query_one("#notes-lead", Static), lead)
        fill(self.query_one("#notes-topics", Static), topics_content(found))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self.found) if action == "practise" else True

    def action_practise(self) -> None:
        self._controller.practise([each.answer.key for each in self.found])


def lead_words(found: Sequence[Reminder], today: date, interview_on: date | None) -> Content:
    """Return `Interview in 3 days. 2 notes and 5 missed points in 4 questions.`"""
    ahead = interview_on is not None and interview_on >= today
    parts = [f"Interview {day_words(interview_on, today)}."] if ahead and interview_on else []
    if found:
        parts.append(f"{summary(found)} in {counted(len(found), 'question')}.")
    else:
        parts.append(NOTHING)
    lines = [Content.styled(" ".join(parts), "bold $text-primary")]
    if any(each.answer.sure_and_wrong for each in found):
        lines.append(Content.assemble(("! ", "bold $text-error"), ("sure and wrong", MUTED)))
    return Content("\n").join(lines)


def topics_content(found: Sequence[Reminder]) -> Content:
    """Return the page below the lead."""
    shown = found[:MOST_SHOWN]
    parts = [
        Content("\n\n").join(
            [Content.styled(topic, "bold $text-primary"), *map(_reminder, each_of)]
        )
        for topic, each_of in by_topic(shown).items()
    ]
    if len(found) > len(shown):
        more = f"{counted(len(found) - len(shown), 'question')} more: mock-interview notes"
        parts.append(Content.styled(more, MUTED))
    return hanging(Content("\n\n\n").join(parts))


def _reminder(reminder: Reminder) -> Content:
    answer = reminder.answer
    mark = ("! ", "bold $text-error") if answer.sure_and_wrong else ""
    return Content("\n").join(
        [Content.assemble(mark, (first_line(answer.question), "bold")), *_points(reminder)]
    )


def _points(reminder: Reminder) -> Iterable[Content]:
    if reminder.promise:
        yield Content.assemble("  • ", ("to say  ", MUTED), reminder.promise)
    for text in reminder.missed:
        yield Content.assemble("  • ", ("missed  ", MUTED), markdown_content(text))
    for text in reminder.missed_follow_ups:
        yield Content.assemble("  • ", ("missed follow-up  ", MUTED), markdown_content(text))
