"""How keys are written in footers, help and sentences."""

from __future__ import annotations

KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "backspace": "Backspace",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}


def key_name(key: str, textuals: str) -> str:
    """Return a key as it is shown; `textuals`: as Textual would show it."""
    if key in KEY_NAMES:
        return KEY_NAMES[key]
    head, plus, last = textuals.replace("shift+", "Shift+").rpartition("+")
    return f"{head}{plus}{KEY_NAMES.get(last, last)}"
