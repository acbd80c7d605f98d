"""The parts of one question, once its lines are divided into question and answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from simulator.importers.common.details import Details, difficulty_of
from simulator.importers.common.markdown_text import list_items, paragraphs, without_images
from simulator.importers.common.options import Options, chosen_letter, right_answer, with_options
from simulator.importers.common.questionness import plain
from simulator.importers.common.vocabulary import PLACEHOLDERS, Part

SIDE = frozenset([Part.KEY_POINTS, Part.MISTAKES, Part.FOLLOW_UPS, Part.HINT, Part.REFERENCES])
"""Parts that may come with an answer."""
ANSWERS = frozenset([Part.ANSWER, Part.EXPLANATION])

_LINKS = r"(?:!?\[[^\[\]]*\]\([^()\s]*\)|<?https?://[^\s<>]+>?|\W|_)++"
ONLY_LINKS = re.compile(_LINKS)
"""Fully matches a text that consists of links."""
_LONGEST_LINKS = 5_000
_DIFFICULTY = re.compile(r"[*_`]{0,3}[\[(](?P<word>\w{1,20})[\])][*_`]{0,3}")
_ARROW = re.compile(r"^(?:[-=]{1,2}>|[→➜➔])\s+")


@dataclass(slots=True)
class Parts:
    """The parts of one question."""

    question: str = ""
    answer: str = ""
    key_points: list[str] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    follow_ups: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    details: Details = field(default_factory=Details)
    options: Options | None = None
    pictures: int = 0

    def finish(self, stem: str, answer: str, beside: Iterable[tuple[Part, str]]) -> None:
        """Set the rest of the question, the answer, and the parts beside it."""
        question = paragraphs(self.question, stem).strip()
        if self.options is not None:
            question, answer = _with_choice(self.options, question, answer)
        for part, text in beside:
            self._take(part, text)
        self.question, some = without_images(question)
        answer, more = without_images(answer)
        self.pictures = some + more
        self.answer = self._said(_ARROW.sub("", _unquoted(answer)))

    def without_difficulty(self, lead: str) -> str:
        """Take `(easy)` after a question as its difficulty, not as an answer."""
        first, _, more = lead.partition("\n")
        marked = _DIFFICULTY.fullmatch(first.strip())
        level = difficulty_of(marked["word"]) if marked else None
        if level is None:
            return lead
        self.details.difficulty = level
        return more.lstrip("\n")

    def _take(self, part: Part, text: str) -> None:
        lists = {
            Part.REFERENCES: self.references,
            Part.KEY_POINTS: self.key_points,
            Part.MISTAKES: self.mistakes,
            Part.FOLLOW_UPS: self.follow_ups,
        }
        if part in lists:
            lists[part] += list_items(text)

    def _said(self, answer: str) -> str:
        """The answer; empty if it says nothing or only links elsewhere."""
        bare = re.sub(r"^[-*+]\s+(?:\[[ xX]\]\s+)?", "", plain(answer))
        says = any(not letter.isspace() and letter not in "▣-*_—–" for letter in answer)
        if bare.casefold().strip(" .!*_()[]:-") in PLACEHOLDERS or not says:
            return ""
        leads_on = len(answer) < _LONGEST_LINKS and re.search(r"\]\((?:http|[/.])", answer)
        if leads_on and ONLY_LINKS.fullmatch(answer):
            self.references = [*list_items(answer), *self.references]
            return ""
        return answer


def _unquoted(answer: str) -> str:
    """Remove the quote markers of an answer that is one quote."""
    lines = answer.split("\n")
    if not all(line.startswith(">") for line in lines if line.strip()):
        return answer
    return "\n".join(re.sub(r"^> ?", "", line) for line in lines).strip()


def _with_choice(found: Options, question: str, answer: str) -> tuple[str, str]:
    """The question with its options, and the answer with the right one, which it may name."""
    first, newline, more = answer.lstrip().partition("\n")
    letter, rest = chosen_letter(first, found.options)
    if letter:
        answer = f"{rest}{newline}{more}".strip()
        for option in found.options:
            option.right = option.right or option.letter == letter
    return with_options(question, found.options), right_answer(found.options, answer)
