"""How much a line of text looks like a question: a number from 0 to 1."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from simulator.importers.common.vocabulary import (
    ABOUT_TITLES,
    INSIDE,
    LABELS,
    REQUESTS,
    STARTS,
    STOP_TITLES,
    Part,
    words_of,
)

_LONGEST = 2_000
"""In characters; longer text is judged by its beginning and its end."""

_NUMBER = re.compile(
    r"^(?:[#№]?\s?\d{1,4}(?:\.\d{1,3}){1,3}[.)]?(?=\s|\D)|[(（\[]?[#№]?\d{1,4}[.):、：．）\]-]+(?!\d)|\d{1,3}\s[.)](?=\s)"
    r"|[#№]\s?\d{1,4}\b[.:)]?|[Qq]\d{1,4}\s*[.:)、-]*(?=\s|\W|$)|[IVX]{1,5}[.)]|[一二三四五六七八九十]{1,3}[、.．])\s*"
)
_MARKUP = re.compile(
    r"!?\[([^\[\]]*)\]\([^()\s]*\)|</?[a-zA-Z][^<>]{0,200}>|\*+|`|~~|(?<!\w)_+|_+(?!\w)"
)
_MARKED = re.compile(r"[\[<*`~_]")
_PERMALINK = re.compile(r"\[[¶#§🔗⚓]?\]\(#[^()\s]*\)")
"""The sign after a heading that links to itself."""
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()]*\)")
_LABELLED = re.compile(
    r"^(?P<label>[^\W\d_][^\n:：.。|]{0,30}?)\s*[#№]?\s*(?P<number>\d{0,4}(?:\.\d{1,3})?)\s*"
    r"(?P<mark>[:：.)、\]|]|[–—-](?![^\W\d_])|(?<=\d)[–—-]|£º|$)\s*(?P<rest>.*)$",
    re.DOTALL,
)
_RULED = re.compile(r"^(?:[=*_~#-]{3,}\s+)+")
_SHORTCODES = re.compile(r"^\s*(?::[a-z][a-z0-9_+-]{1,40}:\s*)+")
_SIGNS = "?？؟⁇"
QUESTION_MARKS = ("?", "？", "؟")
_VERSUS = re.compile(r"^\S[^.!?]{0,80}\s(?:vs\.?|versus)\s\S", re.IGNORECASE)
_GREEK = re.compile("[\u0370-\u03ff]")
"""In Greek text a semicolon is the question mark."""


def plain(text: str) -> str:
    """The text on one line, without link addresses, emphasis and tags, in Unicode form NFKC."""
    if text.isascii() and not _MARKED.search(text):
        return " ".join(text.split())
    text = _IMAGE.sub(" ", without_permalink(text))
    text = _MARKUP.sub(lambda match: match[1] or "", text)
    if "](" in text:  # A link around a picture.
        text = _MARKUP.sub(lambda match: match[1] or "", text)
    return " ".join(unicodedata.normalize("NFKC", text).split())


def without_permalink(text: str) -> str:
    """A heading without the sign that links to itself."""
    return _PERMALINK.sub("", text).rstrip() if "](#" in text else text


def title_of(text: str, *, numbered: bool = False) -> str:
    """A heading's text as a title: without ruled lines and symbols, and without its number unless
    `numbered`."""
    name = _RULED.sub("", without_signs(plain(text)))
    name = name if numbered else without_number(name)[1]
    return name.rstrip(" #:：*_=-")[:200]


def without_signs(text: str) -> str:
    """The text without leading emoji, arrows and other symbols."""
    text = _SHORTCODES.sub("", text)
    for place, letter in enumerate(text):
        if letter.isalnum() or letter in "([{<\"'“‘«¿¡#$\\`_.-+*&@~/%=【「《„（":
            return text[place:]
    return ""


def without_number(text: str) -> tuple[str, str]:
    """A title's leading number, which may be empty, and the title without it."""
    match = _NUMBER.match(text)
    if match is None or not any(letter.isalnum() for letter in text[match.end() :]):
        return "", text
    return match[0].strip(), text[match.end() :].lstrip()


def label_of(text: str) -> tuple[Part | None, str, str]:
    """The part that a line's label names (`Answer:`), the label's number, and the rest of the line.

    The text must be plain. A one-letter label counts only before a colon or with a number.
    """
    bare = without_signs(text.lstrip("#>* _-•\t").strip())
    match = _LABELLED.match(bare[:_LONGEST])
    if match is None:
        return None, "", text
    word = match["label"].casefold().strip(" *_")
    part = LABELS.get(word) or _misspelt(word)
    mark, number = match["mark"], match["number"]
    if word == "q" and mark in (".", ")") and re.match(r"\D\S* \S", match["rest"]):
        return part, number, match["rest"] + bare[_LONGEST:]
    if part is None or (len(word) == 1 and mark not in (":", "：", "£º") and not number):
        return None, "", text
    if len(word) == 1 and part is Part.ANSWER and not mark:
        return None, "", text
    if mark == "" and match["rest"]:
        return None, "", text
    if mark in ".)]|–—-" and mark and not number and match["rest"] and part is not Part.ANSWER:
        return None, "", text
    return part, number, match["rest"] + bare[_LONGEST:]


@lru_cache(maxsize=4096)
def _misspelt(word: str) -> Part | None:
    """The part whose commonest English label differs by one typo: `Anwer`, `Quesiton`."""
    if not 5 <= len(word) <= 9 or not word.isalpha() or word[0] not in "qas":
        return None
    from rapidfuzz.distance import OSA

    known = {"answer": Part.ANSWER, "question": Part.QUESTION, "solution": Part.ANSWER}
    return next((part for name, part in known.items() if OSA.distance(word, name) == 1), None)


