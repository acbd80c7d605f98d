"""The report of one session: what to look at first, every question, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Static

from simulator.core.report import Report
from simulator.core.report_document import CLOSING, ReportDocument
from simulator.core.session import Rerating, Session
from simulator.core.states import Status
from simulator.core.times import show_time
from simulator.core.wording import banks_words, counted, show_moment
from simulator.exporters.session_files import SESSION_FORMATS
from simulator.ui.history.answer_screen import AnswerScreen
from simulator.ui.history.report_parts import (
    REPORT_COLUMNS,
    RowOfReport,
    Shown,
    charts,
    closing,
    filter_words,
    rows_shown,
    urgent,
)
from simulator.ui.history.rerate_screen import RerateScreen, blind
from simulator.ui.widgets.dialogs import Choose
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.row_list import RowList
from simulator.ui.widgets.screen import ListScreen


class ReportScreen(ListScreen):
    """Leads with one sentence, then sure and wrong, the questions, charts, and what next."""

    CSS_PATH = "look_back.tcss"

    @dataclass
    class Again(Message):
        """A new interview like this one is wanted: other questions by the same choices."""

        session: Session

    @dataclass
    class Take(Message):
        """The same questions are wanted again, with less time."""

        path: Path

    @dataclass
    class PractiseMissed(Message):
        """The missed questions are to be asked, the sure and wrong ones first."""

        session: Session
        keys: tuple[tuple[str, str], ...]

    @dataclass
    class Export(Message):
        """The session is to be written to a file; `format` is one of `SESSION_FORMATS`."""

        session: Session
        format: str

    @dataclass
    class Rerated(Message):
        """An answer was judged again: to be added to the session at `path`."""

        path: Path
        answer_index: int
        rerating: Rerating

    @dataclass
    class Judge(Message):
        """An answer, by its place from 0, is to be rated, or its rating to be changed."""

        session: Session
        path: Path
        place: int

    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("p", "practise", "Practise", id="practise"),
        Binding("t", "take", "Again, shorter", id="take"),
        Binding("r", "again", "Another like it", id="again"),
        Binding("e", "export", "Export", id="export-report"),
        Binding("f", "filter", "Filter", id="filter"),
        Binding("c", "judge", "Rate", id="judge-answer"),
        Binding("b", "rerate", "Re-rate", id="rerate-answer"),
    ]
    HELP_TEXT = (
        "What this session came to. The questions are in the table: {open} opens one in full. "
        + CLOSING
    )

    def __init__(
        self,
        report: Report,
        *,
        wall: Callable[[], datetime],
        path: Path | None = None,
        promises: Mapping[tuple[str, str], str] | None = None,
        plan: str = "",
    ) -> None:
        """`wall` gives the aware present; `path` is the session's file, None where there is none.

        `promises` are the notes that stood before this session; `plan` is one sentence about what
        is due over all sessions, shown under what comes next from this one.
        """
        super().__init__()
        self.report = report
        self.path = path
        self._wall = wall
        self._promises = promises or {}
        self._plan = plan
        self._filter = Shown.ALL
        self._rerating: RerateScreen | None = None

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="report-head")
            yield Static(id="report-sentence")
            yield Static(id="report-urgent")
            yield Static(id="report-filter")
            yield RowList[RowOfReport](REPORT_COLUMNS, id="report-rows")
            yield Static(id="report-charts")
            yield Static(id="report-closing")

    def on_mount(self) -> None:
        """Fill everything from the report."""
        self.show(self.report)
        self.query_one(RowList).focus(scroll_visible=False)

    def on_resize(self) -> None:
        """The charts are made for a width."""
        self._fill_charts()

    def show_plan(self, plan: str) -> None:
        """What is due over all sessions, where that comes later."""
        if plan != self._plan and self.is_attached:
            self._plan = plan
            self.show(self.report)

    def show(self, report: Report) -> None:
        """Show this report, such as the same session with something added."""
        self.report = report
        fill(self.query_one("#report-head", Static), self._head())
        fill(self.query_one("#report-sentence", Static), Content(report.sentence))
        fill(self.query_one("#report-urgent", Static), urgent(self._document()))
        fill(self.query_one("#report-closing", Static), self._what_next())
        self._fill_rows()
        self._fill_charts()
        self.refresh_bindings()

    def _head(self) -> Content:
        session = self.report.session
        status = "" if session.status is Status.FINISHED else f" · {session.status.value}"
        facts = (
            f"{banks_words(session.setup.banks)} · {show_moment(session.started_at)} · "
            f"{session.setup.mode.value} · {counted(len(session.answers), 'question')} · "
            f"{show_time(session.seconds)}{status}"
        )
        return Content(facts)

    def _what_next(self) -> Content:
        key = self.shown_key("practise")
        key = key if self.report.missed else ""
        return closing(self._document(), self._plan, practise=key)

    def _document(self) -> ReportDocument:
        return ReportDocument.of(self.report, self._wall().date())

    def _fill_rows(self) -> None:
        rows = rows_shown(self.report, self._filter)
        words = filter_words(self.report, self._filter)
        fill(self.query_one("#report-filter", Static), words)
        table = self.query_one(RowList)
        table.show(rows, table.cursor)

    def _fill_charts(self) -> None:
        width = self.query_one("#page").size.width - 4
        fill(self.query_one("#report-charts", Static), charts(self._document(), max(30, width)))

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is offered only where it can do something."""
        if action == "practise":
            return bool(self.report.missed)
        if action == "take":
            return self.path is not None
        if action == "judge":
            return self.path is not None and any(each.given for each in self.report.answers)
        if action == "rerate":
            return self.path is not None and bool(self.report.rated)
        return True

    def action_practise(self) -> None:
        """Ask the missed ones."""
        keys = tuple(answer.key for answer in self.report.missed)
        self.post_message(self.PractiseMissed(self.report.session, keys))

    def action_again(self) -> None:
        """A new interview like this one."""
        self.post_message(self.Again(self.report.session))

    def action_take(self) -> None:
        """The same questions once more, in less time."""
        if self.path is not None:
            self.post_message(self.Take(self.path))

    def action_filter(self) -> None:
        """List all questions, the missed ones, the flagged ones, in turn."""
        kinds = list(Shown)
        self._filter = kinds[(kinds.index(self._filter) + 1) % len(kinds)]
        self._fill_rows()
        self.call_after_refresh(self._show_filter)

    def _show_filter(self) -> None:
        """Scroll so that what is filtered, and the rows under it, can be seen."""
        page, table = self.query_one("#page"), self.query_one(RowList)
        above = self.query_one("#report-filter")
        if above.display:
            height = min(page.size.height, 1 + table.size.height)
            page.scroll_to_region(Region(0, above.virtual_region.y, 1, height), animate=False)

    def action_export(self) -> None:
        """Choose a format, and announce it."""

        def chosen(name: str | None) -> None:
            if name is not None:
                self.post_message(self.Export(self.report.session, name))

        formats = [(each.name, each.good_for) for each in SESSION_FORMATS.values()]
        self.app.push_screen(Choose("Export this session", "", formats), chosen)

    def action_judge(self) -> None:
        """Rate the answer under the cursor, or change its rating."""
        row = self.query_one(RowList).chosen
        if row is None or not row.answer.given or self.path is None:
            self.notify("Choose an answer that was given.", markup=False)
            return
        self.post_message(self.Judge(self.report.session, self.path, row.place))

    def action_rerate(self) -> None:
        """Judge the answer under the cursor again without seeing how it was judged."""
        row = self.query_one(RowList).chosen
        if row is None or row.answer.rating is None:
            self.notify("Choose an answer that was rated.", markup=False)
            return
        answers = self.report.answers
        self._rerating = RerateScreen(
            [(row.place, blind(row.answer))], reveal=lambda place: answers[place], wall=self._wall
        )
        self.app.push_screen(self._rerating)

    def on_screen_resume(self) -> None:
        """Take over what was judged again, and announce it to be saved."""
        screen, self._rerating = self._rerating, None
        if screen is None:
            return
        for place, rerating in screen.given.items():
            report = self.report.with_rerating(place, rerating)
            if self.path is not None:
                self.post_message(self.Rerated(self.path, place, rerating))
            self.show(report)

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        event.stop()
        shown = [row.answer for row in self.query_one(RowList).rows]
        usual = self.report.session.usual
        self.app.push_screen(
            AnswerScreen(shown, event.place, self._promises, path=self.path, usual=usual)
        )
