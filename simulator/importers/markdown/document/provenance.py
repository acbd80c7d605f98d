"""What a document says about itself: title, licence, source, language and content."""

from __future__ import annotations

import re
from collections.abc import Mapping

from simulator.importers.common.details import Details
from simulator.importers.common.licenses import license_in, named_license
from simulator.importers.common.questionness import is_stop_title, plain, title_of, without_signs
from simulator.importers.markdown.document.document import Kind, Page

_WORD = re.compile(r"licen[sc]|лиценз|lizenz|licencia|licença|许可|라이선스", re.IGNORECASE)
_STATED = re.compile(
    r"\blicen[sc]ed? (?:under|is|:)|^\W*licen[sc]e\W{1,6}\w|badge/licen[sc]e-|лицензи[яи]\s*:",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>()\"'\]]+")
_SOURCE = re.compile(
    r"^\W*(?:source|original|quelle|fuente|fonte|источник|出处|来源)\W{1,6}", re.IGNORECASE
)

_TASKS = re.compile(
    r"\b(?:interview|questions?|q\s?&\s?a|exercises?|challenges?|tasks?|quiz|coding|problems?|katas?|"
    r"puzzles?|flash\s?cards?|drills?|whiteboard|viva|exam)\b",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(
    r"\b(?:questions?|q\s?&\s?a|faqs?|flash\s?cards?|preguntas|perguntas|fragen|вопрос\w*|вопросы|"
    r"domande|pytania|otázky)\b|面试题|问题|質問|질문",
    re.IGNORECASE,
)


def provenance(page: Page) -> dict[str, str]:
    """Title, licence, source and language, from the front matter or the text; empty if absent."""
    front = page.prepared.front
    address = front.get("source") or front.get("url") or front.get("canonical_url")
    return {
        "title": front.get("title") or _title(page),
        "license": license_in(front.get("license") or front.get("licence") or "") or _license(page),
        "source": address or _source(page),
        "language": front.get("lang") or front.get("language") or "",
    }


def about_all(front: Mapping[str, str]) -> Details:
    """The tags and topic that the front matter gives to all questions."""
    details = Details()
    for key, value in front.items():
        if any(map(str.isalpha, value)):  # `section: 7` names nothing.
            details.take(f"{key}: {value}", topic_alone=True)
    return details


def _title(page: Page) -> str:
    for block in page.headings[:3]:
        name = title_of(block.text, numbered=True)
        if block.level == 1 and name and not is_stop_title(name):
            return name
    first = page.blocks[0] if page.blocks else None
    if first is not None and first.kind is Kind.PARAGRAPH and not first.quoted:
        text = first.text.strip()
        name = without_signs(plain(text))
        if "\n" not in text and len(text) < 100 and text.endswith(("**", "__")) and "?" not in name:
            return name[:200]
    return ""


def _license(page: Page) -> str:
    """The licence from its section, or from a line about it."""
    for place, block in enumerate(page.headings):
        if _WORD.search(block.text) and len(block.text) < 40:
            end = min(page.scope_of(block), page.headings[place].end + 12)
            if found := license_in(" ".join(page.lines[block.end : end])[:1_500]):
                return found
    for line in page.lines:
        if len(line) < 300 and (word := _STATED.search(line)):
            near = line[word.start() : word.end() + 60]
            if found := named_license(near):
                return found
    return ""


def _source(page: Page) -> str:
    """The address that the document's first lines name as its source."""
    for line in page.lines[:12]:
        text = plain(line)
        if _SOURCE.match(text + " ") and (found := _ADDRESS.search(line)):
            return found[0]
    return ""


def says_tasks(page: Page) -> bool:
    """True if one of the page's first headings mentions questions or tasks."""
    return any(_TASKS.search(block.text) for block in page.headings[:6])


def says_questions(page: Page) -> bool:
    """True if the page's first heading mentions questions."""
    return any(names_questions(block.text) for block in page.headings[:1])


def names_questions(text: str) -> bool:
    """True if a text mentions questions."""
    return _QUESTIONS.search(text) is not None
