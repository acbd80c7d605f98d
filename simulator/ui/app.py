"""The application: the only navigator, and what saves that which screens announce."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES, Theme

from simulator.system.clock import Clock
from simulator.ui.history.controller import LookingBack
from simulator.ui.home.screen import HomeFacts, HomeScreen
from simulator.ui.widgets.background import in_background

if TYPE_CHECKING:
    from simulator.core.setup import Setup
    from simulator.speech import Speaker, SpeakerStatus
    from simulator.storage.settings.model import Settings
    from simulator.storage.store import Store
    from simulator.system.faults import Fault
    from simulator.ui.banks.rows import AskedBy
    from simulator.ui.banks.screen import BanksScreen
    from simulator.ui.interview.controller import OpenVoice
    from simulator.ui.setup.screen import SetupScreen

MANY_SESSIONS = 1_000
"""From here on reading them all is felt, and waits for the first keys to be over."""

SETTLE_SECONDS = 2.0

BREATH_SECONDS = 0.05
"""Between the first screen and reading for it, so that a first key is not kept waiting."""

DEFAULT_THEME = "textual-dark"

KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "backspace": "Backspace",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}


class Wish(NamedTuple):
    """What the command line asked for: an interview to begin, or a session to resume."""

    setup: Setup | None = None
    resume: Path | None = None


def theme_for(wanted: str, known: Container[str], environ: Mapping[str, str]) -> str:
    """The theme to begin with: the wanted one if there is one of that name.

    Without colours an ANSI theme would be black on black, so it is not taken then.
    """
    plain = bool(environ.get("NO_COLOR"))
    usable = wanted in known and not (plain and wanted.startswith("ansi"))
    return wanted if usable else DEFAULT_THEME


class SimulatorApp(LookingBack):
    """Mock interviews on the screen."""

    TITLE = "Mock Interview"
    CSS_PATH = "app.tcss"
    BINDINGS = [
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="quit"),
        Binding("ctrl+p", "command_palette", "Palette", show=False, priority=True, id="palette"),
    ]

    def __init__(
        self,
        store: Store,
        settings: Settings,
        *,
        open_voice: OpenVoice,
        clock: Clock | None = None,
        wish: Wish | None = None,
    ) -> None:
        # Before Textual makes the app, which takes its theme from here; else all is styled twice.
        theme = theme_for(settings.ui.theme, BUILTIN_THEMES, os.environ)
        self.set_reactive(App.theme, theme)
        super().__init__(store, settings, open_voice=open_voice, clock=clock or Clock())
        self._wish = wish or Wish()
        self._tested: Speaker | None = None
        self.set_keymap(dict(settings.keys))

    def get_default_screen(self) -> Screen[None]:
        """Home."""
        return HomeScreen(HomeFacts())

    def on_mount(self) -> None:
        """Begin what the command line asked for, and say what is doubtful about the settings."""
        self.theme_changed_signal.subscribe(self, self._remember_theme)
        if self._wish.resume is not None:
            self.resume(self._wish.resume)
        elif self._wish.setup is not None:
            self.begin(self._wish.setup)
        if self.settings.doubts:
            self._say_doubts(self.settings.doubts)

    def on_ready(self) -> None:
        """Read what is in the folders, in a moment."""
        self.set_timer(BREATH_SECONDS, self._first_look)

    def _first_look(self) -> None:
        screens = len(self.screen_stack)  # None while the app ends.
        if screens == 1:
            self.refresh_home()
        elif screens > 1:  # What was opened at once is not to be kept waiting.
            self.set_timer(SETTLE_SECONDS, self.refresh_home)

    def _say_doubts(self, doubts: Sequence[Fault]) -> None:
        """The first fault of the settings, and how many there are; all are on standard error."""
        first, more = replace(doubts[0], file=Path(doubts[0].file).name), len(doubts) - 1
        also = f" ({more} more: see mock-interview doctor)" if more else ""
        self.say(f"{first}{also}", severity="warning")

    def _remember_theme(self, theme: Theme) -> None:
        if theme.name != self.settings.ui.theme:
            ui = replace(self.settings.ui, theme=theme.name)
            self.remember(replace(self.settings, ui=ui))

    # Home

    @property
    def _home(self) -> HomeScreen | None:
        """The home screen; None while the app ends, when timers and threads may still call."""
        first = next(iter(self.screen_stack), None)
        return first if isinstance(first, HomeScreen) else None

    def refresh_home(self) -> None:
        """Read the folders in the background, then bring the home screen up to date."""
        settings, now = self.settings, self.clock.wall()

        def quick() -> HomeFacts:
            from simulator.ui.home.facts import home_facts

            return home_facts(self.store, settings.setup, now)

        def thorough(facts: HomeFacts) -> None:
            from simulator.ui.home.facts import with_history

            self._show_home(facts)
            day, interview_on = now.date(), settings.interview_date

            def read_on() -> None:
                in_background(
                    self,
                    lambda: with_history(facts, self.store, day, interview_on),
                    self._show_home,
                )

            if facts.number > MANY_SESSIONS:
                self.set_timer(SETTLE_SECONDS, read_on)
            else:
                read_on()

        in_background(self, quick, thorough)

    def _show_home(self, facts: HomeFacts) -> None:
        home = self._home
        if home is not None and facts != home.facts:
            home.learn(facts)

    def on_home_screen_chosen(self, event: HomeScreen.Chosen) -> None:
        if len(self.screen_stack) == 1:
            getattr(self, f"action_{event.name}")()

    def action_start(self) -> None:
        """Begin an interview as last time."""
        self.begin(self.settings.setup)

    def action_resume(self) -> None:
        """Go on with the interview that was left running."""
        home = self._home
        if home is not None and home.facts.resumable is not None:
            self.resume(home.facts.resumable.path)

    def action_setup(self) -> None:
        """Choose another interview."""
        from simulator.ui.setup.screen import SetupScreen

        self.push_screen(SetupScreen(self.settings, self.good_banks(), self.clock.wall()))

    def action_banks(self) -> None:
        """All banks; how often their questions were asked follows."""
        from simulator.ui.banks.screen import BanksScreen

        screen = BanksScreen(self.store)
        self.push_screen(screen)
        in_background(self, self._asked, screen.show_asked, owner=screen)

    def _asked(self) -> AskedBy:
        from simulator.core.track_record import asked_by_question
        from simulator.storage.sessions.past import past_sessions

        return asked_by_question(past_sessions(self.store))

    def on_banks_screen_started(self, event: BanksScreen.Started) -> None:
        """Begin with one bank, otherwise as last time."""
        event.stop()
        self.begin(
            replace(self.settings.setup, banks=(event.bank,), topics=(), difficulties=(), tags=())
        )

    def on_setup_screen_started(self, event: SetupScreen.Started) -> None:
        self.pop_screen()
        self.remember(event.settings)
        self.begin(event.settings.setup)

    def on_setup_screen_voice_tested(self, event: SetupScreen.VoiceTested) -> None:
        """Let the voice say a sentence, or say why it can't."""
        if self._tested is not None:
            self._tested.close()
        speaker = self._tested = self._open_voice(event.settings, True)

        def tell(status: SpeakerStatus) -> None:
            if status.reason:
                self.call_later(self.say, status.reason)
            if not status.busy and status.utterance:
                self.call_later(speaker.close)

        speaker.on_change = tell
        speaker.say("Hello. Tell me about a project that you are proud of.")
        if reason := speaker.status.reason:
            self.say(reason)

    def get_key_display(self, binding: Binding) -> str:
        """How a key is written in footers and help."""
        if binding.key_display:
            return binding.key_display
        if binding.key in KEY_NAMES:
            return KEY_NAMES[binding.key]
        shown = super().get_key_display(binding).replace("shift+", "Shift+")
        head, plus, key = shown.rpartition("+")
        return f"{head}{plus}{KEY_NAMES.get(key, key)}"

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: what the screen below it can do now, and the app's own ways."""
        from simulator.ui.keys.palette import TEXTUALS, commands_of

        if isinstance(screen, HomeScreen):
            yield SystemCommand("Start", "an interview as last time", self.action_start)
        yield from commands_of(screen)
        yield from (each for each in super().get_system_commands(screen) if each.title in TEXTUALS)
