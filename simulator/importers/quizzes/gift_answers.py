"""What stands in the braces of a GIFT question: choices, a truth, a number, pairs, or nothing."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.common.options import (
    Option,
    matched,
    one_or_list,
    right_answer,
    with_options,
)
from simulator.importers.html.text import markdown_of_html

_WEIGHT = re.compile(r"^%(-?\d+(?:\.\d+)?)%")
_UNESCAPED = re.compile(r"\\([~=#{}:\\n])")
_TRUTH = re.compile(r"^(TRUE|FALSE|T|F)\s*(?:#|$)")
_HASH = re.compile(r"(?<!\\)#")


@dataclass(frozen=True, slots=True)
class _Choice:
    kind: str
    """`=` or `~`"""
    text: str
    feedback: str
    weight: float
    """Per cent; above 0 it is right."""


def gift_text(text: str, form: str) -> str:
    """Text in one of GIFT's forms (html, moodle, markdown, plain) as Markdown."""
    text = _UNESCAPED.sub(lambda m: "\n" if m[1] == "n" else m[1], text)
    # What all lines below the first are indented by is the file's; what is more is the code's.
    first, newline, below = text.strip().partition("\n")
    text = first + newline + textwrap.dedent(below)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return markdown_of_html(text) if form in ("html", "moodle") else text


def question_and_answer(question: str, inside: str, form: str) -> tuple[str, str]:
    """The question's text, with its options if it has any, and what the braces answer."""
    bare = inside.strip()
    general_at = re.search(r"(?<!\\)####", inside)
    general = gift_text(inside[general_at.end() :], form) if general_at else ""
    choices = _choices(inside[: general_at.start()] if general_at else inside)
    if truth := _TRUTH.match(bare):
        notes = [gift_text(part, form) for part in _HASH.split(bare)[1:] if part.strip()]
        return question, paragraphs("True" if truth[1][0] == "T" else "False", *notes[-1:])
    if bare.startswith("#"):
        return question, paragraphs(_number(bare[1:], choices), general)
    if not choices:
        return question, paragraphs(gift_text(bare.split("####")[0], form), general)
    if any("->" in choice.text for choice in choices):
        asked, told = matched(question, _pairs(choices, form))
        return asked, paragraphs(told, general)
    return _chosen(question, choices, general, form)


def _choices(body: str) -> list[_Choice]:
    """The choices: each begins with `=` or `~` that no backslash escapes."""
    found = []
    places = [m.start() for m in re.finditer(r"(?<!\\)[=~]", body)]
    for start, end in zip(places, [*places[1:], len(body)], strict=False):
        piece = body[start + 1 : end].strip()
        weight = _WEIGHT.match(piece)
        text, *feedback = _HASH.split(piece[weight.end() :] if weight else piece, maxsplit=1)
        share = float(weight[1]) if weight else (100.0 if body[start] == "=" else 0.0)
        found.append(_Choice(body[start], text.strip(), "".join(feedback).strip(), share))
    return found


def _pairs(choices: Sequence[_Choice], form: str) -> list[tuple[str, str]]:
    parted = (gift_text(choice.text, form).partition("->") for choice in choices)
    return [(left, right) for left, arrow, right in parted if arrow]


def _chosen(question: str, choices: Sequence[_Choice], general: str, form: str) -> tuple[str, str]:
    right = [choice for choice in choices if choice.weight > 0]
    notes = paragraphs(*(gift_text(choice.feedback, form) for choice in right), general)
    texts = [gift_text(choice.text, form) for choice in choices]
    if all(choice.kind == "=" for choice in choices):
        return question, paragraphs(one_or_list(texts), notes)
    options = [
        Option(chr(65 + at % 26), text or "(nothing)", choice.weight > 0)
        for at, (text, choice) in enumerate(zip(texts, choices, strict=True))
    ]
    return with_options(question, options), right_answer(options, notes)


def _number(text: str, choices: Sequence[_Choice]) -> str:
    texts = [choice.text for choice in choices if choice.weight > 0]
    if not texts:
        texts = [re.split(r"(?<!\\)[~#]", text.strip(), maxsplit=1)[0].strip()]
    return "\n".join(map(_spread, texts))


def _spread(text: str) -> str:
    """`3:1` is 3, one more or less."""
    value, colon, off = text.partition(":")
    return f"{value} (± {off})" if colon and off.strip() not in ("", "0") else value
