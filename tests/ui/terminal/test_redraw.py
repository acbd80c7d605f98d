"""Only cells that change are sent; foreign output stays on the screen until it is redrawn."""

from __future__ import annotations

from pathlib import Path

from tests.torture.program import F1, start, write
from tests.ui.terminal.terminal import Terminal

CTRL_L = b"\x0c"


def look(terminal: Terminal) -> list[str]:
    """Return the screen without the clock, which keeps running."""
    return [line for line in terminal.text.splitlines() if "left" not in line and "━" not in line]


def settled(terminal: Terminal) -> list[str]:
    """Return the same, once it has not changed for a while."""
    before: list[str] = []
    while before != (now := look(terminal)):
        before = now
        terminal.pump_for(0.3)
    return before


def spoil(terminal: Terminal) -> None:
    """Write on the screen, as `wall` or a program in the background does."""
    terminal.emulator.feed(b"\x1b[10;1H\x1b[31mBroadcast message\r\n\r\nfrom root")


def test_ctrl_l_redraws_the_screen_while_typing_and_in_a_dialog(tmp_path: Path) -> None:
    with start(tmp_path / "home", "--time", "60m") as terminal:
        write(terminal, "my answer")
        before = settled(terminal)
        spoil(terminal)
        write(terminal, "")
        assert look(terminal) != before
        terminal.send(CTRL_L)
        terminal.wait_for(lambda: look(terminal) == before)
        terminal.send(F1)
        terminal.read_until("Esc  Close")
        before = settled(terminal)
        spoil(terminal)
        assert look(terminal) != before
        terminal.send(CTRL_L)
        terminal.wait_for(lambda: look(terminal) == before)
