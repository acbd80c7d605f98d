"""Decode bytes of unknown origin into clean text."""

from __future__ import annotations

import re
import unicodedata

from simulator.importers.common.draft import CannotRead
from simulator.text.cleaning import clean

LARGEST_TEXT = 16 * 1024 * 1024
"""In bytes; the same limit as for a bank."""

LONGEST_LINE = 2_000_000
"""In characters. Nobody writes a longer line by hand."""

MOST_LINES = 1_000_000

_BINARY = {
    b"PK\x03\x04": "a zip archive of an unsupported kind; unpack it and import the folder",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file; save it as docx or xlsx, and import that",
    b"SQLite format 3\x00": "a bare SQLite database; export the deck as .apkg or as text",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"\x1f\x8b": "a gzip archive; unpack it first",
}


def text_of(data: bytes, *, file: str, encoding: str = "") -> tuple[str, str]:
    """The text, with `\\n` line ends and no control characters, and a note on a guessed encoding.

    Without `encoding`, it is guessed. Raises `CannotRead` if the data is binary or too large.
    """
    for magic, what in _BINARY.items():
        if data.startswith(magic):
            raise CannotRead(f"{file}: this is {what}.")
    if len(data) > LARGEST_TEXT:
        raise CannotRead(f"{file}: too large, {len(data) // 2**20} MiB; the limit is 16 MiB.")
    if (lines := data.count(b"\n")) > MOST_LINES:
        raise CannotRead(f"{file}: too large, {lines} lines.")
    text, note = _named(data, file, encoding) if encoding else _decoded(data, file)
    _refuse_noise(text, file)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return clean(text), note


def repaired(text: str) -> str:
    """Undo two kinds of damage common on the web: Chinese punctuation decoded as Western letters,
    and mathematical letters used as bold type."""
    if "£º" in text or "£¿" in text:
        text = text.replace("£º", "：").replace("£¿", "？").replace("£¬", "，")
    if not text.isascii():
        text = _FANCY.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return text


_FANCY = re.compile("[\U0001d400-\U0001d7ff]+")


def _named(data: bytes, file: str, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding).removeprefix("\ufeff"), ""
    except LookupError:
        raise CannotRead(f"{file}: there is no encoding named {encoding}.") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CannotRead(f"{file}:{line}: this is not {encoding}.") from None


def _decoded(data: bytes, file: str) -> tuple[str, str]:
    """Decode as UTF-8, UTF-16 with a BOM, or the likeliest legacy encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    head = data[:65_536]
    controls = sum(map(head.count, [*range(1, 9), *range(14, 32)]))  # Text has none of these.
    if head.count(0) * 50 > len(head) or controls * 20 > len(head):
        raise CannotRead(f"{file}: this is not text.")
    encoding = _legacy_encoding(data)
    note = f"{file}:{line}: not UTF-8; read as {encoding}"
    return data.decode(encoding, "replace"), note


def _legacy_encoding(data: bytes) -> str:
    """The encoding in which the letters make sense; Windows-1252 if none stands out."""
    from charset_normalizer import from_bytes

    found = list(from_bytes(data[:100_000]))
    if not found:
        return "cp1252"
    best = found[0]
    western = next((each for each in found if each.encoding == "cp1252"), None)
    # Short texts fit several related encodings equally well; cp1252 is by far the commonest.
    if western is not None and western.chaos <= best.chaos and western.coherence >= best.coherence:
        return "cp1252"
    return str(best.encoding)


def _refuse_noise(text: str, file: str) -> None:
    """Raise CannotRead for noise that happens to decode, before a parser wastes time on it."""
    if "\x00" in text[:65_536]:
        raise CannotRead(f"{file}: this is not text.")
    if len(text) < LONGEST_LINE:
        return
    is_json = file.casefold().endswith((".json", ".jsonl"))
    places = (0, len(text) // 3, len(text) * 2 // 3, len(text) - 20_000)
    sample = "".join(text[place : place + 20_000] for place in places)
    if sum(map(str.isalnum, sample)) * 5 < len(sample):
        raise CannotRead(f"{file}: hardly any letters or digits, so no questions to read.")
    at = len(text) if is_json else 0  # Programs write JSON on one line.
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if end - at > LONGEST_LINE:
            line = text.count("\n", 0, at) + 1
            raise CannotRead(f"{file}:{line}: a line of {end - at} characters is too large.")
        at = end + 1
