"""The words that mark questions, answers and their other parts, in the languages of interview
documents; they are in `words.toml`."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any

from simulator.text.word_list import split_bars


class Part(StrEnum):
    """What a label, a heading or a fold's title says about the text below it."""

    QUESTION = "question"
    ANSWER = "answer"
    EXPLANATION = "explanation"
    KEY_POINTS = "key points"
    MISTAKES = "mistakes"
    FOLLOW_UPS = "follow-ups"
    HINT = "hint"
    REFERENCES = "references"
    OPTIONS = "options"
    TAGS = "tags"
    DIFFICULTY = "difficulty"
    TOPIC = "topic"
    CONTENTS = "contents"


WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def words_of(table: str, name: str) -> frozenset[str]:
    """The words and phrases of one entry."""
    return frozenset(split_bars(WORDS[table][name]))


def by_word(table: str) -> dict[str, str]:
    """Every word of a table, with the name of its entry."""
    return {word: name for name, words in WORDS[table].items() for word in split_bars(words)}


LABELS = {word: Part(name) for word, name in by_word("labels").items()}
ABOUT_TITLES = words_of("titles", "about")
STOP_TITLES = (
    ABOUT_TITLES | words_of("titles", "other") | {word for word in LABELS if len(word) > 1}
)
PLACEHOLDERS = words_of("words", "placeholders")
STARTS = words_of("words", "starts")
COMMANDS = words_of("words", "commands")
"""The words that begin steps of a guide as well as questions."""
REQUESTS = words_of("words", "requests")
"""The words that request an answer whenever they come first."""
INSIDE = re.compile("|".join(map(re.escape, sorted(words_of("words", "inside")))))
"""Words that make a question anywhere in it, in languages where they rarely come first."""
