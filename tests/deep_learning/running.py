"""The code and the figures of questions: run, mended, looked up in the answers."""

from __future__ import annotations

import contextlib
import io
import re
from typing import Any

from tests.deep_learning.bank import Question

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")


def code(text: str) -> str:
    """The one Python block of a text."""
    (block,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    return str(block)


def run(source: str) -> tuple[dict[str, Any], str]:
    """The names that a piece of code defines, and what it prints."""
    names: dict[str, Any] = {}
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(source, names)
    return names, out.getvalue().strip()


def run_rows(source: str) -> tuple[dict[str, Any], list[list[float]]]:
    """The names that a piece of code defines, and the numbers it prints, line by line."""
    names, printed = run(source)
    return names, [[float(each) for each in NUMBER.findall(line)] for line in printed.splitlines()]


def run_lines(source: str) -> tuple[dict[str, Any], list[str]]:
    """The names that a piece of code defines, and the lines it prints."""
    names, printed = run(source)
    return names, printed.splitlines()


def mended(source: str, fault: str, cure: str) -> str:
    """The code with its fault, which must be there once, replaced."""
    assert source.count(fault) == 1, fault
    return source.replace(fault, cure)


def answers(question: Question) -> str:
    """The answer and those of the follow-ups on one line, so that line ends hide no figure."""
    texts = [question["answer"], *(each["answer"] for each in question["follow_ups"])]
    return _plain(" ".join(texts))


def _plain(text: str) -> str:
    """On one line, in one spelling of numbers and of per cent."""
    return " ".join(text.split()).replace("{,}", ",").replace("per cent", "percent")


def says(question: Question, *parts: str) -> None:
    """Each part stands in the answer or in that of a follow-up."""
    text = answers(question)
    assert [part for part in parts if _plain(part) not in text] == []


def table(question: Question) -> list[list[float]]:
    """The numbers of each row of the question's artefact; rows without numbers are left out."""
    (block,) = re.findall(r"```(?:text)?\n(.*?)```", question["question"], re.DOTALL)
    rows = [[float(each) for each in NUMBER.findall(line)] for line in block.splitlines()]
    return [row for row in rows if row]
