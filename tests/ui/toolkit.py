"""Patches Textual for tests: a better test for idle apps, and style sheets parsed only once.

Textual's pilot considers an app idle once the process has used little CPU time for a moment. On a
busy machine it may use little because others use the CPU, and the test looks too early. Here, in
addition, no widget may have a message, a callback or a layout pending.
"""

from __future__ import annotations

import asyncio

from textual import _wait, app, pilot
from textual._context import active_app
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation
from textual.message_pump import MessagePump
from textual.screen import Screen

_LOOK_SECONDS = 0.004
_MOST_LOOKS = 500


def fit_for_tests() -> None:
    """Make every pilot wait until its app is idle, and all apps share the parsed style sheets."""
    # Textual's 20 ms per look, twice per key, took most of a test's time.
    _wait.SLEEP_GRANULARITY = _LOOK_SECONDS
    _wait.SLEEP_IDLE = _LOOK_SECONDS / 20
    for module in (app, pilot):
        module.wait_for_idle = _come_to_rest  # type: ignore[attr-defined]
    Stylesheet._parse_rules = _parsed_once  # type: ignore[assignment, method-assign]


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


_parse = Stylesheet._parse_rules
_parsed: dict[object, list[RuleSet]] = {}


def _parsed_once(
    sheet: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    variables = frozenset(sheet._variables.items())
    key = (css, read_from, is_default_rules, tie_breaker, scope, variables)
    if key not in _parsed:
        _parsed[key] = _parse(sheet, css, read_from, is_default_rules, tie_breaker, scope)
    return _parsed[key]
