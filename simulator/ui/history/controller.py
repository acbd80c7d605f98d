"""Shows the history, moves sessions to the trash, and restores them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.system.faults import Denied
from simulator.ui.context import AppContext, Interviews
from simulator.ui.history.screen import HistoryScreen

if TYPE_CHECKING:
    from simulator.ui.history.report_controller import ReportController


class HistoryController:
    """Controls the list of sessions.

    `reports` and `interviews` return the controllers of reports and interviews, created on demand;
    `changed` is called when the sessions on disk have changed.
    """

    def __init__(
        self,
        context: AppContext,
        *,
        reports: Callable[[], ReportController],
        interviews: Callable[[], Interviews],
        changed: Callable[[], None],
    ) -> None:
        self._context = context
        self._app = context.app
        self._store = context.store
        self.reports = reports
        self._interviews = interviews
        self._changed = changed

    def open_history(self) -> None:
        """List all past sessions."""
        self._app.push_screen(
            HistoryScreen(
                self._store.sessions.iter_heads(),
                self,
                today=lambda: self._context.clock.wall().date(),
                read_head=self._store.sessions.read_head,
                trashed=self._store.sessions.trashed(),
                discarded=self._context.discarded,
            )
        )

    def start(self) -> None:
        """Start an interview with the same setup as last time."""
        self._interviews().begin(self._context.settings.setup)

    def refresh_list(self) -> None:
        """Update the list, wherever it is in the stack of screens."""
        there = {path.name for path in self._store.sessions.trashed()}
        left = (tuple(filter(there.__contains__, names)) for names in self._context.discarded)
        self._context.discarded[:] = filter(None, left)
        for screen in self._app.screen_stack:
            if isinstance(screen, HistoryScreen):
                screen.show(self._store.sessions.iter_heads(), self._store.sessions.trashed())

    def _refresh(self) -> None:
        self.refresh_list()
        self._changed()

    def discard(self, paths: Sequence[Path]) -> None:
        """Move sessions to the trash."""
        self._context.discard(paths)
        self._refresh()

    def restore(self, names: Sequence[str]) -> None:
        """Restore sessions from the trash, by file name."""
        failed: OSError | None = None
        there = {path.name for path in self._store.sessions.trashed()}
        for name in filter(there.__contains__, names):  # The key may have been pressed twice.
            try:
                self._store.sessions.restore(self._store.sessions.trash / name)
            except OSError as error:
                failed = error
        if failed is None:
            self._app.clear_notifications()
            self._context.say("Restored.")
        else:
            self._context.say(f"It could not be restored: {Denied.of(failed)}.", severity="error")
        self._refresh()

    def empty_trash(self) -> None:
        """Delete everything in the trash for good."""
        try:
            self._store.sessions.empty_trash()
        except OSError as error:
            sentence = f"The trash could not be emptied: {Denied.of(error)}."
            self._context.say(sentence, severity="error")
        self._refresh()
