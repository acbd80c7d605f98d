"""Convert HTML tags used in Markdown to Markdown, one line at a time."""

from __future__ import annotations

import re

from simulator.text.word_list import split_bars

_TAG = re.compile(r"(?<!\\)<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>(?:\s[^<>]*)?)/?>")
_CODE = re.compile(r"(`+[^`]+`+)")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>[^`]*?</\1\s*>", re.IGNORECASE)

_GONE = split_bars(
    """p|div|center|span|font|section|main|article|header|footer|figure|figcaption|picture|
    source|ul|ol|dl|dd|dt|table|tbody|thead|small|big|u|ins|mark|nav|aside|hr|svg|path|g|
    iframe|video|audio|style|script|tabs|tabitem|tocinline|sub|sup|blockquote|colgroup|col|
    wbr|abbr|input|label|button|form"""
)
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
MARKS = {"b": "**", "strong": "**", "i": "_", "em": "_", "del": "~~", "s": "~~", "strike": "~~"}
"""Tags of emphasis."""
_CLOSED = dict.fromkeys([*_GONE, "td", "th", "tr", "li", *_HEADINGS], "") | {
    "br": " ",
    **MARKS,
    **dict.fromkeys(("code", "kbd", "tt", "samp"), "`"),
}
_OPENED = _CLOSED | _HEADINGS | {"td": " | ", "th": " | ", "li": "- "}
"""What replaces each closing and opening HTML tag."""


def markdown_of_tags(line: str) -> str:
    """The line with known tags converted to Markdown; code spans and other tags stay."""
    if "<" not in line:
        return line
    if line.count("<") > 2_000 or len(line) > 100_000 or line.count("`") > 5_000:
        return line
    if len(line) < 5_000:
        line = _SCRIPT.sub("", line)
    pieces = _CODE.split(line)
    for place in range(0, len(pieces), 2):
        if "<" in pieces[place]:
            pieces[place] = _simplified(pieces[place])
    return "".join(pieces)


PICTURE = "▣"
"""Replaces a picture; a symbol, so that no word is added to the author's text."""


def image_text(alt: str, address: str) -> str:
    """A picture as text: the symbol, its description, and a link if it is on the web."""
    words = f"{PICTURE} {' '.join(alt.split())}".strip().replace("[", "(").replace("]", ")")
    if address.startswith(("http://", "https://")) and not set(address) & set("() <>\n"):
        return f"[{words}]({address})"
    return words


def kept_link(address: str) -> str:
    """The address of a link if it is absolute and Markdown can hold it; else empty."""
    leads = address.startswith(("http://", "https://", "mailto:", "#"))
    return address if leads and not set(address) & set("() <>\n") else ""


def _attributes(text: str) -> dict[str, str]:
    return {m[1].casefold(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(text[:4_000])}


def _simplified(text: str) -> str:
    links: list[str] = []

    def written(match: re.Match[str]) -> str:
        tag = match["tag"]
        bare = len(tag) > 2 and tag.isupper() and not match["rest"] and not match["end"]
        is_word = bare and f"</{tag}" not in text  # A word in angle brackets: `GET <PATH>`.
        new = None if is_word else _tag(match, links)
        return match[0] if new is None else new

    return _TAG.sub(written, text) + "".join(f"]({link})" for link in reversed(links) if link)


def _tag(match: re.Match[str], links: list[str]) -> str | None:
    """The replacement for a tag; None if it is not an HTML tag and stays as text."""
    tag, closing = match["tag"].casefold(), bool(match["end"])
    if tag == "img":
        found = _attributes(match["rest"])
        return image_text(found.get("alt", ""), found.get("src", ""))
    if tag == "a":
        return _link(match, links, closing)
    return (_CLOSED if closing else _OPENED).get(tag)


def _link(match: re.Match[str], links: list[str], closing: bool) -> str:
    if not closing:
        links.append(kept_link(_attributes(match["rest"]).get("href", "")))
        return "[" if links[-1] else ""
    address = links.pop() if links else ""
    return f"]({address})" if address else ""
