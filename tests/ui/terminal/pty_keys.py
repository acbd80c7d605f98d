"""The keys that make the tiny app of `pty_app.py` fail, and the text that must never leak."""

from __future__ import annotations

SECRET = "MY-PRIVATE-ANSWER-1234"
"""In the message and in the local variables of every exception of the tiny app."""

F2 = b"\x1bOQ"
F3 = b"\x1bOR"
F4 = b"\x1bOS"
F5 = b"\x1b[15~"
F6 = b"\x1b[17~"
F7 = b"\x1b[18~"
F8 = b"\x1b[19~"
F9 = b"\x1b[20~"
CTRL_C = b"\x03"
CTRL_Q = b"\x11"
