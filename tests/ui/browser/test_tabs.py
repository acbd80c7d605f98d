"""Tabs over real sockets: strangers, limits, nonsense, and nothing left behind."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
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

from simulator.ui.browser.server import MOST_TABS
from tests.ui.browser.served import Served, gone, serving, tiny
from tests.ui.terminal.terminal import DEADLINE

pytestmark = pytest.mark.long


@asynccontextmanager
async def visiting(served: Served) -> AsyncIterator[ClientSession]:
    """A client that has opened the printed URL."""
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
    async with asyncio.timeout(DEADLINE):
        while data not in read:
            message = await socket.receive()
            assert message.type in (WSMsgType.BINARY, WSMsgType.TEXT), (message, read)
            read += message.data if isinstance(message.data, bytes) else message.data.encode()


async def test_strangers_are_refused_everything(tmp_path: Path) -> None:
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


@pytest.mark.parametrize(
    ("named", "welcome"),
    [
        (["{own}"], True),
        (["{own}\r\nno header"], False),
        (["{own}", "{own}"], False),
        (["{own}", "evil.example"], False),
        (["evil.example", "{own}"], False),
        ([], False),
    ],
)
async def test_only_a_single_right_host_name_is_admitted(
    named: list[str], welcome: bool, tmp_path: Path
) -> None:
    with serving(tiny(tmp_path)) as served:
        own = served.base.removeprefix("http://")
        names = "".join(f"Host: {name.format(own=own)}\r\n" for name in named)
        path = served.url.removeprefix(served.base)
        reader, writer = await asyncio.open_connection(*own.split(":"))
        writer.write(f"GET {path} HTTP/1.1\r\n{names}Connection: close\r\n\r\n".encode())
        async with asyncio.timeout(DEADLINE):
            answer = (await reader.read()).decode()
        writer.close()
        status = answer.split()[1]
        assert status in (("303",) if welcome else ("400", "403"))
        assert ("Set-Cookie" in answer) == welcome
        assert "Traceback" not in answer
        served.process.send_signal(signal.SIGTERM)
        served.process.wait(DEADLINE)
        assert served.process.stdout is not None
        assert "Traceback" not in served.process.stdout.read()


async def test_tabs_are_limited_robust_and_end_when_closed(tmp_path: Path) -> None:
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
            async with asyncio.timeout(DEADLINE):
                while len(served.children()) == MOST_TABS:
                    await asyncio.sleep(0.01)
            assert len(list(tmp_path.glob("ended-*"))) == 1
            again = await open_tab_soon(session, served)
            await read_until(again, b"hello tab")


async def open_tab_soon(session: ClientSession, served: Served) -> ClientWebSocketResponse:
    """Open a tab as soon as the server has noticed that another one is gone."""
    async with asyncio.timeout(DEADLINE):
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
            code = await asyncio.to_thread(served.process.wait, DEADLINE)
            assert code == (-9 if number is signal.SIGKILL else 128 + number)


async def test_a_tab_ends_when_its_program_does(tmp_path: Path) -> None:
    with serving(tiny(tmp_path)) as served:
        async with visiting(served) as session:
            socket = await open_tab(session, served)
            await read_until(socket, b"hello tab")
            os.kill(served.children()[0], signal.SIGKILL)
            async with asyncio.timeout(DEADLINE):
                while not socket.closed:
                    await socket.receive()
