"""Sessions as plain text and as Markdown."""

import re
from dataclasses import replace
from datetime import date

from hypothesis import example
from hypothesis import given as given_any
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from simulator.core.session import KeyPoint
from simulator.exporters.session_markdown import (
    fenced,
    literal,
    session_markdown,
    sessions_markdown,
    without_html,
)
from simulator.exporters.session_text import session_text
from tests.histories import given, session, skipped, unreached
from tests.samples import HOSTILE, sample_session

TODAY = date(2026, 11, 23)
READER = MarkdownIt("gfm-like", {"linkify": False})


def test_the_text_report() -> None:
    text = session_text(sample_session(), TODAY)
    assert text.startswith(
        "Plain, 22 Nov 2026, 18:30\ninterview, 5 questions, 3:26, finished\n\n"
        "2 of 3 solid or strong. You covered 4 of 6 key points. Sure and wrong on 1. "
        "1 not rated yet.\n\n"
        "Sure and wrong:\n- What is a deadlock, and how do you prevent one?\n  missed: "
    )
    for line in (
        "   answered, 0:41 of 1:00, key points 3 of 3, strong, confidence 4/5",
        "   time ran out, 1:30 of 1:30, key points 0 of 2, partial, with something wrong, "
        "confidence 5/5, flagged",
        "   skipped, 0:03 of 1:30",
        "   [x] bonus: May be recursive",
        "   Next time I will say: Name a library.",
        "   Judged again, blind, 1 Dec 2026, 09:00: solid",
        "  Concurrency  1 of 2 solid or strong, key points 60 %",
        "  sure (4-5)                 1                1",
        "  unsure (1-3)               1                0",
        "Today, 23 Nov 2026: these 2 again.",
    ):
        assert line in text.splitlines(), line


def test_the_text_of_a_session_without_anything() -> None:
    text = session_text(session(unreached("a")), TODAY)
    assert "No question was answered." in text
    assert "By topic" not in text
    assert "Confidence" not in text


def test_long_lines_are_wrapped_under_themselves() -> None:
    long = replace(given("a", 3), model_answer="word " * 60 + "\n\n- item", think_seconds=12.0)
    lines = session_text(session(long), TODAY).splitlines()
    assert max(map(len, lines)) <= 100
    assert any("thought for 0:12" in line for line in lines)
    assert "   - item" in lines


def tokens(markdown: str) -> list[str]:
    return [token.type for token in READER.parse(markdown)]


def test_markdown_has_every_part() -> None:
    markdown = session_markdown(sample_session(), TODAY)
    for line in (
        "# Plain, 22 Nov 2026, 18:30",
        "## Sure and wrong",
        "| 1 | What is a mutex? | strong | 3 of 3 | 0:41 of 1:00 | 4/5 |",
        "| Concurrency | 1 of 2 | 60 % |",
        "| sure (4-5) | 1 | 1 |",
        "## 1. What is a mutex?",
        "> A lock that one thread holds at a time.",
        "- [x] A lock",
        "- [ ] Everyone waits for another.",
        "**Next time I will say:** Name a library.",
        "Today, 23 Nov 2026: these 2 again.",
        "Judged again, blind, 1 Dec 2026, 09:00: solid",
    ):
        assert line in markdown.splitlines(), line
    assert tokens(markdown).count("table_open") == 4


def test_markdown_tells_the_think_time() -> None:
    assert "thought for 0:12" in session_markdown(
        session(replace(given("a", 3), think_seconds=12.0)), TODAY
    )


def test_markdown_without_anything_rated() -> None:
    markdown = session_markdown(session(unreached("a"), skipped("b")), TODAY)
    assert tokens(markdown).count("table_open") == 1
    both = sessions_markdown([session(unreached("a")), session(given("b", 3))], TODAY)
    assert "\n---\n" in both


@given_any(st.text(max_size=80))
@example("0.")
@example("12) apples")
@example("- no list")
def test_a_literal_reads_as_it_was(text: str) -> None:
    line = " ".join(text.split())
    shown = "".join(
        child.content if child.type == "text" else f"?{child.type}"
        for token in READER.parse(f"# {literal(text)}")
        if token.type == "inline"
        for child in token.children or ()
    )
    if "\0" not in line and not re.search(r"[\x00-\x1f\x7f]", line):
        assert shown == line.strip()


@given_any(st.text("`~ab\n ", max_size=60))
def test_words_in_a_fence_cannot_leave_it(text: str) -> None:
    kinds = tokens(f"{fenced(text)}\n\nafter")
    assert kinds == ["fence", "paragraph_open", "inline", "paragraph_close"]


def test_no_tag_is_live_but_code_is_untouched() -> None:
    assert without_html("a <b> `c <d>`\n```\n<e>\n```\n<f>") == (
        "a \\<b> `c <d>`\n```\n<e>\n```\n\\<f>"
    )


def test_hostile_texts_make_no_html() -> None:
    for text in HOSTILE.values():
        answer = replace(
            given("a", 2, confidence=5, note=text, topic=text),
            question=text,
            model_answer=text,
            text=text,
            key_points=(KeyPoint(text),),
        )
        kinds = READER.parse(session_markdown(session(answer), TODAY))
        assert not [token for token in kinds if token.type == "html_block"]
        inline = [child for token in kinds for child in token.children or ()]
        assert not [child for child in inline if child.type == "html_inline"]
