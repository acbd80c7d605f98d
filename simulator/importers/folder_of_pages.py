"""Folders with one question per file: its name or first heading asks, the rest is the answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from simulator.core.bank import DEFAULT_TOPIC
from simulator.importers.common.draft import Draft, LeftOut
from simulator.importers.common.questionness import (
    is_stop_title,
    plain,
    questionness,
    without_number,
    without_signs,
)
from simulator.importers.markdown.document.document import TooLarge
from simulator.importers.markdown.document.provenance import provenance
from simulator.importers.markdown.markdown_file import draft_of
from simulator.importers.markdown.reading import Reading, reading
from simulator.importers.markdown.recognisers.layout import Layout, Marker

_INDEX = re.compile(
    r"readme|index|contributing|license|licence|changelog|code_of_conduct|summary|toc|_",
    re.IGNORECASE,
)
"""Names of files that describe their folder."""


def read_pages(
    texts: Mapping[Path, str], names: Mapping[Path, str], progress: Callable[[int], object]
) -> dict[Path, Draft]:
    """A draft for each page that is not too large; whether a page is one question is decided for
    all together. `progress` is called with the number of pages read."""
    readings = {}
    for done, (path, text) in enumerate(texts.items(), 1):
        with suppress(TooLarge):
            readings[path] = reading(text)
        progress(done)
    pages = {path: found for path, found in readings.items() if not _INDEX.match(path.stem)}
    each = _are_one_each(pages)
    drafts: dict[Path, Draft] = {}
    for path, found in readings.items():
        name = names[path]
        if each and path not in pages:
            left = tuple(
                LeftOut(name, number, number, "about the folder, not a question")
                for number, line in enumerate(found.page.source, 1)
                if line.strip()
            )
            why = f"{name}: about the folder, not a question."
            title = provenance(found.page)["title"]
            drafts[path] = Draft((), left, title=title, files=(name,), refused=why)
        elif each:
            drafts[path] = draft_of(_as_one(found, path), file=name)
        else:
            drafts[path] = draft_of(found, file=name)
    return drafts


def _are_one_each(pages: Mapping[Path, Reading]) -> bool:
    """True if most pages have one subject: one title, and no other layout covering the page."""
    if len(pages) < 3:
        return False
    repeated = Counter(
        plain(block.text).casefold()
        for found in pages.values()
        for block in {b.text: b for b in found.page.headings}.values()
    )
    named = sum(" " in path.stem and questionness(path.stem) >= 0.4 for path in pages)
    votes = 0
    for path, found in pages.items():
        best = found.best
        count = len(best.markers) if best else 0
        if best and best.marked and count >= 2:
            continue  # Several questions with labelled answers.
        if best and count == 1 and best.markers[0].scope >= len(found.page.lines) - 3:
            continue
        shared = sum(
            repeated[plain(b.text).casefold()] > 0.5 * len(pages) for b in found.page.headings
        )
        lone = sum(b.level == 1 and not is_stop_title(b.text) for b in found.page.headings) <= 1
        weak = best is None or best.score < 2.5 or count <= 2
        if lone and (weak or shared >= 2 or questionness(path.stem.replace("-", " ")) >= 0.4):
            votes += 1
    return votes > 0.5 * len(pages) or named >= 0.6 * len(pages)


def _as_one(found: Reading, path: Path) -> Reading:
    """The page as one question."""
    page = found.page
    words = path.stem if " " in path.stem else re.sub(r"[_-]+", " ", path.stem)
    name = without_number(words)[1].strip()
    first = next((b for b in page.headings if not is_stop_title(b.text)), None)
    title = without_number(without_signs(plain(first.text)))[1] if first is not None else ""
    prompt = title or name
    if " " in path.stem and (questionness(name) >= questionness(title) or not title):
        prompt = name
    start = first.start if first is not None and not any(page.lines[: first.start]) else 0
    end = first.end if first is not None and start == first.start else start
    marker = Marker(start, end, len(page.lines), prompt, 0.8, level=1, topic=DEFAULT_TOPIC)
    best = Layout("one file a question", (marker,), 1)
    return Reading(page, found.marks, best, regions=(best,))
