"""The browser server: who may come in, what a tab may do, and that nothing is left behind."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import (
    ClientSession,
    ClientWebSocketResponse,
    CookieJar,
    WSMsgType,
    WSServerHandshakeError,
)

from simulator.commands import serve
from simulator.session import Session
from simulator.states import Phase, Rating, Status
from simulator.store import Store
from simulator.web.guard import Guard, Visit, content_policy
from simulator.web.page import terminal_page
from simulator.web.server import MOST_TABS
from simulator.web.tab import within
from tests.samples import TWO_QUESTIONS
from tests.web.browser import Page, browsing, chromium
from tests.web.served import Served, gone, serving

HERE = "127.0.0.1:8000"
GUARD = Guard((HERE, "localhost:8000"), "token")


@pytest.mark.parametrize(
    "visit",
    [
        Visit(HERE, token="token"),
        Visit(HERE, cookie="token"),
        Visit("localhost:8000", origin="http://localhost:8000", cookie="token"),
        Visit(HERE, origin=f"http://{HERE}", cookie="token", upgrade=True),
    ],
)
def test_the_guard_lets_in(visit: Visit) -> None:
    assert GUARD.refusal(visit) is None


@pytest.mark.parametrize(
    ("visit", "words"),
    [
        (Visit(HERE), "token"),
        (Visit(HERE, token="tokem"), "token"),
        (Visit(HERE, cookie="", token=""), "token"),
        (Visit(HERE, cookie="tökén"), "token"),
        (Visit("evil.example:8000", token="token"), "name"),
        (Visit("127.0.0.1:8001", token="token"), "name"),
        (Visit(HERE, origin="http://evil.example", cookie="token"), "Another page"),
        (Visit(HERE, origin="null", cookie="token"), "Another page"),
        (Visit(HERE, origin="http://127.0.0.1:9000", cookie="token"), "Another page"),
        (Visit(HERE, cookie="token", upgrade=True), "own page"),
    ],
)
def test_the_guard_turns_away(visit: Visit, words: str) -> None:
    refusal = GUARD.refusal(visit)
    assert refusal is not None
    assert words in refusal


def test_tokens_are_long_and_never_the_same() -> None:
    first, second = Guard.of_loopback(1), Guard.of_any()
    assert len(first.token) >= 32
    assert first.token != second.token
    assert second.refusal(Visit("any.name:1", cookie=second.token)) is None


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("localhost", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("localhost.evil.example", False),
        ("", False),
    ],
)
def test_which_addresses_only_this_machine_reaches(host: str, expected: bool) -> None:
    assert serve.is_loopback(host) is expected


def test_another_address_needs_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert serve.run_serve(host="0.0.0.0") == 2
    assert "--allow-remote" in capsys.readouterr().err


def test_a_missing_package_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "simulator.web.server", None)
    assert serve.run_serve() == 1
    assert capsys.readouterr().err == serve.INSTALL + "\n"


def test_a_port_that_is_taken_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert serve.run_serve(port=port) == 1
    printed = capsys.readouterr().err
    assert f"127.0.0.1:{port}: Address already in use" in printed
    assert printed.count("\n") == 1


def test_the_page_asks_nobody_else_and_trusts_no_size() -> None:
    page = terminal_page('ws://h/ws"><script>', "99999999")
    assert page.count("<script") == page.count('<script src="/') == 2
    assert 'data-font-size="16"' in page
    assert "https://" not in page
    assert "frame-ancestors 'none'" in content_policy("h")
    assert within(-5, 100_000) == (20, 300)
    assert within("80", 24) is None
    assert within(True, None) is None


def tiny(folder: Path) -> list[str]:
    return [sys.executable, "-m", "tests.web.tiny_app", str(folder)]


@asynccontextmanager
async def visiting(served: Served) -> AsyncIterator[ClientSession]:
    """A client that followed the printed address."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        async with session.get(served.url) as answer:
            assert answer.status == 200
            assert answer.url.query_string == ""
        yield session


async def open_tab(session: ClientSession, served: Served) -> ClientWebSocketResponse:
    address = f"{served.base}/ws?width=80&height=24"
    return await session.ws_connect(address, headers={"Origin": served.base})


async def read_until(socket: ClientWebSocketResponse, data: bytes) -> None:
    read = b""
    async with asyncio.timeout(10):
        while data not in read:
            message = await socket.receive()
            assert message.type in (WSMsgType.BINARY, WSMsgType.TEXT), (message, read)
            read += message.data if isinstance(message.data, bytes) else message.data.encode()


async def test_strangers_are_turned_away_from_everything(tmp_path: Path) -> None:
    with serving(tiny(tmp_path)) as served:
        async with ClientSession() as session:
            for path in ("/", "/?token=wrong", "/static/js/textual.js", "/download/x", "/ws"):
                async with session.get(served.base + path) as answer:
                    assert answer.status == 403
                    assert answer.headers["X-Frame-Options"] == "DENY"
            for header in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
                async with session.get(served.url, headers=header) as answer:
                    assert answer.status == 403
        async with visiting(served) as session:
            with pytest.raises(WSServerHandshakeError, match="403"):
                await session.ws_connect(f"{served.base}/ws", headers={"Origin": "http://evil"})
            with pytest.raises(WSServerHandshakeError, match="403"):
                await session.ws_connect(f"{served.base}/ws")
            async with session.get(f"{served.base}/static/") as answer:
                assert answer.status == 403  # no list of files
            async with session.get(served.url, allow_redirects=False) as answer:
                cookie = answer.headers["Set-Cookie"]
                assert "HttpOnly" in cookie
                assert "SameSite=Strict" in cookie
        assert served.children() == []


