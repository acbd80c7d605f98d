"""Names of banks, which must be valid file names on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from pathlib import Path

from simulator.system.faults import BankFault
from simulator.system.listing import is_there, numbered

LONGEST_NAME = 80
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def chosen_name(written: str) -> str:
    """Return a usable name: white space becomes `_`, and `.toml` is dropped.

    Raises ValueError, with a message for the user, for what can't be a file name everywhere.
    """
    name = "_".join(unicodedata.normalize("NFC", written).removesuffix(".toml").split())
    if not name:
        raise ValueError("a bank needs a name.")
    if _FORBIDDEN.search(name) or not name.isprintable():
        raise ValueError("a bank's name is not a path, and can't contain < > : \" / \\ | ? *.")
    if name.startswith((".", "-")) or name.endswith("."):
        raise ValueError("a bank's name begins with a letter or a digit, and ends with one.")
    if _RESERVED.fullmatch(name):
        raise ValueError(f"{name} is a name that Windows reserves.")
    if len(name.encode()) > LONGEST_NAME:
        raise ValueError(f"a bank's name has at most {LONGEST_NAME} bytes.")
    return name


def require_free(name: str, path: Path, taken: Container[str]) -> None:
    """Raise BankFault if the name is taken; `path` is the file that the bank would have."""
    if is_there(path):
        raise BankFault.of(name, "a bank of this name already exists; choose another name")
    if name in taken:
        other = "a built-in bank has this name; choose another name"
        raise BankFault.of(name, f"{other}, or {to_replace(path)}")


def to_replace(path: Path) -> str:
    """Return how to replace a shipped bank with one's own, in the file `path`."""
    return f"copy it to {path} and change the copy to replace it"


def name_from(title: str) -> str:
    """Derive a name from any text: lower case with `_`, or `bank`."""
    words = "".join(
        letter if letter.isalnum() else " "
        for letter in unicodedata.normalize("NFC", title).casefold()
    ).split()
    name = ""
    for word in words:
        longer = f"{name}_{word}" if name else word
        if len(longer.encode()) > LONGEST_NAME - 8:
            break
        name = longer
    if not name or _RESERVED.fullmatch(name):
        return f"{name}_bank".lstrip("_")
    return name


def title_from(name: str) -> str:
    """Turn a name into a title: `system_design` becomes `System design`."""
    words = " ".join(re.split(r"[_\s-]+", name)).strip()
    return words[:1].upper() + words[1:] or "Bank"


def free_name(name: str, taken: Container[str]) -> str:
    """Return the name, or the first of `name_2`, `name_3`, ... that is free."""
    return next(each for each in numbered(name, "_") if each not in taken)
