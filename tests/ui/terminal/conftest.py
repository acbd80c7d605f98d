"""The tiny app in its own terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.ui.terminal.terminal import ROOT, RunTiny, Terminal


@pytest.fixture
def run_tiny(tmp_path: Path) -> Iterator[RunTiny]:
    """A function that runs the tiny app; `ready`: wait for its first screen."""
    with ExitStack() as stack:

        def run(
            app: str,
            driver: str,
            *options: str,
            ready: bool = True,
            size: tuple[int, int] = (80, 24),
            stdin: int | None = None,
            stderr: int | None = None,
        ) -> Terminal:
            terminal = stack.enter_context(
                Terminal(
                    [sys.executable, "-m", "tests.ui.terminal.pty_app", app, driver, *options],
                    size=size,
                    env={"PTY_FOLDER": str(tmp_path)},
                    cwd=ROOT,
                    stdin=stdin,
                    stderr=stderr,
                )
            )
            if ready:
                terminal.read_until("READY")
            return terminal

        yield run
