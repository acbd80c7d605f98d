"""Convert Org text to Markdown: blocks, tables, lists and inline markup."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from simulator.importers.common.vocabulary import LABELS
from simulator.importers.html.inline_html import image_text, markdown_of_tags
from simulator.importers.org.tree import Line

_BLOCK = re.compile(
    r"^\s*#\+(?P<end>begin|end)_(?P<kind>\w+)(?:\s+(?P<word>[\w+-]+))?", re.IGNORECASE
)
_FIXED = re.compile(r"^\s*:(?: (?P<text>.*)|\s*)$")
_TERM = re.compile(r"^(?P<mark>\s*[-+]\s+)(?P<term>\S.*)$")
_BOX = re.compile(r"^(\s*(?:[-+]|\d+[.)])\s+)\[[ xX-]\]\s+")
_RULE = re.compile(r"^\s*\|-[-+|]*\s*$")
_LINK = re.compile(r"\[\[(?P<link>[^\[\]]+)\](?:\[(?P<text>[^\[\]]+)\])?\]")
_NOTE = re.compile(r"\[fn:(?P<name>[\w-]*)(?::(?P<text>[^\[\]]*))?\]")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)
_CODE = re.compile(r"(?<![\w=~])(?P<mark>[=~])(?P<text>\S(?:.{0,300}?\S)?)(?P=mark)(?![\w=~])")
_BOLD = re.compile(r"(?<![\w*\\])\*(?P<text>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])")
_ITALIC = re.compile(r"(?<![^\s(\"'{-])/(?P<text>[^\s/](?:[^/\n]*[^\s/])?)/(?![^\s).,:;!?\"'}-])")
_STRUCK = re.compile(r"(?<![^\s(])\+(?P<text>[^\s+](?:[^+\n]*[^\s+])?)\+(?![^\s).,:;!?])")
_MATHS = re.compile(r"\\\((?P<inline>.{1,400}?)\\\)|\\\[(?P<block>.{1,400}?)\\\]")
_DEEPEST = 4
"""The deepest nesting of blocks; deeper ones are text."""
_LONGEST = 20_000
"""In characters; markup in longer lines is ignored."""
_LITERAL = ("src", "example", "export", "verbatim")


class OrgWriter:
    """Collects Markdown in `lines`, with source lines, from 1, in `origins`."""

    def __init__(self, footnotes: Mapping[str, str]) -> None:
        self.lines: list[str] = []
        self.origins: list[int] = []
        self._footnotes = footnotes

    def heading(self, number: int, level: int, title: str) -> None:
        """Add a heading with blank lines around it."""
        self._put(number, "", f"{'#' * min(level, 6)} {self.inline(title)}", "")

    def body(self, lines: Sequence[Line], *, boxes: bool = True, depth: int = 0) -> None:
        """Add the lines below a heading, without their shared indent."""
        at = 0
        dedented = _dedented(lines)
        ends = _block_ends(dedented)
        while at < len(dedented):
            number, line = dedented[at]
            block = _BLOCK.match(line) if "#+" in line else None
            if block and at in ends and depth < _DEEPEST:
                self._block(dedented[at + 1 : ends[at]], number, block, depth)
                at = ends[at] + 1
            elif block:
                at += 1
            elif _FIXED.match(line):
                at = self._fixed(dedented, at)
            elif line.lstrip().startswith("|"):
                at = self._table(dedented, at)
            else:
                self._put(number, self._line(line if boxes else _BOX.sub(r"\1", line)))
                at += 1

    def _put(self, number: int, *lines: str) -> None:
        self.lines += lines
        self.origins += [number] * len(lines)

    def _block(self, inner: Sequence[Line], start: int, block: re.Match[str], depth: int) -> None:
        kind = block["kind"].casefold()
        if kind == "export":
            html = (block["word"] or "").casefold() == "html"
            for number, line in inner:
                self._put(number, markdown_of_tags(line) if html else line)
        elif kind in _LITERAL:
            self._code(_dedented(inner), start, (block["word"] or "") if kind == "src" else "")
        elif kind == "quote":
            for number, line in inner:
                self._put(number, f"> {self._line(line)}".rstrip())
        elif kind != "comment":
            if kind in LABELS:
                self._put(start, "", f"**{kind.capitalize()}:**", "")
            self.body(inner, depth=depth + 1)

    def _code(self, inner: Sequence[Line], start: int, language: str = "") -> None:
        fence = "~~~~" if any("```" in line for _, line in inner) else "```"
        self._put(start, f"{fence}{language}")
        for number, line in inner:
            self._put(number, line)
        self._put(inner[-1][0] if inner else start, fence)

    def _fixed(self, lines: Sequence[Line], at: int) -> int:
        """Add lines that begin with colons as code; return the line after them."""
        inner = []
        for number, line in lines[at:]:
            if not (match := _FIXED.match(line)):
                break
            inner.append((number, match["text"] or ""))
        self._code(inner, lines[at][0])
        return at + len(inner)

    def _table(self, lines: Sequence[Line], at: int) -> int:
        """Add a table with the one rule that Markdown needs; return the line after it."""
        rows = 0
        while at < len(lines) and lines[at][1].lstrip().startswith("|"):
            number, line = lines[at]
            at += 1
            if _RULE.match(line):
                continue
            self._put(number, self.inline(line.strip()))
            rows += 1
            if rows == 1:
                self._put(number, "|" + " --- |" * max(1, line.strip().strip("|").count("|") + 1))
        return at

    def _line(self, line: str) -> str:
        if re.match(r"^\s*-{5,}\s*$", line):
            return "---"
        name, parted, meaning = line.partition(" ::")
        term = _TERM.match(name) if parted and meaning[:1] in ("", " ") else None
        if term:
            text = f": {self.inline(meaning.strip())}" if meaning.strip() else ":"
            return f"{term['mark']}**{self.inline(term['term'].strip())}**{text}"
        return self.inline(line)

    def inline(self, text: str) -> str:
        """Convert the inline markup of a line, except in code."""
        if len(text) > _LONGEST:
            return text
        out, place = "", 0
        for match in _CODE.finditer(text):
            tick = "``" if "`" in match["text"] else "`"
            out += f"{self._marks(text[place : match.start()])}{tick}{match['text']}{tick}"
            place = match.end()
        return out + self._marks(text[place:])

    def _marks(self, text: str) -> str:
        text = re.sub(r"<(?!https?://)", r"\\<", text)
        text = _MATHS.sub(
            lambda m: f"${m['inline'].strip()}$" if m["inline"] else f"$${m['block'].strip()}$$",
            text,
        )
        text = _BOLD.sub(r"**\g<text>**", text)
        text = _ITALIC.sub(r"_\g<text>_", text)
        text = _STRUCK.sub(r"~~\g<text>~~", text)
        text = _NOTE.sub(self._note, text)
        text = _LINK.sub(_link, text)
        return text[:-1] if text.endswith("\\\\") else text

    def _note(self, match: re.Match[str]) -> str:
        note = match["text"] or self._footnotes.get(match["name"], "")
        return f" ({note})" if note else ""


def _link(match: re.Match[str]) -> str:
    link, text = match["link"], match["text"] or ""
    if _PICTURE.search(link):
        return image_text(text, link)
    if link.startswith(("http://", "https://")):
        return f"[{text or link}]({link})" if text else f"<{link}>"
    return text or re.sub(r"^(?:file|id|attachment):", "", link)


def _block_ends(lines: Sequence[Line]) -> dict[int, int]:
    """The end of each block, by the line where it begins."""
    ends: dict[int, int] = {}
    following: dict[str, int] = {}
    for at in range(len(lines) - 1, -1, -1):
        found = _BLOCK.match(lines[at][1]) if "#+" in lines[at][1] else None
        kind = found["kind"].casefold() if found else ""
        if found and found["end"].casefold() == "end":
            following[kind] = at
        elif kind in following:
            ends[at] = following[kind]
    return ends


def _dedented(lines: Sequence[Line]) -> list[Line]:
    expanded = [(number, line.expandtabs(4) if "\t" in line else line) for number, line in lines]
    widths = [len(line) - len(line.lstrip(" ")) for _, line in expanded if line.strip()]
    common = min(widths, default=0)
    return [(number, line[common:]) for number, line in expanded]
