"""The program in a real browser, by keys and by mouse."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from simulator.core.session import Session
from simulator.core.states import Outcome, Phase, Rating, Status
from simulator.storage.store import Store
from tests.samples import TWO_QUESTIONS
from tests.ui.browser.browser import Page, browsing, chromium
from tests.ui.browser.served import serving, tiny
from tests.ui.terminal.terminal import DEADLINE

pytestmark = pytest.mark.long

needs_chromium = pytest.mark.skipif(chromium() is None, reason="chromium is not installed")


@needs_chromium
async def test_keys_and_mouse_in_a_browser(tmp_path: Path) -> None:
    with serving(tiny(tmp_path)) as served:
        async with browsing(served.url, tmp_path) as page:
            await page.until("hello tab web=1")
            await page.type("ab c")
            await page.until("typed <ab c>")
            await page.click("Press me")
            await page.until("pressed")
            assert await page.evaluate("document.cookie") == ""
            assert await page.evaluate("location.search") == ""
            assert len(await page.picture(tmp_path / "page.png")) > 3000
            assert page.problems == []
            await page.press("ctrl+q")
            ended = "getComputedStyle(document.querySelector('#closed')).display"
            async with asyncio.timeout(DEADLINE):
                while await page.evaluate(ended) != "flex":
                    await asyncio.sleep(0.02)


SETTINGS = """
[setup]
banks = ["mine"]
questions = 2
order = "bank"
"""


@asynccontextmanager
async def at_home(folder: Path, bank: str = TWO_QUESTIONS) -> AsyncIterator[tuple[Page, Store]]:
    """Open the home screen in a browser, served by the command, with a bank of two questions."""
    home = folder / "home"
    (home / "banks").mkdir(parents=True)
    (home / "banks" / "mine.toml").write_text(bank)
    (home / "settings.toml").write_text(SETTINGS)
    command = [sys.executable, "-m", "simulator", "--home", str(home), "serve", "--port", "0"]
    with serving(command, whole=True) as served:
        async with browsing(served.url, folder) as page:
            await page.until("Start an interview")
            yield page, Store(home, home)


def held(store: Store) -> Session:
    """Return the only session of a home, once it is finished."""
    (path,) = store.sessions.paths()
    session = store.sessions.load(path)
    assert session.status is Status.FINISHED
    return session


@needs_chromium
async def test_a_whole_interview_in_a_browser_by_keys(tmp_path: Path) -> None:
    async with at_home(tmp_path) as (page, store):
        await page.press("Enter")
        await page.until("Press Enter when you are ready")
        await page.press("Enter")
        await page.until("What is one?")
        await page.type("it is one")
        await page.until("it is one")
        await page.press("ctrl+s")
        await page.until("How sure are you")
        await page.press("4")
        await page.until("POINT-a")
        await page.press_until("1", "chosen")
        await page.press("u")
        await page.until(lambda text: "chosen" not in text)
        await page.press("a")
        await page.until("a ✓ POINT-a")
        await page.picture(tmp_path / "judging.png")
        await page.press("Enter")
        await page.until("What is two?")
        await page.press("ctrl+s")
        await page.until("How sure are you")
        await page.press("2")
        await page.until("POINT-c")
        await page.press_until("3", "chosen")
        await page.press("Enter")
        await page.until("1 of 2 solid or strong")
        assert len(await page.picture(tmp_path / "report.png")) > 10_000
        assert page.problems == []
        first, second = held(store).answers
    assert (first.text, first.confidence, first.rating) == ("it is one", 4, Rating.PARTIAL)
    assert [point.covered for point in first.key_points] == [True, False]
    assert (second.text, second.confidence, second.rating) == ("", 2, Rating.SOLID)


@needs_chromium
async def test_a_follow_up_in_a_browser(tmp_path: Path) -> None:
    points = 'key_points = ["POINT-a", "POINT-b"]\n'
    asked_on = 'follow_ups = [{ question = "And why?", key_points = ["POINT-why"] }]\n'
    bank = TWO_QUESTIONS.replace(points, points + asked_on)
    async with at_home(tmp_path, bank) as (page, store):
        await page.press("Enter")
        await page.until("Press Enter when you are ready")
        await page.press("Enter")
        await page.until("What is one?")
        await page.press("ctrl+s")
        await page.until("And why?")
        await page.until("follow-up 1 of 1")
        await page.type("for a reason")
        await page.until("for a reason")
        await page.press("ctrl+s")
        await page.until("How sure are you")
        await page.press("4")
        await page.until("follow-up 1: POINT-why")
        (path,) = store.sessions.paths()
        (asked,) = store.sessions.load(path).answers[0].asked_follow_ups
        assert page.problems == []
    assert (asked.text, asked.outcome) == ("for a reason", Outcome.ANSWERED)


@needs_chromium
async def test_a_whole_interview_in_a_browser_by_mouse(tmp_path: Path) -> None:
    async with at_home(tmp_path) as (page, store):
        await page.click_until("Start an interview", "Press Enter when you are ready")
        await page.click_until("Go on", "What is one?")
        await page.click_until("Done", "How sure are you")
        await page.click_until("certain", "POINT-a")
        await page.click_until("POINT-a", "a ✓ POINT-a")
        await page.click_until("I also said something wrong", "w ✓")
        await page.click_until("not yet", "chosen")
        await page.click_until("Go on", "What is two?")
        await page.click_until("Done", "How sure are you")
        await page.click_until("guessing", "POINT-c")
        await page.click_until("strong", "chosen")
        await page.click_until("Go on", "1 of 2 solid or strong")
        assert page.problems == []
        first, second = held(store).answers
    assert (first.confidence, first.rating, first.wrong) == (5, Rating.NOT_YET, True)
    assert (second.confidence, second.rating) == (1, Rating.STRONG)


@needs_chromium
async def test_text_typed_in_a_tab_outlives_the_tab(tmp_path: Path) -> None:
    async with at_home(tmp_path) as (page, store):
        await page.press("Enter")
        await page.until("Press Enter when you are ready")
        await page.press("Enter")
        await page.until("What is one?")
        await page.type("not lost")
        await page.until("not lost")
        await page.call("Page.navigate", url="about:blank")
        (path,) = store.sessions.paths()
        async with asyncio.timeout(DEADLINE):
            while store.sessions.load(path).answers[0].text != "not lost":
                await asyncio.sleep(0.02)
        session = store.sessions.load(path)
    assert session.status is Status.RUNNING
    assert session.current is not None
    assert session.current.phase is Phase.ANSWERING
