"""How a package is added to the Python that runs this program, wherever it came from."""

from __future__ import annotations

import shlex
import sys
from importlib import util

WEB = "textual-serve>=1.1.3,<2"
"""What `serve` needs, as in the extra `web`; a test compares both."""


def install_command(requirement: str) -> str:
    """What to type: with this Python's own pip, or with another one for this Python."""
    python = shlex.quote(sys.executable)
    if util.find_spec("pip") is not None:
        return f"{python} -m pip install {shlex.quote(requirement)}"
    return f"pip --python {python} install {shlex.quote(requirement)}"
