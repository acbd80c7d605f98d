"""Paints only what changed: a key changes a few cells, but Textual resends whole widgets.

The private parts of Textual that this and the toasts rely on are checked by
`tests/ui/terminal/test_textual.py`. If a part is missing, Textual paints its own way.
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
    # Remove single notifications.
    "App": ("_unnotify", "_refresh_notifications"),
    # Collect the widgets' rows, then choose the cells to send.
    "Compositor": ("_get_renders", "render_partial_update", "update_widgets"),
    # Paints a screen without waiting for its timer.
    "Screen": ("_compositor_refresh",),
    # Moves a scrollbar without a layout of the whole screen.
    "ScrollView": ("_scroll_update",),
    # Renders a row, bypassing the cache that every key clears; and whether to draw the cursor.
    "TextArea": ("_render_line", "_draw_cursor"),
}


@cache
def has_parts(*owners: type) -> bool:
    """Return whether these classes, or their bases, have all the private parts used here."""
    return all(
        hasattr(kind, part)
        for owner in owners
        for kind in owner.__mro__
        for part in PARTS.get(kind.__name__, ())
    )


class NarrowCompositor(Compositor):
    """A compositor that handles only the rows and cells that changed."""

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterator[tuple[Region, Region, list[Strip]]]:
        """Yield the rows within `crop`, from the top down to the widget that covers all of it.

        Textual asks every widget whose container overlaps `crop`, and for all of its rows.
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
    """An update that starts at the first changed cell, not at the start of its widget's row."""

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
    """Give a new screen a `NarrowCompositor`."""
    if has_parts(Compositor):
        screen._compositor = NarrowCompositor()


def paint_now(widget: Widget) -> None:
    """Paint what changed in a widget at once, ahead of other widgets and of later messages.

    Does nothing if the screen needs a layout or a full repaint: a whole frame follows anyway.
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
    """Remove the toasts for which `passing` is true; Textual's own method removes all of them."""
    if not has_parts(type(app)):
        return
    dropped = [each for each in app._notifications if passing(each)]
    for each in dropped:
        app._unnotify(each, refresh=False)
    if dropped:
        app._refresh_notifications()


def set_number_of_lines(area: TextArea) -> bool:
    """Set the virtual height of a text area; False if that would affect more than its own rows."""
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
    """Everything its appearance depends on, apart from colours."""
    strip: Strip


class Rows:
    """The rows of a text area as last painted.

    Textual repaints them all whenever the cursor moves.
    """

    def __init__(self, area: TextArea) -> None:
        self._area = area
        self._rows: dict[int, _Row] = {}
        self._known = has_parts(type(area))

    @property
    def known(self) -> bool:
        """True if any rows are cached."""
        return bool(self._rows)

    def forget(self) -> None:
        """Clear the cache, so that every row is repainted."""
        self._rows.clear()

    def row(self, y: int) -> Strip | None:
        """Return a row of the viewport as it looks now; None where only Textual can render it."""
        reasons = self._reasons(y, self._frame())
        if reasons is None:
            self._rows.pop(y, None)
            return None
        known = self._rows.get(y)
        if known is None or known.reasons != reasons:
            known = self._rows[y] = _Row(reasons, self._area._render_line(y))
        return known.strip

    def changes(self) -> Iterator[Region]:
        """Yield the regions of the viewport that look different now."""
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
        """Return what all rows depend on; None for features that are not handled here."""
        area = self._area
        known = self._known and area.soft_wrap and not (area.language or area.show_line_numbers)
        if not known or area.suggestion or (area.placeholder and not area.text):
            return None
        return area.size, area.scrollable_content_region.width, area._draw_cursor

    def _reasons(self, y: int, frame: object) -> object:
        if frame is None:
            return None
        area, wrapped = self._area, self._area.wrapped_document
        try:  # The only table that maps rows to parts of lines.
            line, part = wrapped._offset_to_line_info[y + area.scroll_offset.y]
        except IndexError:
            return frame
        text, cuts = area.document.get_line(line), wrapped.get_offsets(line)
        start, end = [0, *cuts][part], [*cuts, len(text)][part]
        # The width of a tab depends on what precedes it.
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
    """Return the half-open range of cells that differ."""
    old, new = _cells(before), _cells(now)
    if old is None or new is None or len(old) != len(new):
        return 0, max(before.cell_length, now.cell_length)
    differ = [place for place, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    return (differ[0], differ[-1] + 1) if differ else (0, 0)


def _cells(strip: Strip) -> list[tuple[str, Style | None]] | None:
    """Return each cell with its style; None if a character is not exactly one cell wide."""
    cells = [(character, style) for text, style, _ in strip for character in text]
    if all(
        character.isascii() or get_character_cell_size(character) == 1 for character, _ in cells
    ):
        return cells
    return None
