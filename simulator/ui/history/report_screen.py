"""The report of one session: what to look at first, every question, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region, Size
from textual.widgets import Static

from simulator.core.figures import Score
from simulator.core.report import Report
from simulator.core.report_document import CLOSING, Part, ReportDocument, mode_words
from simulator.core.times import show_time
from simulator.core.wording import bank_titles, counted, show_moment
from simulator.exporters.session_files import SESSION_FORMATS
from simulator.ui.history.answer_screen import AnswerScreen
from simulator.ui.history.report_hero import SCORE, lead, score_words
from simulator.ui.history.report_parts import (
    RowFilter,
    RowOfReport,
    card_title,
    card_words,
    closing,
    filter_words,
    filtered_rows,
    report_columns,
)
from simulator.ui.history.rerate_screen import RerateScreen, blind
from simulator.ui.keys.footer import NARROW
from simulator.ui.keys.table import bind
from simulator.ui.widgets.columns import Page, entitle, widths
from simulator.ui.widgets.dialogs import Choose
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.prose import packed
from simulator.ui.widgets.row_list import RowList
from simulator.ui.widgets.screen import ListScreen

if TYPE_CHECKING:
    from simulator.ui.history.report_controller import ReportController

CARDS = {
    Part.TAKE: "",
    Part.URGENT: "-side",
    Part.QUESTIONS: "",
    Part.NEXT: "-side",
    Part.GAINED: "",
    Part.TOPICS: "",
    Part.CONFIDENCE: "-side",
    Part.DIFFICULTIES: "",
    Part.TIME: "",
    Part.STRONGEST: "-side",
    Part.FLAGGED: "-side",
}
"""The parts in the order of a single column, and which of them go to the side column in two."""

ROOM_FOR_HERO = 22
"""The screen's height from which the result is shown large."""


PAGE_EDGES, CARD_EDGES, SCORE_EDGES, HEAD_EDGES = 3, 4, 6, 5
"""Cells around text: of the page and its scrollbar, of a card, around the result, and of the line
at the top."""


class Around(NamedTuple):
    """Facts from other sessions: what is due overall, and the last result."""

    plan: str = ""
    before: Score | None = None
    among: str = ""
    """How many of the questions to practise next are in today's plan, in words."""


