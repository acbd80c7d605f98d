"""Short words in a corner: they go with the screen on which they were said, unless they last."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.notifications import Notification, Notify, SeverityLevel
from textual.screen import ModalScreen, Screen

from simulator.ui.terminal.painting import drop_toasts


class Lasting(Notification):
    """Words that stay when their screen is left, such as where a file was written."""


def say_lasting(
    app: App[Any], text: str, severity: SeverityLevel = "information", timeout: float = 5.0
) -> None:
    """Tell something that stays in sight wherever one goes meanwhile."""
    app.post_message(Notify(Lasting(text, severity=severity, timeout=timeout)))


class PassingToasts:
    """Takes away what was said of a screen and its keys once another one stands there.

    A dialog leaves the screen below it where it is. What is said while screens change is told of
    the new one: it is shown only afterwards.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._page = self._page_now()

    def look(self, _: Screen[Any]) -> None:
        """The stack of screens has changed."""
        page = self._page_now()
        if page is self._page:
            return
        self._page = page
        drop_toasts(self._app, lambda each: not isinstance(each, Lasting))

    def make_room(self, coming: Notification) -> None:
        """What is about to be said takes the place of the same words, instead of standing below."""
        drop_toasts(self._app, lambda each: each.message == coming.message)

    def _page_now(self) -> Screen[Any]:
        stack = self._app.screen_stack
        return next(
            (each for each in reversed(stack) if not isinstance(each, ModalScreen)), stack[0]
        )
