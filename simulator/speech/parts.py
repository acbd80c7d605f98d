"""A long text cut into parts that are rendered one after the other."""

import re

FIRST = 300
LATER = 800
_SENTENCE_END = re.compile(r"(?<=[.!?:;。！？])\s+")


def parts(text: str) -> list[str]:
    """The text in order, cut at sentence ends: at most `FIRST` letters, then `LATER` each.

    A short first part lets a long text begin as soon as a short one. Never empty.
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
    """Sentences; those that no one can say in one breath are cut at spaces."""
    found: list[str] = []
    for sentence in _SENTENCE_END.split(text.strip()):
        while len(sentence) > FIRST:
            cut = sentence.rfind(" ", 1, FIRST)
            cut = cut if cut > 0 else FIRST
            found.append(sentence[:cut])
            sentence = sentence[cut:].strip()
        found.append(sentence)
    return found
