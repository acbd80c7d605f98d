"""The Textual app: navigates between screens and saves what they report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.message_pump import MessagePump
from textual.notifications import Notify
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES, Theme

from simulator.core.presets import PRESETS
from simulator.system.clock import Clock
from simulator.system.faults import Denied, Fault
from simulator.system.listing import is_there
from simulator.ui.context import AppContext, OpenRecorder, OpenVoice
from simulator.ui.home.controller import HomeController
from simulator.ui.home.screen import HomeFacts, HomeScreen
from simulator.ui.keys.keymap import keyed
from simulator.ui.keys.names import key_name
from simulator.ui.keys.table import bind
from simulator.ui.safe_app import SafeApp
from simulator.ui.themes import OUR_THEMES, can_be_read, readable, theme_for, theme_warnings
from simulator.ui.widgets.background import in_background
from simulator.ui.widgets.colours import has_few_colours
from simulator.ui.widgets.toasts import PassingToasts
from simulator.usecases.keep import SessionKeeper

if TYPE_CHECKING:
    from simulator.core.session import Session
    from simulator.core.setup import Setup
    from simulator.storage.settings.model import Settings
    from simulator.storage.store import Store
    from simulator.ui.banks.bank_tools import StartBank
    from simulator.ui.history.controller import HistoryController
    from simulator.ui.history.report_controller import ReportController
    from simulator.ui.interview.controller import InterviewController
    from simulator.ui.interview.screen import InterviewScreen
    from simulator.ui.notes.controller import NotesController
    from simulator.ui.setup.controller import SetupController

SETTLE_SECONDS = 2.0

BREATH_SECONDS = 0.2
"""Pause between the first screen and reading its data, so that a first key is not delayed."""


class StartRequest(NamedTuple):
    """What the command line asked for: an interview to start, or a session to resume."""

    setup: Setup | None = None
    keys: Sequence[tuple[str, str]] = ()
    """The (bank, id) of each of that interview's questions, if the setup is not to draw them."""
    resume: Path | None = None
    take_of: Path | None = None
    sound: Mapping[str, bool] = {}
    """Voice and recording of that take, if they were given."""


