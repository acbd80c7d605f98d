"""Leaving an interview: to resume it, to judge what is there, to discard it, or to quit."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from simulator.ui.keys.keymap import keyed
from simulator.ui.terminal.safe_app import SafeApp
from simulator.usecases.recorder import Recorder

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from simulator.storage.store import Store
    from simulator.system.clock import Clock
    from simulator.ui.interview.screen import InterviewScreen

LEAVE = (
    ("keep", "Keep going"),
    ("leave", "Leave, and resume later"),
    ("stop", "End now, and judge what was answered"),
    ("discard", "Discard it (it goes to the trash)"),
)


class Leaving(SafeApp):
    """The part of the application that ends an interview before its last question."""

    if TYPE_CHECKING:
        store: Store
        clock: Clock
        recorder: Recorder

        def refresh_home(self) -> None: ...

    _quitting = False
    _interview: InterviewScreen | None = None

    def say(self, text: str, *, severity: SeverityLevel = "information") -> None:
        """Tell the person one thing, in a corner; the text is shown as it is."""
        from simulator.text.cleaning import printable

        self.notify(printable(text), severity=severity, markup=False)

    def interview_screen(self) -> InterviewScreen | None:
        """The interview that is going on, whatever lies above it."""
        screen = self._interview
        return screen if screen is not None and screen in self.screen_stack else None

    async def action_quit(self) -> None:
        """Quit; from an interview by the leave dialog."""
        screen = self.interview_screen()
        if screen is None and not self.recorder.running:
            self.exit(0)
        elif screen is not None and self.screen is screen:
            self._quitting = True
            screen.action_leave()

    @work(exclusive=True, group="leave")
    async def on_interview_keys_leave_asked(self, event: InterviewScreen.LeaveAsked) -> None:
        from simulator.ui.widgets.dialogs import Choose

        screen = self.interview_screen()
        way = await self.push_screen_wait(Choose("Leave the interview?", "", LEAVE))
        if screen is None or not screen.going_on:
            return
        screen.take_text()
        now = self.clock.now()
        if way == "stop":
            screen.advance(screen.interview.stop(now))
            return
        if way not in ("leave", "discard"):
            self._quitting = False
            return
        if way == "leave":
            saved = await asyncio.to_thread(self.recorder.finish, screen.interview.record(now))
            self._close(screen)
            if saved:
                self._forget()
            else:
                await self._save_elsewhere()
        else:
            self._close(screen)
            path = self._forget()
            if path is not None:
                self.discard(path)
        if self._quitting:
            self.exit(0)
            return
        self.refresh_home()

    def _close(self, screen: InterviewScreen) -> None:
        while screen in self.screen_stack:
            self.pop_screen()

    def _forget(self) -> Path | None:
        """Let go of the session's file; returns it."""
        path = self.recorder.path
        self.recorder.forget()
        return path

    async def _save_elsewhere(self) -> Path | None:
        """Offer other places for what can't be saved, until there is one, or it is given up."""
        from simulator.ui.widgets.dialogs import Ask

        trouble = self.recorder.trouble
        reason = f" ({trouble.strerror})" if trouble is not None and trouble.strerror else ""
        hint = f"The session could not be saved where it belongs{reason}. Another file for it:"
        place = str(Path.home() / f"{self.clock.wall():%Y-%m-%dT%H%M%S}.toml")
        while True:
            typed = await self.push_screen_wait(Ask("Save the session", hint, place))
            if typed is None or self.recorder.safe:
                return self._forget()
            try:
                path = await asyncio.to_thread(self.recorder.save_elsewhere, Path(typed))
            except OSError as error:
                hint, place = f"That did not work: {error.strerror}. Another file:", typed
            else:
                self.say(f"Saved in {path}")
                return path

    def discard(self, path: Path) -> None:
        """Move a session into the trash, and say how to get it back."""
        from simulator.system.faults import FileFault

        try:
            self.store.discard(path)
        except OSError as error:
            self.say(f"It could not be moved to the trash: {error.strerror}.", severity="error")
        except FileFault as fault:
            self.say(str(fault), severity="error")
        else:
            self.say(keyed(self, "Discarded. In the sessions, {undo-discard} brings it back."))
