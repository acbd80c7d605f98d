"""Blackboard's text files: one question per line, tab-separated, starting with its kind."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.core.bank import Question
from simulator.importers.common.draft import Draft
from simulator.importers.common.line_draft import Lines
from simulator.importers.common.options import choice, matched, one_or_list, with_tolerance
from simulator.importers.html.text import markdown_of_html
from simulator.text.word_list import split_bars

_KINDS = frozenset(split_bars("MC|MA|TF|ESS|ORD|MAT|FIB|FIB_PLUS|FIL|NUM|SR|OP|JUMBLED_SENTENCE"))


def looks_like(text: str) -> bool:
    """True if nearly all lines begin with the name of a kind and a tab."""
    lines = [line for line in text[:200_000].split("\n") if line.strip()]
    known = sum(line.partition("\t")[0].strip() in _KINDS for line in lines)
    return bool(lines) and known >= 0.9 * len(lines)


def read(text: str, *, file: str) -> Draft:
    """The questions, one per line."""
    made = Lines(file, text.split("\n"))
    for number, line in enumerate(made.lines, 1):
        kind, *cells = (markdown_of_html(cell.strip()) for cell in line.split("\t"))
        if kind not in _KINDS or not cells:
            made.leave(number, number, "not a question of a kind that Blackboard has")
            continue
        asked, answer = _parted(kind, cells[0], [cell for cell in cells[1:] if cell])
        made.add(Question("", asked, answer), number, number, bare=0.9)
    return made.draft("Blackboard", otherwise="not a question", refusal="no question in it.")


def _parted(kind: str, asked: str, cells: Sequence[str]) -> tuple[str, str]:
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    if kind in ("MC", "MA", "OP"):
        offered = [(words, said.casefold() == "correct") for words, said in pairs]
        return choice(asked, offered, "") if offered else (asked, "")
    if kind == "MAT":
        return matched(asked, pairs)
    if kind == "ORD":
        return asked, "\n".join(f"{at}. {cell}" for at, cell in enumerate(cells, 1))
    if kind == "TF":
        return asked, cells[0].capitalize() if cells else ""
    if kind == "NUM":
        return asked, with_tolerance(*[*cells, "", ""][:2])
    return asked, one_or_list(cells)
