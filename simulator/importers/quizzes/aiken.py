"""Aiken, Moodle's simplest format: a question, lettered options, `ANSWER: B`."""

from __future__ import annotations

import re
from dataclasses import replace

from simulator.core.bank import Question
from simulator.importers.common.draft import Draft, DraftItem
from simulator.importers.common.line_draft import Lines
from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.common.options import choice
from simulator.importers.common.questionness import without_number

_OPTION = re.compile(r"^\s*([A-Za-z])\s*[.)]\s*(.*)$")
_ANSWER = re.compile(r"^\s*ANSWER\s*:\s*([A-Za-z](?:\s*,\s*[A-Za-z])*)\s*\.?\s*$", re.IGNORECASE)
_FEEDBACK = re.compile(r"^\s*(?:FEEDBACK|EXPLANATION)\s*:\s*(.*)$", re.IGNORECASE)


def looks_like(text: str) -> bool:
    """True if there are `ANSWER:` lines, nearly all of them after options."""
    lines = text.split("\n")
    answers = [at for at, line in enumerate(lines) if _ANSWER.match(line)]
    behind = [
        at for at in answers if any(_OPTION.match(line) for line in lines[max(0, at - 3) : at])
    ]
    marked = sum(line.lstrip().startswith(("#", "*", "- [")) for line in lines)
    return bool(behind) and len(behind) >= 0.9 * len(answers) and marked < len(behind)


def read(text: str, *, file: str) -> Draft:
    """The questions of an Aiken file."""
    made = Lines(file, text.split("\n"))
    stem: list[str] = []
    options: list[str] = []
    start = 0
    for number, line in enumerate(made.lines, 1):
        option, answer = _OPTION.match(line), _ANSWER.match(line)
        feedback = _FEEDBACK.match(line)
        if answer and stem and options:
            _add(made, start, number, stem, options, answer[1])
            stem, options = [], []
        elif feedback and made.items and not stem:
            last = made.items[-1]
            explained = replace(last.question, answer=paragraphs(last.question.answer, feedback[1]))
            made.items[-1] = replace(last, question=explained, last_line=number)
        elif option and stem and len(options) < 26 and option[1].upper() == chr(65 + len(options)):
            options.append(option[2].strip())
        elif options and line.strip():
            options[-1] += " " + line.strip()
        elif line.strip():
            start = number if not stem else start
            stem.append(line.strip())
        elif stem and not options:
            made.leave(start, number, "no options and no ANSWER line below it")
            stem = []
    if stem:
        made.leave(start, len(made.lines), "the ANSWER line is missing")
    refusal = "no question with an ANSWER line."
    return made.draft("Aiken", otherwise="belongs to no question", refusal=refusal)


def _add(
    made: Lines, start: int, number: int, stem: list[str], options: list[str], letters: str
) -> None:
    named = {letter.strip().upper() for letter in letters.split(",")}
    offered = [(text, chr(65 + at) in named) for at, text in enumerate(options)]
    question = Question("", *choice(without_number(" ".join(stem))[1], offered, ""))
    note = "" if any(right for _, right in offered) else "ANSWER names no option"
    made.items.append(DraftItem(question, made.file, start, number, 0.3 if note else 1.0, note))
