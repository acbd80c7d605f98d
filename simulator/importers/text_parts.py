"""Pieces of Markdown put in order: edges, list items, pictures, limits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from simulator.importers.inline_html import image_text

_IMAGE = re.compile(
    r"!\[(?P<alt>[^\[\]]*)\]\((?P<link>[^()\s]*(?:\([^()\s]*\)[^()\s]*)?)(?:\s+\"[^\"]*\")?\)"
)
_WIKI_IMAGE = re.compile(r"!\[\[(?P<name>[^\[\]|]+)(?:\|[^\[\]]*)?\]\]")
_ITEM = re.compile(r"^\s{0,8}(?:[-*+•]|\d{1,3}[.)])\s+(?P<text>\S.*)$")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_EDGE = re.compile(r"^\s*(?:(?:[-*_]\s*){3,}|>|<br\s*/?>|:::.*|\*\*|__)\s*$")


def tidy(lines: Sequence[str]) -> str:
    """The lines as one text: no blank, ruled or empty edges, one blank line at most outside code,
    trailing spaces (Markdown's fragile line break) as a backslash, open fences closed."""
    kept = list(lines)
    while kept and (not kept[0].strip() or _EDGE.match(kept[0])):
        kept.pop(0)
    while kept and (not kept[-1].strip() or _EDGE.match(kept[-1])):
        kept.pop()
    out: list[str] = []
    fence = ""
    for line in kept:
        opened = _FENCE.match(line)
        if opened and not fence:
            fence = opened[1]
        elif opened and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        if fence or opened:
            out.append(line.rstrip())
        elif line.strip():
            out.append(
                line.rstrip()
                + (
                    "\\"
                    if line.endswith("  ") and not line.endswith("\\  ") and _runs_on(line)
                    else ""
                )
            )
        elif out and out[-1]:
            out.append("")
    if out and out[-1].endswith("\\") and not out[-1].endswith("\\\\"):
        out[-1] = out[-1][:-1]
    for at in range(len(out) - 1):
        if not out[at + 1] and out[at].endswith("\\") and lines and not fence:
            out[at] = out[at][:-1] if not out[at].endswith("\\\\") else out[at]
    if fence:
        out.append(fence)
    return _undented(out)


def _runs_on(line: str) -> bool:
    return not line.lstrip().startswith(("#", "|", "---", "$$"))


def _undented(lines: list[str]) -> str:
    """Without the indent that all lines share, which would turn prose into code."""
    widths = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    common = min(widths, default=0)
    return "\n".join(line[common:] if line.strip() else "" for line in lines)


def list_items(text: str) -> list[str]:
    """The list items of a text, or its paragraphs' lines; indented lines go on with their item."""
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
    """The text with pictures as what can be read of them, and how many there were."""
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
