"""Questions in bold paragraphs: the whole paragraph, its first line, or its number."""

from __future__ import annotations

import re

from simulator.importers.md_document import Block, Kind, Page
from simulator.importers.md_layout import Layout, Marker, layout, next_heading
from simulator.importers.md_marks import Marks
from simulator.importers.questionness import (
    is_stop_title,
    label_of,
    plain,
    questionness,
    without_number,
    without_signs,
)
from simulator.importers.words import Part

_BOLD = re.compile(
    r"^(?P<before>[^\w*]{0,8}|\d{1,4}[.)]\s{0,3})(?P<mark>\*\*\*?|__)(?=\S)(?P<inner>[^\n]+?)(?P=mark)(?!\w)(?P<rest>.*)$",
    re.DOTALL,
)
_SURE = 0.4


def find(page: Page, marks: Marks) -> list[Layout]:
    """Paragraphs that are bold as a whole, and paragraphs whose beginning is bold."""
    whole: list[Marker] = []
    begun: list[Marker] = []
    others = [0, 0]
    for block in page.blocks:
        if block.kind is not Kind.PARAGRAPH or block.quoted or block.fold or block.item is not None:
            continue
        match = _BOLD.match(block.text[:3_000])
        if match is None:
            continue
        inner = (
            match["before"].lstrip() + match["inner"]
            if match["before"][:1].isdigit()
            else match["inner"]
        )
        rest = match["rest"] + block.text[3_000:]
        is_whole = not any(letter.isalnum() for letter in rest.split("\n", 1)[0])
        made = _marker(page, block, inner, rest, is_whole)
        if made is None:
            others[0 if is_whole else 1] += 1
        else:
            (whole if is_whole else begun).append(made)
    found = []
    both = whole + begun
    if whole:
        found.append(layout("bold paragraphs", whole, size=len(whole) + others[0]))
    if begun:
        found.append(layout("paragraphs with a bold question", begun, size=len(begun) + others[1]))
    if whole and begun:
        found.append(layout("bold questions", both, size=len(both) + sum(others), weight=0.98))
    return found


def _marker(page: Page, block: Block, inner: str, rest: str, is_whole: bool) -> Marker | None:
    name = without_signs(plain(inner))
    part, label_number, label_rest = label_of(name)
    if is_stop_title(name) and not (part is Part.QUESTION and label_number):
        return None
    if part not in (None, Part.QUESTION):
        return None
    number, words = without_number(name)
    if name.strip(" .)(:#").isdigit() or (
        part is Part.QUESTION and label_number and not label_rest
    ):
        number, words = name, ""
    asks = questionness(inner)
    if number and not words:
        asks = max(0.6, questionness(rest))
    elif number or (part is Part.QUESTION and label_rest):
        asks = max(asks, 0.55)
    elif not is_whole and not inner.rstrip().endswith(("?", "？", "؟")) and "?" not in inner[-6:]:
        return None
    if asks < _SURE:
        return None
    scope = next_heading(page, block.start)
    lines = rest.lstrip(" :：*_").split("\n")
    if is_whole:
        same, below = lines[0].strip(), "\n".join(lines[1:]).strip()
        prompt = f"{inner} {same}".strip() if same else inner
        if number and not words and below:
            return Marker(block.start, block.end, scope, below, asks)
        return Marker(block.start, block.end, scope, prompt, asks, lead=below)
    text = "\n".join(lines).strip()
    ends_asking = inner.rstrip().endswith(("?", "？", "؟"))
    if words and ends_asking:
        return Marker(block.start, block.end, scope, inner, asks, lead=text)
    has_more = any(
        b.kind is not Kind.RULE for b in page.blocks_in(block.end, min(scope, block.end + 6))
    )
    if words and not has_more:
        return Marker(block.start, block.end, scope, inner, asks, lead=text)
    first, _, more = text.partition("\n")
    if "?" in first and more.strip():
        return Marker(
            block.start, block.end, scope, f"{words and inner} {first}".strip(), asks, lead=more
        )
    return Marker(block.start, block.end, scope, f"{words and inner} {text}".strip(), asks)
