"""Formulas, references and punctuation in the shipped bank are as they should be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.deep_learning.bank import Question

PLAIN_LISTS = ("key_points", "bonus_points", "mistakes", "references")

MATHS = re.compile(r"\$\$.+?\$\$|\$[^$\n]+(?:\n[^$\n]+)?\$", re.DOTALL)
CODE = re.compile(r"```.*?```|`[^`]+`", re.DOTALL)


def plain_texts(question: Question) -> Iterator[str]:
    """Everything that is shown or spoken as it stands, without Markdown."""
    yield from [question["say"]] if "say" in question else []
    for key in PLAIN_LISTS:
        yield from question[key]
    for each in question["follow_ups"]:
        yield from each["key_points"]


def markdown_texts(question: Question) -> Iterator[str]:
    """What may hold code and formulas."""
    yield question["question"]
    yield question["answer"]
    for each in question["follow_ups"]:
        yield each["question"]
        yield each["answer"]


def texts(question: Question) -> Iterator[str]:
    yield from markdown_texts(question)
    yield from plain_texts(question)


def test_backslashes_stand_in_literal_strings_only(source: str) -> None:
    parts = source.split("'''")
    assert len(parts) % 2 == 1, "an open literal string"
    assert [line for part in parts[::2] for line in part.splitlines() if "\\" in line] == []


def test_formulas_and_code_are_closed_and_stand_where_they_are_shown(
    questions: list[Question],
) -> None:
    problems = []
    for question in questions:
        for text in markdown_texts(question):
            without_code = CODE.sub("", text)
            if without_code.count("$") % 2 or "$" in MATHS.sub("", without_code):
                problems.append(f"{question['id']}: a formula is not closed")
            for formula in MATHS.findall(without_code):
                braces = formula.replace(r"\{", "").replace(r"\}", "")
                if braces.count("{") != braces.count("}"):
                    problems.append(f"{question['id']}: braces in {formula}")
            if without_code.count("`"):
                problems.append(f"{question['id']}: code is not closed")
        problems += [
            f"{question['id']}: {text}" for text in plain_texts(question) if {"$", "`"} & set(text)
        ]
    assert problems == []


def test_references_name_a_year_a_number_or_a_chapter(questions: list[Question]) -> None:
    """An arXiv number is four digits for year and month, then four or five digits."""
    source_of = re.compile(r"\b(19|20)\d\d\b|\bchapters? |\bsections? ")
    arxiv = re.compile(r"arXiv:\d\d(0[1-9]|1[0-2])\.\d{4,5}(?=$|[ ,;)])")
    problems = [
        f"{question['id']}: {reference}"
        for question in questions
        for reference in question["references"]
        if not source_of.search(reference)
        or ("arxiv" in reference.lower() and not arxiv.search(reference))
    ]
    assert problems == []


def test_arxiv_numbers_agree_with_year_and_author(questions: list[Question]) -> None:
    """The year is at most one off from the number's; one number has one author throughout."""
    problems = []
    authors: dict[str, str] = {}
    for question in questions:
        for reference in question["references"]:
            if (number := re.search(r"arXiv:((\d\d)\d\d\.\d+)", reference)) is None:
                continue
            year = re.search(r"\b20\d\d\b", reference)
            if year is None or int(year[0]) - 2000 - int(number[2]) not in (-1, 0, 1):
                problems.append(f"{question['id']}: {reference}")
            author = re.split(r"[ ,]", reference)[0]
            if authors.setdefault(number[1], author) != author:
                problems.append(f"{question['id']}: {author} or {authors[number[1]]}? {reference}")
    assert problems == []


def test_punctuation_is_plain(questions: list[Question]) -> None:
    odd = re.compile("[\u2013\u2014\u2026\u2018\u2019\u201c\u201d\u00a0\U0001f000-\U0001ffff]")
    problems = [
        f"{question['id']}: {found[0]!r}"
        for question in questions
        for text in texts(question)
        if (found := odd.search(text))
    ]
    assert problems == []


def test_english_has_no_translated_turns(questions: list[Question]) -> None:
    """Turns that readers of earlier drafts stumbled over, as they are not English."""
    translated = re.compile(
        r"\b(looks? whether|mails|\d+-billion model|what is it with|some thousand)\b"
    )
    problems = [
        f"{question['id']}: {found[0]}"
        for question in questions
        for text in texts(question)
        if (found := translated.search(text))
    ]
    assert problems == []
