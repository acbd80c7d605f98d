"""Edits a bank's file and leaves every other byte as it is.

Not done with tomlkit, which moves a table between questions to the end and refuses a byte order
mark.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, Bank, FollowUp, Question, derived_id
from simulator.core.choices import Difficulty
from simulator.core.fields import fields_of
from simulator.storage.banks.values import follow_ups_of, item_of, seconds, with_texts
from simulator.storage.banks.write import follow_up_toml, question_toml
from simulator.storage.toml.edit_array import changed_array
from simulator.storage.toml.sections import Section, sections
from simulator.storage.toml.table import trimmed
from simulator.storage.toml.write import key, value
from simulator.system.listing import numbered
from simulator.text.cleaning import one_line

FIELDS = tuple(each.name for each in fields_of(Question) if each.name != "extra")
"""The editable fields of a question, in the order written."""

_LINES = {each.name for each in (*fields_of(Question), *fields_of(Bank)) if each.line}

HEAD = ("format", *(each.name for each in fields_of(Bank)))
"""A bank's metadata fields, in order."""

INLINE = "This bank keeps its questions inside one value, questions = [...]: edit the file itself."


class EditRefused(Exception):
    """An edit was refused and the file left as it was; the message is a sentence."""


def changes_between(old: Question, new: Question) -> dict[str, Any]:
    """Return the changed fields of a question; None for those that need not be written."""
    changes: dict[str, Any] = {}
    for name in FIELDS:
        now = getattr(new, name)
        if now != getattr(old, name):
            changes[name] = now or None
    if changes.get("topic") == DEFAULT_TOPIC:
        changes["topic"] = None
    return changes


def with_changes(data: bytes, changes: Mapping[int, Mapping[str, Any]]) -> bytes:
    """Change fields of questions by their index, from 0; None removes a field.

    If a question without an id gets another text, its derived id is written too, so that its
    history stays. Raises EditRefused.
    """
    text = data.decode("utf-8")
    tables = _questions(text)
    for index in sorted(changes, reverse=True):
        changed = dict(changes[index])
        follow_ups = changed.pop("follow_ups", ...)
        start, end = tables[index].start, tables[index].end
        part = _question_changed(text[start:end], changed, _line_end(text))
        text = text[:start] + part + text[end:]
        if follow_ups is not ...:
            text = _put_follow_ups(text, index, follow_ups or ())
    return text.encode("utf-8")


def with_head(data: bytes, changes: Mapping[str, Any]) -> bytes:
    """Change the bank's own fields. Raises EditRefused."""
    text = data.decode("utf-8")
    for name in HEAD:
        if name in changes:
            text = _put(text, sections(text)[0], name, changes[name], HEAD, _line_end(text))
    return text.encode("utf-8")


def _question_changed(part: str, changes: dict[str, Any], end: str) -> str:
    """Change values within the text of one `[[questions]]` table."""
    section = sections(part)[1]
    if "question" in changes and "id" not in changes and section.pair("id") is None:
        held = section.pair("question")
        before = tomllib.loads(part[held.start : held.end])["question"] if held else ""
        changes["id"] = derived_id(before.strip())
    for name in FIELDS:
        if name in changes:
            part = _put(part, sections(part)[1], name, changes[name], FIELDS, end)
    return part


def with_question(data: bytes, question: Question, after: int | None = None) -> bytes:
    """Insert a question after another, counted from 0, or at the end.

    Raises EditRefused.
    """
    text = data.decode("utf-8")
    tables = _questions(text)
    index = len(tables) if after is None else after + 1
    at = len(text) if after is None else _block(text, after)[1]
    end = _line_end(text)
    before, behind = text[:at], text[at:]
    if before and not before.endswith("\n"):
        before += end
    if before.strip() and not before.endswith(("\n\n", "\n\r\n")):
        before += end
    block = question_toml(question).replace("\n", end)
    gap = end if behind.strip() else ""
    written = (before + block + gap + behind).encode("utf-8")
    defaults = tomllib.loads(text.lstrip("\ufeff")).get("defaults", {})
    if question.difficulty is Difficulty.MEDIUM and "difficulty" in defaults:
        # Left out, the difficulty would become the bank's own default.
        written = with_changes(written, {index: {"difficulty": question.difficulty}})
    return written


def without_question(data: bytes, index: int) -> bytes:
    """Remove the question at `index`, from 0, and the comment attached to it.

    Raises EditRefused.
    """
    text = data.decode("utf-8")
    _questions(text)
    tables = sections(text)
    kept = text
    for section in reversed(_parts(tables, index)):
        start, end = _lead(text, section.start), _end(text, tables, section)
        if not kept[end:].strip():
            start = len(kept[:start].rstrip()) + len(_line_end(text))
        kept = kept[:start] + kept[end:]
    return kept.encode("utf-8")


def blocks(data: bytes) -> list[bytes] | None:
    """Split the file before each question: the head first, then one block per question.

    None if that is impossible: another table follows a question, or they are not tables.
    """
    text = data.decode("utf-8")
    tables = sections(text)
    first = next((n for n, each in enumerate(tables) if each.key[:1] == ("questions",)), None)
    if tables[0].pair("questions") is not None:
        return None
    if first is None:
        return [data]
    if any(each.key[:1] != ("questions",) for each in tables[first:]):
        return None
    starts = [
        _lead(text, each.start) for each in tables[first:] if each.many and len(each.key) == 1
    ]
    ends = [*starts[1:], len(text)]
    cut = [text[: starts[0]], *(text[a:b] for a, b in zip(starts, ends, strict=True))]
    return [piece.encode("utf-8") for piece in cut]


