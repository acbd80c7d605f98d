"""The names of Textual on which driver and app rest though they are not promised.

An upgrade that moves one fails here first, and says so.
"""

from __future__ import annotations

import inspect

import pytest
from textual import constants, events, screen
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message_pump import MessagePump
from textual.screen import Screen

from simulator.ui.safe_app import SafeApp
from simulator.ui.terminal.driver import SafeDriver


def test_what_the_app_overrides_exists() -> None:
    assert [*inspect.signature(App._handle_exception).parameters] == ["self", "error"]
    assert [*inspect.signature(App._fatal_error).parameters] == ["self"]
    source = inspect.getsource(App._handle_exception)
    assert "self._fatal_error()" in source
    assert "self.panic(" in source


def test_what_the_driver_overrides_exists() -> None:
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


def test_what_the_input_uses_exists() -> None:
    assert (BRACKETED_PASTE_START, BRACKETED_PASTE_END) == ("\x1b[200~", "\x1b[201~")
    parser = XTermParser(False)
    assert parser.mouse_pixels is False
    assert parser.terminal_size is parser.terminal_pixel_size is None
    assert "constants.ESCAPE_DELAY" in inspect.getsource(XTermParser.parse)
    assert isinstance(constants.ESCAPE_DELAY, float)


def test_where_a_key_stopped_and_to_whom_it_rises_can_be_seen() -> None:
    key = events.Key("a", "a")
    assert key.is_forwarded is key._stop_propagation is False
    assert key.stop()._stop_propagation is True
    assert "message._stop_propagation" in inspect.getsource(MessagePump)
    assert "self._parent" in inspect.getsource(MessagePump)


def test_the_time_between_frames_is_where_the_driver_sets_it() -> None:
    assert "UPDATE_PERIOD" in inspect.getsource(Screen)
    assert screen.UPDATE_PERIOD > 0


def test_the_driver_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    assert SafeApp().driver_class is SafeDriver


def test_the_stock_driver_is_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "simulator.ui.terminal.driver", None)
    assert SafeApp().driver_class is LinuxDriver


def test_a_driver_that_is_asked_for_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "textual.drivers.headless_driver:HeadlessDriver"
    monkeypatch.setenv("TEXTUAL_DRIVER", asked)
    monkeypatch.setattr(constants, "DRIVER", asked)
    assert SafeApp().driver_class.__name__ == "HeadlessDriver"
