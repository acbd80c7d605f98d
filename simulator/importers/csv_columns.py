"""Which column of a table holds what: by its name, or by what stands in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.importers.questionness import questionness

_NAMES: dict[str, str] = {
    "id": "id|key|uuid|guid|slug",
    "number": "|no|no.|nr|#|number|index|n|unnamed: 0|sr no|s.no|s no|sl no",
    "question": """question|questions|front|prompt|term|q|question text|question_text|problem|
        interview question|title|pregunta|pergunta|frage|вопрос|问题|質問|질문|otázka|domanda|
        soru|word|card front|side 1|text|statement""",
    "answer": """answer|answers|back|definition|response|a|model answer|model_answer|solution|reply|
        answer text|answer_text|ideal answer|sample answer|expected answer|respuesta|resposta|
        antwort|ответ|答案|回答|답변|정답|odpověď|risposta|cevap|card back|side 2|meaning|réponse""",  # noqa: E501
    "explanation": "explanation|feedback|rationale|reason|notes|note|extra|comment|comments|details",  # noqa: E501
    "topic": """topic|category|deck|section|chapter|subject|theme|tema|thema|categoría|categoria|
        kategorie|тема|主题|分类|type|area|unit|module|topics""",
    "tags": "tags|tag|keywords|labels|skills|company|companies",
    "difficulty": "difficulty|level|seniority|dificultad|dificuldade|schwierigkeit|сложность|难度",
    "time_limit": "time_limit|time limit|time|seconds|duration|time limit (sec)|time limit in seconds|time_limit_seconds",  # noqa: E501
    "correct": """correct|correct answer|correct_answer|right answer|correct option|correct_option|
        correct answer(s)|correct choice|answer key|key answer|correct answers|solution index""",
    "key_points": "key_points|key points",
    "bonus_points": "bonus_points|bonus points",
    "mistakes": "mistakes|common mistakes",
    "follow_ups": "follow_ups|follow-ups|follow ups|follow-up questions",
    "references": "references|reference|source|sources|link|links|url",
    "say": "say",
    "extra_table": "extra_toml",
}
BY_NAME = {" ".join(n.split()): part for part, names in _NAMES.items() for n in names.split("|")}
_OPTION = re.compile(
    r"^(?:(?:option|choice|answer|opt|ans|wrong answer|incorrect answer|distractor)[ _-]?\(?([a-h1-8])\)?|([a-h])|answer ([1-8]) -.*)$"  # noqa: E501
)


@dataclass(slots=True)
class Columns:
    """Where the parts of a question stand in a row; -1 where there is no such column."""

    at: dict[str, int] = field(default_factory=dict)
    options: list[int] = field(default_factory=list)
    header: bool = False

    def cell(self, row: Sequence[str], name: str) -> str:
        """A row's text for a part, empty where there is none."""
        place = self.at.get(name, -1)
        return row[place].strip() if 0 <= place < len(row) else ""


def columns_of(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table, by its header or by its content; None where nothing fits."""
    if not rows:
        return None
    named = _by_header(rows[0])
    if named is not None:
        return named
    return _by_content(rows)


def _by_header(head: Sequence[str]) -> Columns | None:
    found = Columns(header=True)
    known = 0
    for place, cell in enumerate(head):
        name = " ".join(cell.casefold().replace("\ufeff", "").split())
        part = BY_NAME.get(name)
        option = _OPTION.match(name)
        if option and not (part == "answer" and "answer" not in found.at and not _numbered(head)):
            found.options.append(place)
        elif part is not None and part not in found.at:
            found.at[part] = place
            known += part != "number"
    if len(found.options) < 2:
        found.options = []
    if "question" not in found.at or (
        "answer" not in found.at and not found.options and "correct" not in found.at
    ):
        known_all = known + len(found.options)
        asks = (
            "question" in found.at
            and known_all >= 1
            and all(len(c) < 40 and not c.rstrip().endswith("?") for c in head)
        )
        return (
            found
            if asks
            and (
                "topic" in found.at
                or "tags" in found.at
                or "difficulty" in found.at
                or len(head) == 1
            )
            else None
        )
    return found


def _numbered(head: Sequence[str]) -> bool:
    return sum(bool(_OPTION.match(cell.casefold().strip())) for cell in head) >= 2


def _by_content(rows: Sequence[Sequence[str]]) -> Columns | None:
    width = max(len(row) for row in rows[:200])
    if width < 2:
        return None
    sample = [row for row in rows[:200] if len(row) >= 2]
    filled = [place for place in range(width) if _is_text(sample, place)]
    if len(filled) < 2:
        return None
    asks = {
        place: sum(questionness(row[place]) for row in sample if place < len(row)) / len(sample)
        for place in filled
    }
    question = max(filled[:-1], key=lambda place: (round(asks[place], 1), -place))
    if asks[question] < 0.3:
        question = filled[0]
    later = [place for place in filled if place > question]
    answer = later[0] if later else filled[0]
    found = Columns({"question": question, "answer": answer})
    rest = list(range(answer + 1, width))
    if rest and _are_tags(sample, rest[0]):
        found.at["tags"] = rest[0]
    elif rest:
        found.at["explanation"] = rest[0]
    return found


def _is_text(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether a column holds words, and is no running number."""
    cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
    if len(cells) < 0.5 * len(rows):
        return False
    numbers = [int(cell) for cell in cells if cell.isdigit() and len(cell) < 9]
    running = len(numbers) == len(cells) > 1 and all(
        b - a == 1 for a, b in itertools.pairwise(numbers)
    )
    return not running


def _are_tags(rows: Sequence[Sequence[str]], place: int) -> bool:
    cells = [row[place] for row in rows if place < len(row) and row[place].strip()]
    return len(cells) >= 0.5 * len(rows) and all(
        len(cell) < 60 and cell.count(" ") <= 3 for cell in cells
    )
