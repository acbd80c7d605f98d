"""Runs slow work off the event loop, in threads that never delay the exit."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Any, TypeVar

from textual.app import App
from textual.widget import Widget

Result = TypeVar("Result")


def in_background(
    app: App[Any],
    work: Callable[[], Result],
    done: Callable[[Result], object] | None = None,
    *,
    owner: Widget | None = None,
) -> None:
    """Run `work` in a daemon thread, then `done` with its result on the app's event loop.

    `done` is not called once its `owner`, usually a screen, is gone, nor after an exception in
    `work`, which goes to `threading.excepthook`.
    """

    def finish(result: Result) -> None:
        if done is not None and (owner is None or owner.is_attached):
            done(result)

    def run() -> None:
        result = work()
        if done is not None and app.is_running:
            app.call_later(finish, result)

    Thread(target=run, daemon=True, name="background").start()
