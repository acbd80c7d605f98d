"""An app that always saves before it exits, and restores the terminal.

    class MyApp(SafeApp):
        def save_now(self) -> None: ...
        def where_is_it_safe(self) -> str: return "the session's path"
        def crash_folder(self) -> Path: return home / "crashes"

    fault = terminal_fault()            # simulator.system.terminal: before Textual is even imported
    leave(MyApp().run_safely())         # or sys.exit(...), which takes 40 ms longer

`run_safely` adds to `run`: signal handlers (save at once, exit code 128 + n, at most 1.5 s),
`save_now` on every other kind of exit, a crash log and one sentence instead of a traceback, faults
of bare threads and tasks reported by `show_fault`, and a restored terminal. The driver is ours
unless `TEXTUAL_DRIVER` names one. With `TEXTUAL=debug` Textual's own traceback is shown. Under
`run_test` only the handling of exceptions is active, and they still fail the test.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from rich.console import RenderableType
from textual.actions import ActionParseResult
from textual.app import ScreenStackError
from textual.dom import DOMNode
from textual.driver import Driver
from textual.errors import NoWidget
from textual.events import Event, MouseEvent, Paste
from textual.screen import Screen
from textual.worker import WorkerFailed

from simulator.system.terminal import TerminalState
from simulator.ui.keys.ordered import OrderedKeys
from simulator.ui.keys.table import bind
from simulator.ui.terminal.crash import (
    crash_sentence,
    signature,
    watch_loop,
    watched_threads,
    write_crash_log,
)
from simulator.ui.terminal.signals import SignalHandlers
from simulator.ui.widgets.toasts import say_lasting

if TYPE_CHECKING:
    from simulator.ui.terminal.driver import SafeDriver

SWITCH_SECONDS = 0.001
"""How long a thread that saves or reads may delay a key; Python's default is five times that."""


