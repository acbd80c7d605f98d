"""Keys one after the other, as they were typed, however fast they follow each other.

Textual sends a key to what has the focus when the key arrives, not when its turn comes. Keys that
come in one packet behind one that moves the focus, as Enter and the first word of an answer do on a
slow connection, would be taken for commands, or lost.
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
"""Seconds after which the next key is sent, whatever became of the one before."""


class OrderedKeys(App[int]):
    """An app that sends a key only when the one before has come to rest.

    A key rests where somebody stopped it, or at the app, to which it rises when nobody did. To
    know when, a callback follows it from widget to parent. What a text field takes as text moves
    no focus: more text for the same field does not wait for it, and it is followed only when
    another key waits.

    Lines pasted into a field of one line are joined, unless the field's `TAKES_LINES` is true.
    """

    _under_way: Typed | None = None
    _field: Widget | None = None
    """The text field that the key under way is text for."""
    _sent_at = 0.0

    @cached_property
    def _waiting(self) -> deque[Typed]:
        return deque()

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait for its turn."""
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
        """The text field that takes a key as text; None where it is something else."""
        field = self.focused
        if field is None or isinstance(key, events.Paste):
            return field
        return field if field.check_consume_key(key.key, key.character) else None

    async def _send(self, key: Typed) -> None:
        field = self.focused
        if isinstance(key, events.Paste):
            from textual.widgets import Input  # On use: no first screen has one.

            if isinstance(field, Input) and not getattr(field, "TAKES_LINES", False):
                key.text = " ".join(key.text.split("\n"))  # Textual keeps the first line only.
        await super().on_event(key)
        if key.is_forwarded:
            self._under_way, self._sent_at = key, time.monotonic()
            self._field = self._field_for(key)
            if self._field is None:
                self._follow(self.focused or self.screen, key)

    def _follow(self, pump: MessagePump, key: Typed) -> None:
        if not pump.call_later(self._came_by, pump, key):  # It is about to be removed.
            self._rest(key)

    def _came_by(self, pump: MessagePump, key: Typed) -> None:
        """The pump has dealt with the key."""
        parent = pump._parent
        if parent is None or pump is self or key._stop_propagation:
            self._rest(key)
        else:
            self._follow(parent, key)

    def _rest(self, key: Typed) -> None:
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
        """A key that is held by something slow holds the next ones no longer."""
        if self._waiting:
            self.set_timer(PATIENCE, self._give_up)
            if time.monotonic() - self._sent_at >= PATIENCE:
                self._under_way = None
                await self._send_waiting()
