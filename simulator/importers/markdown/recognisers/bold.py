"""Questions in bold paragraphs: the whole paragraph, its first line, or its number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.importers.common.questionness import (
    QUESTION_MARKS,
    is_stop_title,
    label_of,
    plain,
    questionness,
    without_number,
    without_signs,
)
from simulator.importers.common.vocabulary import Part
from simulator.importers.markdown.document.document import Block, Kind, Page
from simulator.importers.markdown.document.marks import Marks
from simulator.importers.markdown.recognisers.layout import (
    Layout,
    Marker,
    layout,
    next_heading,
    together,
)

_BOLD = re.compile(
    r"^(?P<before>[^\w*]{0,8}|\d{1,4}[.)]\s{0,3})(?P<mark>\*\*\*?|__)(?=\S)(?P<inner>[^\n]+?)(?P=mark)(?!\w)(?P<rest>.*)$",
    re.DOTALL,
)
_SURE = 0.4


@dataclass(frozen=True, slots=True)
class _Bold:
    """A paragraph that begins bold: the bold words and the rest."""

    block: Block
    inner: str
    rest: str

    @property
    def is_whole(self) -> bool:
        return not any(letter.isalnum() for letter in self.rest.split("\n", 1)[0])

    @property
    def asks(self) -> bool:
        return self.inner.rstrip().endswith(QUESTION_MARKS)


def find(page: Page, marks: Marks) -> list[Layout]:
    """Paragraphs that are entirely bold, and paragraphs with a bold beginning."""
    whole: list[Marker] = []
    begun: list[Marker] = []
    others = [0, 0]
    for found in filter(None, map(_bold_start, page.paragraphs)):
        made = _marker(page, found)
        if made is None:
            others[0 if found.is_whole else 1] += 1
        else:
            (whole if found.is_whole else begun).append(made)
    layouts = []
    if whole:
        layouts.append(layout("bold paragraphs", whole, size=len(whole) + others[0]))
    if begun:
        name = "paragraphs with a bold question"
        layouts.append(layout(name, begun, size=len(begun) + others[1]))
    if whole and begun:
        layouts.append(together("bold questions", *layouts, weight=0.98))
    return layouts


def _bold_start(block: Block) -> _Bold | None:
    match = _BOLD.match(block.text[:3_000])
    if match is None:
        return None
    number = match["before"].lstrip() if match["before"][:1].isdigit() else ""
    return _Bold(block, number + match["inner"], match["rest"] + block.text[3_000:])


def _marker(page: Page, found: _Bold) -> Marker | None:
    asks, number, words = _judged(found)
    if asks < _SURE:
        return None
    scope = next_heading(page, found.block.start)
    if found.is_whole:
        prompt, lead = _split_whole(found, by_number=bool(number) and not words)
    else:
        prompt, lead = _split_begun(page, found, scope, has_words=bool(words))
    return Marker(found.block.start, found.block.end, scope, prompt, asks, lead=lead)


def _judged(found: _Bold) -> tuple[float, str, str]:
    """How much it asks, from 0 to 1, the leading number, and the words after it."""
    name = without_signs(plain(found.inner))
    part, label_number, label_rest = label_of(name)
    labelled = part is Part.QUESTION and bool(label_number)
    if part not in (None, Part.QUESTION) or (is_stop_title(name) and not labelled):
        return 0.0, "", ""
    number, words = without_number(name)
    if name.strip(" .)(:#").isdigit() or (labelled and not label_rest):
        number, words = name, ""
    asks = questionness(found.inner)
    if number and not words:
        asks = max(0.6, questionness(found.rest))
    elif number or (part is Part.QUESTION and label_rest):
        asks = max(asks, 0.55)
    elif not found.is_whole and not found.asks and "?" not in found.inner[-6:]:
        asks = 0.0
    return asks, number, words


def _split_whole(found: _Bold, *, by_number: bool) -> tuple[str, str]:
    """Question and answer of a paragraph whose first line is bold; `by_number`: that line is only
    a number, with the question below."""
    same, _, below = found.rest.lstrip(" :：*_").partition("\n")
    below = below.strip()
    if by_number and below:
        return below, ""
    return f"{found.inner} {same.strip()}".strip() if same.strip() else found.inner, below


def _split_begun(page: Page, found: _Bold, scope: int, *, has_words: bool) -> tuple[str, str]:
    """Question and answer of a paragraph with a bold beginning."""
    text = found.rest.lstrip(" :：*_").strip()
    end = found.block.end
    below = page.blocks_in(end, min(scope, end + 6))
    has_more = any(block.kind is not Kind.RULE for block in below)
    if has_words and (found.asks or not has_more):
        return found.inner, text
    begun = found.inner if has_words else ""
    first, _, more = text.partition("\n")
    if "?" in first and more.strip():
        return f"{begun} {first}".strip(), more
    return f"{begun} {text}".strip(), ""
