"""A bank in the formats that other people and programs read."""

from __future__ import annotations

import csv
import io
import json
import re
from enum import StrEnum
from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, Bank, Question
from simulator.core.choices import Difficulty
from simulator.importers.own.csv import COLUMNS, own_bank_row, own_row
from simulator.storage.banks.write import about

_LISTS = ("tags", "key_points", "bonus_points", "mistakes", "follow_ups", "references")
_NAMES = {
    "key_points": "Key points",
    "bonus_points": "Bonus points",
    "mistakes": "Common mistakes",
    "follow_ups": "Follow-ups",
    "references": "References",
}


class BankFormat(StrEnum):
    """The formats that a bank can be written in."""

    MARKDOWN = "md"
    CSV = "csv"
    ANKI = "anki"
    JSON = "json"
    GIFT = "gift"


def export_bank(bank: Bank, form: BankFormat) -> str:
    """The bank as text. Markdown, CSV and JSON can be imported back without loss."""
    match form:
        case BankFormat.MARKDOWN:
            from simulator.importers.own.markdown import bank_markdown

            return bank_markdown(bank)
        case BankFormat.CSV:
            return _csv(bank)
        case BankFormat.ANKI:
            return _anki(bank)
        case BankFormat.JSON:
            return _json(bank)
        case BankFormat.GIFT:
            return _gift(bank)


def _csv(bank: Bank) -> str:
    """One row for the bank, then one a question; no cell can act as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerow(own_bank_row(bank))
    writer.writerows(own_row(question) for question in bank.questions)
    return out.getvalue()


def _json(bank: Bank) -> str:
    data = about(bank)
    if bank.time_limit is not None:
        data["time_limit"] = bank.time_limit
    data["questions"] = [_fields(question) for question in bank.questions]
    return json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n"


def _fields(question: Question) -> dict[str, Any]:
    """The question under the names of the bank's file, without what says nothing."""
    fields: dict[str, Any] = {
        "id": question.id,
        "question": question.question,
        "answer": question.answer,
        "topic": question.topic if question.topic != DEFAULT_TOPIC else "",
        "difficulty": question.difficulty.value
        if question.difficulty is not Difficulty.MEDIUM
        else "",
        "time_limit": question.time_limit,
        "say": question.say,
        "extra": dict(question.extra),
    }
    fields |= {name: list(getattr(question, name)) for name in _LISTS}
    return {key: value for key, value in fields.items() if value not in ("", [], {}, None)}


def _anki(bank: Bank) -> str:
    """Anki's text import: the id as GUID, so that importing again updates the cards."""
    out = io.StringIO()
    out.write(
        "#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n#tags column:5\n"
        "#columns:GUID\tDeck\tFront\tBack\tTags\n"
    )
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    deck = bank.title.replace("::", ": ")
    for question in bank.questions:
        topic = question.topic.replace("::", ": ")
        tags = " ".join(
            re.sub(r"\s+", "_", tag) for tag in (*question.tags, question.difficulty.value)
        )
        writer.writerow(
            [
                question.id,
                f"{deck}::{topic}",
                _html(question.question),
                _html(_back(question)),
                tags,
            ]
        )
    return out.getvalue()


def _back(question: Question) -> str:
    """The answer and all that stands beside it, as Markdown."""
    parts = [question.answer]
    for name, title in _NAMES.items():
        texts = getattr(question, name)
        if texts:
            items = "\n".join("- " + text.replace("\n", "\n  ") for text in texts)
            parts.append(f"**{title}**\n\n{items}")
    return "\n\n".join(filter(None, parts))


def _html(text: str) -> str:
    """Markdown as HTML on one line; HTML in the text is shown, not obeyed."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").render(text)
    lines = made.strip().split("\n")
    inside, out = False, ""
    for line in lines:
        inside = inside or "<pre>" in line
        out += line + ("<br>" if inside and "</pre>" not in line else " ")
        inside = inside and "</pre>" not in line
    return out.strip()


def _gift(bank: Bank) -> str:
    """GIFT essays, the model answer as general feedback."""
    blocks = [f"// {_one_line(bank.title)}"]
    topic = ""
    for question in bank.questions:
        if question.topic != topic:
            topic = question.topic
            blocks.append(f"$CATEGORY: {_one_line(topic).replace('/', '//')}")
        tags = "".join(f" [tag:{_one_line(tag).replace(']', ')')}]" for tag in question.tags)
        name = _gift_text(_one_line(question.id))
        back = _back(question)
        inside = f"{{####{_gift_text(back)}}}" if back else "{}"
        blocks.append(
            f"// [id:{_one_line(question.id).replace(']', ')')}]{tags}\n"
            f"::{name}::[markdown]{_gift_text(question.question)} {inside}"
        )
    return "\n\n".join(blocks) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _gift_text(text: str) -> str:
    r"""Escaped for GIFT; line ends as `\n`, so that a blank line ends no question."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", text).replace("\n", "\\n")
