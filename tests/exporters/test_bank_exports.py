"""Banks are written and read back; no cell acts as a formula; GIFT and Anki are correct."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from simulator.core.bank import Bank, FollowUp, Question
from simulator.core.choices import Difficulty
from simulator.exporters.bank_files import BANK_FORMATS, export_bank
from simulator.importers import bank_of
from simulator.importers.files import read_bytes
from tests.strategies import banks

LOSSLESS = ("md", "csv", "json")

FULL = Bank(
    name="full",
    title="Everything",
    description="A bank with all fields.\n\n## not a question",
    language="de",
    authors=("A. Person", "B. Person"),
    license="CC-BY-4.0",
    source="https://example.org/bank",
    version="2.0",
    time_limit=90.0,
    questions=(
        Question(
            id="x",
            question="What does this print?\n\n```py\nprint(1)\n```",
            answer="It prints:\n\n### Answer\n\n## 1\n\n<!-- and a comment -->\n\n\\## kept",
            topic="Python",
            tags=("a b", "c"),
            difficulty=Difficulty.HARD,
            time_limit=12.5,
            key_points=("One", "Two\n- nested"),
            bonus_points=("=1+1",),
            mistakes=("- minus",),
            follow_ups=(
                FollowUp("Why?"),
                FollowUp(
                    "And:\n- this?\n<!-- follow-up {} -->\nAnswer:",
                    ("=1+1\nAnswer:", "- x"),
                    "It\n\nAnswer:\n- is $\\frac{1}{2}$",
                    40.0,
                ),
            ),
            reviewed=date(2026, 11, 29),
            references=("https://example.org",),
            say="print one",
            extra={"own": {"deep": [1, 2.5, True, "-->"]}},
        ),
        Question(id="y", question="'=quoted", answer="@SUM(A1)"),
    ),
)


def reread(bank: Bank, form: str) -> Bank:
    name = f"b{BANK_FORMATS[form].suffix}"
    return bank_of(read_bytes(export_bank(bank, form).encode(), name=name), bank.name)


@pytest.mark.parametrize("form", LOSSLESS)
def test_every_field_comes_back(form: str) -> None:
    assert reread(FULL, form) == FULL


@pytest.mark.parametrize("form", LOSSLESS)
@settings(max_examples=60, deadline=None)
@given(bank=banks().filter(lambda bank: bool(bank.questions)))
def test_any_bank_comes_back(form: str, bank: Bank) -> None:
    assert reread(bank, form) == bank


def test_no_cell_of_a_table_begins_like_a_formula() -> None:
    starts = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
    questions = tuple(
        Question(id=f"{sign}{n}", question=f"{sign}1", answer=f" {sign}2", key_points=(f"{sign}3",))
        for n, sign in enumerate(starts)
        if sign != "\t"
    )
    rows = csv.reader(io.StringIO(export_bank(Bank("b", "=title", questions), "csv")))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(starts)]
    assert "'=1" in cells


def test_gift_is_an_essay_that_reads_back_with_its_answer() -> None:
    bank = Bank("b", "T", (Question("i", "Is {x} = 1?", "Yes: ~1\n\nand #2", topic="Algebra"),))
    text = export_bank(bank, "gift")
    assert "\n\nand" not in text
    again = bank_of(read_bytes(text.encode(), name="b.gift"), "b").questions[0]
    assert (again.id, again.question, again.answer) == ("i", "Is {x} = 1?", "Yes: ~1\n\nand #2")
    assert again.topic == "Algebra"


def test_anki_text_holds_html_and_reads_back() -> None:
    bank = Bank(
        "b", "Deck", (Question("guid", "What is `x<y>`?", "- one\n- <script>two</script>"),)
    )
    text = export_bank(bank, "anki")
    assert "<script>" not in text
    assert "<li>one</li>" in text
    again = bank_of(read_bytes(text.encode(), name="b.txt"), "b").questions[0]
    assert (again.id, again.question) == ("guid", "What is `x<y>`?")
    assert "- one" in again.answer


@pytest.mark.parametrize("form", BANK_FORMATS)
def test_every_format_is_written(form: str) -> None:
    assert "What does this print?" in export_bank(FULL, form)


def test_no_tag_of_a_bank_is_live_in_markdown_and_it_comes_back() -> None:
    evil = "<script>alert(1)</script> `<b>` and <img src=x onerror=alert(1)>"
    bank = Bank(
        name="evil",
        title="<u>Evil</u>",
        questions=(
            Question(
                id="x",
                question=f"What is {evil}?",
                answer=f"{evil}\n\n<!-- a comment -->\n\n\\<i>",
                key_points=(evil,),
            ),
        ),
    )
    text = export_bank(bank, "md")
    tokens = MarkdownIt("commonmark").parse(text)
    found = [child for token in tokens for child in [token, *(token.children or ())]]
    live = [token.content for token in found if token.type in ("html_block", "html_inline")]
    assert [each for each in live if not each.startswith("<!-- ")] == []
    assert "`<b>`" in text
    assert reread(bank, "md") == bank


def test_formulas_for_anki_are_mathjax() -> None:
    bank = Bank(
        name="m",
        title="M",
        questions=(
            Question(
                id="x",
                question="What is $a < b^2$ for $5?",
                answer="$$\\frac{1}{n}$$\n\nCode: `$x_1$`",
            ),
        ),
    )
    text = export_bank(bank, "anki")
    assert "\\(a &lt; b^2\\)" in text
    assert "for $5?" in text
    assert "\\[\\frac{1}{n}\\]" in text
    assert "<code>$x_1$</code>" in text
