"""Texts with gaps, as Moodle writes them, and what belongs into the gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.common.options import one_or_list

_CLOZE = re.compile(r"\{\d{0,4}:(?P<kind>[A-Za-z_]{1,30}):(?P<choices>(?:\\.|[^{}\\])*)\}")
_WEIGHT = re.compile(r"^\s*(?:=|%-?\d+(?:\.\d+)?%)")
_ESCAPED = re.compile(r"\\([{}~#=\"/\\])")
_NUMBERED = re.compile(r"\[\[(\d{1,3})\]\]")
_BLANK = "_____"


def with_cloze(prompt: str, notes: str) -> tuple[str, str]:
    """A text with `{1:SHORTANSWER:=init~=systemd}`, `{1:MC:...}`, `{1:NUMERICAL:=3:0.1}`."""
    told: list[str] = []

    def opened(match: re.Match[str]) -> str:
        kind = match["kind"].upper()
        choices = re.split(r"(?<!\\)~", match["choices"])
        right = [one for one in choices if re.match(r"=|%(?!-|0%)", one.strip())]
        numeric = kind.startswith("N")
        names = [_name(one, numeric=numeric) for one in right]
        told.append(" or ".join(filter(None, names)) or "-")
        offered = kind.startswith("M") and [_name(one, numeric=False) for one in choices]
        return f"[{' / '.join(filter(None, offered))}]" if offered else _BLANK

    asked = _CLOZE.sub(opened, prompt)
    return asked, paragraphs(_list(told), notes)


def _name(choice: str, *, numeric: bool) -> str:
    """A choice without its weight and its feedback."""
    text = _WEIGHT.sub("", re.split(r"(?<!\\)#", choice, maxsplit=1)[0]).strip()
    text = _ESCAPED.sub(r"\1", text)
    value, colon, off = text.partition(":") if numeric else (text, "", "")
    return f"{value} (± {off})" if colon and off.strip(" 0.") else value


def with_numbers(prompt: str, words: Sequence[str], notes: str) -> tuple[str, str]:
    """A text with `[[1]]`, `[[2]]`, whose numbers are places in the list of words."""
    told = [
        words[int(match[1]) - 1]
        for match in _NUMBERED.finditer(prompt)
        if 0 < int(match[1]) <= len(words)
    ]
    offered = ", ".join(sorted(dict.fromkeys(words), key=str.casefold))
    asked = paragraphs(_NUMBERED.sub(_BLANK, prompt), f"Words: {offered}" if offered else "")
    return asked, paragraphs(_list(told), notes)


def with_brackets(prompt: str, signs: str, notes: str) -> tuple[str, str]:
    """A text with its answers in brackets, `A [cat] sat`; `signs` are the two of them."""
    begins, ends = (signs or "[]")[:1], (signs or "[]")[-1:]
    gap = re.compile(rf"{re.escape(begins)}([^\n{re.escape(ends)}]{{1,200}}){re.escape(ends)}")
    return gap.sub(_BLANK, prompt), paragraphs(_list(gap.findall(prompt)), notes)


def _list(told: Sequence[str]) -> str:
    return one_or_list(told) if told else ""
