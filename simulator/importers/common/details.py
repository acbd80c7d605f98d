"""What a source says about a question besides its text: difficulty, tags, topic, time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from simulator.core.choices import Difficulty
from simulator.importers.common.questionness import label_of, plain
from simulator.importers.common.vocabulary import Part
from simulator.text.word_list import split_bars

_WORDS = {
    Difficulty.EASY: """easy|beginner|basic|junior|simple|fácil|facil|básico|basico|einfach|leicht|
        facile|débutant|легко|лёгкий|легкий|простой|简单|初级|容易|쉬움|하|初級|begin|entry|low|e|1|0""",
    Difficulty.MEDIUM: """medium|intermediate|moderate|mid|middle|regular|normal|medio|media|médio|
        mittel|moyen|средний|средне|中等|中级|보통|중|中級|m|2""",
    Difficulty.HARD: """hard|advanced|expert|difficult|senior|difícil|dificil|avançado|avanzado|
        schwer|difficile|avancé|сложный|сложно|трудный|困难|高级|难|어려움|상|上級|high|h|3""",
}
_BY_WORD = {word: level for level, words in _WORDS.items() for word in split_bars(words)}
_EMOJI = {
    "👶": Difficulty.EASY,
    "⭐": Difficulty.MEDIUM,
    "🚀": Difficulty.HARD,
    "🟢": Difficulty.EASY,
    "🟡": Difficulty.MEDIUM,
    "🟠": Difficulty.MEDIUM,
    "🔴": Difficulty.HARD,
}
_BRACKETED = re.compile(
    r"[\[(](?P<word>E|M|H|easy|medium|hard|beginner|intermediate|advanced|junior|senior|middle)[\])]",
    re.IGNORECASE,
)
_TAG_WORD = re.compile(r"#?([^\s,;#|`\[\]()]+(?: [^\s,;#|`\[\]()]+)*)")


def difficulty_of(word: str) -> Difficulty | None:
    """The difficulty that a word stands for, in any of the languages known."""
    bare = word.casefold().strip(" .:*_`()[]")
    for emoji, level in _EMOJI.items():
        if emoji in word:
            return level
    return _BY_WORD.get(bare)


def tags_of(text: str) -> list[str]:
    """The tags in a list with commas, hashes, bars, or in code spans."""
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


@dataclass(slots=True)
class Details:
    """What is known of one question besides its text."""

    difficulty: Difficulty | None = None
    tags: list[str] = field(default_factory=list)
    topic: str = ""

    def take(self, line: str, *, topic_alone: bool = False) -> bool:
        """Take a line like `**Difficulty:** Easy | **Tags:** sql`; False where it is none.

        `topic_alone`: a topic counts also where nothing else stands beside it.
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
        """Take `👶`, `[H]` and the like out of a question's title; the title without them."""
        for emoji, level in _EMOJI.items():
            place = title.find(emoji)
            if place >= 0 and (place >= len(title) - 12 or place == 0):
                self.difficulty = self.difficulty or level
                title = title.replace(emoji + "\ufe0f", " ").replace(emoji, " ")
        match = _BRACKETED.search(title)
        if match and (match.start() <= 6 or match.end() >= len(title) - 2):
            self.difficulty = self.difficulty or difficulty_of(match["word"])
            title = title[: match.start()] + title[match.end() :]
        return (
            title.replace("\u200d", "").strip()
            if "\u200d" in title and self.difficulty
            else title.strip()
        )
