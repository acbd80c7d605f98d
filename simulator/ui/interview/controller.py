"""Runs interviews in the app: begins, resumes, leaves and finishes them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from simulator.core.drawing import NothingToAsk
from simulator.core.interview import Interview
from simulator.core.session import Answer, Session
from simulator.core.setup import Setup
from simulator.speech import NoRecorder, Recorder
from simulator.storage.settings.model import HideClock
from simulator.system.faults import Denied, FileFault
from simulator.ui.context import AppContext
from simulator.ui.interview.judge_screen import JudgeScreen
from simulator.ui.interview.prompter import Prompter
from simulator.ui.interview.recording import Recording
from simulator.ui.interview.screen import InterviewScreen
from simulator.ui.keys.keymap import keyed
from simulator.ui.widgets.background import in_background
from simulator.ui.widgets.dialogs import Ask, Choose
from simulator.usecases.keep import SessionKeeper
from simulator.usecases.look_back import notes_by_question
from simulator.usecases.recording import delivered, hear, prune, usual_before
from simulator.usecases.rerate import may_judge
from simulator.usecases.start import draw_chosen, draw_interview, remembered
from simulator.usecases.take import beside_the_past, draw_take

LEAVE = (
    ("keep", "Keep going"),
    ("leave", "Leave, and resume later"),
    ("stop", "End now, and judge what was answered"),
    ("discard", "Discard it; {undo-discard} in the history brings it back"),
)
LAST = {"stop": "End now; what is not rated can be rated later, from the report"}
"""Other words for ending an interview whose answers are already being judged."""


class InterviewController:
    """Runs at most one interview at a time. `finished` is called with the session and its file."""

    def __init__(
        self,
        context: AppContext,
        keeper: SessionKeeper,
        *,
        finished: Callable[[Session, Path | None], None],
        left: Callable[[], None],
    ) -> None:
        self._context = context
        self._app = context.app
        self._keeper = keeper
        self._finished = finished
        self._left = left
        self._quitting = False
        self._screen: InterviewScreen | None = None
        self._back: Callable[[], None] | None = None
        """Opens the screen to go back to on leaving before the first question."""

    @property
    def screen(self) -> InterviewScreen | None:
        """The screen of the running interview, even if a dialog is on top of it."""
        screen = self._screen
        return screen if screen is not None and screen in self._app.screen_stack else None

    # Beginning

    def begin(self, setup: Setup, *, back: Callable[[], None] | None = None) -> None:
        """Draw the questions and open the interview, or say why there is nothing to ask.

        `back` reopens the screen that this was started from, if that has been closed.
        """
        context, settings = self._context, self._context.settings
        now = context.clock.wall()
        try:
            drawn = draw_interview(
                context.store, setup, now=now, interview_on=settings.interview_date
            )
        except (NothingToAsk, FileFault) as fault:
            context.say(str(fault), severity="error")
            return
        context.remember(replace(settings, setup=remembered(context.store, setup, settings.setup)))
        self._begin(drawn.session)
        self._back = back
        if drawn.shortfall:
            context.say(drawn.shortfall)

    def begin_chosen(self, setup: Setup, keys: Sequence[tuple[str, str]]) -> None:
        """Open an interview with exactly these questions; the usual setup stays as it is."""
        context = self._context
        banks = context.store.shelf.good()
        try:
            session = draw_chosen(context.store, banks, setup, keys, now=context.clock.wall())
        except NothingToAsk as nothing:
            context.say(str(nothing), severity="error")
            return
        self._begin(session)

    def begin_take(self, path: Path, sound: Mapping[str, bool] | None = None) -> None:
        """Repeat a session's interview with less time; `sound` as for `draw_take`."""
        context = self._context
        try:
            session = draw_take(context.store, path, context.clock.wall(), sound)
        except (NothingToAsk, FileFault) as fault:
            context.say(str(fault), severity="error")
            return
        self._begin(session)

    def _begin(self, session: Session) -> None:
        self._keeper.begin(session)
        self._open(session)

    def resume(self, path: Path) -> None:
        """Go on with a session that was left running."""
        try:
            file, session = self._context.store.sessions.resume(path)
        except FileFault as fault:
            self._context.say(str(fault), severity="error")
            return
        self._keeper.adopt(file, session)
        self._open(session)

    def resume_one_of(self, left: Sequence[tuple[Path, str]]) -> None:
        """Resume the only session in `left`, or let the user choose one by its description."""
        if len(left) == 1:
            self.resume(left[0][0])
            return

        def chosen(name: str | None) -> None:
            if name is not None:
                self.resume(Path(name))

        choices = [(str(path), words) for path, words in left]
        self._app.push_screen(Choose("Resume which interview?", "", choices), chosen)

    def _open(self, session: Session) -> None:
        context = self._context
        voice = context.open_voice(context.settings, session.setup.voice)
        notes: dict[tuple[str, str], str] = {}
        screen = InterviewScreen(
            Interview.of(session),
            clock=context.clock,
            prompter=Prompter(voice),
            keeper=self._keeper,
            titles={bank.name: bank.title for bank in context.store.shelf.good()},
            promises=notes,
            stay_hidden=context.settings.ui.hide_clock is HideClock.STAY_HIDDEN,
            recording=Recording(self._recorder(session.setup.record), lambda: self._keeper.path),
            finished=self._finish,
            leave=self.ask_to_leave,
        )
        self._screen, self._back = screen, None
        if trouble := self._keeper.trouble:
            screen.whereabouts.unsaved = Denied.of(trouble).reason
        self._app.push_screen(screen)

        def read() -> Mapping[tuple[str, str], str]:
            return notes_by_question(context.store, session)

        in_background(self._app, read, notes.update)
        if session.setup.record:
            store = context.store
            in_background(
                self._app, lambda: usual_before(store, session), screen.show_usual, owner=screen
            )

    def _recorder(self, wanted: bool) -> Recorder:
        open_recorder = self._context.open_recorder
        return NoRecorder() if open_recorder is None else open_recorder(wanted)

    def judge(
        self, session: Session, path: Path, index: int, judged: Callable[[Answer], object]
    ) -> None:
        """Rate an answer of a past session, or change its rating, if that is still possible.

        `judged` is called with the answer whenever its judgement changes.
        """
        context = self._context
        if not may_judge(context.store, path, session.answers[index]):
            context.say(
                keyed(
                    context.app,
                    "A rating can be changed until the next interview; "
                    "{rerate-answer} judges this answer again, blind.",
                )
            )
            return
        session = beside_the_past(context.store, session)
        screen = JudgeScreen(session, index, path, clock=context.clock, judged=judged)
        self._app.push_screen(screen)

    # Ending

    async def _finish(self, session: Session) -> None:
        """Save for the last time and open the report, after the last answer or a stop."""
        session = replace(session, finished_at=self._context.clock.wall())
        path = self._keeper.path
        if session.setup.record and path is not None:
            session = delivered(session, await asyncio.to_thread(hear, session, path))
        if await asyncio.to_thread(self._keeper.finish, session):
            self._show_finished(session, self._forget())
        else:
            self._app.run_worker(self._finish_elsewhere(session))

    async def _finish_elsewhere(self, session: Session) -> None:
        self._show_finished(session, await self._save_elsewhere())

    def _show_finished(self, session: Session, path: Path | None) -> None:
        if self._quitting:
            self._app.exit(0)
        else:
            self._finished(session, path)

    def quit(self) -> bool:
        """Before quitting, ask how to leave the interview; False if nothing delays quitting."""
        screen = self.screen
        if screen is None:
            return self._keeper.running
        if self._app.screen is screen:
            self._quitting = True
            screen.action_leave()
        return True

    def ask_to_leave(self) -> None:
        """Ask how to leave the interview, and do so; leave at once if it has not begun."""
        screen = self.screen
        if screen is not None and screen.unbegun:
            self._go_back(screen)
        else:
            self._app.run_worker(self._leave(), exclusive=True, group="leave")

    def _go_back(self, screen: InterviewScreen) -> None:
        """Go back from an interview that has not begun, and remove its file."""
        self._close(screen)
        path = self._forget()
        if path is not None:
            with contextlib.suppress(OSError, FileFault):  # Then it can be resumed.
                self._context.store.sessions.remove(path)
        if self._quitting:
            self._app.exit(0)
            return
        self._left()
        if self._back is not None:
            self._back()

    async def _leave(self) -> None:
        screen = self.screen
        ends_at_once = screen is not None and screen.ends_at_once
        ways = [
            (name, LAST[name] if ends_at_once and name in LAST else keyed(self._app, words))
            for name, words in LEAVE
        ]
        asked = Choose("Leave the interview?", "", ways)
        way = await self._app.push_screen_wait(asked)
        if screen is None or not screen.running.going_on:
            return
        screen.running.take_text()
        now = self._context.clock.now()
        if way == "stop":
            screen.running.advance(screen.interview.stop(now))
            return
        if way not in ("leave", "discard"):
            self._quitting = False
            return
        if way == "leave":
            saved = await asyncio.to_thread(self._keeper.finish, screen.interview.record(now))
            self._close(screen)
            if saved:
                self._forget()
            else:
                await self._save_elsewhere()
        else:
            self._close(screen)
            path = self._forget()
            if path is not None:
                self._context.discard([path], "In the history, ")
        if self._quitting:
            self._app.exit(0)
        else:
            self._left()

    def _close(self, screen: InterviewScreen) -> None:
        while screen in self._app.screen_stack:
            self._app.pop_screen()

    def _forget(self) -> Path | None:
        """Release the session's file and return it; prune old recordings in the background."""
        path = self._keeper.path
        self._keeper.forget()
        context = self._context
        if self._screen is not None and self._screen.interview.session.setup.record:
            keep = context.settings.recording.keep_sessions
            in_background(self._app, lambda: prune(context.store, keep))
        return path

    async def _save_elsewhere(self) -> Path | None:
        """Ask for another file until saving succeeds or the user gives up."""
        keeper, trouble = self._keeper, self._keeper.trouble
        reason = f" ({Denied.of(trouble).reason})" if trouble is not None else ""
        hint = f"The session could not be saved where it belongs{reason}. Choose another file:"
        place = str(Path.home() / f"{self._context.clock.wall():%Y-%m-%dT%H%M%S}.toml")
        again = False
        while True:
            asked = Ask("Save the session", hint, place, again=again)
            typed = await self._app.push_screen_wait(asked)
            if typed is None or keeper.safe:
                return self._forget()
            try:
                path = await asyncio.to_thread(keeper.save_elsewhere, Path(typed))
            except OSError as error:
                again = True
                hint, place = f"That did not work: {Denied.of(error)}. Choose another:", typed
            else:
                self._context.say(f"Saved in {path}", lasting=True)
                return path
