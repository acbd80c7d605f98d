"""The text box shows what Textual's text area shows, and sends less."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from textual import screen
from textual._compositor import Compositor

from simulator.ui.terminal import painting
from tests.ui.widgets.painted import AreaApp, Cells, Step, follow, ours, steps, textuals


@pytest.fixture(autouse=True)
def quick_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "UPDATE_PERIOD", 0.001)


async def cells_after(app: AreaApp, todo: list[Step]) -> list[Cells]:
    """Return the cells of its terminal after each step."""
    seen: list[Cells] = []
    await follow(app, todo, lambda: seen.append(app.cells()))
    return seen


def difference(ours: Cells, textuals: Cells) -> list[tuple[int, int, Any, Any]]:
    return [
        (y, x, mine, other)
        for y, rows in enumerate(zip(ours, textuals, strict=True))
        for x, (mine, other) in enumerate(zip(*rows, strict=True))
        if mine != other
    ]


@pytest.mark.parametrize("seed", range(4))
async def test_cell_by_cell_the_same_after_random_steps(seed: int) -> None:
    todo = steps(seed, 75)
    expected = await cells_after(textuals(), todo)
    shown = await cells_after(ours(), todo)
    for number, (mine, other) in enumerate(zip(shown, expected, strict=True)):
        assert not difference(mine, other), f"after step {number}: {todo[: number + 1][-4:]}"


async def test_without_the_parts_of_textual_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    todo = steps(5, 40)
    expected = await cells_after(textuals(), todo)
    for name in ("Compositor", "TextArea"):
        monkeypatch.setitem(painting.PARTS, name, ("no_such_part",))
    painting.has_parts.cache_clear()
    app, shown = ours(), list[Cells]()

    def seen() -> None:
        assert type(app.screen._compositor) is Compositor
        shown.append(app.cells())

    try:
        await follow(app, todo, seen)
    finally:
        monkeypatch.undo()
        painting.has_parts.cache_clear()
    assert shown == expected


async def sent(app: AreaApp, todo: list[Step]) -> list[int]:
    """Return the characters that each step sends to the terminal."""
    written = [0]
    await follow(app, todo, lambda: written.append(app.written))
    return [now - before for before, now in itertools.pairwise(written)][1:]


async def test_a_letter_sends_two_cells() -> None:
    todo: list[Step] = [("key", letter) for letter in "abcdefghij"]
    assert max(await sent(ours(), todo)) < 150
    assert min(await sent(textuals(), todo)) > 300


async def test_a_letter_within_a_paragraph_sends_one_row_of_it() -> None:
    todo: list[Step] = [("paste", "many words " * 20), ("key", "home"), *[("key", "x")] * 8]
    assert max((await sent(ours(), todo))[3:]) < 300
