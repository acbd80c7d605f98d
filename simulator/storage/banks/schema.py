"""The JSON Schema of banks, for text editors; derived from the fields."""

from __future__ import annotations

import json
from typing import Any

from simulator.core.bank import Bank, FollowUp, Question
from simulator.core.fields import LONGEST_TEXT, MOST_QUESTIONS, Field, Kind, fields_of
from simulator.core.times import DEFAULT_TIME_LIMIT
from simulator.storage.banks.read import DEFAULTS, LANGUAGE
from simulator.storage.banks.write import FORMAT

_TEXT = {"type": "string", "maxLength": LONGEST_TEXT}
_MORE: dict[tuple[type, str], dict[str, Any]] = {
    (Bank, "language"): {
        "pattern": f"^{LANGUAGE.pattern}$",
        "default": "en",
        "examples": ["en", "de", "pt-BR", "zh"],
    },
    (Bank, "license"): {"examples": ["CC-BY-4.0", "CC0-1.0", "MIT"]},
    (Bank, "version"): {"examples": ["1.0", "2026-12"]},
    (Question, "time_limit"): {"default": DEFAULT_TIME_LIMIT},
}
"""Parts of the schema that only editors use."""


def schema_text() -> str:
    """Return the content of the schema's file."""
    return json.dumps(_schema(), indent=2) + "\n"


def _schema() -> dict[str, Any]:
    question = _table(Question)
    defaults = {name: question["properties"][name] for name in DEFAULTS}
    bank = _table(Bank)
    about = "The version of this format."
    bank["properties"] = {
        "format": {"description": about, "type": "integer", "enum": [FORMAT], "default": FORMAT},
        **bank["properties"],
        "defaults": {
            "description": "For questions that set none.",
            "type": "object",
            "additionalProperties": False,
            "properties": defaults,
        },
        "questions": {
            "description": "One [[questions]] table for each question, in the order of the bank.",
            "type": "array",
            "maxItems": MOST_QUESTIONS,
            "items": {"$ref": "#/definitions/question"},
        },
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Question bank of Mock Interview Simulator",
        "description": "A bank of interview questions, in TOML 1.0.",
        **bank,
        "definitions": {
            "follow_up": {
                "description": "What is asked after the answer; also as [[questions.follow_ups]].",
                **_table(FollowUp),
            },
            "question": question,
        },
    }


def _table(kind: type) -> dict[str, Any]:
    fields = fields_of(kind)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [each.name for each in fields if each.required],
        "properties": {
            each.name: {
                "description": each.about,
                **_value(each),
                **({"default": each.default} if each.when_set else {}),
                **_MORE.get((kind, each.name), {}),
            }
            for each in fields
        },
    }


def _value(field: Field) -> dict[str, Any]:
    match field.kind:
        case Kind.TEXTS:
            return {"type": "array", "items": _TEXT}
        case Kind.CHOICE:
            choices: Any = field.type
            return {"type": "string", "enum": list(choices)}
        case Kind.NUMBER:
            return {"type": "number", "minimum": field.least, "maximum": field.most}
        case Kind.DAY:
            return {"type": "string", "format": "date"}
        case Kind.TABLE:
            return {"type": "object"}
        case Kind.RECORDS:
            items = {"oneOf": [_TEXT, {"$ref": "#/definitions/follow_up"}]}
            return {"type": "array", "items": items}
    return {**_TEXT, "minLength": 1} if field.required else _TEXT
