"""Who is admitted, and what the page itself may load."""

from __future__ import annotations

import pytest

from simulator.ui.browser.guard import Guard, Visit, content_policy
from simulator.ui.browser.page import terminal_page
from simulator.ui.browser.tab import within

HERE = "127.0.0.1:8000"
GUARD = Guard((HERE, "localhost:8000"), "token", "crumb")


@pytest.mark.parametrize(
    "visit",
    [
        Visit(HERE, token="token"),
        Visit(HERE, cookie="crumb"),
        Visit("localhost:8000", origin="http://localhost:8000", cookie="crumb"),
        Visit(HERE, origin=f"http://{HERE}", cookie="crumb", upgrade=True),
    ],
)
def test_the_guard_admits(visit: Visit) -> None:
    assert GUARD.refusal(visit) is None


@pytest.mark.parametrize(
    ("visit", "words"),
    [
        (Visit(HERE), "token"),
        (Visit(HERE, token="tokem"), "token"),
        (Visit(HERE, cookie="", token=""), "token"),
        (Visit(HERE, cookie="tökén"), "token"),
        (Visit(HERE, cookie="token"), "token"),
        (Visit(HERE, token="crumb"), "token"),
        (Visit("", token="token"), "name"),
        (Visit("evil.example:8000", token="token"), "name"),
        (Visit("127.0.0.1:8001", token="token"), "name"),
        (Visit(HERE, origin="http://evil.example", cookie="crumb"), "Another page"),
        (Visit(HERE, origin="null", cookie="crumb"), "Another page"),
        (Visit(HERE, origin="http://127.0.0.1:9000", cookie="crumb"), "Another page"),
        (Visit(HERE, cookie="crumb", upgrade=True), "own page"),
    ],
)
def test_the_guard_refuses(visit: Visit, words: str) -> None:
    refusal = GUARD.refusal(visit)
    assert refusal is not None
    assert words in refusal


def test_tokens_are_long_and_unique() -> None:
    first, second = Guard.of_loopback(1), Guard.of_any()
    assert len(first.token) >= 32
    assert first.token != second.token
    assert second.refusal(Visit("any.name:1", cookie=second.cookie)) is None
    assert second.cookie not in (second.token, first.cookie)


def test_the_page_loads_nothing_foreign_and_trusts_no_size() -> None:
    page = terminal_page('ws://h/ws"><script>', "99999999")
    assert page.count("<script") == page.count('<script src="/') == 2
    assert 'data-font-size="16"' in page
    assert "https://" not in page
    assert "frame-ancestors 'none'" in content_policy("h")
    assert within(-5, 100_000) == (20, 300)
    assert within("80", 24) is None
    assert within(True, None) is None
