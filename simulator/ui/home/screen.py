"""The first screen of the program: resume, start, look back, banks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Static

from simulator.core.presets import PRESETS, Preset
from simulator.ui.home.menu import HomeMenu, MenuLine
from simulator.ui.keys.keymap import remapped
from simulator.ui.keys.table import bind
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.screen import BaseScreen

if TYPE_CHECKING:
    from simulator.ui.home.board import Board

DASHBOARD = (110, 30)
"""The window's columns and rows from which there is more than the menu."""

ROOM_FOR_AIR = 38
"""The window's rows from which there are gaps between the cards."""

LEAST_LEFT, MOST_LEFT, MOST_SIDE = 63, 120, 77
"""Widths, in cells, of the menu's column and of the one beside it."""

EDGES = 4
"""Cells of a column outside a card's words: its border and padding."""

TITLE_ROWS, FOOTER_ROWS, LEAST_MENU = 4, 1, 11

ROOM_FOR_MEANING = 199
"""The width from which a preset says what it means."""

WELCOME = (
    "A question and a clock: answer aloud, or type.",
    "Say how sure you are, compare, and judge yourself.",
    "The report says what to practise next, and when.",
)
"""What will happen, for first-time users."""

TITLE = Content.assemble(
    ("Mock Interview", "bold $text-primary"),
    ("\nReal questions, a real clock, an honest look back.", MUTED),
)


