"""The small menu of commands at the answer box: a letter selects, Enter acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from simulator.ui.interview.keys import COMMANDS, MENU_KEYS
from simulator.ui.keys.keymap import remapped, shown_key


class CommandMenu(Widget, can_focus=True):
    """A menu of what can be done with the question; it is shown only while it has the focus.

    A single key never acts: a letter, an arrow or F2 selects, Enter acts. A letter that is no
    command, or a second letter, must be a word for the answer, and all of it is passed on.
    """

    BINDINGS = MENU_KEYS
    ALLOW_SELECT = False

    selected = reactive("", layout=True)
    """The action that Enter would run; empty if none is selected."""

    def __init__(self, act: Callable[[str], None], type_on: Callable[[str], None]) -> None:
        """`act` runs a command by its action; `type_on` takes text typed for the answer.

        Both are called at once, so that no key overtakes another.
        """
        super().__init__(id="commands")
        self._act = act
        self._type_on = type_on
        self._actions: tuple[str, ...] = ()
        self._words: dict[str, str] = {}
        self._typed = ""
        self.display = False
        self.border_title = "Commands"

    def open(self, actions: Sequence[str], words: dict[str, str], selected: str = "") -> None:
        """Offer these actions; `words` replaces the usual words for some."""
        self._actions = tuple(actions)
        self._words = words
        self._typed = ""
        self.display = True
        self.set_reactive(CommandMenu.selected, selected)
        self._head()
        self.refresh(layout=True)
        self.screen.set_focus(self, scroll_visible=False)

    def render(self) -> Content:
        found = self._lines(self.content_size.width or self.size.width)
        return Content("\n").join(
            Content(" ").join(self._drawn(action, *shown) for action, shown in line.items())
            for line in found
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines needed; no command is wrapped."""
        return max(1, len(self._lines(width)))

    def _drawn(self, action: str, key: str, words: str) -> Content:
        style = "reverse bold" if action == self.selected else ""
        head = f"bold {style}" if style else "bold $text-accent"
        return Content.assemble((f" {key} ", head), (f"{words} ", style))

    def _lines(self, width: int) -> list[dict[str, tuple[str, str]]]:
        """Distribute the commands, with their keys and words, over lines."""
        lines: list[dict[str, tuple[str, str]]] = []
        left = 0
        for action, name, words in COMMANDS:
            if action not in self._actions:
                continue
            shown = shown_key(self, name), self._words.get(action, words)
            cells = self._drawn(action, *shown).cell_length
            if not lines or cells > left:
                lines.append({})
                left = width
            lines[-1][action] = shown
            left -= cells + 1
        return lines

    def watch_selected(self) -> None:
        self._head()

    def _head(self) -> None:
        chosen = next((words for action, _, words in COMMANDS if action == self.selected), "")
        chosen = self._words.get(self.selected, chosen)
        enter, leave = shown_key(self, "do-command"), shown_key(self, "leave")
        self.border_subtitle = Content(
            f"{enter}: {chosen}" if chosen else f"a letter selects, {enter} acts · {leave} leaves"
        )

    def on_blur(self) -> None:
        """Close when the focus moves elsewhere."""
        self.display = False

    def on_key(self, event: events.Key) -> None:
        """Move by arrows; pass text that is no command on to the answer."""
        if event.key in ("left", "right", "up", "down"):
            event.stop()
            self._move(-1 if event.key in ("left", "up") else 1)
        elif event.key in ("backspace", "delete", "tab"):
            event.stop()
            event.prevent_default()
            self._type_on("")
        elif event.character and event.is_printable:
            again = self._typed == event.character
            typed = self._typed + ("" if again else event.character)
            if len(typed) == 1 and self._command_at(event.key) in self._actions:
                self._typed = typed
                return
            event.stop()
            event.prevent_default()
            self._type_on(typed)

    def on_click(self, event: events.Click) -> None:
        """Select the clicked command, or run it if it is already selected."""
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for action, (row, start, end) in self._places().items():
            if offset.y == row and start <= offset.x < end:
                if action == self.selected:
                    self.action_act()
                else:
                    self._typed = ""
                    self.selected = action

    def _places(self) -> dict[str, tuple[int, int, int]]:
        """Return the row of each command, and the columns where it begins and ends."""
        found: dict[str, tuple[int, int, int]] = {}
        for row, line in enumerate(self._lines(max(1, self.content_size.width))):
            start = 0
            for action, shown in line.items():
                end = start + self._drawn(action, *shown).cell_length
                found[action] = (row, start, end)
                start = end + 1
        return found

    def _command_at(self, key: str) -> str:
        for at, binding in remapped(self._bindings, self.app._keymap):
            if at == key and binding.action.startswith("select("):
                return binding.action.removeprefix("select('").removesuffix("')")
        return ""

    def _move(self, by: int) -> None:
        self._typed = ""
        actions = [action for action, _, _ in COMMANDS if action in self._actions]
        if self.selected in actions:
            self.selected = actions[(actions.index(self.selected) + by) % len(actions)]
        elif actions:
            self.selected = actions[0 if by > 0 else -1]

    def action_select(self, action: str) -> None:
        if action in self._actions:
            self.selected = action

    def action_act(self) -> None:
        """Run the selected command, or go back to the answer if there is none."""
        if self.selected:
            self._act(self.selected)
        else:
            self._type_on("")
