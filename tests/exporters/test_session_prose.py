"""Sessions as plain text and as Markdown."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example
from hypothesis import given as given_any
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from simulator.core.report import Report
from simulator.core.report_document import (
    AnswerPart,
    Entry,
    Facts,
    Listing,
    Paragraph,
    Part,
    Quote,
    ReportDocument,
)
from simulator.core.session import AskedFollowUp, KeyPoint
from simulator.core.states import Outcome
from simulator.core.table import Cell, Column, Table
from simulator.exporters.session_files import SESSION_FORMATS, render
from simulator.exporters.session_markdown import (
    fenced,
    literal,
    session_markdown,
    sessions_markdown,
)
from simulator.exporters.session_text import session_text
from simulator.text.markdown_safe import harmless, with_tags, without_tags
from tests.histories import given, session, skipped, unreached
from tests.samples import HOSTILE, sample_session

TODAY = date(2026, 11, 23)
READER = MarkdownIt("gfm-like", {"linkify": False})


def test_the_text_report() -> None:
    text = session_text(sample_session(), TODAY)
    assert text.startswith(
        "Plain, 22 Nov 2026, 18:30\ninterview, 5 questions, 3:26, finished\n\n"
        "2 of 3 solid or strong. You covered 4 of 6 key points. Sure and wrong on 1. "
        "1 not rated yet.\nWent well: Databases.\nMost to gain: Concurrency.\n\n"
        "Sure and wrong:\n- What is a deadlock, and how do you prevent one?\n  missed: "
    )
    for line in (
        "   answered, 0:41 of 1:00, key points 3 of 3, strong, confidence 4/5",
        "   time ran out, 1:30 of 1:30, key points 0 of 2, partial, with something wrong, "
        "confidence 5/5,",
        "   skipped, 0:03 of 1:30",
        "   [x] bonus: May be recursive",
        "   Next time I will say: Name a library.",
        "   Judged again, blind, 1 Dec 2026, 09:00: solid",
        "  Concurrency           1 of 2      3 of 5     60 %",
        "  sure (4-5)                  1                1",
        "  unsure (1-3)                1                0",
        "In 2 days, 25 Nov 2026: these 2 again.",
    ):
        assert line in text.splitlines(), line


def test_the_text_report_fits_the_terminal() -> None:
    long = replace(given("a", 3), model_answer="word " * 60)
    for columns, widest in ((72, 72), (20, 40), (300, 100), (None, 100)):
        lines = session_text(session(long), TODAY, columns).splitlines()
        cells = [len(line) for line in lines if "word" in line]
        assert widest - 5 < max(cells) <= widest, columns


def test_the_text_of_an_empty_session() -> None:
    text = session_text(session(unreached("a")), TODAY)
    assert "No question was answered." in text
    assert "By topic" not in text
    assert "Confidence" not in text


def test_long_lines_are_wrapped_under_themselves() -> None:
    long = replace(given("a", 3), model_answer="word " * 60 + "\n\n- item", think_seconds=12.0)
    lines = session_text(session(long), TODAY).splitlines()
    assert max(map(len, lines)) <= 100
    assert any("thought for 0:12" in line for line in lines)
    assert "   • item" in lines


def test_a_question_and_an_answer_are_read_as_markdown() -> None:
    asked = "What does **weight decay** do\nto $\\|w\\|_2$?\n\n```py\nloss = f(w)\n```"
    model = "First I\nsay it.\n\n| 名前 | n |\n|---|--:|\n| a | 10 |\n\n索引，\n写入。"
    point = KeyPoint("Shrinks $\\beta$ by `a*b`", covered=True)
    text = session_text(
        session(replace(given("a", 3), question=asked, model_answer=model, key_points=(point,))),
        TODAY,
    )
    for line in (
        "1. What does weight decay do to ‖w‖₂?",
        "     loss = f(w)",
        "   Model answer: First I say it.",
        "   名前 │  n",
        "   a    │ 10",
        "   索引，写入。",
        "   [x] Shrinks β by a*b",
    ):
        assert line in text.splitlines(), text


def tokens(markdown: str) -> list[str]:
    return [token.type for token in READER.parse(markdown)]


def test_missed_questions_stand_behind_each_other_with_one_mark_between_two() -> None:
    missed = tuple(
        AskedFollowUp(f"{word}?", outcome=Outcome.ANSWERED, key_points=(KeyPoint("So"),))
        for word in ("Why", "When")
    )
    weak = replace(given("a", 2, points="x.", flagged=True), asked_follow_ups=missed)
    other = given("b", 1, points="x", confidence=5, flagged=True)
    held = session(weak, replace(other, key_points=(KeyPoint("Since when?"), KeyPoint("So."))))
    for fmt in SESSION_FORMATS:
        assert "?;" not in render([held], fmt, TODAY)
    assert "to be asked first next time: Why? When?" in render([held], "text", TODAY)


def test_markdown_has_every_part() -> None:
    markdown = session_markdown(sample_session(), TODAY)
    for line in (
        "# Plain, 22 Nov 2026, 18:30",
        "## Sure and wrong",
        "| 1 | What is a mutex? | strong | 3 of 3 | 0:41 of 1:00 | 4/5 |",
        "| Concurrency | 1 of 2 | 3 of 5 | 60 % |",
        "| sure (4-5) | 1 | 1 |",
        "## 1. What is a mutex?",
        "> A lock that one thread holds at a time.",
        "- [x] A lock",
        "- [ ] Everyone waits for another.",
        "**Next time I will say:** Name a library.",
        "In 2 days, 25 Nov 2026: these 2 again.",
        "Judged again, blind, 1 Dec 2026, 09:00: solid",
    ):
        assert line in markdown.splitlines(), line
    assert tokens(markdown).count("table_open") == 4


def test_no_fact_of_a_report_is_read_as_markdown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a fact is made of one day, a title from a file or a company's name."""
    marked, hostile = "*#|`<b>[x](y)_", literal("*#|`<b>[x](y)_")
    made = ReportDocument.of(Report(sample_session()), TODAY)
    table = Table((Column(marked),), ((Cell(marked),),))
    told = made._replace(
        title=marked,
        facts=(marked, marked),
        sentence=marked,
        topics=(marked,),
        parts={
            Part.TAKE: (Paragraph(marked), table),
            Part.NEXT: (Listing((Entry(marked, marked),)),),
        },
        answers=(
            AnswerPart(
                1, "A", marked,
                (Facts((Cell(marked),)), Quote(marked, "a", True), Quote(marked, marked, False)),
                (),
            ),
        ),
    )  # fmt: skip
    monkeypatch.setattr(ReportDocument, "of", lambda *_: told)
    markdown = session_markdown(sample_session(), TODAY)
    assert marked not in markdown
    assert markdown.count(hostile) == 15