class SimulatorApp(SafeApp):
    """Mock interviews on the screen.

    Each room of screens has a controller, which is imported on demand, so that the home screen
    appears at once. Messages from screens are passed on to the controllers.
    """

    TITLE = "Mock Interview"
    CSS_PATH = "app.tcss"
    BINDINGS = [
        bind("home", "quit", "quit", "Quit", show=False, priority=True),
        bind("home", "palette", "command_palette", "Palette", show=False, priority=True),
    ]

    def __init__(
        self,
        store: Store,
        settings: Settings,
        *,
        open_voice: OpenVoice,
        open_recorder: OpenRecorder | None = None,
        clock: Clock | None = None,
        request: StartRequest | None = None,
    ) -> None:
        # Set before Textual's own __init__, or else everything is styled twice.
        theme = theme_for(settings.ui.theme, {*OUR_THEMES, *BUILTIN_THEMES}, os.environ)
        self.set_reactive(App.theme, theme)
        super().__init__()
        self.context = AppContext(
            self, store, settings, clock or Clock(), open_voice, open_recorder
        )
        self.keeper = SessionKeeper(store, self._save_trouble)
        self._request = request or StartRequest()
        self._home = HomeController(self.context, self._home_screen)
        self.set_keymap(dict(settings.keys))

    @cached_property  # Textual asks for the theme of every piece of text that is drawn.
    def available_themes(self) -> dict[str, Theme]:
        """Our themes, known before anything is styled, and those of Textual that can be read."""
        themes = {**OUR_THEMES, **super().available_themes}
        return {name: theme for name, theme in themes.items() if can_be_read(name, os.environ)}

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's colours, with more contrast where needed."""
        few = has_few_colours(self.console.color_system)
        given = super().get_css_variables()
        self.theme_variables = readable(self.current_theme, given, few_colours=few)
        return self.theme_variables

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        """Read the styles of a screen when it first opens.

        Textual would parse those of all screens again, and restyle every widget.
        """
        brought = [path for path in screen.css_path if not self.stylesheet.has_source(str(path))]
        for path in brought:
            self.stylesheet.read(path)
        if brought:
            self.stylesheet.parse()
            self.stylesheet.update(screen)
        super()._load_screen_css(screen)

    @cached_property
    def _interviews(self) -> InterviewController:
        from simulator.ui.interview.controller import InterviewController

        return InterviewController(
            self.context, self.keeper, finished=self._show_report, left=self._sessions_changed
        )

    @cached_property
    def _history(self) -> HistoryController:
        from simulator.ui.history.controller import HistoryController

        return HistoryController(
            self.context,
            reports=lambda: self._reports,
            interviews=lambda: self._interviews,
            changed=self.refresh_home,
        )

    @cached_property
    def _reports(self) -> ReportController:
        from simulator.ui.history.report_controller import ReportController

        # Through the property, so that looking back does not import the interviews.
        return ReportController(
            self.context, interviews=lambda: self._interviews, changed=self._sessions_changed
        )

    @cached_property
    def _notes(self) -> NotesController:
        from simulator.ui.notes.controller import NotesController

        return NotesController(self.context, interviews=lambda: self._interviews)

    @cached_property
    def _setup(self) -> SetupController:
        from simulator.ui.setup.controller import SetupController

        return SetupController(
            self.context,
            begin=lambda setup: self._interviews.begin(setup, back=self.action_setup),
            changed=self.refresh_home,
        )

    def get_default_screen(self) -> Screen[None]:
        """Return the home screen."""
        return HomeScreen(HomeFacts(looks_back=is_there(self.context.store.sessions_folder)))

    def on_mount(self) -> None:
        """Start what the command line asked for, and show warnings about the settings."""
        self.theme_changed_signal.subscribe(self, self._remember_theme)
        self.screen_change_signal.subscribe(self, self._toasts.look, immediate=True)
        if self._request.resume is not None:
            self._interviews.resume(self._request.resume)
        elif self._request.take_of is not None:
            self._interviews.begin_take(self._request.take_of, self._request.sound)
        elif self._request.setup is not None and self._request.keys:
            self._interviews.begin_chosen(self._request.setup, self._request.keys)
        elif self._request.setup is not None:
            self._interviews.begin(self._request.setup)
        settings = self.context.settings
        themes = self.context.store.settings_faults(theme_warnings(settings.ui.theme))
        if warnings := (*settings.warnings, *themes):
            self._say_warnings(warnings)

    @cached_property
    def _toasts(self) -> PassingToasts:
        return PassingToasts(self)

    def on_notify(self, event: Notify) -> None:
        """Never show the same toast twice at a time."""
        self._toasts.make_room(event.notification)

    def action_help_quit(self) -> None:
        """Say how to quit to somebody who presses ctrl+c, which copies in a text field."""
        self.context.say(keyed(self, "{quit} quits the program."))

    def on_ready(self) -> None:
        """Read the folders in a moment: the first frame is not painted yet."""
        self.call_after_refresh(self.set_timer, BREATH_SECONDS, self._first_look)

    def _first_look(self) -> None:
        self._home.watch_date()
        screens = len(self.screen_stack)  # 0 while the app exits.
        if screens == 1:
            self.refresh_home()
            self.set_timer(SETTLE_SECONDS, self._preload)
        elif screens > 1:  # Don't delay the screen that was opened at once.
            self.set_timer(SETTLE_SECONDS, self.refresh_home)

    def _preload(self) -> None:
        """Import the code for interviews and for past sessions before it is needed."""
        in_background(self, lambda: (self._history, self._interviews))

    def _say_warnings(self, warnings: Sequence[Fault]) -> None:
        """Show the first fault of the settings, and how many more there are."""
        first, more = warnings[0]._replace(file=Path(warnings[0].file).name), len(warnings) - 1
        also = f" ({more} more: see mock-interview doctor)" if more else ""
        self.context.say(f"{first}{also}", severity="warning", lasting=True)

    def _remember_theme(self, theme: Theme) -> None:
        settings = self.context.settings
        if theme.name != settings.ui.theme:
            ui = replace(settings.ui, theme=theme.name)
            self.context.remember(replace(settings, ui=ui))

    # Home

    def _home_screen(self) -> HomeScreen | None:
        first = next(iter(self.screen_stack), None)
        return first if isinstance(first, HomeScreen) else None

    def refresh_home(self) -> None:
        """Read the folders in the background, then update the home screen."""
        self._home.refresh()

    def action_preset(self, number: int) -> None:
        """Start an interview by a preset; `number` counts from 1."""
        preset = PRESETS[number - 1]
        self._interviews.begin(preset.applied_to(self.context.settings.setup))

    def action_start(self) -> None:
        """Start an interview with the same setup as last time."""
        self._interviews.begin(self.context.settings.setup)

    def action_resume(self) -> None:
        home = self._home_screen()
        if home is not None and home.facts.resumable is not None:
            left = [home.facts.resumable, *home.facts.others]
            self._interviews.resume_one_of([(each.path, each.words) for each in left])

    def on_home_screen_stale(self) -> None:
        self._home.refresh()

    def on_app_focus(self) -> None:
        """Reload when the window gets the focus: the date and the files may have changed."""
        if isinstance(self.screen, HomeScreen):
            self._home.refresh()

    def action_setup(self) -> None:
        self._setup.open_setup()

    def action_history(self) -> None:
        self._history.open_history()

    def action_progress(self) -> None:
        self._reports.open_progress()

    action_today = action_progress

    def action_notes(self) -> None:
        self._notes.open()

    def action_settings(self) -> None:
        self._setup.open_settings()

    def action_banks(self) -> None:
        """Show all banks; how often their questions were asked follows."""
        from simulator.ui.banks.screen import BanksScreen
        from simulator.usecases.look_back import records_by_question

        store = self.context.store
        screen = BanksScreen(store)
        self.push_screen(screen)
        in_background(self, lambda: records_by_question(store), screen.show_asked, owner=screen)

    # Messages from screens

    def on_start_bank(self, event: StartBank) -> None:
        """Start with this bank, with the other settings as last time."""
        event.stop()
        setup = self.context.settings.setup
        chosen = replace(setup, banks=(event.bank,), topics=(), difficulties=(), tags=())
        self._interviews.begin(chosen)

    def _show_report(self, session: Session, path: Path | None) -> None:
        self._reports.show_report(session, path)
        self._sessions_changed()

    def _sessions_changed(self) -> None:
        """Update the screens that list or count sessions."""
        self._history.refresh_list()
        self.refresh_home()

    # Ending

    async def action_quit(self) -> None:
        """Quit; from an interview through the leave dialog."""
        if not self.keeper.running or not self._interviews.quit():
            self._exit_behind([self.focused, self.screen, self.screen, self])

    def _exit_behind(self, waiting: Sequence[MessagePump | None]) -> None:
        """Exit once each of these pumps has handled the messages of earlier keys.

        A change to the settings passes through its screen's queue twice before it is saved.
        """
        if not waiting:
            self.exit(0)
            return
        first, *others = waiting
        if first is None or not first.call_later(self._exit_behind, others):
            self._exit_behind(others)

    def _save_trouble(self, error: OSError | None) -> None:
        """Saving has failed, or works again; called in any thread."""
        reason = ""
        if error is None:
            text, severity = "Saving works again; nothing was lost.", "information"
        else:
            denied = Denied.of(error)
            reason = denied.reason
            text = (
                f"This is not being saved at the moment ({denied.why}). "
                "Carry on; saving will be retried."
            )
            severity = "warning"
        self.call_later(self._show_unsaved, reason)
        self.call_later(self.context.say, text, severity=severity, lasting=True)

    def _show_unsaved(self, reason: str) -> None:
        """Show on the interview screen that saving fails, because toasts go away."""
        screen = self.interview_screen()
        if screen is not None:
            screen.whereabouts.show_unsaved(reason)

    def interview_screen(self) -> InterviewScreen | None:
        """Return the screen of the running interview, even if a dialog is on top of it."""
        return self._interviews.screen if self.keeper.running else None

    def save_now(self) -> None:
        """Save the running interview and the settings before the process exits."""
        screen = self.interview_screen()
        if screen is not None and screen.running.going_on:
            self.keeper.save_now(screen.running.as_typed().record(self.context.clock.now()))
        else:
            self.keeper.save_now()
        self.context.write_now()

    def where_is_it_safe(self) -> str:
        """Return where the running interview is saved, for the message after a crash."""
        from simulator.text.cleaning import printable

        return printable(str(self.keeper.path)) if self.keeper.safe else ""

    def what_is_lost(self) -> str:
        """Return a sentence if the interview could not be saved when the program ended."""
        keeper = self.keeper
        if not keeper.running or keeper.safe:
            return ""
        why = f" ({Denied.of(keeper.trouble).why})" if keeper.trouble is not None else ""
        return f"The end of this interview could not be saved{why}."

    def crash_folder(self) -> Path:
        """Return a folder in the home, where people will look for it."""
        return self.context.store.home / "crashes"

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as it is shown in footers and help."""
        if binding.key_display:
            return binding.key_display
        return key_name(binding.key, super().get_key_display(binding))

    def _ways(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield commands for pages that can be opened from anywhere except home and an interview.

        Home has its own keys for them; in an interview they would reveal too much.
        """
        opened = {each.name for each in self.screen_stack}
        if self.keeper.running or isinstance(screen, HomeScreen):
            return
        if "notes" not in opened:
            yield SystemCommand("Notes", "what to read before the interview", self.action_notes)
        if not opened & {"settings", "setup"}:  # An open setup holds its own settings.
            yield SystemCommand("Settings", "settings for every interview", self.action_settings)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield what the palette offers: the current screen's actions, and the app's own."""
        from simulator.ui.keys.palette import TEXTUALS, commands_of

        if isinstance(screen, HomeScreen):
            yield SystemCommand("Start", "an interview set up as last time", self.action_start)
        yield from commands_of(screen)
        yield from self._ways(screen)
        for each in super().get_system_commands(screen):
            if each.title in TEXTUALS:
                yield each._replace(help=TEXTUALS[each.title])
