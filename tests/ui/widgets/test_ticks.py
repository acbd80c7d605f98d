"""Lists to tick show what is ticked by signs."""

from __future__ import annotations

from simulator.ui.widgets.dialogs import ChooseMany
from tests.ui.driver import lines, press
from tests.ui.showing import showing

LONG = "Everything that one could ask about " + "very " * 12 + "long names"
NAMES = [("a", "Arrays"), ("b", LONG), ("c", "Caches")]


def dialog() -> ChooseMany:
    return ChooseMany("Topics", NAMES, ("c",))


async def test_ticks_are_shown_by_signs() -> None:
    async with showing(dialog()) as pilot:
        shown = "\n".join(lines(pilot))
        assert "[ ] Arrays" in shown
        assert "[x] Caches" in shown
        await press(pilot, "space")
        assert "[x] Arrays" in "\n".join(lines(pilot))


async def test_each_name_has_a_box_however_long_it_is() -> None:
    async with showing(dialog(), size=(60, 15)) as pilot:
        shown = "\n".join(lines(pilot))
        assert "[ ] Everything that one could ask about" in shown
        assert shown.count("[ ]") == 2
        assert shown.count("[x]") == 1


async def test_a_click_on_the_box_ticks() -> None:
    async with showing(dialog()) as pilot:
        row = next(y for y, line in enumerate(lines(pilot)) if "[ ] Arrays" in line)
        await pilot.click(offset=(lines(pilot)[row].index("[ ]") + 1, row))
        await pilot.pause()
        assert "[x] Arrays" in lines(pilot)[row]
