"""Marks by which a page says "here is the answer": folds, headings and labels."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from simulator.importers.common.questionness import label_of, part_of_title, plain
from simulator.importers.common.vocabulary import Part, by_word
from simulator.importers.markdown.document.document import Kind, Page

ANSWER_KINDS = {word: Part(name) for word, name in by_word("admonitions").items()}
"""The part that each kind of admonition contains."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that begins a part; `rest` is text of the part on the line itself."""

    line: int
    part: Part
    rest: str
    how: str
    """"fold", "heading" or "label"."""
    until: int
    """Where it must end; the page's end if unknown."""
    level: int = 7
    number: str = ""


def find_marks(page: Page) -> list[Mark]:
    """All marks of the page, in order."""
    found: list[Mark] = []
    for fold in page.folds:
        part = part_of_title(fold.title) if fold.title else None
        if part is None or fold.kind != "details":
            part = part or ANSWER_KINDS.get(fold.kind)
        if part is not None:
            found.append(Mark(fold.start, part, "", "fold", fold.end))
    letters = _letters(page)
    scenes = sum(_SCENE.match(line) is not None for line in page.lines) >= 2
    for block in page.blocks:
        if block.kind is Kind.HEADING:
            part = part_of_title(block.text)
            if part is not None:
                _, number, rest = label_of(plain(block.text))
                rest = rest if ":" in block.text else ""
                found.append(
                    Mark(block.start, part, rest, "heading", len(page.lines), block.level, number)
                )
        elif block.kind is Kind.PARAGRAPH:
            found.extend(_labels(page, block.start, block.end, letters=letters, scenes=scenes))
    found.sort(key=lambda mark: mark.line)
    return found


_NUMBERED = re.compile(
    r"^(?:\d{1,4}[.)]\s+|[-*+]\s+\[[ xX]\]\s+(?:\*\*[\w /-]{2,40}:\*\*\s+)?)"
    r"(?=[*_]{0,3}(?:Q|Question|Interviewer)[*_]{0,3}\s?:)"
)
"""What may precede a question's label: a number, a to-do box, the question's kind."""
_SCENE = re.compile(
    r"^\W{0,4}(?:scenario|problem statement|case|situation)(?: #?\d{1,3})?\s?:[*_]{0,2}\s+"
    r"(?P<rest>\S.*)$",
    re.IGNORECASE,
)
"""`Scenario: the disk is full`: a question if the page has several such lines."""
_COLON_DASH = re.compile(r"^(\W{0,4}[^\W\d_]{1,12}\s?):\s?[-–—]+\s*(?=\S)")
"""`Ans:- because`"""
_TO_A_PLACE = re.compile(r"^[-*+\d.)\s]{0,8}\[.+\]\([^()\s]*#[^()\s]*\)\W*$")
"""An item of a table of contents."""
_LETTER = re.compile(
    r"^\W{0,4}([A-ZА-Я])(?:\s?\d{0,3}\s?[:.)](?:\s?\d{1,3}[.):]?)?|\s?[-–—](?=\s)"
    r"|(?<=Q)\s?\d{1,3}(?=\s.*\?))\s+(\S.*)$"
)
"""`F: `, `Q. `, `Q.3 `, `A - `, and `Q3 ` before a question."""
_PAIRS = ("QA", "FA", "PR", "QR", "DR", "VA", "SC", "SY", "ВО", "PO", "KV")
"""The first letters of question and answer: English, German, Spanish, French, Italian, ..."""
_SEVERAL = 2


def _letters(page: Page) -> dict[str, Part]:
    """The letters that are labels: a pair that alternates at line starts, or several Q."""
    seen = [match[1] for line in page.lines if (match := _LETTER.match(plain(line[:200])))]
    for pair in _PAIRS:
        turns = "".join(letter for letter in seen if letter in pair)
        if turns.count(pair) >= _SEVERAL and turns.count(pair) >= 0.4 * len(seen):
            return {pair[0]: Part.QUESTION, pair[1]: Part.ANSWER}
    return {"Q": Part.QUESTION} if seen.count("Q") >= _SEVERAL else {}


_MAY_BE_LABEL = re.compile(
    r"[^\n]{0,59}(?::|：|£º)|\W{0,6}[^\W\d_]{3,12}\s?[-–—.][*_]{0,2}\s"
    r"|\W{0,6}[Qq][a-z]{0,7}\s?[#№.]?\s?\d{1,4}\s?[.):]"
)
"""How a longer line must begin to be checked: with an early colon, or a word and a sign."""


