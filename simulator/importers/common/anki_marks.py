"""Anki's own marks in a field: sounds go, formulas become those of Markdown."""

from __future__ import annotations

import re

_SOUND = re.compile(r"\[(?:sound:[^\]\n]{0,300}|anki:play[^\]\n]{0,60})\]")
_DISPLAY = re.compile(r"\[\$\$\](.*?)\[/\$\$\]", re.DOTALL)
_BRACKETED = re.compile(r"\[\$\](.*?)\[/\$\]", re.DOTALL)
_LATEX = re.compile(r"\[latex\](.*?)\[/latex\]", re.DOTALL)
_DOLLARS = re.compile(r"^\s*(\$\$?)(.*?)\1\s*$", re.DOTALL)


def without_marks(text: str) -> str:
    """The field with its formulas between dollar signs and without sounds."""
    if "[" not in text:
        return text
    text = _SOUND.sub("", text)
    text = _DISPLAY.sub(lambda match: f"${_inline(match[1])}$", text)
    text = _BRACKETED.sub(lambda match: _inline(match[1]), text)
    return _LATEX.sub(_formula, text)


def _inline(formula: str) -> str:
    """Between dollar signs; two braces side by side would end a gap where it is a card again."""
    return f"${formula.strip().replace('}}', '} }')}$"


def _formula(match: re.Match[str]) -> str:
    held = _DOLLARS.match(match[1])
    return _inline(held[2] if held else match[1])
