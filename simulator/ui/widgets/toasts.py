"""Toasts: they disappear with the screen on which they were shown, unless they last."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.notifications import Notification, Notify, SeverityLevel
from textual.screen import ModalScreen, Screen

from simulator.ui.terminal.painting import drop_toasts


class Lasting(Notification):
    """A toast that stays when its screen is left; one that says where a file is, for example."""


def say_lasting(
    app: App[Any], text: str, severity: SeverityLevel = "information", timeout: float = 5.0
) -> None:
    """Show a toast that stays when the user changes screens."""
    app.post_message(Notify(Lasting(text, severity=severity, timeout=timeout)))


class PassingToasts:
    """Removes the toasts about a screen and its keys once another screen has taken its place.

    Opening a dialog removes nothing. A toast raised while screens change belongs to the new
    screen, because it is shown only afterwards.
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
        """Remove a toast with the same words as the new one, instead of stacking them."""
        drop_toasts(self._app, lambda each: each.message == coming.message)

    def _page_now(self) -> Screen[Any]:
        stack = self._app.screen_stack
        return next(
            (each for each in reversed(stack) if not isinstance(each, ModalScreen)), stack[0]
        )
