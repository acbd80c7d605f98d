"""HTML tags by their effect on text, and how to tell, by tag or class name, which elements are
questions."""

from __future__ import annotations

import re
from enum import Enum, auto

from simulator.text.word_list import split_bars

SKIPPED = frozenset(
    split_bars("title|script|style|nav|footer|noscript|template|iframe|svg|form|object|math")
)
BLOCKS = frozenset(
    split_bars(
        """p|div|section|article|main|header|aside|figure|figcaption|blockquote|dl|dd|body|html|
        center|fieldset|address|h1|h2|h3|h4|h5|h6"""
    )
)
HEADS = frozenset(split_bars("html|link|head|meta"))
VOID = frozenset(split_bars("br|hr|img|input|meta|link|source|area|base|col|embed|track|wbr"))
CODE = frozenset(split_bars("code|kbd|tt|samp"))
_TAGS = (BLOCKS - {"html", "body", "main", "header"}) | {"span", "a"}
_PART = r"(?:title|head(?:er|ing)?|name|text|question|button|trigger|summary)"
_CLASSES = re.compile(
    rf"""(?:^|[\s_-])(?:question|frage|pregunta|pergunta|domanda|q)(?:[_-]+{_PART})?(?:\s|$)
    |(?:accordion|collaps\w{{1,6}}|toggle|faq)s?[_-]+(?:item[_-]+)?{_PART}(?:\s|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_OWN = re.compile(
    r"-(?:question|prompt|front|term|answer|solution|back|response|definition|pair|item|card|qa|q|a)$"
)
_OWN_QUESTION = re.compile(r"-(?:question|prompt|front|term|q)$")


def is_own_element(tag: str) -> bool:
    """True for a custom element such as `my-answer` that contains part of a question."""
    return "-" in tag and _OWN.search(tag) is not None


class Asked(Enum):
    """How much of a question element has been written."""

    NO = auto()
    AWAITED = auto()
    """Open, before its first words."""
    OPEN = auto()
    """Writing its first words, in bold."""


def is_question(tag: str, given: dict[str, str]) -> bool:
    """True if a class (`faq__question`) or schema.org's Question says so; not for headings."""
    if is_own_element(tag):
        return _OWN_QUESTION.search(tag) is not None
    if tag not in _TAGS or tag[1:].isdigit():
        return False
    if given.get("itemtype", "").rstrip("/").endswith("schema.org/Question"):
        return True
    return bool(_CLASSES.search(given.get("class", "")[:200]))
