"""The screen that sets up the next interview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from simulator.core.bank import Bank
from simulator.core.drawing import forecast
from simulator.core.presets import PRESETS, Preset, nearest
from simulator.core.setup import Setup
from simulator.core.wording import length_words
from simulator.storage.settings.model import Settings
from simulator.ui.keys.footer import NARROW
from simulator.ui.keys.keymap import keyed
from simulator.ui.keys.table import bind
from simulator.ui.setup.ask_value import ask_value
from simulator.ui.setup.fields import FIELDS, VOICE_FIELDS, SetupField, preset_of, put_setup
from simulator.ui.setup.tiles import tile_at, tile_width, tiles
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.columns import WIDE
from simulator.ui.widgets.dialogs import ChooseMany
from simulator.ui.widgets.screen import ListScreen

if TYPE_CHECKING:
    from simulator.ui.setup.controller import SetupController

VALUE, WIDE_VALUE = 24, 32
"""The width of a choice, in cells, so that the hints after it align if there is room."""

LABEL = 11
"""The width of a label, in cells."""

WIDEST = 126
"""The maximum width of the lines, in cells; the style sheet has it, too."""

EDGES = 5
"""Cells around the tiles: padding of the rows and of a row, and a scrollbar."""

TILES_FROM = 22
"""The window's height from which there is room for tiles."""

STEPS = ("less", "more")
"""The actions that step from one choice to the next."""

LESS, MORE = "‹", "›"
"""Drawn around a choice."""

LISTED = "List"
"""What Enter does on a line that opens a list of all choices."""

VOICE_NAMES = {field.name for field in VOICE_FIELDS}


class SetupRow(Static, can_focus=True):
    """One choice: left and right step through its values, Enter or a click opens it.

    Clicking one of the angles around it steps left or right.
    """

    BINDINGS = [
        bind("setup", "less", "step(-1)", "Less"),
        bind("setup", "more", "step(1)", "More"),
        bind("setup", "open", "open", "Choose"),
    ]

    @dataclass
    class Stepped(Message):
        """Left or right was pressed."""

        row: SetupRow
        by: int

    @dataclass
    class Opened(Message):
        """The row was opened, to show all choices or to type one."""

        row: SetupRow

    def __init__(
        self, name: str, label: str, hint: str, enter: str = "Change", *, steps: bool = True
    ) -> None:
        """`enter`: what Enter does, for the footer; `steps`: True if left and right step."""
        super().__init__(id=f"row-{name}")
        self._enter = enter
        self._steps = steps
        self.field = name
        self._label = label
        self._hint = hint
        self._words = Content("")
        self.unseen = ""
        """The hint, if the line has no room for it."""

    def show(self, value: str, hint: str = "", *, differs: bool = False) -> None:
        """Show the current choice and a hint, `hint` or its own; `differs` adds a mark."""
        hint, columns = keyed(self.app, hint or self._hint), self.app.size.width
        room = 0 if columns < NARROW else WIDE_VALUE if columns >= WIDE else VALUE
        choice = Content.assemble(
            ("• " if differs else "  ", "bold $text-warning"),
            (f"{self._label:<{LABEL}}", "bold"),
            (f"{LESS} ", MUTED),
            value,
            (f" {MORE}", MUTED),
        )
        left = min(columns, WIDEST) - EDGES + 1 - choice.cell_length - len(hint)
        blank = min(max(3, room - Content(value).cell_length), left)
        self.unseen = "" if blank >= 3 else hint
        told = f"{' ' * blank}{hint}" if hint and not self.unseen else ""
        self.paint(Content.assemble(choice, (told, MUTED)))
        if self.has_focus:
            self._tell()

    def as_shown(self, binding: Binding) -> Binding:
        """Return a binding in this line's words."""
        if binding.id == "open":
            return replace(binding, description=self._enter)
        return replace(binding, show=False) if binding.id in STEPS and not self._steps else binding

    def paint(self, words: Content) -> None:
        """Show these words, in a single colour if the cursor is here."""
        self._words = words
        plain = self.has_focus and not self.has_class("-tiles")
        self.update(Content(words.plain) if plain else words)

    def watch_has_focus(self, has_focus: bool) -> None:
        """The cursor has come or gone."""
        super().watch_has_focus(has_focus)
        self.paint(self._words)
        self._tell()

    def _tell(self) -> None:
        """Show the current line's hint in the title if the line has no room for it."""
        for title in self.screen.query(SetupTitle):
            title.tell(self.unseen if self.has_focus else "")

    def action_step(self, by: int) -> None:
        """Step to the next choice, or to the previous one."""
        self.post_message(self.Stepped(self, by))

    def action_open(self) -> None:
        """Open a list of all choices, or a field to type in."""
        self.post_message(self.Opened(self))

    @dataclass
    class Clicked(Message):
        """A row of tiles was clicked at this column."""

        row: SetupRow
        x: int

    def on_click(self, event: events.Click) -> None:
        """Open the row; on an angle step instead, and on a tile choose it."""
        offset = event.get_content_offset(self)
        x = offset.x if offset is not None else 0
        if self.has_class("-tiles"):
            self.post_message(self.Clicked(self, x))
        elif by := self._step_at(x):
            self.action_step(by)
        else:
            self.action_open()

    def _step_at(self, x: int) -> int:
        """Return the step for a click at a column: -1 or 1; 0 for none."""
        words = self._words.plain
        for angle, by in ((words.find(LESS), -1), (words.rfind(MORE), 1)):
            if self._steps and angle >= 0 and abs(Content(words[:angle]).cell_length - x) <= 1:
                return by
        return 0


