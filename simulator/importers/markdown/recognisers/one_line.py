"""Question and answer on the same line of a list item."""

from __future__ import annotations

import re

from simulator.importers.common.questionness import QUESTION_MARKS, label_of, plain, questionness
from simulator.importers.common.vocabulary import LABELS, Part
from simulator.importers.markdown.document.marks import rest_of

SURE = 0.4
"""The certainty from which an item's text counts as a question."""
_BOLD = re.compile(
    r"^(?:\d{1,4}[.)]\s*)?(?P<mark>\*\*|__)(?P<inner>[^\n]+?)(?P=mark)(?!\w)(?P<rest>.*)$",
    re.DOTALL,
)
_DASH = re.compile(r"\s+[-–—:]+>?\s+|\s*[-–—]>\s*|\s+=>\s+")
_ASKED = re.compile(r"[?？؟](?:\*\*|__|[)\"'”`_*])*(?=\s|$)")
_SIGN = re.compile(r"^(?:[-–—:]|[-=]>)\s*")


_WORDS = "|".join(
    re.escape(word)
    for word, part in sorted(LABELS.items(), key=lambda entry: -len(entry[0]))
    if part is Part.ANSWER and (len(word) > 2 or ord(word[0]) > 0x2E80)
)
_LABEL = re.compile(
    rf"(?<=[?？.:!*_])[*_]{{0,2}}\s*[*_]{{0,2}}(?:{_WORDS})[*_]{{0,2}}\s?[:：][*_]{{0,2}}(?:\s+|$)",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"(?<=[?？])[*_]{0,2}\s+[*_]{0,2}A[*_]{0,2}\s?[:：][*_]{0,2}\s+(?!.*\sB\s?[:.)])", re.DOTALL
)
"""`? A: `, unless an option B follows."""


def split_at_label(text: str) -> tuple[str, str]:
    """Split `What is it? Answer: a thing` at the label; both are empty if there is none."""
    match = _LABEL.search(text[:600]) or _LETTER.search(text[:600])
    asked = text[: match.start()].rstrip("*_ ").removesuffix(":") if match else ""
    if match is None or sum(letter.isalpha() for letter in asked) < 4:
        return "", ""
    return asked, text[match.end() :]


def begins_bold(text: str) -> bool:
    """True if an item's text begins with bold words."""
    return _BOLD.match(text[:2_000]) is not None


def parted(text: str, *, bold: bool) -> tuple[str, str]:
    """The question, and its answer on the same lines; `bold`: the item begins with bold words."""
    if bold and (match := _BOLD.match(text[:2_000])):
        return _split_bold(text, match)
    question, answer = split_at_mark(text)
    if answer:
        return question, answer
    if _ASKED.search(text[:1_000]):
        return text, ""
    dash = _DASH.search(text[:400])
    if dash and questionness(text[: dash.start()]) >= SURE and text[dash.start() - 1] != ",":
        return text[: dash.start()], text[dash.end() :].strip()
    first, newline, more = text.partition("\n")
    ends = first.rstrip().endswith((".", ":")) or (len(first) <= 70 and more[:1].isupper())
    if newline and questionness(first) >= SURE and ends and questionness(more) < SURE:
        return first, _without_label(more.strip())
    return text, ""


def split_at_mark(text: str) -> tuple[str, str]:
    """Split `What is it? A thing.` after the last question mark that precedes an answer."""
    for asked in reversed([*_ASKED.finditer(text[:1_000])]):
        question, answer = _split_behind(text, asked.end())
        if answer:
            return question, answer
    return text, ""


def split_at_sign(text: str) -> tuple[str, str]:
    """Split `What is it? - A thing.` at the dash or arrow after the question mark."""
    question, answer = split_at_mark(text)
    is_signed = _SIGN.match(text[len(question) :].lstrip()) is not None
    return (question, answer) if is_signed else (text, "")


def _without_label(answer: str) -> str:
    part, _, rest = label_of(plain(answer))
    return rest_of(answer, rest) if part is Part.ANSWER and rest else answer


def _split_bold(text: str, match: re.Match[str]) -> tuple[str, str]:
    rest = match["rest"] + text[2_000:]
    if _DASH.match(" " + rest.lstrip()):
        rest = _DASH.sub("", " " + rest.lstrip(" :："), count=1)
    inner = match["inner"]
    if rest.strip() and not any(letter.isalnum() for letter in rest):
        return inner + rest.rstrip(), ""
    answers = len(rest.split()) >= 4 or "](" in rest or "\n" in rest
    if answers or inner.rstrip().endswith((".", ":", *QUESTION_MARKS)):
        return inner.rstrip(" :"), rest.strip()
    return text, ""


def _split_behind(text: str, end: int) -> tuple[str, str]:
    """Split a text after its question mark, unless another question follows."""
    later = text[end:].strip()
    if _begins_answer(later) or (later and "\n" in text[end:][:3]):
        answer = _without_label(later)
        return text[:end], answer if answer != later else _SIGN.sub("", later)
    return text, ""


def _begins_answer(later: str) -> bool:
    """True if text after a question mark is an answer and not another question."""
    if not any(letter.isalnum() for letter in later):
        return False
    if later.startswith(("-", "–", "—", "=>", "[", ":")):
        return True
    if questionness(later) >= SURE or later.startswith("("):
        return False
    return len(later.split()) >= 3 or later.endswith((".", "!"))
