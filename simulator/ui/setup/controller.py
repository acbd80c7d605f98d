"""Opens the setup and the settings, saves what is chosen there, and tests the voice."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

from simulator.core.setup import Setup
from simulator.speech import Speaker, SpeakerStatus
from simulator.storage.settings.model import Settings
from simulator.ui.context import AppContext
from simulator.ui.setup.screen import SetupScreen
from simulator.ui.setup.settings_screen import SettingsScreen
from simulator.ui.themes import DEFAULT_THEME, theme_for


class SetupController:
    """`begin` starts an interview; `changed` is called when home has to be updated."""

    def __init__(
        self,
        context: AppContext,
        *,
        begin: Callable[[Setup], None],
        changed: Callable[[], None],
    ) -> None:
        self._context = context
        self._begin = begin
        self._changed = changed
        self._tested: Speaker | None = None

    def open_setup(self) -> None:
        """Open the setup of the next interview."""
        context = self._context
        banks, now = context.store.shelf.good(), context.clock.wall()
        context.app.push_screen(SetupScreen(context.settings, banks, self, now))

    def start(self, chosen: Settings) -> None:
        """Start an interview with these choices."""
        self._context.app.pop_screen()
        self._keep(chosen, chosen.setup)
        self._begin(chosen.setup)

    def keep_beside(self, chosen: Settings) -> None:
        """Save the choices that outlast one interview, even if it never begins."""
        self._keep(chosen, self._context.settings.setup)
        self._changed()

    def _keep(self, chosen: Settings, setup: Setup) -> None:
        """Save only what a setup can change; other settings, like the theme, may have changed."""
        settings = replace(
            self._context.settings,
            setup=setup,
            interview_date=chosen.interview_date,
            voice=chosen.voice,
        )
        self._context.remember(settings)

    def open_settings(self) -> None:
        """Show the settings for all interviews."""
        context = self._context
        context.app.push_screen(
            SettingsScreen(
                context.settings,
                self,
                themes=list(context.app.available_themes),
                default_theme=DEFAULT_THEME,
                places=context.store.places,
                today=context.clock.wall().date(),
            )
        )

    def keep_settings(self, settings: Settings) -> None:
        """Save the settings, and apply the theme."""
        app = self._context.app
        self._context.remember(settings, aloud=True)
        app.theme = theme_for(settings.ui.theme, app.available_themes, os.environ)
        self._changed()

    def test_voice(self, settings: Settings) -> None:
        """Let the voice say a sentence, or show why it can't."""
        if self._tested is not None:
            self._tested.close()
        say, call_later = self._context.say, self._context.app.call_later
        speaker = self._tested = self._context.open_voice(settings, True)

        def tell(status: SpeakerStatus) -> None:
            if status.reason:
                call_later(say, status.reason)
            if not status.busy and status.utterance:
                call_later(speaker.close)

        speaker.on_change = tell
        speaker.say("Hello. Tell me about a project that you are proud of.")
        if reason := speaker.status.reason:
            say(reason)
