"""Anki's export as text: `#separator:` and its relatives, then a note a row."""

from __future__ import annotations

import re

from simulator.bank import DEFAULT_TOPIC, Question
from simulator.importers.cloze import filled, has_gaps, with_gaps
from simulator.importers.csv_rows import rows_of
from simulator.importers.draft import Draft, DraftItem
from simulator.importers.html_text import markdown_of_html
from simulator.importers.line_draft import Lines

_HEADER = re.compile(r"^#(?P<key>[a-z][a-z ]*):(?P<value>.*)$")
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_KEYS = ("separator", "html", "deck", "tags", "notetype", "columns", "deck column", "tags column",
         "notetype column", "guid column", "if matches", "name")  # fmt: skip


def looks_like(text: str) -> bool:
    """Whether it begins with Anki's own headers, or is nothing but rows with a tab."""
    lines = text.split("\n", 40)[:40]
    if any((m := _HEADER.match(line)) and m["key"] in _KEYS for line in lines[:8]):
        return True
    rows = [line for line in lines if line.strip() and not line.startswith("#")]
    return len(rows) >= 1 and sum("\t" in row.strip() for row in rows) >= 0.6 * len(rows)


def read(text: str, *, file: str) -> Draft:
    """The notes of the export."""
    made = Lines(file, text.split("\n"))
    head: dict[str, str] = {}
    body = list(made.lines)
    for at, line in enumerate(made.lines):
        if not line.startswith("#"):
            if line.strip():
                break
            continue
        match = _HEADER.match(line)
        if match and match["key"] in _KEYS:
            head[match["key"]] = match["value"].strip()
            made.leave(at + 1, at + 1, "a header of the export")
        else:
            made.leave(at + 1, at + 1, "a comment")
        body[at] = ""
    separator = _separator(head, body)
    rows = list(rows_of("\n".join(body), separator, file))
    html = head.get("html", "true" if any("<" in line for line in body[:50]) else "false") == "true"
    special = _special(head)
    if "tags" not in special and "columns" not in head:
        _guess_tags(special, [row for _, _, row in rows])
    for line, last, row in rows:  # type: ignore[assignment]
        if len(row) == 1 and row[0].startswith("#"):
            made.leave(line, last, "a comment")  # type: ignore[arg-type]
            continue
        if made.is_full:
            made.leave(line, rows[-1][1], "more than 20,000 questions")  # type: ignore[arg-type]
            break
        if item := _item(row, special, html, head, file, line, last):  # type: ignore[arg-type]
            made.items.append(item)
        else:
            made.leave(line, last, "a row without a question")  # type: ignore[arg-type]
    about = {"title": head.get("name") or head.get("deck", "").split("::")[-1]}
    return made.draft(
        "Anki text", otherwise="no note", refusal="no note with a front.", about=about
    )


def _separator(head: dict[str, str], body: list[str]) -> str:
    name = head.get("separator", "").casefold()
    if name:
        return _SEPARATORS.get(name, name if len(name) == 1 else "\t")
    text = "\n".join(body[:200])
    return "\t" if "\t" in text else ";" if ";" in text else ","


def _special(head: dict[str, str]) -> dict[str, int]:
    found = {}
    for key in ("deck", "tags", "notetype", "guid"):
        value = head.get(f"{key} column", "")
        if value.isdigit() and 0 < int(value) < 1_000:
            found[key] = int(value) - 1
    return found


def _guess_tags(special: dict[str, int], rows: list[list[str]]) -> None:
    """A third column of short words in most rows is taken for tags."""
    thirds = [row[2].strip() for row in rows if len(row) == 3]
    if (
        not special
        and len(thirds) >= 0.6 * len(rows)
        and rows
        and all(
            text and len(text) < 60 and text.count(" ") <= 3 and "<" not in text for text in thirds
        )
    ):
        special["tags"] = 2


def _item(
    row: list[str],
    special: dict[str, int],
    html: bool,
    head: dict[str, str],
    file: str,
    line: int,
    last: int,
) -> DraftItem | None:
    def named(key: str) -> str:
        place = special.get(key, -1)
        return row[place].strip() if 0 <= place < len(row) else ""

    taken = set(special.values())
    fields = [cell for place, cell in enumerate(row) if place not in taken]
    texts = [markdown_of_html(cell) if html else cell.strip() for cell in fields]
    if not texts or not any(letter.isalnum() for letter in texts[0]):
        return None
    question, answer = texts[0], "\n\n".join(filter(None, texts[1:]))
    sure, note = 1.0, ""
    if has_gaps(question):
        answer = f"{filled(question)}\n\n{answer}".strip()
        question, sure, note = with_gaps(question), 0.6, "a sentence with gaps"
    elif not answer:
        sure, note = 0.5, "no answer"
    tags = tuple(t for t in re.split(r"[\s,]+", named("tags") or head.get("tags", "")) if t)
    deck = (named("deck") or head.get("deck", "")).split("::")[-1]
    made = Question(named("guid"), question, answer, topic=deck or DEFAULT_TOPIC, tags=tags)
    return DraftItem(made, file, line, last, sure, note, bool(made.id))
