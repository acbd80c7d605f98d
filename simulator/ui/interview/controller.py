"""One interview in the application: begun, kept on disk, left, resumed, finished."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from simulator.ui.interview.leaving import Leaving
from simulator.ui.widgets.background import in_background
from simulator.usecases.recorder import Recorder

if TYPE_CHECKING:
    from simulator.core.bank import Bank
    from simulator.core.session import Session
    from simulator.core.setup import Setup
    from simulator.speech import Speaker
    from simulator.storage.settings.model import Settings
    from simulator.storage.store import Store
    from simulator.system.clock import Clock
    from simulator.ui.interview.screen import InterviewScreen

# What no first screen needs is imported where it is first used.

OpenVoice = Callable[["Settings", bool], "Speaker"]
"""Makes a speaker: by the settings, and whether a voice is wanted."""


class Interviewing(Leaving):
    """The part of the application that runs an interview and keeps it."""

    def __init__(
        self, store: Store, settings: Settings, *, open_voice: OpenVoice, clock: Clock
    ) -> None:
        super().__init__()
        self.store = store
        self.settings = settings
        self.clock = clock
        self.recorder = Recorder(store, self._save_trouble)
        self._open_voice = open_voice

    def refresh_home(self) -> None:
        """Bring the home screen up to date."""
        raise NotImplementedError

    def show_report(self, session: Session, path: Path | None) -> None:
        """Go from the interview to its report."""
        raise NotImplementedError

    def remember(self, settings: Settings) -> None:
        """Keep these settings for the next time; failing to is no reason to stop."""
        self.settings = settings

        def write() -> None:
            from simulator.system.faults import FileFault

            with contextlib.suppress(OSError, FileFault):
                self.store.write_settings(settings)

        in_background(self, write)

    def begin(self, setup: Setup) -> None:
        """Draw the questions and open the interview; what can't be asked is said in a sentence."""
        import random

        from simulator.core.choices import Order
        from simulator.core.drawing import NothingToAsk, open_session
        from simulator.core.wording import counted
        from simulator.system.faults import FileFault

        try:
            banks = [self.store.bank(name) for name in setup.banks]
            session = open_session(
                banks,
                setup,
                started_at=self.clock.wall(),
                seed=random.randrange(2**31),
                due=self._due(banks) if setup.order is Order.DUE else (),
            )
        except (NothingToAsk, FileFault) as fault:
            self.say(str(fault), severity="error")
            return
        self.remember(replace(self.settings, setup=replace(setup, seed=None)))
        self._begin_session(session, banks)
        if len(session.answers) < setup.questions:
            self.say(f"Only {counted(len(session.answers), 'question')} fit; all are asked.")

    def begin_chosen(
        self, banks: Sequence[Bank], setup: Setup, keys: Sequence[tuple[str, str]]
    ) -> None:
        """Open an interview over just these questions; it does not change the usual setup."""
        import random

        from simulator.core.drawing import NothingToAsk, open_chosen

        seed, wall = random.randrange(2**31), self.clock.wall()
        try:
            session = open_chosen(banks, setup, keys, started_at=wall, seed=seed)
        except NothingToAsk as nothing:
            self.say(str(nothing), severity="error")
            return
        self._begin_session(session, banks)

    def _begin_session(self, session: Session, banks: Sequence[Bank]) -> None:
        self.recorder.begin(session)
        self._open_interview(session, banks)

    def _due(self, banks: Sequence[Bank]) -> tuple[tuple[str, str], ...]:
        from simulator.core.bank import matching
        from simulator.core.spaced_repetition import due_order, replay
        from simulator.storage.sessions.past import past_sessions

        day = self.clock.wall().date()
        history = replay(past_sessions(self.store), day, self.settings.interview_date)
        return due_order(history, matching(banks))

    def resume(self, path: Path) -> None:
        """Go on with a session that was left running."""
        from simulator.system.faults import FileFault

        try:
            file, session = self.store.resume(path)
        except FileFault as fault:
            self.say(str(fault), severity="error")
            return
        self.recorder.adopt(file, session)
        self._open_interview(session, [each.bank for each in self.store.banks() if each.bank])

    def _open_interview(self, session: Session, banks: Sequence[Bank]) -> None:
        from simulator.core.interview import Interview
        from simulator.storage.settings.model import HideClock
        from simulator.ui.interview.prompter import Prompter
        from simulator.ui.interview.screen import InterviewScreen

        titles = {bank.name: bank.title for bank in banks}
        promises: dict[tuple[str, str], str] = {}
        screen = InterviewScreen(
            Interview.of(session),
            clock=self.clock,
            prompter=Prompter(self._open_voice(self.settings, session.setup.voice)),
            titles=titles,
            promises=promises,
            keep=self.recorder.keep,
            stay_hidden=self.settings.ui.hide_clock is HideClock.STAY_HIDDEN,
        )
        self._interview = screen
        self.push_screen(screen)
        in_background(self, self._read_promises, lambda read: promises.update(read))

    def _read_promises(self) -> Mapping[tuple[str, str], str]:
        from simulator.core.notes import promises
        from simulator.storage.sessions.past import past_sessions

        return promises(past_sessions(self.store))

    def on_interview_screen_progressed(self, event: InterviewScreen.Progressed) -> None:
        if self.recorder.running:
            self.recorder.save(event.session)

    async def on_interview_screen_finished(self, event: InterviewScreen.Finished) -> None:
        session = replace(event.session, finished_at=self.clock.wall())
        if await asyncio.to_thread(self.recorder.finish, session):
            self._finished(session, self._forget())
        else:
            self._finish_elsewhere(session)

    @work
    async def _finish_elsewhere(self, session: Session) -> None:
        self._finished(session, await self._save_elsewhere())

    def _finished(self, session: Session, path: Path | None) -> None:
        if self._quitting:
            self.exit(0)
            return
        self.show_report(session, path)
        self.refresh_home()

    def _save_trouble(self, error: OSError | None) -> None:
        """From whichever thread: saving does not work, or works again."""
        if error is None:
            text, severity = "Saving works again; nothing was lost.", "information"
        else:
            reason = error.strerror or type(error).__name__
            text = (
                f"This is not being saved at the moment ({reason}). Go on; saving is tried again."
            )
            severity = "warning"
        self.call_later(self.say, text, severity=severity)

    def save_now(self) -> None:
        """Put the running interview on disk before the process ends."""
        screen = self.interview_screen()
        if screen is not None and screen.going_on:
            self.recorder.save_now(screen.as_typed().record(self.clock.now()))
        else:
            self.recorder.save_now()

    def where_is_it_safe(self) -> str:
        """Where the running interview is kept, for the last words after a crash."""
        from simulator.text.cleaning import printable

        return printable(str(self.recorder.path)) if self.recorder.safe else ""

    def crash_folder(self) -> Path:
        """Beside the sessions, where it is looked for."""
        return self.store.home / "crashes"
