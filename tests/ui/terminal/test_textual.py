"""The names of Textual on which driver and app rest though they are not promised.

An upgrade that moves one fails here first, and says so.
"""

from __future__ import annotations

import inspect
import re

import pytest
from textual import constants, events, screen
from textual._compositor import ChopsUpdate, Compositor
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.app import App
from textual.document._document import Document
from textual.document._edit import Edit
from textual.document._wrapped_document import WrappedDocument
from textual.drivers.linux_driver import LinuxDriver
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import TextArea

from simulator.ui.keys.keymap import KeyedScreen
from simulator.ui.safe_app import SafeApp
from simulator.ui.terminal.driver import SafeDriver
from simulator.ui.terminal.painting import NarrowCompositor, has_parts
from simulator.ui.widgets.text_box import TextBox


def test_the_app_overrides_existing_names() -> None:
    assert [*inspect.signature(App._handle_exception).parameters] == ["self", "error"]
    assert [*inspect.signature(App._fatal_error).parameters] == ["self"]
    source = inspect.getsource(App._handle_exception)
    assert "self._fatal_error()" in source
    assert "self.panic(" in source


def test_styles_of_a_screen_are_known_by_their_source() -> None:
    assert "self._load_screen_css(next_screen)" in inspect.getsource(App.push_screen)
    source = inspect.getsource(App._load_screen_css)
    assert [*inspect.signature(App._load_screen_css).parameters] == ["self", "screen"]
    assert "self.stylesheet.has_source(str(path)" in source
    assert "self.stylesheet.reparse()" in source  # Otherwise there would be nothing to save.


def test_the_driver_overrides_existing_names() -> None:
    assert [*inspect.signature(LinuxDriver._get_terminal_size).parameters] == ["self"]
    source = inspect.getsource(LinuxDriver)
    for used in (
        "self._get_terminal_size()",
        "self.run_input_thread()",
        "self.exit_event.set()",
        "signal.signal(signal.SIGCONT,",
        "signal.signal(signal.SIGTSTP,",
        "self._debug",
    ):
        assert used in source


def test_the_input_uses_existing_names() -> None:
    assert (BRACKETED_PASTE_START, BRACKETED_PASTE_END) == ("\x1b[200~", "\x1b[201~")
    parser = XTermParser(False)
    assert parser.mouse_pixels is False
    assert parser.terminal_size is parser.terminal_pixel_size is None
    assert "constants.ESCAPE_DELAY" in inspect.getsource(XTermParser.parse)
    assert isinstance(constants.ESCAPE_DELAY, float)


def test_where_a_key_stops_and_bubbles_can_be_seen() -> None:
    key = events.Key("a", "a")
    assert key.is_forwarded is key._stop_propagation is False
    assert key.stop()._stop_propagation is True
    assert "message._stop_propagation" in inspect.getsource(MessagePump)
    assert "self._parent" in inspect.getsource(MessagePump)


def test_the_driver_sets_the_time_between_frames() -> None:
    assert "UPDATE_PERIOD" in inspect.getsource(Screen)
    assert screen.UPDATE_PERIOD > 0


def test_painting_uses_existing_names() -> None:
    assert has_parts(TextBox, NarrowCompositor, KeyedScreen, SafeApp)
    assert "self._notifications = Notifications()" in inspect.getsource(App)
    named = [*inspect.signature(Compositor._get_renders).parameters]
    assert named == ["self", "crop"]
    assert "self._get_renders(crop)" in inspect.getsource(Compositor._render_chops)
    assert "self._compositor = Compositor()" in inspect.getsource(Screen)
    source = inspect.getsource(Screen._on_timer_update)
    assert "self._compositor.update_widgets(self._dirty_widgets)" in source
    assert "self._compositor_refresh()" in source
    for asked in ("_layout_required", "_scroll_required", "_repaint_required"):
        assert f"if self.{asked}" in source
    assert "self._repaint_required = False" in inspect.getsource(Widget._check_refresh)
    assert "messages.Update(self)" in inspect.getsource(Widget._check_refresh)
    assert "scroll_y = self.validate_scroll_y" in inspect.getsource(Widget._scroll_update)
    chops = [*inspect.signature(ChopsUpdate).parameters]
    assert chops == ["chops", "spans", "chop_ends"]


def test_a_row_depends_only_on_what_is_compared() -> None:
    source = inspect.getsource(TextArea._render_line)
    asked = set(re.findall(r"self\.(\w+)", source))
    assert asked == {
        # Compared, for all rows or for each.
        *("scroll_offset", "size", "scrollable_content_region", "wrapped_document", "get_line"),
        *("selection", "_draw_cursor", "_matching_bracket_location"),
        # Where these are in use, everything is left to Textual.
        *("_highlights", "suggestion", "hide_suggestion_on_blur", "show_line_numbers", "soft_wrap"),
        *("line_number_start", "gutter_width", "virtual_size", "get_component_rich_style"),
        # A change of these, or of the colours, repaints everything.
        *("_theme", "rich_style", "highlight_cursor_line", "_has_cursor", "match_cursor_bracket"),
        *("has_focus", "indent_width", "region", "app"),
    }
    assert WrappedDocument(Document("a\nb"))._offset_to_line_info == [(0, 0), (1, 0)]
    assert "self._line_cache.clear()" in inspect.getsource(TextArea.notify_style_update)
    assert "theme.apply_css(self)" in inspect.getsource(TextArea.render_lines)
    assert "self._refresh_size()" in inspect.getsource(TextArea._rewrap_and_refresh_virtual_size)
    assert "text_area.selection = " in inspect.getsource(Edit.after)


def test_a_frame_is_marked_if_the_terminal_supports_it() -> None:
    for method, mark in ((App._begin_update, "SYNC_START"), (App._end_update, "SYNC_END")):
        assert f"self._driver.write({mark})" in inspect.getsource(method)
    source = inspect.getsource(App._display)
    assert source.index("self._begin_update()") < source.index("finally:")
    assert "self._end_update()" in source


def test_the_driver_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    assert SafeApp().driver_class is SafeDriver


def test_the_stock_driver_is_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "simulator.ui.terminal.driver", None)
    assert SafeApp().driver_class is LinuxDriver


def test_a_requested_driver_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "textual.drivers.headless_driver:HeadlessDriver"
    monkeypatch.setenv("TEXTUAL_DRIVER", asked)
    monkeypatch.setattr(constants, "DRIVER", asked)
    assert SafeApp().driver_class.__name__ == "HeadlessDriver"
