"""Tests how Markdown is shown, in lines and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.core.answer_points import key_points_from_answer
from simulator.text.markdown import (
    in_one_line,
    joined_lines,
    markdown_html,
    markdown_lines,
    markdown_words,
)

SHOWN = {
    "**bold** and `a*b*c`, $x_1$": "bold and a*b*c, x₁",
    "[here](https://a.example) ![a cat](c.png)": "here (https://a.example) [picture: a cat]",
    "List<String> and <b>": "List<String> and <b>",
    "- no list in one line": "- no list in one line",
    "1. one\n2. two\n   more": "1. one\n2. two more",
    "索引加快查询，\n但是写入变慢。": "索引加快查询，但是写入变慢。",
    "日本語の\nテキスト": "日本語のテキスト",
    "한국어 줄\n바꿈": "한국어 줄 바꿈",
    "中文\nand English": "中文 and English",
    "|名前|n|\n|-|-:|\n|a|10|": "名前 │  n\na    │ 10",
    "Then\nI start": "Then I start",
    "a\n\n```py\nx = $1\n```": "a\n\n  x = $1",
    "> quoted\n> text": "quoted text",
    "about $\\sqrt{2 \\cdot\nx}$, or $16{,}915\n= y_1$": "about √(2 · x), or 16,915 = y₁",
    "$5 and\nthen 10$ or $a\n\n\\b$": "$5 and then 10$ or $a\n\n\\b$",
    "$\\unknown{x}$ and $\\infty$": "\\unknown{x} and ∞",
}


@pytest.mark.parametrize("written", SHOWN)
def test_markdown_is_shown_as_intended(written: str) -> None:
    lines = markdown_lines(written)
    assert "\n".join(line.lead + line.text for line in lines) == SHOWN[written]


def test_code_among_words_can_keep_its_ticks() -> None:
    (line,) = markdown_lines("say ``a `b` c`` and `d`", ticks=True)
    assert line.text == "say ``a `b` c`` and `d`"
    assert [span.styles for span in line.spans] == [(), ("code",), (), ("code",)]


def test_a_screen_reader_gets_plain_words() -> None:
    text = "Say **why**:\n\n- one\n- two\n\n|a|b|\n|-|-|\n|1|2|\n\n```py\nf(x)\n```"
    assert markdown_words(text).split("\n") == [
        "Say why:",
        "one",
        "two",
        "a: 1; b: 2",
        "Code:",
        "f(x)",
        "End of the code.",
    ]


def test_markdown_in_one_line() -> None:
    assert in_one_line("What **is**\n`x`?\n\nMore.") == "What is x?"
    assert in_one_line("```py\nx = 1\n```\nWhat?") == "x = 1"
    assert in_one_line("plain\nlines") == "plain lines"
    assert in_one_line("word " * 50, 12) == "word word w…"


@given(st.text("ab*_`[]()<>$\\\n|-#1. ", max_size=80))
def test_any_text_is_shown_without_live_tags(text: str) -> None:
    markdown_lines(text)
    markdown_words(text)
    assert "<script" not in markdown_html(text + "<script>")


def test_lines_join_as_their_script_requires() -> None:
    assert joined_lines("索引，\n写入") == "索引，写入"
    assert joined_lines(" a \n\n b") == "a b"


def test_points_of_an_answer_keep_formulas_and_code() -> None:
    answer = "- **Uses** $x_{i} * y_j$ and `a*b`\n- 索引，\n  写入"
    assert key_points_from_answer(answer) == ("Uses $x_{i} * y_j$ and `a*b`", "索引，写入")
