"""The HTML report, read back by a parser: complete, self-contained, and no text is markup."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from hypothesis import given as given_any
from hypothesis import strategies as st

from simulator.core.session import KeyPoint, Session
from simulator.exporters.session_files import render
from simulator.exporters.session_html import sessions_html
from tests.histories import given, session, skipped, unreached
from tests.samples import HOSTILE, sample_session

TODAY = date(2026, 11, 23)

TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "section",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "div",
    "ul",
    "li",
    "ol",
    "br",
    "span",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "svg",
    "rect",
    "text",
    "line",
    "polyline",
    "circle",
    "article",
    "footer",
    "strong",
    "em",
    "s",
    "b",
    "code",
    "pre",
    "blockquote",
    "hr",
}
"""All tags that the report, and Markdown without tags and links, may contain."""


class Page(HTMLParser):
    """Collects the tags, their attributes and the text of a page; fails if a tag is not closed."""

    VOID = {"meta", "br", "hr"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def hostile(text: str) -> Session:
    points = (KeyPoint(text, True), KeyPoint(text, False), KeyPoint(text, True, bonus=True))
    answer = replace(
        given("a", 2, confidence=5, flagged=True, note=text),
        question=text,
        model_answer=text,
        text=text,
        topic=text,
        key_points=points,
    )
    good = replace(answer, id="b", rating=given("a", 4).rating)
    made = session(answer, good)
    return replace(made, setup=replace(made.setup, banks=(text,)))


def check_harmless(html: str) -> None:
    page = Page(html)
    assert set(page.tags) <= TAGS
    names = {name for name, _ in page.attributes}
    assert not names & {"href", "src", "style", "srcset", "xlink:href", "action"}
    assert not any(name.startswith("on") for name in names)
    assert "<script" not in html.casefold()


def test_everything_is_in_it() -> None:
    page = Page(sessions_html([sample_session()], TODAY))
    for words in (
        "Plain, 22 Nov 2026, 18:30",
        "2 of 3 solid or strong. You covered 4 of 6 key points. Sure and wrong on 1. "
        "1 not rated yet.",
        "What is a mutex?",
        "partial, with something wrong",
        "confidence 4/5",
        "0:41 of 1:00",
        "Next time I will say Name a library.",
        "Judged again, blind, 1 Dec 2026, 09:00: solid",
        "bonus: May be recursive",
        "Your strongest answer: What is a mutex?",
        "You flagged: What is a deadlock, and how do you prevent one?",
        "Sure of 2: 1 was solid or strong.",
        "In 2 days, 25 Nov 2026: these 2 again.",
        "Self-rated practice, not a prediction.",
    ):
        assert words in page.text, words


def test_it_is_self_contained_and_the_policy_allows_only_its_own_style() -> None:
    html = sessions_html([sample_session()], TODAY)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert style
    assert policy
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy[1]
    assert "default-src 'none'" in policy[1]
    assert "url(" not in style[1]
    assert "@media print" in style[1]
    assert "prefers-color-scheme: dark" in style[1]
    assert "http" not in html.replace("http-equiv", "")


def test_hostile_texts_stay_text() -> None:
    for text in HOSTILE.values():
        check_harmless(render([hostile(text)], "html", TODAY))


@given_any(st.text(max_size=200))
def test_no_text_becomes_a_tag(text: str) -> None:
    check_harmless(sessions_html([hostile(text)], TODAY))


def test_links_and_pictures_of_a_model_answer_are_not_live() -> None:
    answer = replace(
        given("a", 3),
        model_answer="[x](https://e.org) ![y](https://e.org/z.png) <https://e.org> **b**",
        think_seconds=12.0,
    )
    html = sessions_html([session(answer)], TODAY)
    check_harmless(html)
    assert "<strong>b</strong>" in html
    assert "thought for 0:12" in html


def test_questions_and_key_points_are_drawn_as_markdown() -> None:
    asked = "What does **weight decay** do to $\\|w\\|_2$?\n\n```py\nw *= 0.9\n```"
    model = "|a|n|\n|-|-:|\n|x|1|"
    points = (KeyPoint("Shrinks $\\beta$ by `a*b`", covered=True),)
    answer = replace(given("a", 3), question=asked, model_answer=model, key_points=points)
    html = sessions_html([session(answer)], TODAY)
    check_harmless(html)
    assert "What does <strong>weight decay</strong> do to ‖w‖₂?" in html
    assert '<code class="language-py">w *= 0.9\n</code>' in html
    assert "Shrinks β by <code>a*b</code>" in html
    assert '<td class="n">1</td>' in html


def test_charts_are_drawn_to_scale() -> None:
    one = session(given("a", 3, points="xx..", used=60, limit=120), given("b", 3, points="xxxx"))
    html = sessions_html([one], TODAY)
    # There is one bar by topic, 6 of 8 points: three quarters of 440 units.
    assert 'class="good" x="230.0" y="7.0" width="330.0"' in html
    # Half of the limit is used: half of the width, with the mark for the limit at its end.
    assert 'class="accent" x="230.0" y="7.0" width="220.0"' in html
    assert 'x1="670.0"' in html


def test_an_empty_session_is_a_page_too() -> None:
    page = Page(sessions_html([session(skipped("a"), unreached("b"))], TODAY))
    assert "No question was answered." in page.text
    assert "not reached" in page.text
    assert "svg" not in page.tags


def test_several_sessions_begin_with_the_trend() -> None:
    held = [session(given("a", rating), day=day) for day, rating in ((0, 1), (1, 3), (2, 4))]
    page = Page(sessions_html(held, TODAY))
    assert page.text.startswith("Mock interview 3 sessions 2 of 3 solid or strong")
    assert page.tags.count("polyline") == 1
    assert page.tags.count("section") == 3
    assert Page(sessions_html([], TODAY)).tags.count("section") == 0
