"""What the app's controllers share: files, settings, clock and toasts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from textual.app import App

from simulator.system.clock import Clock
from simulator.system.faults import Denied, FileFault
from simulator.text.cleaning import printable
from simulator.ui.keys.keymap import keyed
from simulator.ui.widgets.background import in_background
from simulator.ui.widgets.toasts import say_lasting

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from simulator.core.session import Answer, Session
    from simulator.core.setup import Setup
    from simulator.speech import Recorder, Speaker
    from simulator.storage.settings.model import Settings
    from simulator.storage.store import Store

OpenVoice = Callable[["Settings", bool], "Speaker"]
"""Creates a speaker from the settings; the flag says whether a voice is wanted."""

OpenRecorder = Callable[[bool], "Recorder"]
"""Creates a recorder; the flag says whether one is wanted."""

Keys = Sequence[tuple[str, str]]
"""Questions, by bank and id."""


class Interviews(Protocol):
    """The controller of interviews, as other rooms see it."""

    def begin(self, setup: Setup) -> None:
        """Draw the questions and open the interview."""

    def begin_chosen(self, setup: Setup, keys: Keys) -> None:
        """Open an interview with exactly these questions, by the rules of a setup."""

    def begin_take(self, path: Path) -> None:
        """Repeat a session's interview with less time."""

    def judge(
        self, session: Session, path: Path, index: int, judged: Callable[[Answer], object]
    ) -> None:
        """Rate an answer of a past session; `judged` is called with it after each change."""


class AppContext:
    """One per app. `settings` are the current ones; `remember` changes them."""

    def __init__(
        self,
        app: App[int],
        store: Store,
        settings: Settings,
        clock: Clock,
        open_voice: OpenVoice,
        open_recorder: OpenRecorder | None = None,
    ) -> None:
        """Without `open_recorder` nothing is ever recorded."""
        self.app = app
        self.store = store
        self.settings = self._written = settings
        self._writing = Lock()
        self.clock = clock
        self.open_voice = open_voice
        self.open_recorder = open_recorder
        self.discarded: list[tuple[str, ...]] = []
        """File names of sessions moved to the trash and not restored, a tuple for each time."""

    def say(
        self, text: str, *, severity: SeverityLevel = "information", lasting: bool = False
    ) -> None:
        """Show a toast; the text is taken literally, without markup.

        It disappears with its screen, unless it is `lasting`.
        """
        if lasting:
            say_lasting(self.app, printable(text), severity)
        else:
            self.app.notify(printable(text), severity=severity, markup=False)

    def remember(self, settings: Settings, *, aloud: bool = False) -> None:
        """Adopt these settings, and save them in the background; a failure is not fatal.

        `aloud`: tell the user, who has changed them, if they can't be saved.
        """
        self.settings = settings
        in_background(self.app, self._write, self._say_unkept if aloud else None)

    def write_now(self) -> None:
        """Save what is not saved yet, because the process exits; never waits for long."""
        if self.settings is not self._written:
            self._write(patience=0.5)

    def _write(self, patience: float = -1.0) -> str:
        """Write what has changed since the last time; return the reason if that fails.

        Other changes made to the file in the meantime are kept. The latest settings are written,
        whatever the order of the threads.
        """
        if not self._writing.acquire(timeout=patience):
            return ""
        try:
            wanted = self.settings
            if wanted is not self._written:
                self.store.change_settings(self._written, wanted)
                self._written = wanted
        except OSError as error:
            return str(Denied.of(error))
        except FileFault as fault:
            return str(fault)
        else:
            return ""
        finally:
            self._writing.release()

    def _say_unkept(self, reason: str) -> None:
        if reason:
            self.say(
                f"This applies for now, but could not be saved: {reason}",
                severity="warning",
                lasting=True,
            )

    def discard(self, paths: Sequence[Path], where: str = "") -> None:
        """Move sessions to the trash, and say how to get them back, or why that failed.

        `where`: where the key for that works, unless it is the current screen.
        """
        names = []
        for path in paths:
            try:
                names.append(self.store.sessions.discard(path).name)
            except OSError as error:
                self.say(
                    f"It could not be moved to the trash: {Denied.of(error)}.", severity="error"
                )
            except FileFault as fault:
                self.say(str(fault), severity="error")
        if names:
            self.discarded.append(tuple(names))
            if len(names) == len(paths):
                self.app.clear_notifications()  # Earlier toasts would be in the way.
            what, them = ("Deleted", "it") if len(names) == 1 else (f"{len(names)} deleted", "them")
            words = f"{what}. {where}{{undo-discard}} brings {them} back."
            self.say(keyed(self.app, words), lasting=bool(where))
