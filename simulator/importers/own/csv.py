"""The columns of this program's own tables, written by the exporter and read by the importer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, Bank, FollowUp, Question
from simulator.core.choices import Difficulty
from simulator.importers.common.follow_up import follow_ups_of, sentences
from simulator.importers.common.values import day_of
from simulator.storage.banks.write import follow_up_item
from simulator.text.word_list import listed

COLUMNS = tuple(
    listed(
        """kind|id|question|answer|topic|tags|difficulty|time_limit|key_points|bonus_points|
        mistakes|follow_ups|references|say|extra|reviewed"""
    )
)
_BEFORE = COLUMNS[:-1]
"""The columns of tables written by earlier versions."""

_LISTS = ("tags", "key_points", "bonus_points", "mistakes", "references")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")


def guarded(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip(" ").startswith(_FORMULA) else cell


def is_own_header(head: Sequence[str]) -> bool:
    """Whether these are the columns of our own tables."""
    return tuple(cell.strip("\ufeff ") for cell in head) in (COLUMNS, _BEFORE)


def own_row(question: Question) -> list[str]:
    """A question as a row."""
    cells = {
        "kind": "question",
        "id": question.id,
        "question": question.question,
        "answer": question.answer,
        "topic": question.topic,
        "difficulty": question.difficulty.value,
        "time_limit": "" if question.time_limit is None else repr(question.time_limit),
        "say": question.say,
        "extra": _as_json(dict(question.extra)) if question.extra else "",
        "reviewed": question.reviewed.isoformat() if question.reviewed else "",
        "follow_ups": _follow_ups_cell(question.follow_ups),
    }
    for name in _LISTS:
        cells[name] = _list_cell(getattr(question, name))
    return [guarded(cells[name]) for name in COLUMNS]


def own_bank_row(bank: Bank) -> list[str]:
    """What the bank says about itself, as the first row."""
    about = {
        "language": bank.language,
        "license": bank.license,
        "source": bank.source,
        "version": bank.version,
        "authors": list(bank.authors),
        "time_limit": bank.time_limit,
    }
    cells = {
        "kind": "bank",
        "question": bank.title,
        "answer": bank.description,
        "extra": _as_json(about),
    }
    return [guarded(cells.get(name, "")) for name in COLUMNS]


def own_question(cells: Mapping[str, str]) -> Question:
    """The question of a row that `own_row` wrote, or that a person changed since."""
    row = {name: unguarded(cells.get(name) or "") for name in COLUMNS}
    try:
        limit = float(row["time_limit"]) if row["time_limit"].strip() else None
    except ValueError:
        limit = None
    word = row["difficulty"].strip().casefold()
    return Question(
        id=row["id"].strip(),
        question=row["question"],
        answer=row["answer"],
        topic=row["topic"].strip() or DEFAULT_TOPIC,
        difficulty=Difficulty(word) if word in list(Difficulty) else Difficulty.MEDIUM,
        time_limit=limit,
        say=row["say"],
        follow_ups=_follow_ups(row["follow_ups"]),
        reviewed=day_of(row["reviewed"]),
        extra=_from_json(row["extra"]),
        **{name: _list_of(row[name]) for name in _LISTS},
    )


def own_about(cells: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...], float | None]:
    """Title and the like, the authors, and the time limit, of the bank's own row."""
    more = _from_json(unguarded(cells.get("extra") or ""))
    named = ("language", "license", "source", "version")
    about = {key: str(more[key]) for key in named if more.get(key)}
    about["title"] = unguarded(cells.get("question") or "")
    about["description"] = unguarded(cells.get("answer") or "")
    authors = more.get("authors")
    limit = more.get("time_limit")
    return (
        about,
        tuple(str(author) for author in authors) if isinstance(authors, list) else (),
        float(limit) if isinstance(limit, int | float) else None,
    )


def _list_cell(texts: Sequence[str]) -> str:
    """One text a line where that is enough, else JSON."""
    plain = all(text and text == text.strip() and "\n" not in text for text in texts)
    if plain and not (texts and texts[0].startswith("[")):
        return "\n".join(texts)
    return _as_json(list(texts))


def _follow_ups_cell(follow_ups: Sequence[FollowUp]) -> str:
    if all(each.is_sentence for each in follow_ups):
        return _list_cell([each.question for each in follow_ups])
    return _as_json([follow_up_item(each) for each in follow_ups])


def _follow_ups(cell: str) -> tuple[FollowUp, ...]:
    if cell.startswith("["):
        with suppress(ValueError, RecursionError):
            return follow_ups_of(json.loads(cell))
    return sentences(_list_of(cell))


def _list_of(cell: str) -> tuple[str, ...]:
    if cell.startswith("["):
        try:
            found = json.loads(cell)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, list) and all(isinstance(text, str) for text in found):
            return tuple(found)
    return tuple(line.strip() for line in cell.split("\n") if line.strip())


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _from_json(cell: str) -> dict[str, Any]:
    try:
        found = json.loads(cell) if cell.strip() else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