async def test_tabs_are_few_sturdy_and_gone_when_closed(tmp_path: Path) -> None:
    with serving(tiny(tmp_path), env={"EDITOR": "vi", "VISUAL": "vi"}) as served:
        async with visiting(served) as session:
            tabs = [await open_tab(session, served) for _ in range(MOST_TABS)]
            with pytest.raises(WSServerHandshakeError, match="503"):
                await open_tab(session, served)
            async with session.get(served.base) as answer:
                assert answer.status == 503
                assert "Close one of them" in await answer.text()
            await read_until(tabs[0], b"hello tab web=1 editors=0")
            nonsense = [
                "x",
                "[]",
                "[1]",
                '["stdin", 5]',
                '["resize", {"width": -5, "height": "x"}]',
            ]
            nonsense += ['["resize", {"width": -5, "height": 0}]', '[["a"]]', "[" * 5000, "{}"]
            for each in nonsense:
                await tabs[0].send_str(each)
            await tabs[0].send_str('["stdin", "still \\ud800here"]')
            await read_until(tabs[0], b"typed <still ?here>")
            await read_until(tabs[1], b"hello tab")
            assert len(served.children()) == MOST_TABS
            await tabs[1].close()
            async with asyncio.timeout(10):
                while len(served.children()) == MOST_TABS:
                    await asyncio.sleep(0.01)
            assert len(list(tmp_path.glob("ended-*"))) == 1
            again = await open_tab_soon(session, served)
            await read_until(again, b"hello tab")


async def open_tab_soon(session: ClientSession, served: Served) -> ClientWebSocketResponse:
    """Open a tab as soon as the server has noticed that another one is gone."""
    async with asyncio.timeout(10):
        while True:
            with contextlib.suppress(WSServerHandshakeError):
                return await open_tab(session, served)
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
async def test_programs_end_with_the_server(number: signal.Signals, tmp_path: Path) -> None:
    with serving(tiny(tmp_path)) as served:
        async with visiting(served) as session:
            tabs = [await open_tab(session, served) for _ in range(2)]
            for tab in tabs:
                await read_until(tab, b"hello tab")
            children = served.children()
            os.kill(served.process.pid, number)
            assert await asyncio.to_thread(gone, children)
            assert len(list(tmp_path.glob("ended-*"))) == 2
            code = await asyncio.to_thread(served.process.wait, 10)
            assert code == (-9 if number is signal.SIGKILL else 128 + number)


async def test_a_tab_ends_when_its_program_does(tmp_path: Path) -> None:
    with serving(tiny(tmp_path)) as served:
        async with visiting(served) as session:
            socket = await open_tab(session, served)
            await read_until(socket, b"hello tab")
            os.kill(served.children()[0], signal.SIGKILL)
            async with asyncio.timeout(5):
                while not socket.closed:
                    await socket.receive()


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
            async with asyncio.timeout(5):
                while await page.evaluate(ended) != "flex":
                    await asyncio.sleep(0.02)


SETTINGS = """
[setup]
banks = ["mine"]
questions = 2
order = "bank"
"""


@asynccontextmanager
async def at_home(folder: Path) -> AsyncIterator[tuple[Page, Store]]:
    """The program's home screen in a browser, served by the command, with a bank of two."""
    home = folder / "home"
    (home / "banks").mkdir(parents=True)
    (home / "banks" / "mine.toml").write_text(TWO_QUESTIONS)
    (home / "settings.toml").write_text(SETTINGS)
    command = [sys.executable, "-m", "simulator", "--home", str(home), "serve", "--port", "0"]
    with serving(command, whole=True) as served:
        async with browsing(served.url, folder) as page:
            await page.until("Start an interview")
            yield page, Store(home, home)


def held(store: Store) -> Session:
    """The only session of a home, once it was finished."""
    (path,) = store.session_paths()
    session = store.load(path)
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
        await page.press("a")
        await page.until("a [x] POINT-a")
        await page.picture(tmp_path / "judging.png")
        await page.press("Enter")
        await page.until("What is two?")
        await page.press("ctrl+s")
        await page.until("How sure are you")
        await page.press("2")
        await page.until("POINT-c")
        await page.press("3")
        await page.until("chosen")
        await page.press("Enter")
        await page.until("1 of 2 solid or strong")
        assert len(await page.picture(tmp_path / "report.png")) > 10_000
        assert page.problems == []
        first, second = held(store).answers
    assert (first.text, first.confidence, first.rating) == ("it is one", 4, Rating.PARTIAL)
    assert [point.covered for point in first.key_points] == [True, False]
    assert (second.text, second.confidence, second.rating) == ("", 2, Rating.SOLID)


@needs_chromium
async def test_a_whole_interview_in_a_browser_by_mouse(tmp_path: Path) -> None:
    async with at_home(tmp_path) as (page, store):
        await page.click_until("Start an interview", "Press Enter when you are ready")
        await page.click_until("Go on", "What is one?")
        await page.click_until("Done", "How sure are you")
        await page.click_until("certain", "POINT-a")
        await page.click_until("POINT-a", "a [x] POINT-a")
        await page.click_until("I also said something wrong", "w [x]")
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
async def test_what_is_typed_in_a_tab_outlives_the_tab(tmp_path: Path) -> None:
    async with at_home(tmp_path) as (page, store):
        await page.press("Enter")
        await page.until("Press Enter when you are ready")
        await page.press("Enter")
        await page.until("What is one?")
        await page.type("not lost")
        await page.until("not lost")
        await page.call("Page.navigate", url="about:blank")
        (path,) = store.session_paths()
        async with asyncio.timeout(10):
            while store.load(path).answers[0].text != "not lost":
                await asyncio.sleep(0.02)
        session = store.load(path)
    assert session.status is Status.RUNNING
    assert session.current is not None
    assert session.current.phase is Phase.ANSWERING