def line_of(data: bytes, index: int) -> int:
    """Return the first line, from 1, of the question at `index`, from 0; 1 if unknown."""
    try:
        text = data.decode("utf-8")
        return text.count("\n", 0, _questions(text)[index].start) + 1
    except (EditRefused, IndexError):
        return 1


def copied(question: Question, taken: frozenset[str]) -> Question:
    """Copy a question under an id that is not taken."""
    names = numbered(f"{question.id}-copy")
    return replace(question, id=next(each for each in names if each not in taken))


def _questions(text: str) -> list[Section]:
    """Return the `[[questions]]` sections."""
    tables = sections(text)
    if tables[0].pair("questions") is not None:
        raise EditRefused(INLINE)
    return [table for table in tables if table.many and table.key == ("questions",)]


def _parts(tables: tuple[Section, ...], index: int) -> list[Section]:
    """Return the sections of one question: its own, and the tables inside it."""
    parts: list[Section] = []
    number = -1
    for table in tables:
        if table.key[:1] == ("questions",):
            number += table.many and len(table.key) == 1
            if number == index:
                parts.append(table)
    return parts


def _block(text: str, index: int) -> tuple[int, int]:
    """Return the offsets at which a question's block starts and ends."""
    tables = sections(text)
    parts = _parts(tables, index)
    return _lead(text, parts[0].start), _end(text, tables, parts[-1])


def _end(text: str, tables: tuple[Section, ...], section: Section) -> int:
    """Return the end of a section: before the comment attached to the next one."""
    return len(text) if section is tables[-1] else max(section.body, _lead(text, section.end))


def _lead(text: str, header: int) -> int:
    """Return where the comment directly above a header begins; the header itself if none.

    A comment without a blank line above it belongs to what precedes it.
    """
    start = header
    while start:
        line = text.rfind("\n", 0, start - 1) + 1
        written = text[line:start].strip()
        if not written.startswith("#"):
            return header if written else start
        start = line
    return header


def _put(
    text: str, section: Section, name: str, item: Any, order: Sequence[str], line_end: str
) -> str:
    """Set one key of a section, or remove it if None; a new key is inserted in order."""
    pair = section.pair(name)
    if item is None:
        return text if pair is None else text[: pair.start] + text[pair.end :]
    if pair is not None and len(pair.key) == 1:
        held = text[pair.value : pair.value_end]
        written = _changed(held, name, item).replace("\r\n", "\n").replace("\n", line_end)
        return text[: pair.value] + written + text[pair.value_end :]
    at = section.body
    for earlier in order[: order.index(name)]:
        before = section.pair(earlier)
        at = max(at, before.end) if before else at
    line = f"{key(name)} = {_written(item)}\n".replace("\n", line_end)
    if at and text[at - 1] != "\n":
        line = line_end + line
    return text[:at] + line + text[at:]


def _put_follow_ups(text: str, index: int, new: tuple[FollowUp, ...]) -> str:
    """Replace a question's follow-ups, in the form the file already uses."""
    everything = sections(text)
    parts = _parts(everything, index)
    tables = [part for part in parts if part.many and part.key == ("questions", "follow_ups")]
    pair, end = parts[0].pair("follow_ups"), _line_end(text)
    sentences = all(each.is_sentence for each in new)
    held = tomllib.loads(f"k = {text[pair.value : pair.value_end]}")["k"] if pair else []
    if not tables and (sentences or any(isinstance(each, dict) for each in held)):
        return _put(text, parts[0], "follow_ups", new or None, FIELDS, end)
    spans = [(_lead(text, part.start), _end(text, everything, part)) for part in tables]
    blocks = [text[start:stop] for start, stop in spans]
    held = [tomllib.loads(block)["questions"]["follow_ups"][0] for block in blocks]
    old = _held_follow_ups(held)
    written: list[str] = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for kind, i, i_end, j, j_end in steps:
        fresh = [follow_up_toml(each).replace("\n", end) for each in new[j:j_end]]
        written += blocks[i:i_end] if kind == "equal" else fresh
    at = spans[0][0] if spans else _end(text, everything, parts[0])
    for start, stop in reversed(spans):
        text = text[:start] + text[stop:]
    text = text[:at] + _joined(text[:at], written, text[at:], end) + text[at:]
    return _put(text, parts[0], "follow_ups", None, FIELDS, end)


def _held_follow_ups(items: list[Any]) -> tuple[FollowUp, ...]:
    """Return the follow-ups of a valid file as reading it would."""
    return tuple(with_texts(each, lambda _, text: trimmed(text)) for each in follow_ups_of(items))


def _joined(before: str, blocks: Sequence[str], behind: str, end: str) -> str:
    """Join tables with what precedes and follows them, separated by blank lines."""
    gap = end * 2
    made = ""
    for block in blocks:
        there = before + made
        made += "" if there.endswith(gap) else end if there.endswith(end) else gap
        made += block
    return made + (end if made and behind.strip() and not made.endswith(gap) else "")


def _changed(held: str, name: str, item: Any) -> str:
    if isinstance(item, tuple):
        old = tomllib.loads(f"k = {held}")["k"]
        if name == "follow_ups":
            array = changed_array(held, _held_follow_ups(old), item, item_of)
        else:
            tidy = one_line if name in _LINES else trimmed
            array = changed_array(held, [tidy(each) for each in old], item)
        if array is not None:
            return array
    return _written(item)


def _written(item: Any) -> str:
    if isinstance(item, str) and "\n" in item:
        return value(item + "\n")
    if isinstance(item, float):
        return value(seconds(item))
    if isinstance(item, tuple):
        return value([item_of(x) if isinstance(x, FollowUp) else x for x in item])
    return value(item)


def _line_end(text: str) -> str:
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