class SafeApp(OrderedKeys):
    """Override `save_now`, `where_is_it_safe` and `crash_folder`, and call `run_safely`."""

    BINDINGS = [
        bind("home", "redraw", "redraw", "Redraw", show=False, priority=True),
    ]

    _handlers: SignalHandlers | None = None
    _safe_loop: asyncio.AbstractEventLoop | None = None
    _sentence = ""

    def save_now(self) -> None:
        """Save what the candidate wrote, at once, whatever the program is doing.

        This is called in the main thread, but perhaps from a signal handler: between any two
        instructions, even inside another save, with the event loop blocked, and more than once.
        So it must not touch widgets, nor wait for a lock that the main thread may hold.
        """

    def where_is_it_safe(self) -> str:
        """Return where the candidate's answer is saved, usually a path; "" for nowhere."""
        return ""

    def what_is_lost(self) -> str:
        """Return what could not be saved at the end, in a sentence; "" for nothing."""
        return ""

    def crash_folder(self) -> Path:
        """Return the folder for crash logs."""
        from platformdirs import user_log_path

        return user_log_path("mock-interview")

    def show_fault(self, sentence: str) -> None:
        """Report a fault in the background; the app goes on. Called in the event loop."""
        say_lasting(self, sentence, "warning", timeout=10)

    def run_safely(self) -> int:
        """Run the app and return the process's exit code."""
        sys.setswitchinterval(SWITCH_SECONDS)
        self._terminal = TerminalState.read()
        self._handlers = SignalHandlers(
            save=self.save_now, ask_to_exit=self._ask_to_exit, restore=self._give_terminal_back
        )
        self._reported: set[str] = set()
        try:
            with watched_threads(self._report_fault):
                self.run()
        except Exception as error:
            self._note_crash(error)
        finally:
            try:
                self.save_now()
            except Exception as error:
                self._note_crash(error)
            self._give_terminal_back()
            self._handlers.remove()
        code = self._final_code()
        for sentence in filter(None, (self._sentence, self.what_is_lost())):
            _say(sentence)
        return code

    def get_driver_class(self) -> type[Driver]:
        """Return our driver, unless `TEXTUAL_DRIVER` is set or it can't be used here."""
        if sys.platform != "win32" and not os.environ.get("TEXTUAL_DRIVER"):
            with contextlib.suppress(ImportError):
                from simulator.ui.terminal.driver import SafeDriver

                return SafeDriver
        return super().get_driver_class()

    async def on_event(self, event: Event) -> None:
        """Remove control characters from pastes, and ignore clicks on removed widgets."""
        if isinstance(event, Paste):
            from simulator.text.cleaning import clean

            event.text = clean(event.text)
        elif isinstance(event, MouseEvent) and not event.is_forwarded and self._is_gone(event):
            return
        await super().on_event(event)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Ignore an action of a screen that has no widgets yet, or no longer.

        A key that bubbles up from one screen finds the bindings of another that opens on top.
        """
        screen = default_namespace
        if isinstance(screen, Screen) and not (screen.is_mounted and screen.is_attached):
            return False
        return await super().run_action(action, default_namespace, namespaces)

    def _is_gone(self, event: MouseEvent) -> bool:
        """Return whether the widget under the mouse has just been removed; Textual would raise."""
        try:
            widget, _ = self.screen.get_widget_at(int(event.screen_x), int(event.screen_y))
        except (NoWidget, ScreenStackError):
            return False
        return not widget.is_attached

    @contextlib.contextmanager
    def suspend(self) -> Iterator[None]:
        """Lend the terminal to another program; ctrl+c is for that program only."""
        # Not SIG_IGN, which the other program would inherit.
        before = signal.signal(signal.SIGINT, lambda *_: None)
        try:
            with super().suspend():
                yield
        finally:
            signal.signal(signal.SIGINT, before)

    def action_redraw(self) -> None:
        """Send every cell again, because normally only those that change are sent."""
        self.refresh(layout=True)

    def action_command_palette(self) -> None:
        from simulator.ui.keys.palette import Palette

        if self.use_command_palette and not any(
            isinstance(screen, Palette) for screen in self.screen_stack
        ):
            self.push_screen(Palette(id="--command-palette"))

    def search_themes(self) -> None:
        """Choose a theme in a palette."""
        from simulator.ui.keys.palette import theme_palette

        self.push_screen(theme_palette(self))

    def panic(self, *renderables: RenderableType) -> None:
        """End the app after a fault, with one sentence instead of Textual's traceback."""
        super().panic(*(renderables if self._shows_tracebacks else ()))

    def on_load(self) -> None:
        """Remember and watch the loop that runs the app."""
        if self._handlers is not None:
            self._safe_loop = asyncio.get_running_loop()
            watch_loop(self._safe_loop, self._report_fault)

    def on_ready(self) -> None:
        """Exclude objects that live as long as the app from garbage collection."""
        if self._handlers is not None:
            gc.freeze()  # without `collect`, which would delay the first key by 20 to 50 ms
            gc.enable()  # the caller may have disabled it until now

    @property
    def _shows_tracebacks(self) -> bool:
        return "debug" in self.features

    def _handle_exception(self, error: Exception) -> None:
        """Textual's hook for exceptions in handlers, timers and workers."""
        if self._handlers is not None:
            with contextlib.suppress(Exception):
                self.save_now()
            self._note_crash(error.error if isinstance(error, WorkerFailed) else error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Textual's end of `_handle_exception`, which would print local variables."""
        if self._shows_tracebacks:
            super()._fatal_error()
        else:
            self.panic()

    def _note_crash(self, error: BaseException) -> None:
        if not self._sentence:
            log = write_crash_log(error, self.crash_folder())
            self._sentence = crash_sentence(self.where_is_it_safe(), log)

    def _report_fault(self, error: BaseException) -> None:
        """A bare thread or task has failed: log it, and report it once."""
        key = signature(error)
        if key in self._reported:
            return
        self._reported.add(key)
        log = write_crash_log(error, self.crash_folder())
        sentence = crash_sentence(self.where_is_it_safe(), log, ends=False)
        if self._safe_loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has ended
                self._safe_loop.call_soon_threadsafe(self.show_fault, sentence)

    def _ask_to_exit(self, code: int) -> None:
        if self._safe_loop is None:
            raise SystemExit(code)
        with contextlib.suppress(RuntimeError):  # the loop has ended: already exiting
            self._safe_loop.call_soon_threadsafe(self.exit, None, code)

    def _give_terminal_back(self) -> None:
        """Restore the terminal if Textual has not."""
        driver: Driver | SafeDriver | None = self._driver
        if driver is not None and getattr(driver, "has_terminal", False):
            self._terminal.restore()

    def _final_code(self) -> int:
        if self._handlers is not None and self._handlers.exit_code is not None:
            return self._handlers.exit_code
        if self.return_code is None and not self._sentence:  # e.g. a cancelled handler
            self._sentence = crash_sentence(self.where_is_it_safe(), None)
        return 1 if self._sentence or self.return_code is None else self.return_code


def leave(code: int) -> NoReturn:
    """End the process now, without waiting for threads, destroying objects, or `atexit`."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def _say(sentence: str) -> None:
    # Not through sys.stderr: if its buffer can't be flushed, that changes the exit code.
    with contextlib.suppress(OSError):
        os.write(2, f"{sentence}\n".encode("utf-8", "replace"))
