"""A value of a line that is typed: asked for until it can be read, or given up."""

from __future__ import annotations

from datetime import date
from typing import Any

from textual.app import App

from simulator.core.wording import sentence
from simulator.storage.settings.model import Settings
from simulator.ui.setup.fields import SetupField
from simulator.ui.widgets.dialogs import Ask


async def ask_value(app: App[Any], field: SetupField, settings: Settings, today: date) -> Settings:
    """The settings with what was typed for a field that can be typed.

    They stay as they are after Esc, after Enter on what stands there, and after nothing typed.

    To be awaited in a worker.
    """
    now = field.typed(field.get(settings))
    hint = (
        f"{field.label}: now {field.shown(settings)}. Type {field.example}; empty changes nothing."
    )
    value = now
    while field.parse is not None:
        typed = await app.push_screen_wait(Ask(field.label, hint, value))
        if typed is None or typed.strip() in ("", now):
            break
        try:
            return field.put(settings, field.parse(typed, today))
        except ValueError as fault:
            hint, value = sentence(str(fault)), typed
    return settings