def _labels(
    page: Page, start: int, end: int, *, letters: Mapping[str, Part], scenes: bool
) -> list[Mark]:
    found = []
    for at in range(start, end):
        text = _COLON_DASH.sub(r"\1: ", _NUMBERED.sub("", page.lines[at].strip()))
        if "#" in text and _TO_A_PLACE.match(text[:1_000]):
            continue
        if scenes and (scene := _SCENE.match(text)):
            found.append(Mark(at, Part.QUESTION, scene["rest"], "label", len(page.lines)))
            continue
        letter = _LETTER.match(plain(text[:2_000])) if letters else None
        letter = letter if letter and letter[1] in letters else None
        if len(text) >= 40 and not letter and not _MAY_BE_LABEL.match(text):
            continue
        part, number, rest = label_of(plain(text))
        if part is None and letter:
            part, rest = letters[letter[1]], letter[2]
        if part is Part.ANSWER and _is_first_option(page, at):
            continue
        if part is Part.EXPLANATION and _is_one_of_several(page, at):
            continue
        if part is not None:
            found.append(Mark(at, part, rest_of(text, rest), "label", len(page.lines), 7, number))
    return found


ASPECT = re.compile(r"^\s*[-*+]\s+[*_]{0,2}\w[\w ]{1,30}[*_]{0,2}\s?:")
"""`- How: ...`, an item about one aspect."""


def _is_one_of_several(page: Page, at: int) -> bool:
    """True if `- Why:` is one aspect of an answer, like `- How:` below it, and not a label."""
    beside = (page.lines[other] for other in (at - 1, at + 1) if 0 <= other < len(page.lines))
    return _WHY.match(page.lines[at]) is not None and any(map(_BULLET.match, beside))


_BULLET = re.compile(r"^\s*[-*+]\s+\S")
_WHY = re.compile(r"^\s*[-*+]\s+[*_]{0,2}why\b", re.IGNORECASE)
_FIRST_OPTION = re.compile(r"^(?P<before>[-*+\s(\[]*)A(?P<after>[.:)\]])")


def _is_first_option(page: Page, at: int) -> bool:
    """True if `A:` is the first of several options, not an answer."""
    match = _FIRST_OPTION.match(page.lines[at])
    if match is None:
        return False
    second = match["before"].strip() + match["before"][-1:] + "B" + match["after"]
    below = (line for line in page.lines[at + 1 : at + 40] if line.strip())
    return any(line.strip().startswith(second.strip()) for line in below)


_ABOUT = frozenset([Part.TOPIC, Part.TAGS, Part.DIFFICULTY])


def is_about_line(page: Page, at: int) -> bool:
    """True if a line and the rest of its paragraph only describe a question:
    `Topic: statistics`, `Difficulty: hard`."""
    for line in page.lines[at : at + 6]:
        if not line.strip():
            return True
        if not is_about(line):
            return False
    return at + 6 >= len(page.lines)


def is_about(line: str) -> bool:
    """True if a line is a label such as `Topic:` and a few words."""
    part, _, rest = label_of(plain(line[:200]))
    return part in _ABOUT and bool(rest) and len(line) <= 120 and ":" in line


def rest_of(text: str, rest: str) -> str:
    """The text after a label, with its Markdown; `rest` is the same as plain text."""
    wanted = " ".join(rest.split())
    for place in range(min(len(text), 90)) if rest else ():
        if text[place] in ":：º.)]|–—-":
            kept = _balanced(text[place + 1 :].strip())
            if plain(kept) == wanted:
                return kept
    return rest


def _balanced(text: str) -> str:
    """The text without the end of an emphasis that began before the label."""
    for mark in ("**", "__"):
        if text.count(mark) % 2:
            text = text.removeprefix(mark) if text.startswith(mark) else text.removesuffix(mark)
    return text.removeprefix("* ").removeprefix("_ ").strip()


class Marks:
    """The marks of a page, looked up by line."""

    def __init__(self, page: Page) -> None:
        self.all = find_marks(page)
        self._lines = [mark.line for mark in self.all]
        answers = [m for m in self.all if m.part in (Part.ANSWER, Part.EXPLANATION)]
        self._answers = [mark.line for mark in answers]
        self._surely = [m.line for m in answers if m.part is Part.ANSWER or m.how != "label"]

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks on these lines."""
        return self.all[bisect_left(self._lines, start) : bisect_left(self._lines, end)]

    def has_answer(self, start: int, end: int, *, surely: bool = False) -> bool:
        """True if an answer is marked on these lines; `surely`: by more than a label such as
        `Why:`, which also occurs in prose."""
        lines = self._surely if surely else self._answers
        return bisect_left(lines, start) < bisect_left(lines, end)
