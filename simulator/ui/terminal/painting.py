"""Paints only what changed: a key changes a few cells, but Textual sends whole widgets for it.

The private parts of Textual that this takes, and those of toasts, are checked by
`tests/ui/terminal/test_textual.py`. If a part is missing, Textual does it its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import get_character_cell_size
from rich.console import Console
from rich.control import Control
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import App
    from textual.notifications import Notification
    from textual.widgets import TextArea

PARTS = {
    # Takes single notifications away.
    "App": ("_unnotify", "_refresh_notifications"),
    # Asks the widgets for their rows, then picks the cells to be sent.
    "Compositor": ("_get_renders", "render_partial_update", "update_widgets"),
    # Paints a screen without waiting for its timer.
    "Screen": ("_compositor_refresh",),
    # Moves a scrollbar without a layout of the whole screen.
    "ScrollView": ("_scroll_update",),
    # Renders a row past the store that is emptied at every key; and whether the cursor is in it.
    "TextArea": ("_render_line", "_draw_cursor"),
}


@cache
def has_parts(*owners: type) -> bool:
    """Whether these classes, and those that they are made from, have the parts that are needed."""
    return all(
        hasattr(kind, part)
        for owner in owners
        for kind in owner.__mro__
        for part in PARTS.get(kind.__name__, ())
    )


class NarrowCompositor(Compositor):
    """Puts a screen together from only the rows and cells that changed."""

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterator[tuple[Region, Region, list[Strip]]]:
        """The rows within `crop`, down to the widget that covers it.

        Textual asks all widgets whose container meets it, and those for all their rows.
        """
        crop = crop or self.size.region
        rows = Region(0, crop.y, self.size.width, crop.height)
        for widget, (region, clip) in self.visible_widgets.items():
            if part := region.intersection(clip).intersection(rows):
                yield region, part, widget.render_lines(part.translate(-region.offset))
                if part.contains_region(crop):
                    return

    def render_partial_update(self) -> ChopsUpdate | None:
        update = super().render_partial_update()
        return update and _Cells(update.chops, update.spans, update.chop_ends)


class _Cells(ChopsUpdate):
    """An update that begins with the first cell that changed, not with its widget's row."""

    def render_segments(self, console: Console) -> str:
        sequences: list[str] = []
        for y, first, last in self.spans:
            for (x, strip), end in zip(self.chops[y].items(), self.chop_ends[y], strict=True):
                left, right = max(x, first), min(end, last)
                if strip is not None and left < right:
                    sequences.append(Control.move_to(left, y).segment.text)
                    sequences.append(strip.crop(left - x, right - x).render(console))
        return "".join(sequences)


def paint_narrowly(screen: Screen[Any]) -> None:
    """Let a new screen be put together by the rows and cells that change."""
    if has_parts(Compositor):
        screen._compositor = NarrowCompositor()


def paint_now(widget: Widget) -> None:
    """Paint what changed in a widget, before what the change sets off and what others wait for.

    Not where the screen must be laid out: a frame follows.
    """
    screen = widget.screen
    if (
        has_parts(type(screen), Compositor)
        and screen.is_current
        and not (screen._layout_required or screen._scroll_required or screen._repaint_required)
        and not (widget._layout_required or screen.app._batch_count)
    ):
        widget._repaint_required = False
        others = screen._dirty_widgets - {widget}
        screen._compositor.update_widgets({widget})
        screen._compositor_refresh()
        screen._dirty_widgets |= others


def drop_toasts(app: App[Any], passing: Callable[[Notification], bool]) -> None:
    """Take away the toasts for which `passing` is true; Textual's own method takes all of them."""
    if not has_parts(type(app)):
        return
    dropped = [each for each in app._notifications if passing(each)]
    for each in dropped:
        app._unnotify(each, refresh=False)
    if dropped:
        app._refresh_notifications()


