"""Asks for a typed value until it is valid or the user gives up."""

from __future__ import annotations

from datetime import date
from typing import Any

from textual.app import App

from simulator.core.wording import sentence
from simulator.storage.settings.model import Settings
from simulator.ui.keys.keymap import keyed
from simulator.ui.setup.fields import SetupField
from simulator.ui.widgets.dialogs import Ask


async def ask_value(app: App[Any], field: SetupField, settings: Settings, today: date) -> Settings:
    """Ask for the value of a field, and return the settings with it.

    Esc, or Enter without a change, leaves them as they are. Await this in a worker.
    """
    now = field.typed(field.get(settings))
    shown, wanted = field.shown(settings), f"Type {field.example}"
    hint, value, again = f"{field.label}: now {shown}. {wanted}.", now, False
    while field.parse is not None:
        typed = await app.push_screen_wait(Ask(field.label, hint, value, again=again))
        if typed is None or typed.strip() == now:
            break
        again = True
        if not typed.strip():
            hint, value = f"{wanted}; {keyed(app, '{close}')} keeps what is set: {shown}.", ""
            continue
        try:
            return field.put(settings, field.parse(typed, today))
        except ValueError as fault:
            hint, value = sentence(str(fault)), typed
    return settings
