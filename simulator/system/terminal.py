"""The terminal that the program started in: whether it is usable, and how to restore it."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
from typing import Any, NamedTuple, TextIO

if sys.platform != "win32":
    import termios

# Turn off synchronised output and resize, paste, focus and mouse reports; pop the kitty keyboard
# flags (each screen has its own, so do it before leaving); turn on line wrap; leave the alternate
# screen; show the cursor; reset the colours.
_RESTORE = (
    b"\x1b[?2026l\x1b[?2048l\x1b[?2004l\x1b[?1004l"
    b"\x1b[?1016l\x1b[?1015l\x1b[?1006l\x1b[?1003l\x1b[?1000l"
    b"\x1b[<u\x1b[?7h\x1b[?1049l\x1b[?25h\x1b[0m"
)
# CAN cancels an unfinished escape sequence.
_CANCEL = b"\x18"


def terminal_fault() -> str | None:
    """Return why the full screen can't open here, in a sentence naming `--plain`; or None.

    With `TEXTUAL_DRIVER` set, the screen is elsewhere (in a browser), so this is fine.
    """
    if os.environ.get("TEXTUAL_DRIVER"):
        return None
    if not _is_terminal(sys.__stdin__):
        return _fault("the keyboard (standard input) is not a terminal")
    if not _is_terminal(sys.__stderr__):
        return _fault("the screen (standard error) is not a terminal")
    if os.environ.get("TERM") == "dumb":
        return _fault("this terminal can't position text (TERM=dumb)")
    encoding = getattr(sys.__stderr__, "encoding", None) or "unknown"
    if not _is_utf8(encoding):
        return _fault(f"the encoding here is {encoding}, not UTF-8 (try LC_ALL=C.UTF-8)")
    return None


def columns_of(stream: TextIO) -> int | None:
    """Return the width of the terminal behind a stream; None if it is not a terminal."""
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except (OSError, ValueError, AttributeError):
        return None


def _fault(reason: str) -> str:
    return f"The full screen can't be opened: {reason}. Use --plain to go line by line."


def _is_terminal(stream: TextIO | None) -> bool:
    # A stream closed before the start is None; one closed later raises ValueError.
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _is_utf8(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name == "utf-8"
    except LookupError:
        return False


class TerminalState(NamedTuple):
    """A terminal's settings from before the full screen, for exits that can't wait for Textual."""

    settings: list[Any] | None
    keyboard: int = 0
    screen: int = 2

    @classmethod
    def read(cls, keyboard: int = 0, screen: int = 2) -> TerminalState:
        """Read the settings of the terminal behind the descriptors, if there is one."""
        settings: list[Any] | None = None
        if sys.platform != "win32":
            with contextlib.suppress(OSError, ValueError, termios.error):
                settings = termios.tcgetattr(keyboard)
        return cls(settings, keyboard, screen)

    def restore(self) -> None:
        """Restore the terminal; never blocks, never raises."""
        if self.settings is None:
            return
        with contextlib.suppress(OSError, termios.error):
            termios.tcsetattr(self.keyboard, termios.TCSANOW, self.settings)
        leave_full_screen(self.screen)


def leave_full_screen(screen: int) -> None:
    """Reset the terminal's modes; never blocks, never raises."""
    with contextlib.suppress(OSError, termios.error):
        own = open_without_blocking(screen)
        try:
            with contextlib.suppress(BlockingIOError):
                if os.write(own, _CANCEL + _RESTORE) > len(_RESTORE):
                    return
            # Nobody is reading: drop the pending output to make room for these few bytes.
            termios.tcflush(own, termios.TCOFLUSH)
            os.write(own, _CANCEL + _RESTORE)
        finally:
            os.close(own)


def open_without_blocking(descriptor: int) -> int:
    """Return a descriptor for the same terminal whose writes never block.

    A flag on the old one would affect the shell that shares it. If it is not a terminal, or can't
    be reopened, it is simply duplicated.
    """
    with contextlib.suppress(OSError):
        return os.open(os.ttyname(descriptor), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    return os.dup(descriptor)
