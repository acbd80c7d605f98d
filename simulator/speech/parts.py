"""Cuts a long text into parts that are rendered one after another."""

import re

FIRST = 300
LATER = 800
_SENTENCE_END = re.compile(r"(?<=[.!?:;。！？])\s+")


def parts(text: str) -> list[str]:
    """Cut a text at sentence ends into parts of at most `FIRST`, then `LATER` letters.

    The short first part lets a long text start as fast as a short one. Never empty.
    """
    found: list[str] = []
    current = ""
    for sentence in _sentences(text):
        limit = LATER if found else FIRST
        if current and len(current) + 1 + len(sentence) > limit:
            found.append(current)
            current = sentence
        else:
            current = f"{current} {sentence}" if current else sentence
    found.append(current)
    return found


def _sentences(text: str) -> list[str]:
    """Return sentences; those too long for one breath are cut at spaces."""
    found: list[str] = []
    for sentence in _SENTENCE_END.split(text.strip()):
        while len(sentence) > FIRST:
            cut = sentence.rfind(" ", 1, FIRST)
            cut = cut if cut > 0 else FIRST
            found.append(sentence[:cut])
            sentence = sentence[cut:].strip()
        found.append(sentence)
    return found
