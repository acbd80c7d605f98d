"""Checks of the machine: versions, the terminal and its keys, the voice."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata, util

from simulator import __version__
from simulator.cli.commands.doctor.finding import Finding, failed, passed, warned
from simulator.speech import Voice, doctor
from simulator.speech.doctor import Verdict
from simulator.storage.settings.model import Settings
from simulator.system.installation import WEB, install_command
from simulator.system.terminal import terminal_fault

SMALLEST = (60, 15)
"""Columns and lines below which the screens are cramped."""

TESTED_TEXTUAL = "8.2."

OLDEST_PYTHON = (3, 11)

KEPT_KEYS = (
    ("TERM_PROGRAM", "vscode", "VS Code keeps ctrl+p and F1", "press ? for help"),
    ("TERM_PROGRAM", "Apple_Terminal", "F-keys may need fn", "ctrl+s, ctrl+p and ? do the same"),
    ("VTE_VERSION", "", "this terminal keeps F1, F10 and F11", "press ? for help"),
    ("TMUX", "", "tmux keeps ctrl+b", "nothing here needs it"),
    ("STY", "", "screen keeps ctrl+a", "press it twice"),
)
"""Environment variable, value (empty for any), keys that may not arrive, and what to do."""

SLOW_ESCAPE = 50
"""Milliseconds from which a delayed Esc is noticeable."""


def check_versions() -> Iterator[Finding]:
    """Report the versions of this program, Python and the main libraries."""
    python = ".".join(map(str, sys.version_info[:3]))
    found = f"mock-interview {__version__}, Python {python}"
    if sys.version_info < OLDEST_PYTHON:
        yield failed("versions", found, "Python 3.11 or newer is needed")
    else:
        yield passed("versions", found)
    textual = metadata.version("textual")
    if textual.startswith(TESTED_TEXTUAL):
        yield passed("versions", f"textual {textual}")
    else:
        cure = f"tested with {TESTED_TEXTUAL}x: {install_command(f'textual~={TESTED_TEXTUAL}0')}"
        yield warned("versions", f"textual {textual}", cure)
    if util.find_spec("textual_serve") is None:
        yield warned("browser", "not installed", install_command(WEB))
    else:
        yield passed("browser", "mock-interview serve works here")


def check_terminal(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Check that the full screen can open, its size, and its colours."""
    fault = terminal_fault()
    if fault is not None:
        reason, _, cure = fault.partition(". ")
        yield warned("terminal", reason.removeprefix("The full screen can't be opened: "), cure)
        return
    columns, lines = _size()
    size = f"{columns} columns, {lines} lines"
    if columns < SMALLEST[0] or lines < SMALLEST[1]:
        cure = f"make the window larger: {SMALLEST[0]} by {SMALLEST[1]} at the least"
        yield warned("terminal", size, cure)
    else:
        yield passed("terminal", size)
    yield _colours(environ)


def _size() -> tuple[int, int]:
    for stream in (sys.__stderr__, sys.__stdin__, sys.__stdout__):
        try:
            if stream is not None:
                size = os.get_terminal_size(stream.fileno())
                return size.columns, size.lines
        except (OSError, ValueError):
            continue
    return 80, 24


def _colours(environ: Mapping[str, str]) -> Finding:
    if environ.get("NO_COLOR"):
        return passed("colours", "none, as NO_COLOR asks")
    if environ.get("COLORTERM") in ("truecolor", "24bit"):
        return passed("colours", "all of them")
    if "256color" in environ.get("TERM", ""):
        return passed("colours", "256 of them")
    cure = "if your terminal knows more: export COLORTERM=truecolor"
    return warned("colours", f"few (TERM={environ.get('TERM', '')})", cure)


def check_keys(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Report keys that may not arrive here, and a delayed Esc."""
    for name, value, found, cure in KEPT_KEYS:
        if environ.get(name) if not value else environ.get(name) == value:
            yield warned("keys", found, cure)
    delay = _tmux_escape_time() if environ.get("TMUX") else 0
    if delay > SLOW_ESCAPE:
        cure = "in ~/.tmux.conf: set -sg escape-time 10"
        yield warned("keys", f"tmux holds Esc back for {delay} ms", cure)


def _tmux_escape_time() -> int:
    """Return the milliseconds tmux waits after an Esc; 0 if unknown."""
    try:
        asked = subprocess.run(
            ["tmux", "show-options", "-sv", "escape-time"],
            capture_output=True,
            text=True,
            timeout=2,
            check=True,
        )
        return int(asked.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return 0


def check_voice(settings: Settings) -> Iterator[Finding]:
    """Check that the voice produces sound, and that something can play it.

    It fails only if the candidate uses the voice.
    """
    chosen = settings.voice
    result = doctor.check(Voice(id=chosen.name, rate=chosen.rate, volume=chosen.volume))
    verdict = result.verdict
    if verdict is Verdict.FAIL and not settings.setup.voice:
        verdict = Verdict.WARN
    yield Finding(verdict, "voice", result.what, result.cure)


def check_microphone(settings: Settings) -> Iterator[Finding]:
    """Check that answers can be recorded; touch the microphone only if the settings ask for it."""
    if not settings.setup.record:
        return
    status = doctor.check_microphone()
    if status.reason:
        what, _, cure = status.reason.partition(". ")
        yield warned("microphone", what.rstrip("."), cure or "see the system's sound settings")
    else:
        yield passed("microphone", f"{status.microphone or 'there is one'}: answers are recorded")
