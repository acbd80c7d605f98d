"""The lines that the program and its voice process send each other.

Orders go to the process as JSON, one per line:

    {"op": "prepare", "language": ..., "id": ..., "rate": ..., "volume": ...,
     "engine": ..., "player": ..., "probe": true}
    {"op": "say", "text": ..., "language": ..., "limit": seconds}
    {"op": "voices"}      {"op": "check", "text": ...}

Reports share a pipe with whatever a library or a player prints, so each begins with the record
separator of RFC 7464; everything else is noise:

    ready {engine, note, probing}   heard {player}   started {seconds}   length {seconds}
    finished {}   failed {what, cure}   voices {voices}   checked {...}
"""

import json
from typing import Any

Message = dict[str, Any]

RECORD = b"\x1e"
_LONGEST_REPORT = 1 << 20
_NOISE_KEPT = 400


def encode_order(message: Message) -> bytes:
    """Encode a line for the process; invalid Unicode is repaired, not refused."""
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace") + b"\n"


def encode_report(message: Message) -> bytes:
    """Encode a line for the program; its first byte distinguishes it from noise."""
    return RECORD + json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


class ReportReader:
    """Extracts reports from a stream of bytes, and keeps the end of the noise around them."""

    def __init__(self) -> None:
        self._rest = b""
        self._noise = b""

    def feed(self, chunk: bytes) -> list[Message]:
        """Return the reports completed by these bytes."""
        noise, *records = (self._rest + chunk).split(RECORD)
        self._rest = b""
        found: list[Message] = []
        self._hear(noise)
        for position, record in enumerate(records):
            line, newline, after = record.partition(b"\n")
            if newline:
                found.extend(self._parse(line))
                self._hear(after)
            elif position == len(records) - 1 and len(line) < _LONGEST_REPORT:
                self._rest = RECORD + line
        return found

    @property
    def last_words(self) -> str:
        """The last line of noise, often the best explanation of a dead process."""
        lines = [line for line in self._noise.splitlines() if line.strip()]
        text = lines[-1].decode("utf-8", "replace") if lines else ""
        return one_line(text)

    def _parse(self, line: bytes) -> list[Message]:
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            message = None
        if isinstance(message, dict) and isinstance(message.get("report"), str):
            return [message]
        self._hear(line)
        return []

    def _hear(self, noise: bytes) -> None:
        self._noise = (self._noise + noise)[-_NOISE_KEPT:]


def one_line(text: str, limit: int = 160) -> str:
    """Clean a program's text for one line of a screen: no controls, no runs of space."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    line = " ".join(printable.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