class ReportScreen(ListScreen):
    """Leads with the result, then sure and wrong, the questions, what is next, and charts."""

    CSS_PATH = "look_back.tcss"

    AUTO_FOCUS = ""
    BINDINGS = [
        bind("report", "judge-answer", "judge", "Rate"),
        bind("report", "practise", "practise", "Practise"),
        bind("report", "take", "take", "Again, shorter"),
        bind("report", "again", "again", "Another like it"),
        bind("report", "export-report", "export", "Export"),
        bind("report", "filter", "filter", "Filter"),
        bind("report", "rerate-answer", "rerate", "Re-rate"),
    ]
    HELP_TEXT = (
        "The result of this session. The questions are in the table: {open} opens one in full. "
        + CLOSING
    )

    def __init__(
        self,
        report: Report,
        controller: ReportController,
        *,
        wall: Callable[[], datetime],
        path: Path | None = None,
    ) -> None:
        """`wall` returns the current timezone-aware time; `path` is the session's file, if any.

        `controller` does what the user asks for here.
        """
        super().__init__()
        self.report = report
        self.path = path
        self._controller = controller
        self._wall = wall
        self._around = Around()
        self._filter = RowFilter.ALL
        self._filled_for = Size()
        self._reading: AnswerScreen | None = None

    def compose_body(self) -> ComposeResult:
        with Page(id="page", can_focus=False):
            yield Static(id="report-head", classes="-whole")
            with Horizontal(id="report-hero", classes="-whole"):
                yield Static(id="report-score")
                yield Static(id="report-lead")
            for part, side in CARDS.items():
                if part is Part.QUESTIONS:
                    yield Static(id="report-filter")
                    rows = RowList[RowOfReport](
                        report_columns(self.report.answers), id="report-rows"
                    )
                    yield rows.add_class("card")
                else:
                    yield Static(id=card_id(part), classes=f"card {side}")
            yield Static(id="report-closing", classes="-whole")

    def on_mount(self) -> None:
        rows = self.query_one(RowList)
        rows.border_subtitle = f"{self.shown_key('open') or 'Enter'} opens"
        self.show(self.report)
        rows.focus(scroll_visible=False)

    def on_resize(self) -> None:
        """Redraw everything for the new size."""
        super().on_resize()
        if self.size != self._filled_for:
            self._fill()

    def show_around(self, around: Around) -> None:
        """Show facts from other sessions, which are read later."""
        if around != self._around and self.is_attached:
            self._around = around
            self._fill()

    def show(self, report: Report) -> None:
        """Show this report, usually of the same session after a change."""
        self.report = report
        self._fill_rows()
        self._fill()
        self.refresh_bindings()

    def _fill(self) -> None:
        document = ReportDocument.of(self.report, self._wall().date(), self._around.before)
        self._filled_for = self.size
        width, height = self.size
        page = max(30, width - PAGE_EDGES)
        fill(self.query_one("#report-head", Static), self._head(document))
        large = height >= ROOM_FOR_HERO and width >= NARROW
        score = score_words(document.hero) if large else Content("")
        fill(self.query_one("#report-score", Static), score)
        wide = max((SCORE, *(line.cell_length for line in score.split("\n"))))
        room = page - SCORE_EDGES - (wide if score.plain else 0)
        told = lead(document, room if large else 0)
        fill(self.query_one("#report-lead", Static), told)
        left, right = widths(page, width)
        entitle(self.query_one(RowList), Part.QUESTIONS.value)
        for part, side in CARDS.items():
            if part is not Part.QUESTIONS:
                card = self.query_one(f"#{card_id(part)}", Static)
                cells = (right if side else left) - CARD_EDGES
                words = card_words(document, part, cells, side=bool(side) and left != right)
                if part is Part.NEXT:
                    words = self._with_key(words)
                entitle(card, card_title(document, part))
                fill(card, words)
        fill(self.query_one("#report-closing", Static), closing(self._around.plan))

    def _head(self, document: ReportDocument) -> Content:
        session = self.report.session
        banks = bank_titles(session.setup.banks, session.shown_titles)
        facts = [
            *(banks, show_moment(session.started_at), mode_words(session)),
            *(counted(len(session.answers), "question"), show_time(session.seconds)),
        ]
        width = max(30, self.size.width - HEAD_EDGES)
        parts = [Content(fact).truncate(width, ellipsis=True) for fact in facts]
        if document.hero.ended:
            parts.append(Content.styled(document.hero.ended, "bold $text-warning"))
        return Content("\n").join(packed(parts, width))

    def _with_key(self, words: Content) -> Content:
        """Add the key that practises what was missed to the words about what is next."""
        missed = len(self.report.missed)
        if self._around.among and words.plain:
            words = Content.assemble(words, "\n", self._around.among)
        if not missed:
            return words
        them = "them" if missed > 1 else "it"
        key = (self.shown_key("practise"), "bold $text-accent")
        return Content.assemble(words, "\n", key, f" practises {them} now")

    def _fill_rows(self) -> None:
        rows = filtered_rows(self.report, self._filter)
        words = filter_words(self.report, self._filter)
        fill(self.query_one("#report-filter", Static), words)
        table = self.query_one(RowList)
        here = None if table.chosen is None else table.chosen.place
        same = (at for at, row in enumerate(rows) if row.place == here)
        table.show(rows, next(same, table.cursor))

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "practise":
            return bool(self.report.missed)
        if action == "take":
            return self.path is not None
        if action == "judge":
            return self.path is not None and any(each.was_answered for each in self.report.answers)
        if action == "rerate":
            return self.path is not None and bool(self.report.rated)
        return True

    def as_shown(self, binding: Binding) -> Binding:
        """Show the key that rates first in the footer while an answer has no rating."""
        binding = super().as_shown(binding)
        waits = any(each.was_answered and each.rating is None for each in self.report.answers)
        return replace(binding, show=waits) if binding.action == "judge" else binding

    def action_practise(self) -> None:
        missed = [answer.key for answer in self.report.missed]
        self._controller.practise(self.report.session.setup, missed)

    def action_again(self) -> None:
        self._controller.again(self.report.session)

    def action_take(self) -> None:
        if self.path is not None:
            self._controller.take(self.path)

    def action_filter(self) -> None:
        kinds = list(RowFilter)
        self._filter = kinds[(kinds.index(self._filter) + 1) % len(kinds)]
        self._fill_rows()
        self.call_after_refresh(self._show_filter)

    def _show_filter(self) -> None:
        """Scroll so that the filter's line and the rows below it are visible."""
        page, table = self.query_one("#page"), self.query_one(RowList)
        above = self.query_one("#report-filter")
        if above.display:
            height = min(page.size.height, 1 + table.size.height)
            page.scroll_to_region(Region(0, above.virtual_region.y, 1, height), animate=False)

    def action_export(self) -> None:

        def chosen(name: str | None) -> None:
            if name is not None:
                self._controller.export(self.report.session, name)

        formats = [(each.name, each.good_for) for each in SESSION_FORMATS.values()]
        self.app.push_screen(Choose("Export this session", "", formats), chosen)

    def action_judge(self) -> None:
        row = self.query_one(RowList).chosen
        if row is None or not row.answer.was_answered or self.path is None:
            self.notify("Choose an answer that was given.", markup=False)
            return
        self._controller.judge(self.report.session, self.path, row.place)

    def action_rerate(self) -> None:
        row = self.query_one(RowList).chosen
        if row is None or row.answer.rating is None or self.path is None:
            self.notify("Choose an answer that was rated.", markup=False)
            return
        self.app.push_screen(
            RerateScreen(
                [(row.place, blind(row.answer))],
                reveal=self.report.answers.__getitem__,
                wall=self._wall,
                rated=partial(self._controller.rerated, self.path),
            )
        )

    def on_screen_resume(self) -> None:
        """Move the cursor to the answer that was read last, and rate it if asked to."""
        screen, self._reading = self._reading, None
        if screen is not None:
            self.query_one(RowList).cursor = screen.place
            if screen.judging_wanted:
                self.action_judge()

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        event.stop()
        shown = [row.answer for row in self.query_one(RowList).rows]
        self._reading = AnswerScreen(
            shown, event.place, path=self.path, usual=self.report.session.usual
        )
        self.app.push_screen(self._reading)


def card_id(part: Part) -> str:
    """Return the id of the widget that shows a part."""
    return f"report-{part.name.lower()}"
