"""Makes text from outside safe for the screen, for a single line and for messages."""

from __future__ import annotations

import re
import unicodedata

from simulator.text.patterns import pattern

# Controls except newline and tab, DEL, C1, and changes of the reading direction: a terminal would
# obey them, or show something other than the text.
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Invisible characters, except the joiners that emoji, Persian and Indic scripts need.
_INVISIBLE = r"\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_SURROGATE = r"\ud800-\udfff"
_LINE_ENDS = pattern(r"\r\n?|[\u2028\u2029]")
_GONE = pattern(f"[{_CONTROL}{_BIDI}{_INVISIBLE}]")
_LONE = pattern(f"[{_SURROGATE}]")
_UNCLEAN = pattern(rf"[\r\u2028\u2029{_CONTROL}{_BIDI}{_INVISIBLE}{_SURROGATE}]")
_UNPRINTABLE = pattern(rf"[\n\t\r\u2028\u2029{_CONTROL}{_BIDI}{_INVISIBLE}]")
_UNCLEAN_ASCII = pattern(r"[\x00-\x08\x0b-\x1f\x7f]")


def is_clean(text: str) -> bool:
    """True if `clean` would leave the text unchanged."""
    if text.isascii():
        return _UNCLEAN_ASCII.search(text) is None
    return _UNCLEAN.search(text) is None


def clean(text: str, *, newlines: bool = True) -> str:
    """Remove everything that a terminal would obey or that hides text from a reader.

    Removes control characters except newline and tab, bidi controls and invisible characters; turns
    every line end into a newline and a lone surrogate into U+FFFD. The joiners U+200C and U+200D
    stay. Without `newlines`, newlines and tabs become spaces.
    """
    if not is_clean(text):
        text = _LONE.sub("\ufffd", _GONE.sub("", _LINE_ENDS.sub("\n", text)))
    return text if newlines else text.replace("\n", " ").replace("\t", " ")


def one_line(text: str, width: int | None = None) -> str:
    """Clean text onto one line, collapse white space, and cut it to `width` cells with `…`."""
    line = " ".join(clean(text).split())
    if width is None or (line.isascii() and len(line) <= width):
        return line
    cells, fits = 0, 0
    for index, letter in enumerate(line):
        cells += _cells(letter)
        if cells < width:
            fits = index + 1
        elif cells > width:
            return line[:fits].rstrip() + "…" if width > 0 else ""
    return line


def normal_form(name: str) -> str:
    """Return the NFC form in which names are compared; some systems decompose letters."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def cell_width(text: str) -> int:
    """Return the terminal cells a line takes: wide letters take two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def printable(text: str, *, newlines: bool = False) -> str:
    r"""Show what `clean` would remove, as `\x1b` or `\u202e`.

    For file names, arguments and the environment, where nothing may silently disappear. Bytes that
    are not UTF-8 become U+FFFD. `newlines` keeps newlines as they are.
    """
    if text.isprintable() and text.isascii():
        return text
    lines = text.split("\n") if newlines else [text]
    shown = (_UNPRINTABLE.sub(_visible, line) for line in lines)
    return "\n".join(_LONE.sub("\ufffd", line) for line in shown)


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    named = {9: r"\t", 10: r"\n", 13: r"\r"}.get(code)
    if named is not None:
        return named
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me") or letter in "\u200c\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
