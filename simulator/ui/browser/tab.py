"""One browser tab: its own process, which ends with the tab or the server."""

from __future__ import annotations

import asyncio
import contextlib
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

GRACE_SECONDS = 3.0
"""How long a program may take to save and exit on its own."""

NARROWEST, WIDEST = 20, 500
LOWEST, HIGHEST = 5, 300
"""The sizes, in cells, that a page may ask for."""


def within(width: object, height: object) -> tuple[int, int] | None:
    """Limit a size in cells to what a program can draw; None if it is not a size."""
    if type(width) is not int or type(height) is not int:
        return None
    return min(max(width, NARROWEST), WIDEST), min(max(height, LOWEST), HIGHEST)


class Tab(AppService):
    """Runs `argv` for one tab, without a shell."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        write_bytes: Callable[[bytes], Awaitable[None]],
        write_str: Callable[[str], Awaitable[None]],
        close: Callable[[], Awaitable[None]],
        downloads: DownloadManager,
    ) -> None:
        super().__init__(
            argv[0],
            write_bytes=write_bytes,
            write_str=write_str,
            close=close,
            download_manager=downloads,
        )
        self._argv = argv

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        environment = self._build_environment(width=width, height=height)
        environment["TEXTUAL_DRIVER"] = "simulator.ui.browser.driver:TabDriver"
        environment["MOCK_INTERVIEW_WEB"] = "1"
        for name in ("EDITOR", "VISUAL"):
            environment.pop(name, None)
        self._process = await asyncio.create_subprocess_exec(
            *self._argv, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment
        )
        self._stdin = self._process.stdin
        return self._process

    async def run(self) -> None:
        """Forward what the program draws until it exits, then close the tab."""
        await super().run()
        with contextlib.suppress(ConnectionError, RuntimeError):
            await self.remote_close()

    async def stop(self) -> None:
        """Ask the program to exit, and kill it if it does not."""
        process, self._process = self._process, None
        with contextlib.suppress(TimeoutError, ConnectionError):
            await asyncio.wait_for(super().stop(), GRACE_SECONDS)
        if process is not None:
            try:
                await asyncio.wait_for(process.wait(), GRACE_SECONDS)
            except TimeoutError:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()

    async def on_meta(self, data: bytes) -> None:
        """Handle a request from the program; open links only if they lead to the web."""
        meta: dict[str, Any] = json.loads(data)
        if meta.get("type") == "open_url":
            scheme = urlsplit(str(meta.get("url"))).scheme.casefold()
            if scheme not in ("http", "https"):
                return
        await super().on_meta(data)

    async def obey(self, message: object) -> object:
        """Do what the page asks, ignoring nonsense; return the reply, if any."""
        match message:
            case ["stdin", str(typed)]:
                await self.send_bytes(typed.encode("utf-8", "replace"))
            case ["resize", {"width": width, "height": height}]:
                size = within(width, height)
                if size is not None:
                    await self.set_terminal_size(*size)
            case ["ping", (str() | int() | float()) as mark]:
                return ["pong", mark]
            case ["blur", *_]:
                await self.blur()
            case ["focus", *_]:
                await self.focus()
        return None
