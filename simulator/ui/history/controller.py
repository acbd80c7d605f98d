"""Past sessions in the application: reports, history, progress, and practising from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.ui.interview.controller import Interviewing
from simulator.ui.widgets.background import in_background

if TYPE_CHECKING:
    from simulator.core.bank import Bank
    from simulator.core.day_plan import Plan
    from simulator.core.session import Rerating, Session
    from simulator.core.setup import Setup
    from simulator.storage.sessions.head import DamagedSession, SessionHead
    from simulator.ui.history.progress_screen import ProgressScreen
    from simulator.ui.history.report_screen import ReportScreen
    from simulator.ui.history.rerate_screen import RerateScreen
    from simulator.ui.history.screen import HistoryScreen

# The screens are imported when they are first shown, so that the home screen comes at once; their
# messages are therefore handled by the names of the methods.


class LookingBack(Interviewing):
    """The part of the application that shows what was, and begins again from it."""

    def good_banks(self) -> list[Bank]:
        """The banks that can be used."""
        return [each.bank for each in self.store.banks() if each.bank is not None]

    # Reports

    def show_report(self, session: Session, path: Path | None) -> None:
        """From the interview to its report, with home below."""
        self.switch_screen(self._report_screen(session, path))

    def _report_screen(self, session: Session, path: Path | None) -> ReportScreen:
        from simulator.core.report import Report
        from simulator.ui.history.report_screen import ReportScreen

        screen = ReportScreen(Report(session), wall=self.clock.wall, path=path)
        in_background(self, lambda: self._plan()[1].sentence, screen.show_plan, owner=screen)
        return screen

    def open_report(self, path: Path) -> None:
        """The report of a past session, over what is shown now."""
        from simulator.system.faults import FileFault

        try:
            session = self.store.load(path)
        except FileFault as fault:
            self.say(str(fault), severity="error")
            return
        self.push_screen(self._report_screen(session, path))

    def on_report_screen_again(self, event: ReportScreen.Again) -> None:
        event.stop()
        keys = tuple(answer.key for answer in event.session.answers)
        self.begin_from(event.session.setup, keys)

    def on_report_screen_practise_missed(self, event: ReportScreen.PractiseMissed) -> None:
        event.stop()
        self.begin_from(event.session.setup, event.keys)

    def on_report_screen_export(self, event: ReportScreen.Export) -> None:
        event.stop()
        from simulator.exporters.session_files import SUFFIXES, render

        name = f"{event.session.started_at:%Y-%m-%dT%H%M%S}-report{SUFFIXES[event.format]}"
        target = self.store.home / "exports" / name
        try:
            text = render([event.session], event.format, self.clock.wall().date())
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        except OSError as error:
            self.say(f"It could not be written: {error.strerror}.", severity="error")
        else:
            self.say(f"Written to {target}")

    def on_report_screen_rerated(self, event: ReportScreen.Rerated) -> None:
        """Keep a later judgement beside the first."""
        event.stop()
        self._keep_rerating(event.path, event.answer_index, event.rerating)

    def on_rerate_screen_rerated(self, event: RerateScreen.Rerated) -> None:
        """Keep a later judgement beside the first."""
        event.stop()
        self._keep_rerating(event.path, event.answer_index, event.rerating)

    def _keep_rerating(self, path: Path, place: int, rerating: Rerating) -> None:
        from simulator.system.faults import FileFault

        try:
            file, session = self.store.reopen(path)
            with closing(file):
                answer = session.answers[place]
                answer = replace(answer, rerated=(*answer.rerated, rerating))
                file.save(session.with_answer(place, answer))
        except (FileFault, OSError) as fault:
            self.say(f"The new rating could not be saved: {fault}", severity="error")

    def begin_from(self, setup: Setup, keys: tuple[tuple[str, str], ...]) -> None:
        """Practise chosen questions by the rules of a setup; the report below stays where it is."""
        banks = self.good_banks()
        used = tuple(dict.fromkeys(name for name, _ in keys))
        chosen = replace(setup, banks=used, topics=(), difficulties=(), tags=(), seed=None)
        self.begin_chosen(banks, chosen, keys)

    # History

    def action_history(self) -> None:
        """All past sessions."""
        from simulator.ui.history.screen import HistoryScreen

        screen = HistoryScreen(
            self._heads(),
            today=lambda: self.clock.wall().date(),
            trashed=self.store.trashed(),
        )
        self.push_screen(screen)

    def _heads(self) -> Iterator[SessionHead | DamagedSession]:
        return self.store.iter_heads()

    def _refresh_history(self) -> None:
        from simulator.ui.history.screen import HistoryScreen

        for screen in self.screen_stack:
            if isinstance(screen, HistoryScreen):
                screen.show(self._heads(), self.store.trashed())
        self.refresh_home()

    def on_history_screen_opened(self, event: HistoryScreen.Opened) -> None:
        event.stop()
        self.open_report(event.path)

    def on_history_screen_rerate(self, event: HistoryScreen.Rerate) -> None:
        """Judge a session again, blind."""
        event.stop()
        from simulator.system.faults import FileFault
        from simulator.ui.history.rerate_screen import RerateScreen

        try:
            session = self.store.load(event.path)
            screen = RerateScreen.of_session(session, event.path, self.clock.wall)
        except (FileFault, ValueError) as fault:
            self.say(str(fault), severity="error")
            return
        self.push_screen(screen)

    def on_history_screen_compare(self, event: HistoryScreen.Compare) -> None:
        event.stop()
        from simulator.core.comparison import Comparison
        from simulator.system.faults import FileFault
        from simulator.ui.history.compare_screen import CompareScreen

        try:
            one, other = self.store.load(event.first), self.store.load(event.second)
        except FileFault as fault:
            self.say(str(fault), severity="error")
            return
        self.push_screen(CompareScreen(Comparison.of(one, other)))

    def on_history_screen_discarded(self, event: HistoryScreen.Discarded) -> None:
        event.stop()
        self.discard(event.path)
        self._refresh_history()

    def on_history_screen_restored(self, event: HistoryScreen.Restored) -> None:
        event.stop()
        try:
            self.store.restore(self.store.trash_folder / event.name)
        except OSError as error:
            self.say(f"It could not be brought back: {error.strerror}.", severity="error")
        else:
            self.clear_notifications()
            self.say("Brought back.")
        self._refresh_history()

    def on_history_screen_trash_emptied(self, event: HistoryScreen.TrashEmptied) -> None:
        event.stop()
        try:
            self.store.empty_trash()
        except OSError as error:
            self.say(f"The trash could not be emptied: {error.strerror}.", severity="error")
        self._refresh_history()

    # Progress

    def action_progress(self) -> None:
        """How it goes over all sessions, and what is due today."""
        in_background(self, self._progress, self.push_screen)

    action_today = action_progress

    def _progress(self) -> ProgressScreen:
        from simulator.core.bank import matching
        from simulator.core.progress import Progress
        from simulator.ui.history.progress_screen import ProgressScreen

        sessions, planned = self._plan()
        return ProgressScreen(Progress.of(sessions), matching(self.good_banks()), planned)

    def _plan(self) -> tuple[tuple[Session, ...], Plan]:
        """All past sessions, and what they make due today."""
        from simulator.core.bank import matching
        from simulator.core.day_plan import plan
        from simulator.core.spaced_repetition import replay
        from simulator.storage.sessions.past import past_sessions

        sessions = past_sessions(self.store)
        day, on_day = self.clock.wall().date(), self.settings.interview_date
        return sessions, plan(replay(sessions, day, on_day), matching(self.good_banks()), on_day)

    def on_progress_screen_practise_due(self, event: ProgressScreen.PractiseDue) -> None:
        event.stop()
        self.begin_from(self.settings.setup, event.keys)
