"""Headless Chromium, driven by its own protocol: keys, the mouse, pictures, and what is shown.

    async with browsing(url, tmp_path) as page:
        await page.until("Start an interview")
        await page.press("Enter")
        await page.click("Press me")

The page's terminal is drawn on a canvas, which no test can read. So what the server sends is also
fed to our own emulator.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from tests.ui.terminal.emulator import Emulator
from tests.ui.terminal.terminal import DEADLINE

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1000,700",
    "--remote-debugging-port=0",
)

KEYS = {
    "Enter": ("Enter", 13, "\r"),
    "Escape": ("Escape", 27, ""),
    "Tab": ("Tab", 9, ""),
    "Down": ("ArrowDown", 40, ""),
    "Up": ("ArrowUp", 38, ""),
}
CTRL = 2


class Page:
    """One tab of the browser."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.emulator = Emulator(80, 24)
        self.size = (80, 24)
        self.problems: list[str] = []
        """Errors on the page's console, and what it could not load."""
        self._socket = socket
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._news = asyncio.Event()
        self._reader = asyncio.create_task(self._read())

    @property
    def text(self) -> str:
        """The contents of the page's terminal."""
        return self.emulator.text

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Call a method of the browser's protocol by its name."""
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params})
        async with asyncio.timeout(DEADLINE):
            answer = await self._answers[number]
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    async def until(self, what: str | Callable[[str], bool], deadline: float = DEADLINE) -> str:
        """Return the screen once it holds a text or fulfils a predicate."""
        found = (lambda text: what in text) if isinstance(what, str) else what
        try:
            async with asyncio.timeout(deadline):
                while not found(self.text):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"{what!r} not within {deadline} s:\n{self.text}") from None
        return self.text

    async def press(self, key: str) -> None:
        """Press one key: a letter, a name of `KEYS`, or `ctrl+s`."""
        modifiers = CTRL if key.startswith("ctrl+") else 0
        name = key.removeprefix("ctrl+")
        code, number, text = KEYS.get(name, (name, ord(name[0].upper()), name))
        event = {"key": code, "windowsVirtualKeyCode": number, "modifiers": modifiers}
        typed = {"text": text} if text and not modifiers else {}
        await self.call("Input.dispatchKeyEvent", type="keyDown", **event, **typed)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    async def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        for letter in text:
            await self.press(letter)

    async def click(self, text: str) -> None:
        """Click the middle of a text, once it is shown."""
        await self.until(text)
        lines = self.text.splitlines()
        row = next(place for place, line in enumerate(lines) if text in line)
        column = lines[row].index(text) + len(text) / 2
        where = "JSON.stringify(document.querySelector('.xterm-screen').getBoundingClientRect())"
        box = json.loads(await self.evaluate(where))
        columns, rows = self.size
        at = {
            "x": box["left"] + box["width"] * column / columns,
            "y": box["top"] + box["height"] * (row + 0.5) / rows,
        }
        await self.call("Input.dispatchMouseEvent", type="mouseMoved", **at)
        for kind in ("mousePressed", "mouseReleased"):
            await self.call(
                "Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at
            )

    async def click_until(self, text: str, effect: str) -> None:
        """Click a text until something else is shown.

        A click between two paints of a footer has no effect, which can happen to people, too.
        """
        for _ in range(10):
            await self.click(text)
            with contextlib.suppress(AssertionError):
                await self.until(effect, 5.0)
                return
        raise AssertionError(f"clicks on {text!r} do not bring {effect!r}:\n{self.text}")

    async def press_until(self, key: str, effect: str) -> None:
        """Press a key until something is shown.

        For keys that may be pressed twice: a rating counts only once the answer could be read.
        """
        for _ in range(10):
            await self.press(key)
            with contextlib.suppress(AssertionError):
                await self.until(effect, 1.0)
                return
        raise AssertionError(f"{key!r} does not bring {effect!r}:\n{self.text}")

    async def evaluate(self, script: str) -> Any:
        """Return the value of a JavaScript expression."""
        answer = await self.call("Runtime.evaluate", expression=script, awaitPromise=True)
        return answer["result"].get("value")

    async def picture(self, path: Path) -> bytes:
        """Write a screenshot of the window to a PNG file."""
        answer = await self.call("Page.captureScreenshot", format="png")
        data = base64.b64decode(answer["data"])
        path.write_bytes(data)
        return data

    async def close(self) -> None:
        """Stop listening."""
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type is WSMsgType.TEXT:
                news = json.loads(message.data)
                if "id" in news:
                    self._answers.pop(news["id"]).set_result(news)
                else:
                    self._heed(news["method"], news["params"])
                    self._news.set()

    def _heed(self, method: str, params: dict[str, Any]) -> None:
        match method:
            case "Network.webSocketFrameReceived":
                if params["response"]["opcode"] == 2:
                    self.emulator.feed(base64.b64decode(params["response"]["payloadData"]))
            case "Network.webSocketFrameSent":
                sent = params["response"]["payloadData"]
                if sent.startswith('["resize"'):
                    asked = json.loads(sent)[1]
                    self.size = (asked["width"], asked["height"])
                    self.emulator.resize(*self.size)
            case "Log.entryAdded" if params["entry"]["level"] == "error":
                self.problems.append(params["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.problems.append(params["exceptionDetails"]["text"])
            case "Network.requestWillBeSent":
                url = params["request"]["url"]
                if not url.startswith(("http://127.0.0.1:", "http://localhost:", "data:")):
                    self.problems.append(f"asked for {url}")


def chromium() -> str | None:
    """Return the path of the browser, if it is installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@asynccontextmanager
async def browsing(url: str, folder: Path) -> AsyncIterator[Page]:
    """Open a page in a new browser that keeps everything in `folder`."""
    program = chromium()
    assert program is not None
    browser = await asyncio.create_subprocess_exec(
        program,
        *FLAGS,
        f"--user-data-dir={folder / 'profile'}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with (
            ClientSession() as session,
            session.ws_connect(
                await _address(session, folder / "profile"), max_msg_size=64 << 20
            ) as socket,
        ):
            page = Page(socket)
            for domain in ("Network", "Page", "Runtime", "Log"):
                await page.call(f"{domain}.enable")
            await page.call("Page.navigate", url=url)
            try:
                yield page
            finally:
                await page.close()
    finally:
        browser.terminate()
        await browser.wait()


async def _address(session: ClientSession, profile: Path) -> str:
    """Return the URL at which the browser's first page listens."""
    note = profile / "DevToolsActivePort"
    async with asyncio.timeout(DEADLINE):
        while not (note.exists() and note.read_text().strip()):
            await asyncio.sleep(0.02)
        port = note.read_text().split()[0]
        while True:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                for target in await answer.json():
                    if target["type"] == "page":
                        address: str = target["webSocketDebuggerUrl"]
                        return address
            await asyncio.sleep(0.02)
