"""Where the program begins: resume, start, look back, banks."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from simulator.ui.home.menu import HomeMenu, MenuLine
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.note import Note
from simulator.ui.widgets.screen import BaseScreen

TITLE = Content.assemble(
    ("Mock Interview", "bold $text-primary"),
    ("\nReal questions, a real clock, an honest look back.", MUTED),
)


class Resumable(NamedTuple):
    """An interview that was left running, in words."""

    path: Path
    words: str


class HomeFacts(NamedTuple):
    """What the home screen tells; empty words are not known yet, or nothing to tell."""

    start: str = ""
    resumable: Resumable | None = None
    others: tuple[Resumable, ...] = ()
    """Older interviews that were left running, the newest first."""
    today: str = ""
    notes: str = ""
    """What there is to read before an interview that is near."""
    sessions: str = ""
    number: int = 0
    """How many sessions there are."""
    banks: str = ""
    banner: str = ""
    """A calm line about banks that can't be read."""
    readiness: Content | None = None
    """Trend and weakest topic, once there is something to look back on."""


class HomeScreen(BaseScreen):
    """One menu; the line that begins an interview is the one selected."""

    HELP_TEXT = (
        "Practise interviews against a real clock, judge your answers against model answers, and "
        "see what to do next. Everything stays on this machine, in files you can read."
    )
    BINDINGS = [
        Binding("enter", "choose", "Choose", id="choose"),
        Binding("r", "go('resume')", "Resume", id="resume"),
        Binding("n", "go('setup')", "Another setup", id="setup"),
        Binding("h", "go('history')", "History", id="history"),
        Binding("b", "go('banks')", "Banks", id="banks"),
        Binding("d", "go('today')", "Today", show=False, id="today"),
        Binding("g", "go('progress')", "Progress", show=False, id="progress"),
        Binding("p", "go('notes')", "Notes", show=False, id="notes"),
        Binding("s", "go('settings')", "Settings", id="settings"),
        Binding("q", "app.quit", "Quit", id="quit-home"),
    ]

    class Chosen(Message):
        """A line of the menu: start, resume, setup, today, notes, history, progress, banks
        or settings."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class Stale(Message):
        """What is told may have changed meanwhile: it is to be read anew."""

    def __init__(self, facts: HomeFacts) -> None:
        super().__init__()
        self.facts = facts
        self._shown: HomeFacts | None = None
        self._covered = False

    def compose_body(self) -> ComposeResult:
        yield Static(TITLE, id="home-title")
        yield HomeMenu(id="menu")

    def on_mount(self) -> None:
        """Show what is known already."""
        self.show(self.facts)
        self.set_focus(self.query_one(HomeMenu))

    def on_screen_suspend(self) -> None:
        """Another screen lies above."""
        self._covered = True

    def on_screen_resume(self) -> None:
        """Show what was learnt while another screen lay above, and have it read anew."""
        if not self._covered:  # The first time there is nothing to catch up with.
            return
        self._covered = False
        if self._shown != self.facts:
            self.show(self.facts)
        self.post_message(self.Stale())

    def learn(self, facts: HomeFacts) -> None:
        """Show these facts, or keep them until the screen is on top again."""
        if self.app.screen is self:
            self.show(facts)
        else:
            self.facts = facts

    def show(self, facts: HomeFacts) -> None:
        """Show these facts, the chosen line kept; an interview that was just left is offered."""
        if not self.is_attached:  # The app is ending; there is nothing left to show it on.
            return
        known = self._shown.resumable if self._shown else None
        left = facts.resumable
        new = left is not None and (known is None or known.path != left.path)
        self.facts = self._shown = facts
        self.query_one(HomeMenu).show(self._lines(facts), "resume" if new else "")
        self._say_below(facts)
        self.refresh_bindings()

    def _say_below(self, facts: HomeFacts) -> None:
        """How it goes, and what does not work; there is no widget for it before it is known."""
        parts = [each for each in (facts.readiness, self._trouble(facts)) if each]
        words = Content("\n\n").join(parts)
        for note in self.query("#home-note").results(Note):
            note.say(words)
            return
        if parts:
            self.mount(Note(words, id="home-note"), after="#menu")

    def _trouble(self, facts: HomeFacts) -> Content:
        hint = f" Press {self.shown_key('banks')} to see why." if facts.banner else ""
        return Content.styled(facts.banner + hint, "$text-warning")

    def _lines(self, facts: HomeFacts) -> list[MenuLine]:
        rows = [
            ("start", "choose", "Start an interview", facts.start),
            ("setup", "setup", "Another setup", ""),
            ("today", "today", "Today", facts.today),
            ("notes", "notes", "Read before it", facts.notes),
            ("history", "history", "Review sessions", facts.sessions),
            ("banks", "banks", "Question banks", facts.banks),
        ]
        if facts.resumable is not None:
            more = f" · and {len(facts.others)} more" if facts.others else ""
            rows.insert(0, ("resume", "resume", "Resume", facts.resumable.words + more))
            rows[1] = ("start", "", *rows[1][2:])  # Enter resumes.
        return [
            MenuLine(name, self.shown_key(action) if action else "", label, detail)
            for name, action, label, detail in rows
            if name not in ("today", "notes") or detail
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Resume works only where there is something to resume."""
        if action == "go" and parameters == ("resume",):
            return self.facts.resumable is not None
        return True

    def on_home_menu_taken(self, event: HomeMenu.Taken) -> None:
        event.stop()
        self.post_message(self.Chosen(event.name))

    def action_choose(self) -> None:
        """Go where the chosen line leads."""
        self.query_one(HomeMenu).take()

    def action_go(self, name: str) -> None:
        """Go there."""
        self.query_one(HomeMenu).moved = False
        self.post_message(self.Chosen(name))
