"""Shows reports and progress, saves later judgements, and starts interviews from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from simulator.core.bank import matching
from simulator.core.progress import Progress
from simulator.core.report import Report
from simulator.core.report_document import ReportDocument
from simulator.core.session import Answer, Rerating, Session
from simulator.core.setup import Setup
from simulator.system.faults import Denied, FileFault
from simulator.ui.context import AppContext, Interviews, Keys
from simulator.ui.history.compare_screen import CompareScreen
from simulator.ui.history.preview import preview
from simulator.ui.history.progress_screen import ProgressScreen
from simulator.ui.history.report_screen import Around, ReportScreen
from simulator.ui.history.rerate_screen import RerateScreen
from simulator.ui.history.screen import DrawPreview, HistoryScreen
from simulator.ui.widgets.background import in_background
from simulator.usecases.export import export_session
from simulator.usecases.look_back import compare, last_time
from simulator.usecases.rerate import keep_judgement, keep_rerating
from simulator.usecases.take import beside_the_past
from simulator.usecases.today import plan_of_day


class ReportController:
    """Controls the screens of one session, of two, and of the progress over all.

    `interviews` returns the controller of interviews, created on demand; `changed` is called when
    the sessions on disk have changed.
    """

    def __init__(
        self,
        context: AppContext,
        *,
        interviews: Callable[[], Interviews],
        changed: Callable[[], None],
    ) -> None:
        self._context = context
        self._app = context.app
        self._store = context.store
        self._interviews = interviews
        self._changed = changed

    # Reports

    def show_report(self, session: Session, path: Path | None) -> None:
        """Replace the interview's screen by its report."""
        self._app.switch_screen(self._report_screen(session, path))

    def open_report(self, path: Path) -> None:
        """Open the report of a past session on top of the current screen."""
        try:
            session = self._store.sessions.load(path)
        except FileFault as fault:
            self._context.say(str(fault), severity="error")
            return
        self._app.push_screen(self._report_screen(session, path))

    def _report_screen(self, session: Session, path: Path | None) -> ReportScreen:
        session = beside_the_past(self._store, session, self._interview_on)
        screen = ReportScreen(Report(session), self, wall=self._context.clock.wall, path=path)

        def around() -> Around:
            _, plan = plan_of_day(self._store, self._today, self._context.settings)
            coming = screen.report.next_up()
            among = plan.among(each.key for each in coming.answers) if coming else ""
            return Around(plan.sentence, last_time(self._store, session), among)

        in_background(self._app, around, screen.show_around, owner=screen)
        return screen

    def again(self, session: Session) -> None:
        """Start an interview with the same choices, but with questions drawn afresh."""
        self._interviews().begin(replace(session.setup, seed=None))

    def take(self, path: Path) -> None:
        """Ask the same questions once more, with less time."""
        self._interviews().begin_take(path)

    def practise(self, setup: Setup, keys: Keys) -> None:
        """Practise chosen questions by the rules of a setup, on top of the current screen."""
        self._interviews().begin_chosen(setup, keys)

    def _practise_due(self, keys: Keys) -> None:
        self.practise(self._context.settings.setup, keys)

    def export(self, session: Session, fmt: str) -> None:
        """Write a report to the home's exports, and say where."""
        try:
            target = export_session(
                self._store, session, fmt, self._context.clock.wall(), self._interview_on
            )
        except OSError as error:
            self._context.say(f"It could not be written: {Denied.of(error)}.", severity="error")
        else:
            self._context.say(f"Written to {target}", lasting=True)

    def rerated(self, path: Path, index: int, rerating: Rerating) -> None:
        """Save a blind re-rating beside the first rating, and show it in its report."""
        try:
            keep_rerating(self._store, path, index, rerating)
        except (FileFault, OSError) as fault:
            self._unsaved(f"The new rating could not be saved: {fault}")
        for screen in self._reports_of(path):
            screen.show(screen.report.with_rerating(index, rerating))

    def _unsaved(self, words: str) -> None:
        self._context.say(words, severity="error", lasting=True)

    def judge(self, session: Session, path: Path, index: int) -> None:
        """Rate an answer after its session, or change its rating; save and show each change."""
        self._interviews().judge(session, path, index, partial(self._judged, path, index))

    def _judged(self, path: Path, index: int, answer: Answer) -> None:
        try:
            session = keep_judgement(self._store, path, index, answer)
        except (FileFault, OSError) as fault:
            self._unsaved(f"The rating could not be saved: {fault}")
            return
        for screen in self._reports_of(path):
            screen.show(Report(session))
        self._changed()

    def _reports_of(self, path: Path) -> list[ReportScreen]:
        stack = self._app.screen_stack
        return [each for each in stack if isinstance(each, ReportScreen) and each.path == path]

    def look(self, path: Path) -> None:
        """Show a session's preview beside the list."""

        def read() -> DrawPreview | None:
            try:
                session = self._store.sessions.load(path)
            except FileFault:
                return None
            today = self._context.clock.wall().date()
            document = ReportDocument.of(Report(session), today, last_time(self._store, session))
            return partial(preview, document)

        screen = self._app.screen
        if isinstance(screen, HistoryScreen):
            show = screen.show_report
            in_background(self._app, read, lambda drawn: show(path, drawn), owner=screen)

    def rerate(self, path: Path) -> None:
        """Judge a session again, blind."""
        try:
            session = self._store.sessions.load(path)
            screen = RerateScreen.of_session(
                session, self._context.clock.wall, partial(self.rerated, path)
            )
        except (FileFault, ValueError) as fault:
            self._context.say(str(fault), severity="error")
            return
        self._app.push_screen(screen)

    def compare(self, first: Path, second: Path) -> None:
        """Show two sessions side by side."""
        try:
            comparison = compare(self._store, first, second)
        except FileFault as fault:
            self._context.say(str(fault), severity="error")
            return
        self._app.push_screen(CompareScreen(comparison))

    # Progress

    def open_progress(self) -> None:
        """Load and show the progress, unless something else has been opened by then."""
        below = self._app.screen

        def show(screen: ProgressScreen) -> None:
            if self._app.screen is below:
                self._app.push_screen(screen)

        in_background(self._app, self._progress_screen, show, owner=below)

    def _progress_screen(self) -> ProgressScreen:
        sessions, plan = plan_of_day(self._store, self._today, self._context.settings)
        questions = matching(self._store.shelf.good())
        return ProgressScreen(Progress.of(sessions), questions, plan, self._practise_due)

    @property
    def _today(self) -> date:
        return self._context.clock.wall().date()

    @property
    def _interview_on(self) -> date | None:
        return self._context.settings.interview_date