class SetupTitle(Static):
    """The title above the lines, or the hint of a line that has no room for it."""

    def __init__(self, words: str) -> None:
        super().__init__(words, id="setup-title")
        self._title = words

    def tell(self, hint: str) -> None:
        """Show a hint, or the title if there is none."""
        self.update(Content.styled(hint, "not bold $foreground") if hint else self._title)


class SetupRows(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The choices; arrows go from one to the next and scroll it into view."""

    def on_resize(self) -> None:
        """Keep the focused row in view in a smaller window."""
        row = self.screen.focused
        if isinstance(row, SetupRow):
            self.call_after_refresh(self.settle, row)

    def settle(self, row: SetupRow) -> None:
        """Scroll a line into view, to the very top if that suffices."""
        if row.virtual_region.bottom <= self.size.height:
            self.scroll_home(animate=False)
        else:
            row.scroll_visible(animate=False)


class SetupScreen(ListScreen):
    """Banks, topics and rules, and a forecast of the interview."""

    CSS_PATH = "setup.tcss"

    HELP_TEXT = (
        "Choose the questions and the rules. {less} and {more} change a line, {open} opens it, so "
        "that you can type a number or a time, or tick banks and topics."
    )
    BINDINGS = [
        bind("setup", "start-setup", "start", "Start", priority=True),
        bind("setup", "down", "app.focus_next", "Next", show=False),
        bind("setup", "up", "app.focus_previous", "Previous", show=False),
        bind("setup", "test-voice", "test_voice", "Test voice"),
        *(
            bind("setup", f"preset-{n}", f"preset({n})", preset.name, show=False)
            for n, preset in enumerate(PRESETS, 1)
        ),
    ]

    def __init__(
        self,
        settings: Settings,
        banks: Sequence[Bank],
        controller: SetupController,
        wall: datetime,
    ) -> None:
        super().__init__(name="setup")
        self._controller = controller
        self.settings = settings
        self._banks = {bank.name: bank for bank in banks}
        self._wall = wall

    def compose_body(self) -> ComposeResult:
        yield SetupTitle("Another setup")
        with SetupRows(id="setup-rows"):
            first, *others = FIELDS
            yield SetupRow(first.name, first.label, first.hint)
            yield SetupRow("banks", "Banks", "", LISTED, steps=False)
            yield SetupRow("topics", "Topics", "", LISTED, steps=False)
            for field in (*others, *VOICE_FIELDS):
                yield row_of(field)
        yield Static(id="forecast")
        with Horizontal(id="start-line"):
            yield Button(
                Content(f"Start  {self.shown_key('start-setup')}"),
                id="start-button",
                variant="primary",
                compact=True,
            )

    def on_mount(self) -> None:
        """Show the saved choices."""
        self.show(self.settings)
        row = self.query_one("#row-banks", SetupRow)
        self.set_focus(row, scroll_visible=False)

    @property
    def setup(self) -> Setup:
        """The choices for the next interview."""
        return self.settings.setup

    @property
    def banks(self) -> list[Bank]:
        """The chosen banks."""
        return [self._banks[name] for name in self.setup.banks if name in self._banks]

    def show(self, settings: Settings) -> None:
        """Adopt these choices, and show them in every line."""
        self.settings = settings
        setup = settings.setup
        near = nearest(setup)
        differs = near.differs(setup) if near is not None else ()
        for row in self.query(SetupRow):
            hint = self._about(row.field)
            if row.field in differs and near is not None:
                like = replace(settings, setup=near.applied_to(setup))
                there = field_named(row.field).shown(like)
                wide = self.app.size.width >= NARROW
                hint = f"{near.name}: {there}" if wide else f"preset: {there}"
            row.show(self._shown(row.field), hint, differs=row.field in differs)
            row.display = setup.voice or row.field not in VOICE_NAMES
        self._show_tiles(near)
        number, seconds = forecast(self.banks, setup)
        if not number:
            self.query_one("#forecast", Static).update("No question fits these choices.")
            return
        facts = [length_words(number, seconds)]
        facts += ["all that fit"] if number < setup.questions else []
        facts.append(f"ends about {self._wall + timedelta(seconds=seconds):%H:%M}")
        self.query_one("#forecast", Static).update(" · ".join(facts))

    def _show_tiles(self, near: Preset | None) -> None:
        """Show the presets side by side if there is room."""
        row = self.query_one("#row-preset", SetupRow)
        has_room = bool(tile_width(self._tiles_width)) and self.app.size.height >= TILES_FROM
        row.set_class(has_room, "-tiles")
        if has_room:
            keys = [self.shown_key(f"preset-{number}") for number, _ in enumerate(PRESETS, 1)]
            row.paint(tiles(preset_of(self.setup), near, self._tiles_width, keys))

    @property
    def _tiles_width(self) -> int:
        return min(self.app.size.width, WIDEST) - EDGES

    def on_resize(self) -> None:
        """Redraw tiles and hints, which depend on the width."""
        super().on_resize()
        self.show(self.settings)

    @on(SetupRow.Clicked)
    def _tile_clicked(self, event: SetupRow.Clicked) -> None:
        event.stop()
        self.set_focus(event.row)
        preset = tile_at(event.x, self._tiles_width)
        if preset is not None:
            self._change(replace(self.settings, setup=preset.applied_to(self.setup)))

    def action_preset(self, number: int) -> None:
        """Apply a preset's rules; `number` counts from 1."""
        setup = PRESETS[number - 1].applied_to(self.setup)
        self._change(replace(self.settings, setup=setup))

    @property
    def _today(self) -> date:
        return self._wall.date()

    def _change(self, settings: Settings) -> None:
        """Adopt these choices, and save those that outlast one interview."""
        before = self.settings
        self.show(settings)
        if replace(before, setup=settings.setup) != settings:
            self._controller.keep_beside(settings)

    def _shown(self, name: str) -> str:
        if name == "banks":
            titles = [f"{bank.title} ({len(bank.questions)})" for bank in self.banks]
            return ", ".join(titles) or keyed(self.app, "none: press {open}")
        if name == "topics":
            return ", ".join(self.setup.topics) or "all"
        return field_named(name).shown(self.settings)

    def _about(self, name: str) -> str:
        named = next((field for field in FIELDS if field.name == name), None)
        return "" if named is None else named.about(self.settings)

    @on(SetupRow.Stepped)
    def _stepped(self, event: SetupRow.Stepped) -> None:
        event.stop()
        if event.row.field in ("banks", "topics"):
            self._open_many(event.row.field)
        else:
            self._change(field_named(event.row.field).step(self.settings, event.by, self._today))

    @on(SetupRow.Opened)
    def _opened(self, event: SetupRow.Opened) -> None:
        event.stop()
        self.set_focus(event.row)
        if event.row.field in ("banks", "topics"):
            self._open_many(event.row.field)
            return
        field = field_named(event.row.field)
        if field.parse is None:
            self._change(field.step(self.settings, 1, self._today))
        else:
            self._open_typed(field)

    @work(exclusive=True)
    async def _open_many(self, name: str) -> None:
        if name == "banks":
            choices = [
                (bank.name, f"{bank.title} ({len(bank.questions)})")
                for bank in self._banks.values()
            ]
            chosen = await self.app.push_screen_wait(ChooseMany("Banks", choices, self.setup.banks))
            if chosen is not None:
                topics = self._topics(chosen)
                kept = tuple(topic for topic in self.setup.topics if topic in topics)
                self.show(put_setup(self.settings, banks=chosen, topics=kept))
            return
        topics = self._topics(self.setup.banks)
        counted = [(topic, f"{topic} ({number})") for topic, number in topics.items()]
        ticked = await self.app.push_screen_wait(ChooseMany("Topics", counted, self.setup.topics))
        if ticked is not None:
            all_topics = len(ticked) == len(topics)
            self.show(put_setup(self.settings, topics=() if all_topics else ticked))

    def _topics(self, names: Sequence[str]) -> dict[str, int]:
        topics: dict[str, int] = {}
        for name in names:
            for question in self._banks[name].questions if name in self._banks else ():
                topics[question.topic] = topics.get(question.topic, 0) + 1
        return topics

    @work(exclusive=True)
    async def _open_typed(self, field: SetupField) -> None:
        self._change(await ask_value(self.app, field, self.settings, self._today))

    @on(Button.Pressed, "#start-button")
    def action_start(self) -> None:
        """Start the interview."""
        self._controller.start(self.settings)

    def action_test_voice(self) -> None:
        """Let the voice say a sentence."""
        self._controller.test_voice(self.settings)


def row_of(field: SetupField) -> SetupRow:
    """Return the line of a field; with a single step, left and right do nothing."""
    enter = "Change" if field.parse is None else "Type"
    steps = len(field.steps) > 1 or field.step_day
    return SetupRow(field.name, field.label, field.hint, enter, steps=steps)


def field_named(name: str) -> SetupField:
    """Return the field with this name."""
    return next(field for field in (*FIELDS, *VOICE_FIELDS) if field.name == name)