def set_number_of_lines(area: TextArea) -> bool:
    """Tell a text area of its new height; False where that moves more than its own rows."""
    height = area.wrapped_document.height
    scrolls = height > area.container_size.height
    if (
        not has_parts(type(area))
        or not area.soft_wrap
        or not area.container_size
        or area.styles.auto_dimensions
        or area.scrollbars_enabled != (scrolls, False)
    ):
        return False
    size = Size(0, height)
    if size != area.virtual_size:
        area.set_reactive(Widget.virtual_size, size)
        area._scroll_update(size)
    return True


class _Row(NamedTuple):
    reasons: object
    """All that its look depends on, but for colours."""
    strip: Strip


class Rows:
    """The rows of a text area as they were painted last.

    Textual paints them all anew whenever the cursor moves.
    """

    def __init__(self, area: TextArea) -> None:
        self._area = area
        self._rows: dict[int, _Row] = {}
        self._known = has_parts(type(area))

    @property
    def known(self) -> bool:
        """Whether there are any."""
        return bool(self._rows)

    def forget(self) -> None:
        """Each row is to be painted anew."""
        self._rows.clear()

    def row(self, y: int) -> Strip | None:
        """How a row of the window looks now; None where only Textual can tell."""
        reasons = self._reasons(y, self._frame())
        if reasons is None:
            self._rows.pop(y, None)
            return None
        known = self._rows.get(y)
        if known is None or known.reasons != reasons:
            known = self._rows[y] = _Row(reasons, self._area._render_line(y))
        return known.strip

    def changes(self) -> Iterator[Region]:
        """The cells of the window that look otherwise now."""
        width, height = self._area.size
        frame = self._frame()
        for y in range(height):
            before = self._rows.get(y)
            if before is None:
                yield Region(0, y, width, 1)
            elif before.reasons != self._reasons(y, frame):
                now = self.row(y)
                first, end = (0, width) if now is None else _difference(before.strip, now)
                if first < end:
                    yield Region(first, y, end - first, 1)

    def _frame(self) -> object:
        """What is the same for all rows; None where more counts than is known here."""
        area = self._area
        known = self._known and area.soft_wrap and not (area.language or area.show_line_numbers)
        if not known or area.suggestion or (area.placeholder and not area.text):
            return None
        return area.size, area.scrollable_content_region.width, area._draw_cursor

    def _reasons(self, y: int, frame: object) -> object:
        if frame is None:
            return None
        area, wrapped = self._area, self._area.wrapped_document
        try:  # The only table of which part of which line stands in a row.
            line, part = wrapped._offset_to_line_info[y + area.scroll_offset.y]
        except IndexError:
            return frame
        text, cuts = area.document.get_line(line), wrapped.get_offsets(line)
        start, end = [0, *cuts][part], [*cuts, len(text)][part]
        # A tab is as wide as what stands before it leaves room for.
        words = (text, start, end) if "\t" in text else (text[start:end], part == len(cuts))
        cursor_line, cursor = area.selection.end
        here = cursor_line == line
        column = cursor - start if here and start <= cursor <= end else None
        first, last = sorted(area.selection)
        marked = first != last and first[0] <= line <= last[0]
        edges = marked and [at[1] - start if at[0] == line else None for at in (first, last)]
        partner = area.matching_bracket_location
        pair = partner and (here, partner[1] - start if partner[0] == line else None)
        return frame, words, here, column, edges, pair


def _difference(before: Strip, now: Strip) -> tuple[int, int]:
    """The first cell that differs, and the one behind the last."""
    old, new = _cells(before), _cells(now)
    if old is None or new is None or len(old) != len(new):
        return 0, max(before.cell_length, now.cell_length)
    differ = [place for place, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    return (differ[0], differ[-1] + 1) if differ else (0, 0)


def _cells(strip: Strip) -> list[tuple[str, Style | None]] | None:
    """Each cell with its style; None where a character takes no cell or two."""
    cells = [(character, style) for text, style, _ in strip for character in text]
    if all(
        character.isascii() or get_character_cell_size(character) == 1 for character, _ in cells
    ):
        return cells
    return None
