"""Paths that people type, paste and complete."""

from __future__ import annotations

import os
from pathlib import Path


def pasted_path(text: str) -> Path:
    """Parse a path that was typed, pasted or dropped on the terminal: quoted, escaped, with `~`."""
    written = text.strip()
    if len(written) > 1 and written[0] == written[-1] and written[0] in "'\"":
        written = written[1:-1]
    elif os.name != "nt" and "\\ " in written:
        written = written.replace("\\ ", " ")
    written = written.removeprefix("file://")
    try:
        return Path(written).expanduser()
    except RuntimeError:
        return Path(written)


def completed(written: str) -> tuple[str, list[str]]:
    """Complete a path as far as it is unambiguous; return it, and all the possible names."""
    folder, slash, begun = written.rpartition("/")
    try:
        with os.scandir(pasted_path(folder + slash) if slash else Path()) as entries:
            ways = sorted(
                entry.name + ("/" if entry.is_dir() else "")
                for entry in entries
                if entry.name.startswith(begun) and (begun or entry.name[0] != ".")
            )
    except OSError:
        return written, []
    shared = _beginning(ways)
    return (folder + slash + shared if len(shared) > len(begun) else written), ways


def _beginning(names: list[str]) -> str:
    """Return the common prefix of sorted names."""
    if not names:
        return ""
    first, last = names[0], names[-1]
    same = next(
        (at for at, pair in enumerate(zip(first, last, strict=False)) if len({*pair}) > 1), None
    )
    return first[: min(len(first), len(last)) if same is None else same]
