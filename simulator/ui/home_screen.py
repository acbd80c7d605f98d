"""Where the program begins: resume, start, look back, banks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.ui.base_screen import BaseScreen
from simulator.ui.menu import Menu, Note


@dataclass(frozen=True)
class Resumable:
    """An interview that was left running, in words."""

    path: Path
    words: str


@dataclass(frozen=True)
class HomeFacts:
    """What the home screen tells; empty words are not known yet, or nothing to tell."""

    start: str = ""
    resumable: Resumable | None = None
    today: str = ""
    sessions: str = ""
    number: int = 0
    """How many sessions there are."""
    banks: str = ""
    banner: str = ""
    """A calm line about what does not work, such as a broken bank or settings file."""
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
        Binding("h", "go('history')", "Sessions", id="history"),
        Binding("b", "go('banks')", "Banks", id="banks"),
        Binding("d", "go('today')", "Today", show=False, id="today"),
        Binding("g", "go('progress')", "Progress", show=False, id="progress"),
        Binding("q", "app.quit", "Quit", id="quit-home"),
    ]

    @dataclass
    class Chosen(Message):
        """A line of the menu: start, resume, setup, today, history, progress or banks."""

        name: str

    def __init__(self, facts: HomeFacts) -> None:
        super().__init__()
        self.facts = facts

    def compose_body(self) -> ComposeResult:
        yield Static("Mock Interview", id="home-title")
        yield Static(
            "Real questions, a real clock, an honest look back.", id="home-subtitle", markup=False
        )
        yield Menu(id="menu", compact=True)
        yield Note(id="readiness")
        yield Note(id="banner")

    def on_mount(self) -> None:
        """Show what is known already."""
        self.show(self.facts, first=True)
        self.query_one(Menu).focus()

    def show(self, facts: HomeFacts, *, first: bool = False) -> None:
        """Show these facts, the selected line kept."""
        self.facts = facts
        menu = self.query_one(Menu)
        chosen = menu.highlighted_option
        lines = self._lines(facts)
        menu.set_options([Option(words, id=name) for name, words in lines])
        names = [name for name, _ in lines]
        wanted = chosen.id if chosen is not None and not first else None
        menu.highlighted = names.index(wanted) if wanted in names else 0
        self.query_one("#banner", Note).say(Content(facts.banner))
        self.query_one("#readiness", Note).say(facts.readiness or Content(""))
        self.refresh_bindings()

    @staticmethod
    def _lines(facts: HomeFacts) -> list[tuple[str, Content]]:
        rows = [
            ("start", "Enter", "Start an interview", facts.start),
            ("setup", "n", "Another setup", ""),
            ("today", "d", "Today", facts.today),
            ("history", "h", "Review sessions", facts.sessions),
            ("banks", "b", "Question banks", facts.banks),
        ]
        if facts.resumable is not None:
            rows.insert(0, ("resume", "r", "Resume", facts.resumable.words))
        return [
            (
                name,
                Content.assemble(
                    (f"{key:>5}  ", "$text-accent"),
                    (label, "bold"),
                    (f"  {detail}" if detail else "", "$text-muted"),
                ),
            )
            for name, key, label, detail in rows
            if name != "today" or detail
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Resume works only where there is something to resume."""
        if action == "go" and parameters == ("resume",):
            return self.facts.resumable is not None
        return True

    @on(OptionList.OptionSelected, "#menu")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(event.option_id or "start"))

    def action_choose(self) -> None:
        """Go where the selected line leads."""
        self.query_one(Menu).action_select()

    def action_go(self, name: str) -> None:
        """Go there."""
        self.post_message(self.Chosen(name))
