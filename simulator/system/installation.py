"""Tells how to add a package to the Python that runs this program."""

from __future__ import annotations

import shlex
import sys
from importlib import util

WEB = "textual-serve>=1.1.3,<2"
"""The packages of `serve`, as in the extra `web`; a test compares them."""


def install_command(requirement: str) -> str:
    """Return the command to type, with this Python's own pip or with another one."""
    python = shlex.quote(sys.executable)
    if util.find_spec("pip") is not None:
        return f"{python} -m pip install {shlex.quote(requirement)}"
    return f"pip --python {python} install {shlex.quote(requirement)}"
