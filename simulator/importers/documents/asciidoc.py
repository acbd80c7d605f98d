"""AsciiDoc: convert headings, code, bold words and labels to Markdown, line for line."""

from __future__ import annotations

import re

from simulator.importers.common.draft import Draft
from simulator.importers.common.line_draft import map_back
from simulator.importers.markdown.markdown_file import read as read_markdown

_HEADING = re.compile(r"^(={1,6})\s+(\S.*?)(?:\s+=+)?$")
_STYLE = re.compile(r"^\[(?:source|,)?,?\s*([\w+#-]*)[^\]]*\]$")
_BOLD = re.compile(r"(?<![\w*])\*(?!\s|\*)([^*\n]+?)(?<!\s)\*(?![\w*])")
_CODE = re.compile(r"(?<![\w`])[`+]{1,2}(?!\s)([^`+\n]+?)(?<!\s)[`+]{1,2}(?![\w`])")
_LINK = re.compile(r"(?:link:)?(https?://[^\s\[\]]+)\[([^\]]*)\]")
_ITEM = re.compile(r"^(\*{1,5}|\.{1,5})\s+(?=\S)")
_TERM = re.compile(r"^(\S.*?):{2,4}(?:\s+(\S.*))?$")
_FENCES = ("----", "....", "```")
_ATTRIBUTE = re.compile(r"^:[\w-]+:|^\[\[?[^\]]*\]\]?$|^//(?!/)|^(?:image|include|toc)::")


def looks_like(text: str) -> bool:
    """True if a text has AsciiDoc headings."""
    return len(re.findall(r"^={1,4} \S", text[:50_000], re.MULTILINE)) >= 2


def read(text: str, *, file: str) -> Draft:
    """The questions of a document, with their line numbers in it."""
    source = text.split("\n")
    lines, code, language = [], "", ""
    for line in source:
        if code or line.rstrip() in _FENCES:
            is_fence = line.rstrip() == (code or line.rstrip())
            lines.append((f"```{language}" if not code else "```") if is_fence else line)
            code = ("" if code else line.rstrip()) if is_fence else code
            language = ""
            continue
        style = _STYLE.match(line.strip())
        language = style[1] if style else language
        lines.append(_line(line))
    draft = read_markdown("\n".join(lines), file=file)
    draft = map_back(draft, source, range(1, len(source) + 1), otherwise="markup without text")
    return draft.read_as("AsciiDoc")


def _line(line: str) -> str:
    stripped = line.strip()
    if stripped in ("+", "====", "****", "____", "--", "|===") or _ATTRIBUTE.match(stripped):
        return ""
    if heading := _HEADING.match(stripped):
        return f"{'#' * len(heading[1])} {_inline(heading[2])}"
    if item := _ITEM.match(stripped):
        mark = "-" if item[1][0] == "*" else "1."
        return "    " * (len(item[1]) - 1) + f"{mark} {_inline(stripped[item.end() :])}"
    if re.match(r"^\.[^\s.]", stripped):
        return f"**{_inline(stripped[1:])}**"
    if (term := _TERM.match(stripped)) and "::" in stripped:
        return f"**{_inline(term[1])}**\\\n".strip() if not term[2] else f"**{term[1]}** {term[2]}"
    return _inline(line)


def _inline(text: str) -> str:
    text = _LINK.sub(lambda match: f"[{match[2] or match[1]}]({match[1]})", text)
    return _BOLD.sub(r"**\1**", _CODE.sub(r"`\1`", text))
