"""Cuts a long text into parts that are rendered one after another."""

import re
import textwrap
from itertools import chain

FIRST = 300
LATER = 800
_SENTENCE_END = re.compile(r"(?<=[.!?:;。！？])\s+")


def parts(text: str) -> list[str]:
    """Cut a text at sentence ends into parts of at most `FIRST`, then `LATER` letters.

    The short first part lets a long text start as fast as a short one. Never empty.
    """
    found: list[str] = []
    current = ""
    sentences = _SENTENCE_END.split(text.strip())
    # One that is too long for a breath is cut at its spaces.
    cut = (textwrap.wrap(each, FIRST, break_on_hyphens=False) for each in sentences)
    for sentence in chain.from_iterable(cut):
        limit = LATER if found else FIRST
        if current and len(current) + 1 + len(sentence) > limit:
            found.append(current)
            current = sentence
        else:
            current = f"{current} {sentence}" if current else sentence
    found.append(current)
    return found
