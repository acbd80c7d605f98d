"""When an app under test has come to rest: a question about its queues, not about its speed.

Textual's pilot takes an app to be idle once the process uses little of the processor for a moment.
On a machine with other work it uses little because others use it, and a test then looks too
early. Here an app rests once, moreover, no widget has a message, a callback or a layout before it.
"""

from __future__ import annotations

import asyncio

from textual import _wait, app, pilot
from textual._context import active_app
from textual.message_pump import MessagePump
from textual.screen import Screen

_LOOK_SECONDS = 0.004
_MOST_LOOKS = 500


def take_rest_as_rest() -> None:
    """Have every pilot wait in this way."""
    # Textual's 20 ms a look, twice a key, were most of what a test takes.
    _wait.SLEEP_GRANULARITY = _LOOK_SECONDS
    _wait.SLEEP_IDLE = _LOOK_SECONDS / 20
    for module in (app, pilot):
        module.wait_for_idle = _come_to_rest  # type: ignore[attr-defined]


async def _come_to_rest(min_sleep: float = 0, max_sleep: float = 1) -> None:
    await _wait.wait_for_idle(min_sleep, max_sleep)
    running = active_app.get()
    for _ in range(_MOST_LOOKS):
        if not running._running or not any(_has_work(pump) for pump in _pumps(running)):
            return
        await asyncio.sleep(_LOOK_SECONDS / 4)


def _pumps(running: app.App[object]) -> list[MessagePump]:
    pumps: list[MessagePump] = [running]
    for screen in running.screen_stack[-1:]:
        pumps += screen.walk_children(with_self=True)
    return pumps


def _has_work(pump: MessagePump) -> bool:
    if not pump.is_running:
        return False
    if pump.message_queue_size or pump._next_callbacks:
        return True
    return isinstance(pump, Screen) and bool(
        pump._layout_required
        or pump._scroll_required
        or pump._repaint_required
        or pump._recompose_required
        or pump._dirty_widgets
        or pump._callbacks
    )
