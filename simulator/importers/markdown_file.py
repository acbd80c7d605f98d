"""A Markdown document as questions: the recognisers compete, the best of them is followed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from simulator.bank import DEFAULT_TOPIC, Question
from simulator.choices import Difficulty
from simulator.importers import (
    md_bold,
    md_folds,
    md_headings,
    md_labels,
    md_lists,
    md_paragraphs,
    md_quotes,
    md_tables,
    own_markdown,
)
from simulator.importers.accounts import account, taken_lines
from simulator.importers.decoding import repaired
from simulator.importers.details import tags_of
from simulator.importers.draft import CannotRead, Draft, DraftItem, Heading
from simulator.importers.md_body import Habits, habits_of, split
from simulator.importers.md_document import Block, Kind, Page, TooLarge, parse_page
from simulator.importers.md_layout import Layout, Marker, Spans, layout
from simulator.importers.md_marks import Marks, rest_of
from simulator.importers.md_parts import Parts
from simulator.importers.provenance import provenance
from simulator.importers.questionness import (
    is_about_the_document,
    is_stop_title,
    label_of,
    plain,
    without_number,
    without_signs,
)
from simulator.importers.words import Part

RECOGNISERS = (
    md_headings,
    md_folds,
    md_labels,
    md_bold,
    md_lists,
    md_tables,
    md_quotes,
    md_paragraphs,
)
"""Each has `find(page, marks) -> list[Layout]`; of equals the earlier wins."""

_WEAK = 0.5
"""Below this share of question-like members a layout is doubted."""


@dataclass(slots=True)
class Reading:
    """A page and the layout that fits it best, None where none fits."""

    page: Page
    marks: Marks
    best: Layout | None
    others: tuple[Layout, ...] = ()
    weak: bool = False
    """Whether few members of the layout look like questions."""


def read(text: str, *, file: str) -> Draft:
    """The questions of a Markdown document. The text is clean."""
    if own_markdown.looks_like(text):
        return own_markdown.read(text, file=file)
    try:
        found = reading(text)
    except TooLarge:
        lines = text.count("\n") + 1
        raise CannotRead(f"{file}: {lines} lines are too large a document; split it.") from None
    return draft_of(found, file=file)


def reading(text: str) -> Reading:
    """Parse, and let the recognisers compete."""
    page = parse_page(repaired(text))
    marks = Marks(page)
    found = [made for recogniser in RECOGNISERS for made in recogniser.find(page, marks)]
    found = [kept for made in found if (kept := _without_sections(page, made))]
    found.sort(key=lambda made: -made.score)
    best = found[0] if found and found[0].score > 0.3 else None
    if best is not None and len(best.markers) == 1 and best.markers[0].sure < 0.6:
        best = None
    if best is not None:
        weak = best.ratio < _WEAK
        if weak and _is_link_list(page):
            return Reading(page, marks, None, tuple(found))
        best = _with_neighbours(best, found[1:])
        return Reading(page, marks, best, tuple(found), weak)
    return Reading(page, marks, best, tuple(found))


def _without_sections(page: Page, made: Layout) -> Layout | None:
    """The layout without what stands in sections about the document itself."""
    starts = [*(block.start for block in page.headings), len(page.lines)]
    about = [
        (block.start, starts[place + 1])
        for place, block in enumerate(page.headings)
        if is_about_the_document(block.text)
    ]
    if not about:
        return made
    starts = [start for start, _ in about]
    kept = []
    for marker in made.markers:
        place = bisect_left(starts, marker.line) - 1
        if place < 0 or marker.line >= about[place][1]:
            kept.append(marker)
    if not kept:
        return None
    return replace(
        made, markers=tuple(kept), size=max(1, made.size - len(made.markers) + len(kept))
    )


def _with_neighbours(best: Layout, others: Sequence[Layout]) -> Layout:
    """The best layout, and surely asking members of others that lie outside its questions."""
    for other in others:
        spans = Spans(best.markers)
        outside = [
            marker
            for marker in other.markers
            if marker.sure >= 0.4 and not spans.touch(marker.line, marker.scope)
        ]
        groups = Counter(marker.group for marker in outside)
        sums: Counter[int] = Counter()
        for marker in outside:
            sums[marker.group] += round(100 * marker.sure)
        least = 2 if other.ratio >= 0.8 else 3
        kept = [
            m
            for m in outside
            if groups[m.group] >= max(least, 0.8 * other.group_sizes.get(m.group, other.size))
            and sums[m.group] >= 60 * groups[m.group]
        ]
        if kept:
            best = layout(best.name, [*best.markers, *kept], size=best.size + len(kept),
                          marked=best.marked, weight=best.weight)  # fmt: skip
    return best


def draft_of(found: Reading, *, file: str) -> Draft:
    """The items that a layout gives, with every line accounted for."""
    page, best = found.page, found.best
    markers = best.markers if best is not None else ()
    items: list[DraftItem] = []
    topics = _Topics(page, markers)
    habits = habits_of(page, best) if best is not None else Habits()
    for marker, following in zip(markers, [*markers[1:], None], strict=False):
        parts = split(page, found.marks, marker, habits)
        if following is not None and marker.end == following.line and marker.level < 7:  # noqa: SIM102
            if not parts.answer and following.level == marker.level:
                # Two headings without a line between them share the answer below the second.
                parts.answer = split(page, found.marks, following, habits).answer
        if item := _item(page, marker, parts, topics, file, best.ratio if best else 0.0):
            items.append(item)
    headings = [
        Heading(file, block.start + 1, block.end, text) for block, text in topics.used(items)
    ]
    about = provenance(page)
    return Draft(
        items=tuple(items),
        left_out=tuple(account(page, items, headings, file)),
        headings=tuple(headings),
        title=about.title,
        license=about.license,
        source=about.source,
        language=about.language,
        notes=_notes(page, file),
        layout=best.name if best is not None else "",
        files=(file,),
        refused=None if items else _refusal(page, file),
        doubt=_doubt(found, items),
    )


def _notes(page: Page, file: str) -> tuple[str, ...]:
    if page.open_fence is None:
        return ()
    return (
        f"{file}:{page.open_fence + 1}: a code fence is opened and never closed; all below it is taken for code",  # noqa: E501
    )


def _doubt(found: Reading, items: Sequence[DraftItem]) -> str | None:
    best = found.best
    if best is None or not items:
        return None
    if found.weak:
        asking = sum(marker.sure >= 0.6 for marker in best.markers)
        return f"this does not look like questions and answers: {asking} of {best.size} {best.name} ask something"  # noqa: E501
    lines = found.page.source
    taken = sum(taken_lines(len(lines), items))
    if taken < 0.2 * len(lines) and not best.marked and len(items) < 20:
        return "most of this document is something else than questions and answers"
    return None


def _is_link_list(page: Page) -> bool:
    """Whether most lines are links and nothing much else."""
    lines = [line for line in page.lines if line.strip()]
    links = sum("](" in line or "http" in line for line in lines)
    return links * 2 > len(lines)


def _refusal(page: Page, file: str) -> str:
    lines = [line for line in page.lines if line.strip()]
    if notes := _notes(page, file):
        return notes[0] + "."
    if _is_link_list(page):
        return f"{file}: a list of links, without questions of its own and without answers."
    if len(lines) < 2:
        return f"{file}: hardly any text, and no question in it."
    return f"{file}: prose or notes; no layout of questions and answers was recognised."


class _Topics:
    """The headings above the questions."""

    def __init__(self, page: Page, markers: Sequence[Marker]) -> None:
        taken = {marker.line for marker in markers}
        spans = Spans(markers)
        self._headings = [
            block
            for block in page.headings
            if block.start not in taken and not spans.touch(block.start, block.end)
        ]
        self._starts = [block.start for block in self._headings]
        first = page.headings[0] if page.headings else None
        ones = [b for b in page.headings if b.level == 1]
        self._title = (
            first
            if first is not None and (ones == [first] or (first.level == 1 and len(ones) < 2))
            else None
        )
        if self._title is not None and self._title.start in taken:
            self._title = None
        self._used: set[int] = set()

    def of(self, marker: Marker) -> str:
        """The nearest heading above that this question stands under."""
        level = 7
        place = bisect_left(self._starts, marker.line)
        for block in reversed(self._headings[max(0, place - 200) : place]):
            if block.level >= min(level, marker.level):
                continue
            level = block.level
            name = _title_text(block.text)
            if block is self._title or not any(letter.isalpha() for letter in name):
                continue
            if is_stop_title(name):
                continue
            self._used.add(block.start)
            return name
        return ""

    def used(self, items: Sequence[DraftItem]) -> list[tuple[Block, str]]:
        """The headings that gave a topic or the title."""
        if not items:
            return []
        return [
            (b, _title_text(b.text))
            for b in self._headings
            if b.start in self._used or b is self._title
        ]


def _title_text(text: str) -> str:
    return without_number(without_signs(plain(text)))[1].rstrip(" #:：*_")[:200]


def _item(
    page: Page, marker: Marker, parts: Parts, topics: _Topics, file: str, ratio: float
) -> DraftItem | None:
    title, _, more = parts.question.partition("\n")
    title = parts.details.take_title(_prompt_title(title))
    parts.details.take(marker.about, topic_alone=True)
    question = f"{title}\n{more}".strip()
    if not question or not any(letter.isalnum() for letter in question):
        return None
    for _, _, text in page.comments_in(marker.line, marker.scope):
        _from_comment(parts, text)
    notes = []
    if not parts.answer:
        notes.append("no answer" if not parts.references else "the answer is only links")
    if parts.pictures:
        notes.append(
            "a picture stays out" if parts.pictures == 1 else f"{parts.pictures} pictures stay out"
        )
    details = parts.details
    last = marker.scope
    while last > marker.end and not page.source[last - 1].strip():
        last -= 1
    made = Question(
        id="",
        question=question,
        answer=parts.answer,
        topic=marker.topic or details.topic or topics.of(marker) or DEFAULT_TOPIC,
        tags=tuple(dict.fromkeys(details.tags)),
        difficulty=details.difficulty or Difficulty.MEDIUM,
        key_points=tuple(parts.key_points),
        mistakes=tuple(parts.mistakes),
        follow_ups=tuple(parts.follow_ups),
        references=tuple(parts.references),
    )
    sure = _in_company(marker.sure, ratio) * (1.0 if parts.answer else 0.9)
    return DraftItem(made, file, marker.line + 1, last, round(sure, 2), "; ".join(notes))


def _in_company(sure: float, ratio: float) -> float:
    """How sure a question is among others that surely ask: `Describe floats.` by itself says
    little, between thirty questions it is one."""
    return sure if ratio < _WEAK else sure + 0.5 * (1 - sure) * ratio


def _prompt_title(title: str) -> str:
    """The question's first line without its number, its label and the signs before it."""
    text = title.strip().strip("#").strip()
    bare = without_signs(text)
    stripped = bare
    for mark in ("**", "__"):
        if (
            stripped.startswith(mark)
            and stripped.rstrip().endswith(mark)
            and stripped.count(mark) == 2
        ):
            stripped = stripped.strip()[2:-2].strip()
    part, number, rest = label_of(plain(stripped))
    if part is Part.QUESTION and rest and (number or len(rest) > 3):
        stripped = rest_of(stripped, rest)
    _, stripped = without_number(stripped)
    return stripped.strip().lstrip("▶►").strip() or text


def _from_comment(parts: Parts, text: str) -> None:
    key, colon, value = text.partition(":")
    word = key.strip().casefold()
    if colon and word in ("tags", "tag"):
        parts.details.tags += tags_of(value)
    elif colon:
        parts.details.take(text)


def blocks_of_prose(page: Page) -> int:
    """How many paragraphs a page has."""
    return sum(block.kind is Kind.PARAGRAPH for block in page.blocks)
