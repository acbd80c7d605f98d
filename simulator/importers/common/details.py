"""A question's difficulty, tags, topic, and times as people write them: `90`, `2 min`, `1:30`,
with the unit possibly in a table's header."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from simulator.core.choices import Difficulty
from simulator.core.times import LONGEST
from simulator.importers.common.questionness import label_of, plain
from simulator.importers.common.vocabulary import Part, by_word

_BY_WORD = {word: Difficulty(name) for word, name in by_word("difficulty").items()}
_EMOJI = {
    sign: level
    for level, signs in zip(Difficulty, ("👶🟢", "⭐🟡🟠", "🚀🔴"), strict=True)
    for sign in signs
}
_MINUTES = re.compile(
    r"(?<![^\W\d_])(?:min(?:s|\.|ute[ns]?|utos?|uti)?|минут\w*|мин|分钟?|分|분)(?![^\W\d_])"
)
_HOURS = re.compile(r"(?<![^\W\d_])(?:h|hours?|std|stunden?|horas?|heures?)(?![^\W\d_])")
_NUMBER = re.compile(r"(\d{1,5}(?:[.,]\d+)?)\s*([^\W\d]*)\W*")
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})")
_BRACKETED = re.compile(
    r"[\[(](?P<word>E|M|H|easy|medium|hard|beginner|intermediate|advanced|junior|senior|middle)[\])]",
    re.IGNORECASE,
)


def difficulty_of(word: str) -> Difficulty | None:
    """The difficulty that a word names, in any known language."""
    signs = {} if word.isascii() else _EMOJI
    by_sign = next((level for sign, level in signs.items() if sign in word), None)
    return by_sign or _BY_WORD.get(word.casefold().strip(" .:*_`()[]"))


def tags_of(text: str) -> list[str]:
    """The tags in a list separated by commas or bars, marked by hashes, or in code spans."""
    text = text.strip(" ()[]*_")
    if "`" in text:
        found = re.findall(r"`([^`\n]+)`", text)
    elif "#" in text:
        found = re.findall(r"#([^\s,;#|]+)", text)
    elif re.search(r"[,;|、，]", text):
        found = re.split(r"[,;|、，]", text)
    else:
        found = [text]
    return [tag.strip(" \"'*_#") for tag in found if tag.strip(" \"'*_#") and len(tag) < 60]


def unit_of(text: str) -> float:
    """The length in seconds of the unit that a header or cell names; 1 if it names none."""
    words = text.casefold()
    return 60.0 if _MINUTES.search(words) else 3_600.0 if _HOURS.search(words) else 1.0


def seconds_in(cell: str, unit: float) -> float | None:
    """The seconds that a cell gives; `unit` applies if the cell names none."""
    cell = cell.strip()
    if clock := _CLOCK.fullmatch(cell):
        limit = float(clock[1] or 0) * 3_600 + float(clock[2]) * 60 + float(clock[3])
    elif number := _NUMBER.fullmatch(cell):
        own = unit if not number[2] else unit_of(number[2])
        limit = float(number[1].replace(",", ".")) * own
    else:
        return None
    return limit if 1 <= limit <= LONGEST else None


@dataclass(slots=True)
class Details:
    """What is known about one question besides its text."""

    difficulty: Difficulty | None = None
    tags: list[str] = field(default_factory=list)
    topic: str = ""

    def take(self, line: str, *, topic_alone: bool = False) -> bool:
        """Take a line like `**Difficulty:** Easy | **Tags:** sql`; return False for other lines.

        `topic_alone`: accept a topic even if the line holds nothing else.
        """
        if len(line) > 400 or not (":" in line or "：" in line):
            return False
        taken = False
        for piece in re.split(r"\s+[|·•]\s+", line):
            part, _, rest = label_of(plain(piece))
            if part is Part.DIFFICULTY and rest:
                level = difficulty_of(rest)
                if level is None and not (len(rest) < 20):
                    return taken
                self.difficulty = level or self.difficulty
            elif part is Part.TAGS and rest:
                self.tags += tags_of(piece.split(":", 1)[-1] if ":" in piece else rest)
            elif part is Part.TOPIC and rest and len(rest) < 80 and (taken or topic_alone):
                self.topic = rest.strip()
            else:
                return taken
            taken = True
        return taken

    def take_title(self, title: str) -> str:
        """Take `👶`, `[H]` and the like from a question's title; return the title without them."""
        for emoji, level in _EMOJI.items():
            place = title.find(emoji)
            if place >= 0 and (place >= len(title) - 12 or place == 0):
                self.difficulty = self.difficulty or level
                title = title.replace(emoji + "\ufe0f", " ").replace(emoji, " ")
        match = _BRACKETED.search(title)
        if match and (match.start() <= 6 or match.end() >= len(title) - 2):
            self.difficulty = self.difficulty or difficulty_of(match["word"])
            title = title[: match.start()] + title[match.end() :]
        if self.difficulty:
            title = title.replace("\u200d", "")
        return title.strip()
