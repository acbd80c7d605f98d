"""Reads and parses TOML from anyone, reporting each problem with its line."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.storage.toml.key_path import DEEPEST, KeyPath, field_name
from simulator.system.faults import MAKE_IT_YOURS, Denied, Fault, FileFault
from simulator.text.cleaning import is_clean
from simulator.text.patterns import pattern

_NAME = r"""\.[ \t]*+(?:[\w-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')[ \t]*+"""
_LOOKS_LONG = pattern(rf"{_NAME}(?:{_NAME}){{{DEEPEST - 1}}}")
_MAKES_CONTROLS = pattern(r"\\[bfruUex]")

LARGEST = 16 * 1024 * 1024
"""The size in bytes of the largest file that is read."""


def read_bytes(path: Path, *, largest: int = LARGEST) -> bytes:
    """Read a regular file. Raises FileFault for anything else and for errors.

    Never blocks on a FIFO, or reads an endless device.
    """
    try:
        _require_regular(path, path.stat(), largest)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags | getattr(os, "O_CLOEXEC", 0)), "rb") as file:
            _require_regular(path, os.fstat(file.fileno()), largest)
            data = file.read(largest + 1)
    except (OSError, ValueError) as error:
        raise FileFault.of(path, os_trouble(error)) from error
    if len(data) > largest:
        raise FileFault.of(path, too_large(largest))
    return data


def _require_regular(path: Path, status: os.stat_result, largest: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise FileFault.of(path, "is a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise FileFault.of(path, "is not a regular file; pipes and devices are not read")
    if status.st_size > largest:
        raise FileFault.of(path, too_large(largest))


def too_large(largest: int = LARGEST) -> str:
    """Return the message for a file with too many bytes."""
    return f"is too large: at most {largest // (1024 * 1024)} MiB are read"


_TROUBLES = {
    errno.ENOENT: "there is no such file",
    errno.EACCES: f"can't be read: permission denied; {MAKE_IT_YOURS}",
    errno.ELOOP: "is a symbolic link that leads back to itself",
    errno.ENAMETOOLONG: "has a name that is too long",
    errno.ENOTDIR: "there is no such file: part of the path is not a folder",
}


def os_trouble(error: Exception) -> str:
    """Say why a file could not be read."""
    if isinstance(error, OSError) and error.errno is not None:
        return _TROUBLES.get(error.errno, f"can't be read: {error.strerror}")
    return f"can't be read: {error}"


def write_trouble(error: OSError) -> str:
    """Say why a file or folder could not be written."""
    return f"can't be written to: {Denied.of(error).why}"


@dataclass(slots=True)
class Document:
    """A parsed file that collects faults and knows their lines."""

    file: str
    text: str
    values: dict[str, Any]
    is_clean: bool = False
    """True if no string in it can need cleaning."""
    longest_text: int = sys.maxsize
    """The most characters in one string."""
    _noted: list[tuple[KeyPath, str]] = field(default_factory=list)

    def note(self, path: KeyPath, message: str) -> None:
        """Note a fault at this path."""
        self._noted.append((path, message))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults noted, by line."""
        if not self._noted:
            return ()
        from simulator.storage.toml.positions import key_lines, line_of

        lines = key_lines(self.text)
        faults = [
            Fault(self.file, line_of(lines, path), field_name(path), message)
            for path, message in self._noted
        ]
        return tuple(sorted(faults, key=lambda fault: fault.line or 0))


def parse(data: bytes, *, file: str, longest_text: int = sys.maxsize) -> Document:
    """Parse a TOML file. Raises FileFault, with a line, for syntax errors."""
    text = decode(data, file=file)
    if _has_long_key(text):
        raise _too_deep(text, file)
    try:
        values = tomllib.loads(text)
    except RecursionError as error:
        raise _too_deep(text, file) from error
    except ValueError as error:
        from simulator.storage.toml.syntax_errors import explain

        raise FileFault((explain(text, error, file),)) from error
    if _nests_deeper(values, DEEPEST):
        raise _too_deep(text, file)
    return Document(file, text, values, _is_clean(text), longest_text)


def _has_long_key(text: str) -> bool:
    """True if a key has too many names; 40 kB of it costs a parser seconds and gigabytes.

    Checked first, in a hundredth of the parsing time. It ignores strings and comments, but false
    alarms are rare.
    """
    if _LOOKS_LONG.search(text) is None:
        return False
    from simulator.storage.toml.positions import has_long_key

    return has_long_key(text)


def _too_deep(text: str, file: str) -> FileFault:
    from simulator.storage.toml.positions import deep_line

    message = f"nested too deeply: at most {DEEPEST} levels"
    return FileFault.of(file, message, line=deep_line(text))


def _nests_deeper(values: dict[str, Any] | list[Any], levels: int) -> bool:
    if not levels:
        return True
    for value in values.values() if isinstance(values, dict) else values:
        kind = type(value)
        if (kind is dict or kind is list) and _nests_deeper(value, levels - 1):
            return True
    return False


def _is_clean(text: str) -> bool:
    return _MAKES_CONTROLS.search(text) is None and is_clean(text.replace("\r\n", "\n"))


_BINARY = {
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"\xfd7zXZ": "a compressed file",
    b"%PDF-": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "an office document",
}
"""The first bytes of files that are not text."""


def decode(data: bytes, *, file: str) -> str:
    """Decode UTF-8 with or without a byte order mark. Raises FileFault with the line."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[1:2] == b"\0" or data[:1] == b"\0":
        raise FileFault.of(file, "is not UTF-8 but UTF-16, or not text; save it as UTF-8")
    if kind := next((kind for start, kind in _BINARY.items() if data.startswith(start)), ""):
        raise FileFault.of(file, f"is {kind}, not text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        message = f"not UTF-8: byte 0x{byte:02x} is not allowed there; save the file as UTF-8"
        raise FileFault.of(file, message, line=line) from error
    return text.removeprefix("\ufeff")
