"""`serve`: runs the program in a browser on this machine."""

from __future__ import annotations

import asyncio
import ipaddress
import signal
import socket
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.console import FAULTY, WRONG_ARGUMENTS
from simulator.storage.store import Store
from simulator.system import log
from simulator.system.installation import WEB, install_command
from simulator.text.cleaning import printable
from simulator.ui.browser.guard import Guard

if TYPE_CHECKING:
    from simulator.ui.browser.server import WebServer

INSTALL = f"mock-interview serve needs one more package: {install_command(WEB)}"

NOT_HERE_ONLY = (
    "Warning: anyone with the address below, which contains the token, can use this program from "
    "any machine that reaches this one, unencrypted. Put it behind TLS, or use "
    "ssh -L 8000:localhost:8000 instead."
)

REFUSED = (
    "{host} can be reached from other machines; use ssh -L to this one, "
    "or add --allow-remote if you know what you are doing"
)

SHUTDOWN_SECONDS = 8.0
"""How long open tabs may take to save and end."""


def run(arguments: Namespace, store: Store) -> int:
    """Serve the home that the arguments name."""
    return serve(
        home=store.home,
        log_file=arguments.log_file,
        host=arguments.host,
        port=arguments.port,
        allow_remote=arguments.allow_remote,
    )


def serve(
    *,
    home: Path | None = None,
    log_file: Path | None = None,
    host: str = "127.0.0.1",
    port: int = 8000,
    allow_remote: bool = False,
    argv: Sequence[str] = (),
) -> int:
    """Serve until ctrl+c or a signal; return the exit code.

    Each tab runs `argv`, by default this program with the same home and log. `port` 0 takes a free
    one. Returns 1 if a package is missing or the port is taken, 2 if the host needs
    `allow_remote`.
    """
    if not is_loopback(host) and not allow_remote:
        _complain(REFUSED.format(host=host))
        return WRONG_ARGUMENTS
    try:
        from simulator.ui.browser.server import WebServer  # Needs an extra package.
    except ImportError:
        print(INSTALL, file=sys.stderr)
        return FAULTY
    own = [sys.executable, "-m", "simulator", *(["--home", str(home)] if home else [])]
    own += ["--log-file", str(log_file.absolute())] if log_file else []
    try:
        return asyncio.run(_serve(WebServer, list(argv) or own, host, port))
    except OSError as error:
        reason, *_ = (error.strerror or str(error)).split(" (while attempting", 1)
        _complain(f"{_in_url(host)}:{port}: {reason}")
        return FAULTY


def _complain(text: str) -> None:
    print(f"mock-interview serve: {printable(text)}", file=sys.stderr)


def is_loopback(host: str) -> bool:
    """True if only this machine can reach the address."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


async def _serve(make: type[WebServer], argv: Sequence[str], host: str, port: int) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host.strip("[]"), port), family=family)
    bound = listener.getsockname()[1]
    guard = Guard.of_loopback(bound) if is_loopback(host) else Guard.of_any()
    runner = await make(argv, guard, host, bound).listen(listener, patience=SHUTDOWN_SECONDS)
    _announce(guard, host, bound)
    log.note(f"serving at {host}:{bound}")
    try:
        return await _signalled()
    finally:
        await runner.cleanup()


def _announce(guard: Guard, host: str, port: int) -> None:
    if not is_loopback(host):
        print(NOT_HERE_ONLY, file=sys.stderr, flush=True)
    every = host.strip("[]") in ("0.0.0.0", "::")
    name = _in_url(socket.gethostname() if every else host)
    print(f"Mock Interview is at http://{name}:{port}/?token={guard.token}")
    print("Press ctrl+c to stop.", flush=True)


def _in_url(host: str) -> str:
    name = host.strip("[]")
    return f"[{name}]" if ":" in name else name


async def _signalled() -> int:
    """Return the exit code for the signal that ended the server."""
    loop = asyncio.get_running_loop()
    got: asyncio.Future[int] = loop.create_future()

    def end(number: int) -> None:
        if not got.done():
            got.set_result(128 + number)

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(each, end, each)
    return await got
