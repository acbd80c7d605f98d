"""Values of tables and JSON from anybody, as text."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from simulator.importers.common.columns import part_named
from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.html.text import markdown_of_html
from simulator.text.cleaning import clean

_TEXT_KEYS = ("text", "content", "value", "answer", "body", "html", "option", "name", "url", "link")
_MOST_PARTS = 200
_DEEPEST = 8


def spaced(key: str) -> str:
    """A key as words: `correctAnswer` and `correct_answer` are `correct answer`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", key).casefold().strip()


@lru_cache(maxsize=4096)
def part_of_key(key: str) -> str | None:
    """The part of a question that a key names."""
    return part_named(spaced(key))


def text_of_value(value: Any, depth: int = 0) -> str:
    """A value as text: items for a list, for an object its text or all its texts."""
    if isinstance(value, str):
        return clean(value).strip()
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, int | float):
        return str(value)
    if depth > _DEEPEST:
        return ""
    if isinstance(value, list):
        texts = [text_of_value(part, depth + 1) for part in value[:_MOST_PARTS]]
        if len(texts) < 2:
            return "".join(texts)
        return "\n".join(f"- {text}" for text in texts if text)
    if isinstance(value, Mapping):
        known = next((value[key] for key in _TEXT_KEYS if value.get(key)), None)
        if known is not None:
            return text_of_value(known, depth + 1)
        parts = [part for part in list(value.values())[:_MOST_PARTS] if isinstance(part, str)]
        return paragraphs(*(text_of_value(part) for part in parts))
    return ""


def markdown_of_value(value: Any) -> str:
    """A value as Markdown: entities and block tags are turned where the text surely is HTML."""
    text = text_of_value(value)
    if re.search(r"</?(?:p|br|ul|li|pre|div|strong)\b[^<>]*>", text) and "```" not in text:
        return markdown_of_html(text)
    if re.search(r"&(?:quot|#0?39|amp|lt|gt|[a-z]+;)", text) and "`" not in text:
        return html.unescape(text)
    return text


def texts_of_value(value: Any) -> list[str]:
    """The texts of a list; one text stands for a list of one."""
    parts = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    return [text for part in parts[:500] if (text := text_of_value(part))]