def columns(width: int) -> tuple[int, int]:
    """Return the widths of a wide window's two columns: the menu's and the one beside it."""
    side = min(MOST_SIDE, width - 3 - max(LEAST_LEFT, width * 55 // 100))
    return min(MOST_LEFT, width - 3 - side), side


class Room(NamedTuple):
    """The rows of the menu, and those below and beside it."""

    menu: int
    below: int
    side: int
    airy: bool
    """True if there are gaps between the cards."""


class Resumable(NamedTuple):
    """An interview that was left running, in words."""

    path: Path
    words: str


class HomeFacts(NamedTuple):
    """The facts on the home screen; those that are empty are not known yet, or don't apply."""

    asks: str = ""
    """The banks of the next interview."""
    start: str = ""
    resumable: Resumable | None = None
    others: tuple[Resumable, ...] = ()
    """Older interviews that were left running, newest first."""
    today: str = ""
    notes: str = ""
    """What there is to read before an interview that is near."""
    sessions: str = ""
    last: str = ""
    """When the last one was, and its result; part of `sessions`."""
    read: bool = False
    """True once the folders have been read."""
    looks_back: bool = True
    """True if there are past sessions; a guess before the folders have been read."""
    number: int = 0
    """The number of sessions, including takes; old files count even if they can't be read."""
    banks: str = ""
    settings: str = ""
    """Why to open the settings."""
    banner: str = ""
    """A calm line about banks that can't be read."""
    progress: str = ""
    """Trend and result over all sessions, once something is rated."""
    readiness: Content | None = None
    """Which topic comes next, once there are past sessions."""
    board: Board | None = None
    """The cards of a wide window, once there are past sessions."""
    waits: bool = False
    """True if there are so many sessions that the board takes a while."""
    sample: str = ""
    """An example question, only while there are no past sessions."""


class HomeScreen(BaseScreen):
    """One menu, with the line that starts an interview selected."""

    HELP_TEXT = (
        "Practise interviews against a real clock, judge your answers against model answers, and "
        "see what to do next. Everything stays on this machine, in files you can read."
    )
    BINDINGS = [
        bind("home", "choose", "choose", "Choose"),
        bind("home", "resume", "go('resume')", "Resume"),
        bind("home", "setup", "go('setup')", "Another setup"),
        bind("home", "history", "go('history')", "History"),
        bind("home", "banks", "go('banks')", "Banks"),
        *(
            bind("home", f"preset-{number}", f"app.preset({number})", preset.name, show=False)
            for number, preset in enumerate(PRESETS, 1)
        ),
        bind("home", "today", "go('today')", "Today", show=False),
        bind("home", "progress", "go('progress')", "Progress", show=False),
        bind("home", "notes", "go('notes')", "Notes", show=False),
        bind("home", "settings", "go('settings')", "Settings"),
        bind("home", "quit-home", "app.quit", "Quit"),
    ]

    class Stale(Message):
        """The facts may have changed, and have to be read again."""

    def __init__(self, facts: HomeFacts) -> None:
        super().__init__()
        self.facts = facts
        self._shown: HomeFacts | None = None
        self._drawn_for: Size | None = None
        self._resumes = False
        """True if `resume` was pressed before the sessions have been read."""

    def compose_body(self) -> ComposeResult:
        self._drawn_for = self.app.size
        # Set before there are widgets, which would be styled again.
        self.set_class(self.facts.looks_back, "-looks-back")
        menu = HomeMenu(id="menu")
        self._fit(menu)
        yield Static(TITLE, id="home-title")
        yield menu

    def _fit(self, menu: HomeMenu) -> None:
        """Switch between one column and two, by the size of the window."""
        self.set_class(self._wide, "-dashboard")
        self.set_class(self.airy, "-airy")
        menu.folds = not self._wide
        menu.styles.width = columns(self.app.size.width)[0] if self._wide else None
        menu.styles.min_height = self._least_menu if self._wide else None

    def on_mount(self) -> None:
        self.show(self.facts)
        self.set_focus(self.query_one(HomeMenu))

    def on_resize(self) -> None:
        """Redraw the cards, which depend on the size, or add or remove them."""
        super().on_resize()
        resized, self._drawn_for = self._drawn_for != self.app.size, self.app.size
        if self._shown is not None and resized and (self._wide or self.has_class("-dashboard")):
            self._fit(self.query_one(HomeMenu))
            self.show(self._shown)

    def on_screen_suspend(self) -> None:
        """The user has gone elsewhere: forget a pending resume."""
        super().on_screen_suspend()
        self._resumes = False

    @property
    def airy(self) -> bool:
        """True if there are gaps between the cards."""
        return self._wide and self.app.size.height >= ROOM_FOR_AIR

    @property
    def room(self) -> Room:
        """The rows below and beside the menu and its note."""
        width, height = self.app.size
        cells = columns(width)[0] - EDGES
        menu = max(self._least_menu, self.query_one(HomeMenu).rows_in(cells) + 2)
        said = self._trouble(self.facts)
        note = said.get_height({}, cells) + 1 if said else 0
        side = height - TITLE_ROWS - FOOTER_ROWS
        return Room(menu, side - menu - note, side, self.airy)

    @property
    def _least_menu(self) -> int:
        """The menu's minimum rows, with one in reserve for an interview to resume."""
        return LEAST_MENU + 2 * self.airy

    @property
    def _wide(self) -> bool:
        columns, rows = self.app.size
        return columns >= DASHBOARD[0] and rows >= DASHBOARD[1]

    def came_back(self) -> None:
        """Show facts learnt while another screen was on top, and have them read again."""
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
        """Show these facts, keeping the chosen line; offer an interview that was just left."""
        if not self.is_attached:  # The app is exiting.
            return
        known = self._shown.resumable if self._shown else None
        left = facts.resumable
        new = left is not None and (known is None or known.path != left.path)
        self.facts = self._shown = facts
        self.set_class(facts.looks_back, "-looks-back")
        # In one column its line takes the blank one above the others, so none of them moves.
        self.set_class(left is not None and not self._wide, "-resumable")
        menu = self.query_one(HomeMenu)
        menu.border_title = Content(" · ".join(filter(None, ("Next interview", facts.asks))))
        menu.show(self._lines(facts), "resume" if new else "")
        self._show_note(facts)
        if facts.board is not None and self._wide:
            facts.board.show_on(self)
        self.refresh_bindings()
        if self._resumes and facts.read:
            self._resumes = False
            if left is not None:
                self.call_later(self.action_go, "resume")

    def _show_note(self, facts: HomeFacts) -> None:
        """Show the readiness and any trouble below the menu, in a widget created on demand."""
        goes = None if self._wide and facts.board is not None else facts.readiness
        # No blank line between them: the smallest window has no room for it.
        lines = Content("\n").join([each for each in (goes, self._trouble(facts)) if each])
        parts = [each for each in (self._welcome(facts), lines) if each]
        words = Content("\n\n").join(parts)
        note = next(iter(self.query("#home-note").results(Static)), None)
        if note is None and parts:
            note = Static(words, id="home-note")
            self.mount(note, after="#menu")
        if note is not None:
            fill(note, words)
            note.styles.width = columns(self.size.width)[0] if self._wide else None

    @staticmethod
    def _welcome(facts: HomeFacts) -> Content:
        """Return what will happen, and an example question."""
        if not facts.sample:
            return Content("")
        steps = [Content.assemble(("•  ", MUTED), step) for step in WELCOME]  # Digits are keys.
        example = Content.assemble(("For example  ", MUTED), (facts.sample, "italic"))
        return Content("\n").join([*steps, Content(""), example])

    def _trouble(self, facts: HomeFacts) -> Content:
        hint = f" Press {self.shown_key('banks')} to see why." if facts.banner else ""
        return Content.styled(facts.banner + hint, "$text-warning")

    def _lines(self, facts: HomeFacts) -> list[MenuLine]:
        start = facts.start if self._wide else ", ".join(filter(None, (facts.asks, facts.start)))
        rows = [
            ("start", "choose", "Start an interview", start),
            ("setup", "setup", "Another setup", ""),
        ]

        def meaning(preset: Preset) -> str:
            return f" · {preset.meaning}" if self.size.width >= ROOM_FOR_MEANING else ""

        if self._wide:
            rows += [
                (
                    f"preset-{number}",
                    f"preset-{number}",
                    preset.name,
                    f"{preset.numbers}, {preset.judged}{meaning(preset)}",
                )
                for number, preset in enumerate(PRESETS, 1)
            ]
        told = [
            ("today", "today", "Today", facts.today),
            ("history", "history", "History", facts.sessions),
            ("progress", "progress", "Progress", facts.progress),
            ("banks", "banks", "Question banks", facts.banks),
        ]
        apart = {"preset-1", "notes" if facts.looks_back else "history"} if self.airy else set()
        rows += told if not (self._wide and facts.looks_back) else []
        rows += [
            ("notes", "notes", "Notes", facts.notes),
            ("settings", "settings", "Settings", facts.settings),
        ]
        rows += told if self._wide and facts.waits else []  # Soon they are cards.
        if facts.resumable is not None:
            more = f" · and {len(facts.others)} more" if facts.others else ""
            # Beside cards nothing in the menu may move, so it is the last line.
            place = len(rows) if self._wide else 0
            words = facts.resumable.words
            if self._wide:  # The border names the banks.
                words = words.removeprefix(f"{facts.asks} · ")
            rows.insert(place, ("resume", "resume", "Resume", words + more))
            first = 0 if self._wide else 1
            rows[first] = ("start", "", *rows[first][2:])  # Enter resumes.
        quiet = () if facts.looks_back else ("today", "progress", "notes")
        rows = [row for row in rows if row[0] not in quiet or row[3]]
        return [
            MenuLine(name, self.shown_key(action) if action else "", label, detail, name in apart)
            for name, action, label, detail in rows
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "go" and parameters == ("resume",):
            return self.facts.resumable is not None
        return True

    def on_key(self, event: events.Key) -> None:
        """Remember a resume key pressed before the sessions have been read."""
        bindings = remapped(self._bindings, self.app._keymap).key_to_bindings
        if any(binding.id == "resume" for binding in bindings.get(event.key, ())):
            self._resumes = not self.facts.read

    async def on_home_menu_taken(self, event: HomeMenu.Taken) -> None:
        event.stop()
        if self.is_current:  # Otherwise two quick key presses would take the line twice.
            name, _, number = event.name.partition("-")
            await self.app.run_action(f"{name}({number})")

    def action_choose(self) -> None:
        self.query_one(HomeMenu).take()

    async def action_go(self, name: str) -> None:
        """Run the app's action of this name."""
        self.query_one(HomeMenu).moved = False
        await self.app.run_action(name)