def test_markdown_has_the_think_time() -> None:
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
    assert harmless("a <b> `c <d>`\n```\n<e>\n```\n<f>") == (
        "a \\<b> `c <d>`\n```\n<e>\n```\n\\<f>"
    )


@given_any(st.text("<\\`~ab!\n", max_size=40))
@example("```<script>`")
@example("\\`<script>\\`")
@example("\\\\<script>")
@example("| `a | <b> ` |\n|--|--|\n| 1 | 2 |")
def test_no_tag_is_ever_live_and_the_text_can_be_recovered(text: str) -> None:
    for made in (harmless(text), without_tags(text)):
        found = [
            child for token in READER.parse(made) for child in [token, *(token.children or ())]
        ]
        assert not [token for token in found if token.type in ("html_block", "html_inline")]
    assert with_tags(without_tags(text)) == text


def test_only_plain_links_are_live_and_no_picture_is_fetched() -> None:
    for live in (
        "[a](javascript:alert(1))",
        "[a]( JavaScript:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](data:text/html;base64,AAAA)",
        "[a][b]\n\n[b]: javascript:alert(1)",
        "![p](https://evil.example/p.png)",
        "![p][b]\n\n[b]: https://evil.example/p.png",
        "<javascript:alert(1)>",
    ):
        reader = MarkdownIt("gfm-like", {"linkify": False})
        reader.validateLink = lambda url: True  # type: ignore[method-assign]
        kinds = [child for token in reader.parse(harmless(live)) for child in token.children or ()]
        links = [str(token.attrGet("href")) for token in kinds if token.type == "link_open"]
        assert not [token for token in kinds if token.type == "image"], live
        assert all(link.startswith("https://") for link in links), live
    kept = "[paper](https://example.org/a_b), [mail](mailto:a@b.c) and [here](notes.md#top)"
    assert harmless(kept) == kept


def test_a_question_of_many_lines_has_its_first_paragraph_for_a_heading() -> None:
    asked = "What is\nprinted?\n```py\nprint(1)\n```"
    markdown = session_markdown(session(replace(given("a", 3), question=asked)), TODAY)
    assert "## 1. What is printed?\n\n```py\nprint(1)\n```\n" in markdown


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


def test_a_question_inside_a_sentence_is_wrapped_once() -> None:
    long = "What is the difference between " + ", ".join(f"word {n}" for n in range(20)) + "?"
    held = session(replace(given("a", 4), question=long), given("b", 1))
    lines = session_text(held, TODAY, 80).splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("Your strongest"))
    end = lines.index("", first)
    told = "Your strongest answer: What is the difference between word 0, word 1,"
    assert " ".join(lines[first:end]).startswith(told)
    assert all(len(line) > 60 for line in lines[first : end - 1])
