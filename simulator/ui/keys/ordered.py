"""Handles keys strictly in the order they were typed, however fast they come.

Textual sends a key to the widget that has the focus when the key arrives, not when its turn comes.
On a slow connection Enter and the first word of an answer come in one packet; Enter moves the
focus, and the word would be taken for commands, or lost.
"""

from __future__ import annotations

import time
from collections import deque
from functools import cached_property

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.widget import Widget

Typed = events.Key | events.Paste

PATIENCE = 0.3
"""Seconds after which the next key is sent even if the one before is not done."""


class OrderedKeys(App[int]):
    """An app that sends a key only when the one before is done.

    A key is done when somebody has stopped it, or when it has bubbled up to the app. To know when,
    a callback follows it from widget to parent. Text for a text field moves no focus, so more text
    for the same field does not wait, and such a key is followed only when another key waits.

    Lines pasted into a single-line field are joined, unless the field's `TAKES_LINES` is true.
    """

    _under_way: Typed | None = None
    _field: Widget | None = None
    """The text field that takes the key under way as text."""
    _sent_at = 0.0

    @cached_property
    def _waiting(self) -> deque[Typed]:
        return deque()

    async def on_event(self, event: events.Event) -> None:
        """Queue a key until its turn comes."""
        if not isinstance(event, Typed) or event.is_forwarded:
            await super().on_event(event)
        elif not self._waiting and self._may_go(event):
            await self._send(event)
        else:
            if not self._waiting:
                self.set_timer(PATIENCE, self._give_up)
                if self._field is not None and self._under_way is not None:
                    self._follow(self._field, self._under_way)
            self._waiting.append(event)

    def _may_go(self, key: Typed) -> bool:
        if self._under_way is None:
            return True
        return self._field is not None and self._field is self._field_for(key)

    def _field_for(self, key: Typed) -> Widget | None:
        """Return the text field that takes a key as text; None if the key is not text."""
        field = self.focused
        if field is None or isinstance(key, events.Paste):
            return field
        return field if field.check_consume_key(key.key, key.character) else None

    async def _send(self, key: Typed) -> None:
        field = self.focused
        if isinstance(key, events.Paste):
            from textual.widgets import Input  # Imported late: no first screen has one.

            if isinstance(field, Input) and not getattr(field, "TAKES_LINES", False):
                key.text = " ".join(key.text.split("\n"))  # Textual keeps only the first line.
        await super().on_event(key)
        if key.is_forwarded:
            self._under_way, self._sent_at = key, time.monotonic()
            self._field = self._field_for(key)
            if self._field is None:
                self._follow(self.focused or self.screen, key)

    def _follow(self, pump: MessagePump, key: Typed) -> None:
        if not pump.call_later(self._handled_by, pump, key):  # It is about to be removed.
            self._done(key)

    def _handled_by(self, pump: MessagePump, key: Typed) -> None:
        """Called when the pump has handled the key."""
        parent = pump._parent
        if parent is None or pump is self or key._stop_propagation:
            self._done(key)
        else:
            self._follow(parent, key)

    def _done(self, key: Typed) -> None:
        if key is self._under_way:
            self._under_way = None
            if self._waiting:
                self.call_later(self._send_waiting)

    async def _send_waiting(self) -> None:
        while self._waiting and self._may_go(self._waiting[0]):
            await self._send(self._waiting.popleft())
        if self._waiting and self._field is not None and self._under_way is not None:
            self._follow(self._field, self._under_way)

    async def _give_up(self) -> None:
        """Stop waiting for a key that something slow is still handling."""
        if self._waiting:
            self.set_timer(PATIENCE, self._give_up)
            if time.monotonic() - self._sent_at >= PATIENCE:
                self._under_way = None
                await self._send_waiting()
