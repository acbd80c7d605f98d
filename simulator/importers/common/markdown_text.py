"""Tidy pieces of Markdown: edges, list items, pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import dedent

from simulator.importers.html.inline_html import image_text

_IMAGE = re.compile(
    r"!\[(?P<alt>[^\[\]]*)\]\((?P<link>[^()\s]*(?:\([^()\s]*\)[^()\s]*)?)(?:\s+\"[^\"]*\")?\)"
)
_WIKI_IMAGE = re.compile(r"!\[\[(?P<name>[^\[\]|]+)(?:\|[^\[\]]*)?\]\]")
_ITEM = re.compile(r"^\s{0,8}(?:[-*+•]|\d{1,3}[.)])\s+(?P<text>\S.*)$")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_EDGE = re.compile(r"^\s*(?:(?:[-*_]\s*){3,}|>|<br\s*/?>|:::.*|\*\*|__)\s*$")


def paragraphs(*texts: str) -> str:
    """Join the non-empty texts with blank lines."""
    return "\n\n".join(filter(None, (text.strip("\n") for text in texts)))


def letters_of(text: str) -> str:
    """The letters and digits only, case-folded, for comparing texts."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def tidy(lines: Sequence[str]) -> str:
    """The lines as one text: no blank or ruled edges, at most one blank line in a row outside code,
    a backslash for the two trailing spaces of a line break, open fences closed."""
    out: list[str] = []
    fence, is_code = "", False
    for line in _without_edges(lines):
        opened = _FENCE.match(line)
        if opened and not fence:
            fence = opened[1]
        elif opened and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        if fence or opened:
            out.append(line.rstrip())
        elif line.strip():
            out.append(line.rstrip() + ("\\" if _breaks(line) else ""))
        elif out and out[-1]:
            out[-1] = out[-1] if is_code else _without_break(out[-1])
            out.append("")
        is_code = bool(fence or opened)
    if fence:
        out.append(fence)
    elif out and not is_code:
        out[-1] = _without_break(out[-1])
    return dedent("\n".join(out))  # A shared indent would turn prose into code.


def _without_edges(lines: Sequence[str]) -> Sequence[str]:
    start, end = 0, len(lines)
    while start < end and (not lines[start].strip() or _EDGE.match(lines[start])):
        start += 1
    while start < end and (not lines[end - 1].strip() or _EDGE.match(lines[end - 1])):
        end -= 1
    return lines[start:end]


def _breaks(line: str) -> bool:
    """True if the line ends with the two spaces of a line break, without a backslash."""
    runs_on = not line.lstrip().startswith(("#", "|", "---", "$$"))
    return line.endswith("  ") and not line.endswith("\\  ") and runs_on


def _without_break(line: str) -> str:
    return line[:-1] if line.endswith("\\") and not line.endswith("\\\\") else line


def list_items(text: str) -> list[str]:
    """The list items or other lines of a text; indented lines continue their item."""
    items: list[str] = []
    for line in text.splitlines():
        match = _ITEM.match(line)
        if match:
            items.append(match["text"].strip())
        elif line.strip() and items and line[:1].isspace():
            items[-1] += " " + line.strip()
        elif line.strip() and not _FENCE.match(line):
            items.append(line.strip())
    return [item for item in items if any(letter.isalnum() for letter in item)]


def without_images(text: str) -> tuple[str, int]:
    """The text with pictures replaced by their readable text, and how many there were."""
    if "![" not in text:
        return text, 0
    pieces = (
        re.split(r"(^\s*(?:```|~~~)[^\n]*\n[\s\S]*?^\s*(?:```|~~~)\s*$)", text, flags=re.MULTILINE)
        if "```" in text or "~~~" in text
        else [text]
    )
    count = 0
    for place, piece in enumerate(pieces):
        if place % 2 == 0 and "![" in piece:
            piece, some = _IMAGE.subn(lambda m: image_text(m["alt"], m["link"]), piece)
            piece, more = _WIKI_IMAGE.subn(lambda m: image_text("", m["name"]), piece)
            pieces[place] = piece
            count += some + more
    return "".join(pieces), count
