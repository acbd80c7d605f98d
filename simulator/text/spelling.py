"""British and American spelling, for comparing texts; shown text keeps its spelling."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.text.patterns import pattern

_OUR = "arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|od|rig|rum|sav|tum|vig"
_RE = "calib|cent|fib|lit|lust|met|spect|theat"
_LL = (
    "bevel|cancel|channel|dial|equal|fuel|initial|label|level|marvel|model|panel|pencil|rival|"
    "signal|spiral|symbol|total|travel|trial|tunnel"
)
_OGUE = "anal|catal|dial|epil|monol|prol"
"""The beginnings of words with these endings."""

_RULES = tuple(
    (pattern(source), rf"\1{british}", rf"\1{american}")
    for source, british, american in (
        (r"(pract)i[cs](?=e|ing|\b)", "is", "ic"),
        (r"(\w{3})i[sz](?=[aeio]|\b)", "is", "iz"),
        (r"([aeiou]l)y[sz](?=[ei]|\b)", "ys", "yz"),
        (rf"({_OUR})ou?r", "our", "or"),
        (rf"({_RE})(?:re|er)(?=s?\b)", "re", "er"),
        (r"(cent)e?re(?=d\b)", "re", "ere"),
        (rf"({_LL})l?(?=i(?:n|ngs?)?\b|e[dr])", "l", ""),
        (rf"({_OGUE})og(?:ue)?(?=s?\b)", "ogue", "og"),
        (r"((?:def|lic|off|pret)en)[cs](?=e)", "c", "s"),
        (r"(program)(?:me)?(?=s?\b)", "me", ""),
        (r"(\bgr)[ae](?=y)", "e", "a"),
        (r"(\bart)[ei](?=fact)", "e", "i"),
        (r"((?:acknowled|jud)g)e?(?=ment)", "e", ""),
    )
)
"""A pattern for both spellings of an ending, then its British and American replacements.

The result need not be a word: `resize` is also searched for as `resise`, which finds nothing.
"""

Sought = Sequence[Sequence[str]]
"""The words of a search, each in all its spellings."""


def fold(text: str) -> str:
    """Return a text in the form in which names are compared: lower case, American spelling."""
    text = text.casefold()
    for both, _, american in _RULES:
        text = both.sub(american, text)
    return text


def sought(typed: str) -> Sought:
    """Return the words typed into a search, for `has_all`."""
    return [_spellings(word) for word in typed.casefold().split()]


def has_all(text: str, words: Sought) -> bool:
    """True if a text in lower case has every word, in one spelling or the other.

    A part of a word is enough, but not of a number: `1` is not in `21`. Only the few words typed
    are respelt, so that searching many texts stays fast.
    """
    for spellings in words:
        for each in spellings:
            if each in text and _has_whole_numbers(text, each):
                break
        else:
            return False
    return True


def _has_whole_numbers(text: str, word: str) -> bool:
    """True if a word stands somewhere in a text without a digit beside its own."""
    first, last = word[0].isdigit(), word[-1].isdigit()
    if not first and not last:
        return True
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        before, after = text[max(0, at - 1) : at], text[end : end + 1]
        if not (first and before.isdigit()) and not (last and after.isdigit()):
            return True
        at = text.find(word, at + 1)
    return False


def _spellings(word: str) -> tuple[str, ...]:
    british = word
    for both, ending, _ in _RULES:
        british = both.sub(ending, british)
    return tuple(dict.fromkeys((word, fold(word), british)))
