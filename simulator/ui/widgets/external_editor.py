"""Opens a file in the candidate's own editor, at a line."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

WEB_VARIABLE = "MOCK_INTERVIEW_WEB"

_PLUS = ("vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient",
         "mg", "jed", "joe", "micro", "kak", "ne", "gedit", "kate",
         "vis", "ed", "sensible-editor", "editor")  # fmt: skip
_COLON = ("hx", "helix", "subl", "sublime_text", "zed", "lapce")
_GOTO = ("code", "codium", "vscodium", "code-insiders", "cursor", "windsurf")
_WAITS = {"subl": "--wait", "sublime_text": "--wait", "zed": "--wait", "gedit": "--wait"}
_USUAL = ("sensible-editor", "nano", "vim", "vi", "notepad")


def editor_command(
    path: Path,
    line: int,
    environ: Mapping[str, str] = os.environ,
    which: Callable[[str], str | None] = shutil.which,
) -> list[str] | None:
    """Return the command that opens a file at a line, counted from 1; None without an editor.

    The editor is `$VISUAL`, `$EDITOR`, or a common one. It can't take the path for an option.
    """
    wanted = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        words = shlex.split(wanted, posix=os.name != "nt")
    except ValueError:
        words = [wanted]
    if not words:
        words = [name for name in _USUAL if which(name)][:1]
    if not words or not which(words[0]):
        return None
    file = str(path.absolute())
    name = Path(words[0]).name.removesuffix(".exe").casefold()
    wait = [_WAITS[name]] if name in _WAITS and _WAITS[name] not in words else []
    if name in _GOTO:
        return [*words, *([] if "--wait" in words else ["--wait"]), "--goto", f"{file}:{line}"]
    if name in _COLON:
        return [*words, *wait, f"{file}:{line}"]
    return [*words, *wait, f"+{line}", file] if name in _PLUS else [*words, file]


def may_edit_outside(app: App[Any]) -> bool:
    """Return whether there is a terminal to lend to an editor; in a browser there is none."""
    return not app.is_web and not os.environ.get(WEB_VARIABLE)


def edit_outside(app: App[Any], path: Path, line: int) -> str:
    """Lend the terminal to the editor until it exits; return an error message, or ""."""
    if not may_edit_outside(app):
        return "An editor can't be opened from here."
    command = editor_command(path, line)
    if command is None:
        wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        return f"{wanted} was not found." if wanted else "Set EDITOR to the editor you like."
    try:
        with app.suspend():
            code = subprocess.run(command, check=False).returncode
    except SuspendNotSupported:
        return "An editor can't be opened from here."
    except OSError as error:
        return f"{command[0]}: {error.strerror}."
    return f"{command[0]} ended with code {code}." if code else ""
