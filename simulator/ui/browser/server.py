"""The server: one page, one web socket, and a guard before everything."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import socket
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import textual_serve
from aiohttp import WSCloseCode, WSMsgType, web
from textual_serve.server import Server

from simulator.system import log
from simulator.ui.browser.guard import HEADERS, Guard, Visit, content_policy
from simulator.ui.browser.page import SCRIPT, note_page, terminal_page
from simulator.ui.browser.tab import Tab, within

MOST_TABS = 4
"""How many tabs may be open at once; each is a process of about 60 MB."""

LARGEST_MESSAGE = 4 << 20
"""The maximum size of a message from the page, in bytes: more than any pasted answer."""

FULL = f"{MOST_TABS} tabs are already open. Close one of them, and reload this page."

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class WebServer(Server):
    """Runs `argv` for each tab that the guard admits."""

    def __init__(self, argv: Sequence[str], guard: Guard, host: str, port: int) -> None:
        super().__init__(argv[0], host=host, port=port, title="Mock Interview")
        self._argv = argv
        self._guard = guard
        self._cookie = f"mock_interview_{port}"
        self._sockets: set[web.WebSocketResponse] = set()

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._let_in])
        static = Path(textual_serve.__file__).parent / "static"
        app.add_routes(
            [
                web.get("/", self.show_page),
                web.get("/page.js", self.show_script),
                web.get("/ws", self.handle_websocket),
                web.get("/download/{key}", self.handle_download),
                web.static("/static", static),
            ]
        )
        app.on_shutdown.append(self.on_shutdown)
        return app

    async def listen(self, listener: socket.socket, *, patience: float) -> web.AppRunner:
        """Serve on a bound socket; the returned runner's `cleanup` stops it.

        `patience`: how many seconds `cleanup` waits for the tabs to save and exit.
        """
        app = await self._make_app()
        troubles = logging.Logger("browser")  # By default aiohttp prints tracebacks for nonsense.
        troubles.addHandler(_Troubles())
        runner = web.AppRunner(app, access_log=None, logger=troubles, shutdown_timeout=patience)
        await runner.setup()
        await web.SockSite(runner, listener).start()
        return runner

    @web.middleware
    async def _let_in(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        named = request.headers.getall("Host", [])
        host = named[0] if len(named) == 1 else ""  # Two Host headers count as none.
        visit = Visit(
            host=host,
            origin=request.headers.get("Origin"),
            cookie=request.cookies.get(self._cookie, ""),
            token=request.query.get("token", ""),
            upgrade=request.path == "/ws",
        )
        refusal = self._guard.refusal(visit)
        response: web.StreamResponse
        if refusal is not None:
            response = _say(refusal, status=403)
        elif request.path == "/" and "token" in request.query:
            # Keep the token out of the address bar and the history: now the cookie admits.
            response = web.Response(status=303, headers={"Location": "/"})
            response.set_cookie(
                self._cookie, self._guard.cookie, httponly=True, samesite="Strict", path="/"
            )
        else:
            try:
                response = await handler(request)
            except web.HTTPException as error:
                response = _say(error.reason, status=error.status)
        if not response.prepared:
            response.headers.update(HEADERS)
            response.headers["Content-Security-Policy"] = content_policy(host)
        return response

    async def show_page(self, request: web.Request) -> web.StreamResponse:
        """Return the page with the terminal, or a message if too many are open."""
        if len(self._sockets) >= MOST_TABS:
            return _say(FULL, status=503)
        secure = request.secure or request.headers.get("X-Forwarded-Proto") == "https"
        socket = f"{'wss' if secure else 'ws'}://{request.host}/ws"
        page = terminal_page(socket, request.query.get("fontsize", ""))
        return web.Response(text=page, content_type="text/html")

    async def show_script(self, request: web.Request) -> web.StreamResponse:
        """Return the page's own script."""
        return web.Response(text=SCRIPT, content_type="text/javascript")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one tab, from its opening to its end."""
        if len(self._sockets) >= MOST_TABS:
            raise web.HTTPServiceUnavailable(reason=FULL)
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=LARGEST_MESSAGE)
        self._sockets.add(socket)
        try:
            await socket.prepare(request)
            await self._run_tab(request, socket)
        finally:
            self._sockets.discard(socket)
        return socket

    async def _run_tab(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        async def close() -> None:
            await socket.close()

        tab = Tab(
            self._argv,
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=close,
            downloads=self.download_manager,
        )
        await tab.start(*_size_asked(request))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._obey(tab, socket, message.data)
        finally:
            await asyncio.shield(tab.stop())

    @staticmethod
    async def _obey(tab: Tab, socket: web.WebSocketResponse, data: str) -> None:
        try:
            asked = json.loads(data)
        except (ValueError, RecursionError):
            return
        answer = await tab.obey(asked)
        if answer is not None:
            with contextlib.suppress(ConnectionError):
                await socket.send_json(answer)

    async def on_shutdown(self, app: web.Application) -> None:
        """Close every tab; each handler then ends its program."""
        closing = [
            socket.close(code=WSCloseCode.GOING_AWAY, message=b"the server ends")
            for socket in tuple(self._sockets)
        ]
        await asyncio.gather(*closing, return_exceptions=True)


class _Troubles(logging.Handler):
    """Writes failed requests to the program's log, if one is kept; never to the terminal."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1] is not None:
            log.fault(record.exc_info[1])


def _size_asked(request: web.Request) -> tuple[int, int]:
    asked = [request.query.get(name, "") for name in ("width", "height")]
    numbers = [int(each) if each.isdecimal() and len(each) < 5 else None for each in asked]
    return within(*numbers) or (80, 24)


def _say(text: str, *, status: int) -> web.Response:
    return web.Response(text=note_page(text), status=status, content_type="text/html")
