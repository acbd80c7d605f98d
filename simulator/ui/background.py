"""Slow work off the event loop, in threads that never hold back the exit."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Any, TypeVar

from textual.app import App

Result = TypeVar("Result")


def in_background(
    app: App[Any],
    work: Callable[[], Result],
    done: Callable[[Result], object] | None = None,
) -> None:
    """Run `work` in a daemon thread, then `done` with its result on the app's event loop.

    An exception in `work` ends up with `threading.excepthook`, and `done` is not called.
    """

    def run() -> None:
        result = work()
        if done is not None and app.is_running:
            app.call_later(done, result)

    Thread(target=run, daemon=True, name="background").start()
