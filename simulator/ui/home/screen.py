"""Where the program begins: resume, start, look back, banks."""

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
"""Columns and rows from which there is more than the menu."""

ROOM_FOR_AIR = 38
"""Rows from which its parts stand apart from each other."""

LEAST_LEFT, MOST_LEFT, MOST_SIDE = 63, 120, 77
"""Cells of the menu's column and of the one at its side."""

EDGES = 4
"""Cells of a column beside what a card says: its border and its blanks."""

TITLE_ROWS, FOOTER_ROWS, LEAST_MENU = 4, 1, 11

ROOM_FOR_MEANING = 199
"""Columns from which a preset says what it means."""

WELCOME = (
    "A question and a clock: answer aloud, or type.",
    "Say how sure you are, compare, and judge yourself.",
    "The report says what to practise next, and when.",
)
"""What will happen, for those who are here for the first time."""

TITLE = Content.assemble(
    ("Mock Interview", "bold $text-primary"),
    ("\nReal questions, a real clock, an honest look back.", MUTED),
)


def columns(width: int) -> tuple[int, int]:
    """The cells of the two columns of a window that is wide: the menu's and the one at its side."""
    side = min(MOST_SIDE, width - 3 - max(LEAST_LEFT, width * 55 // 100))
    return min(MOST_LEFT, width - 3 - side), side


class Room(NamedTuple):
    """The rows for what is beside and below the menu."""

    menu: int
    """Those of the menu itself."""
    below: int
    side: int
    airy: bool
    """Whether parts stand apart from each other."""


class Resumable(NamedTuple):
    """An interview that was left running, in words."""

    path: Path
    words: str


class HomeFacts(NamedTuple):
    """What the home screen tells; empty words are not known yet, or nothing to tell."""

    asks: str = ""
    """The banks that the next interview is of."""
    start: str = ""
    resumable: Resumable | None = None
    others: tuple[Resumable, ...] = ()
    """Older interviews that were left running, the newest first."""
    today: str = ""
    notes: str = ""
    """What there is to read before an interview that is near."""
    sessions: str = ""
    last: str = ""
    """When the last one was, and what it came to; a part of `sessions`."""
    read: bool = False
    """Whether the folders were read."""
    looks_back: bool = True
    """Whether there is something to look back on; before they were read, whether it seems so."""
    number: int = 0
    """How many sessions there are, takes too; of many, the newest apart, all that have a file."""
    banks: str = ""
    settings: str = ""
    """What a look into the settings is good for."""
    banner: str = ""
    """A calm line about banks that can't be read."""
    progress: str = ""
    """Trend and result over all sessions, once something is rated."""
    readiness: Content | None = None
    """Which topic comes next, once there is something to look back on."""
    board: Board | None = None
    """What a wide window has room for, once there is something to look back on."""
    waits: bool = False
    """Whether there are so many sessions that the board takes a while."""
    sample: str = ""
    """A question, as one will be asked; only where there is nothing to look back on."""


class HomeScreen(BaseScreen):
    """One menu; the line that begins an interview is the one selected."""

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
        """What is told may have changed meanwhile: it is to be read anew."""

    def __init__(self, facts: HomeFacts) -> None:
        super().__init__()
        self.facts = facts
        self._shown: HomeFacts | None = None
        self._drawn_for: Size | None = None
        self._resumes = False
        """Whether `resume` was pressed before it is known what there is to resume."""

    def compose_body(self) -> ComposeResult:
        self._drawn_for = self.app.size
        # Before there is anything to be styled again.
        self.set_class(self.facts.looks_back, "-looks-back")
        menu = HomeMenu(id="menu")
        self._fit(menu)
        yield Static(TITLE, id="home-title")
        yield menu

    def _fit(self, menu: HomeMenu) -> None:
        """Be one column or two, by the size of the window."""
        self.set_class(self._wide, "-dashboard")
        self.set_class(self.airy, "-airy")
        menu.folds = not self._wide
        menu.styles.width = columns(self.app.size.width)[0] if self._wide else None
        menu.styles.min_height = self._least_menu if self._wide else None

    def on_mount(self) -> None:
        self.show(self.facts)
        self.set_focus(self.query_one(HomeMenu))

    def on_resize(self) -> None:
        """In a wide window there is more; a part is made for its width."""
        super().on_resize()
        resized, self._drawn_for = self._drawn_for != self.app.size, self.app.size
        if self._shown is not None and resized and (self._wide or self.has_class("-dashboard")):
            self._fit(self.query_one(HomeMenu))
            self.show(self._shown)

    def on_screen_suspend(self) -> None:
        """Another way was taken."""
        super().on_screen_suspend()
        self._resumes = False

    @property
    def airy(self) -> bool:
        """Whether parts stand apart from each other."""
        return self._wide and self.app.size.height >= ROOM_FOR_AIR

    @property
    def room(self) -> Room:
        """The rows for what stands beside and below the menu and its note."""
        width, height = self.app.size
        cells = columns(width)[0] - EDGES
        menu = max(self._least_menu, self.query_one(HomeMenu).rows_in(cells) + 2)
        said = self._trouble(self.facts)
        note = said.get_height({}, cells) + 1 if said else 0
        side = height - TITLE_ROWS - FOOTER_ROWS
        return Room(menu, side - menu - note, side, self.airy)

    @property
    def _least_menu(self) -> int:
        """With a row for an interview that was left, so that it moves nothing."""
        return LEAST_MENU + 2 * self.airy

    @property
    def _wide(self) -> bool:
        columns, rows = self.app.size
        return columns >= DASHBOARD[0] and rows >= DASHBOARD[1]

    def came_back(self) -> None:
        """Show what was learnt while another screen lay above, and have it read anew."""
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
        self.set_class(facts.looks_back, "-looks-back")
        # There its line has the blank one above the others, so that it moves none of them.
        self.set_class(left is not None and not self._wide, "-resumable")
        menu = self.query_one(HomeMenu)
        menu.border_title = Content(" · ".join(filter(None, ("Next interview", facts.asks))))
        menu.show(self._lines(facts), "resume" if new else "")
        self._say_below(facts)
        if facts.board is not None and self._wide:
            facts.board.show_on(self)
        self.refresh_bindings()
        if self._resumes and facts.read:
            self._resumes = False
            if left is not None:
                self.call_later(self.action_go, "resume")

    def _say_below(self, facts: HomeFacts) -> None:
        """How it goes, and what does not work; there is no widget for it before it is known."""
        goes = None if self._wide and facts.board is not None else facts.readiness
        # Without a blank line between them: the smallest window has no room for it.
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
        """What will happen, and a question as an example."""
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
            ("history", "history", "Review sessions", facts.sessions),
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
            # Among cards the menu stands still: there it is the last line.
            place = len(rows) if self._wide else 0
            words = facts.resumable.words
            if self._wide:  # Which banks is said by the border.
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
        """A key that does nothing yet: to resume waits until it is known what there is."""
        bindings = remapped(self._bindings, self.app._keymap).key_to_bindings
        if any(binding.id == "resume" for binding in bindings.get(event.key, ())):
            self._resumes = not self.facts.read

    async def on_home_menu_taken(self, event: HomeMenu.Taken) -> None:
        event.stop()
        if self.is_current:  # A key that comes too quickly takes the line twice.
            name, _, number = event.name.partition("-")
            await self.app.run_action(f"{name}({number})")

    def action_choose(self) -> None:
        self.query_one(HomeMenu).take()

    async def action_go(self, name: str) -> None:
        """Go there: the app knows the way."""
        self.query_one(HomeMenu).moved = False
        await self.app.run_action(name)
