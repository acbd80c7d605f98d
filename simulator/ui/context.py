"""What the app's controllers share: files, settings, clock, and a way to say something."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from simulator.system.clock import Clock
from simulator.system.faults import FileFault
from simulator.text.cleaning import printable
from simulator.ui.keys.keymap import keyed
from simulator.ui.widgets.background import in_background

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from simulator.speech import Recorder, Speaker
    from simulator.storage.settings.model import Settings
    from simulator.storage.store import Store

OpenVoice = Callable[["Settings", bool], "Speaker"]
"""Makes a speaker: by the settings, and whether a voice is wanted."""

OpenRecorder = Callable[[bool], "Recorder"]
"""Makes a recorder: whether one is wanted."""


class AppContext:
    """One for each app. `settings` are the current ones; `remember` changes them."""

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
        self.settings = settings
        self.clock = clock
        self.open_voice = open_voice
        self.open_recorder = open_recorder

    def say(self, text: str, *, severity: SeverityLevel = "information") -> None:
        """Tell the person one thing, in a corner; the text is shown as it is."""
        self.app.notify(printable(text), severity=severity, markup=False)

    def remember(self, settings: Settings) -> None:
        """Keep these settings for the next time; failing to is no reason to stop."""
        self.settings = settings

        def write() -> None:
            with contextlib.suppress(OSError, FileFault):
                self.store.write_settings(settings)

        in_background(self.app, write)

    def discard(self, path: Path) -> None:
        """Move a session into the trash, and say how to get it back."""
        try:
            self.store.sessions.discard(path)
        except OSError as error:
            self.say(f"It could not be moved to the trash: {error.strerror}.", severity="error")
        except FileFault as fault:
            self.say(str(fault), severity="error")
        else:
            self.say(keyed(self.app, "Discarded. In the sessions, {undo-discard} brings it back."))
