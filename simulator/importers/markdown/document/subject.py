"""What a page says that it holds: questions, or tasks."""

from __future__ import annotations

import re

from simulator.importers.markdown.document.document import Page

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


def says_tasks(page: Page) -> bool:
    """Whether one of the page's first titles says that it holds questions or tasks."""
    return any(_TASKS.search(block.text) for block in page.headings[:6])


def says_questions(page: Page) -> bool:
    """Whether the page's first title says that what follows are questions."""
    return any(_QUESTIONS.search(block.text) for block in page.headings[:1])