def part_of_title(title: str) -> Part | None:
    """The part that the title of a heading or fold names: `Show answer` is an answer."""
    words = without_signs(plain(title)).casefold().strip(" .:：!*_-–—()[]▶▼🔽\"'\\")
    _, words = without_number(words)
    if part := LABELS.get(words):
        return part
    head = re.split(r"\s*[:：(]", words, maxsplit=1)[0].strip()
    if len(words) < 60 and (part := LABELS.get(re.sub(r"\s*\d+$", "", head))):
        return part
    if len(words) > 50 or words.endswith(tuple(_SIGNS)):
        return None
    return _part_among(words)


def _part_among(words: str) -> Part | None:
    """The part that a word of a short title names: `Click to see the answer`."""
    split = words.split()
    if split and split[0] not in _OPENERS and any(ord(letter) < 0x2E80 for letter in words):
        split = split[-1:] if len(split) <= 3 else []
    for part, known in _LONG_WORDS.items():
        if any(word.strip(",.:;!") in known for word in split):
            return part
        if len(words) <= 12 and any(word in words for word in known if ord(word[0]) > 0x2E80):
            return part
    return None


_OPENERS = words_of("titles", "openers")
_LONG_WORDS = {
    part: frozenset(w for w, p in LABELS.items() if p is part and " " not in w and len(w) > 1)
    for part in (Part.EXPLANATION, Part.ANSWER, Part.HINT)
}


def _bare_words(title: str) -> str:
    return without_signs(plain(title)).casefold().strip(" .:：!*_-–—()[]")


def is_about_the_document(title: str) -> bool:
    """True if a section's title says that it is about the document itself."""
    words = _bare_words(title)
    return words in ABOUT_TITLES or LABELS.get(words) is Part.CONTENTS or bool(_CALLS.match(words))


_CALLS = re.compile(
    r"want to (?:buy|contribute|donate|help|join|(?:know|learn|read|see) more)\b|"
    r"need a (?:pdf|hint|copy)\b|"
    r"suggest (?:your|an?) (?:own )?(?:question|topic|change|edit|improvement)s?\b|"
    r"support (?:me|us|my|our|this|the (?:author|channel|project))\b|"
    r"(?:do you )?like (?:this|our|my) (?:book|course|guide|list|page|project|repo|site|work)|"
    r"(?:why|what is|what['’]s in|who is|how (?:to|do i|can i|do you) use) (?:is )?(?:this|our|my) "
    r"(?:book|course|document|guide|list|page|project|repo|repository|site|tool)\b|"
    r"how (?:can|do) (?:i|you) (?:contribute|help)\b|what['’]s next\b"
)
"""Titles that address the reader or describe the document: `Support this project`."""


def is_stop_title(title: str) -> bool:
    """True if a title belongs to the document (`License`) and never to a question."""
    _, rest = without_number(_bare_words(title))
    return (
        rest in STOP_TITLES
        or _CALLS.match(rest) is not None
        or re.sub(r"\s*\d+$", "", rest) in STOP_TITLES
    )


def questionness(text: str) -> float:
    """From 0 (surely not a question) to 1 (surely one). The text may be Markdown."""
    return _asks(text if len(text) <= _LONGEST else text[:200] + " " + text[-200:])


@lru_cache(maxsize=1024)
def _asks(text: str) -> float:
    line = without_signs(plain(text))
    if not line or is_stop_title(line):
        return 0.0
    score = 0.0
    number, line = without_number(line)
    line = re.sub(r"^[\[(]\w{1,12}[\])]\s*", "", line)
    part, label_number, rest = label_of(line)
    if part is Part.QUESTION and (label_number or rest):
        score, line = 0.6, rest or line
    elif part is not None and part is not Part.QUESTION:
        return 0.0
    if number:
        score += 0.1
    end = line.rstrip(" *_\"'”’)）]」.!…⭐🚀👶")
    if end.endswith(tuple(_SIGNS)) or (end.endswith(";") and _GREEK.search(end)):
        score += 0.7
    elif any(sign in line for sign in "?？؟"):
        score += 0.5
    if _starts(line) or INSIDE.search(line[:500]) or _VERSUS.search(line[:200]):
        score += 0.4
    if len(line.split()) > 60:
        score -= 0.3
    return max(0.0, min(1.0, score))


_OUTRIGHT = re.compile(
    r"(?:what|why|how|when|where|which|who) "
    r"(?:is|are|was|were|do|does|did|can|could|should|would) "
    r"|differences? between ",
    re.IGNORECASE,
)
"""`How does it work` asks; `How it works` is only a heading."""


def asks_outright(text: str) -> bool:
    """True if a text's first words ask or request, with or without a question mark; other texts
    may be mere headings."""
    words = without_number(without_signs(plain(text[:_LONGEST])))[1]
    first = words.partition(" ")[0].casefold()
    return first in REQUESTS or _OUTRIGHT.match(words) is not None


def _starts(line: str) -> bool:
    """True if the first word or two of a line of several words ask or command."""
    words = line.casefold().replace("’", "'").lstrip("\"'“‘«¿¡([").split(maxsplit=2)[:2]
    words = [word.strip(".,:;!\"'”«»()") for word in words]
    return len(words) > 1 and (words[0] in STARTS or " ".join(words) in STARTS)
