"""Ctrl+Z undoes what was typed or pasted, in every text field of the program."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from simulator.ui.interview.question_pane import AnswerBox
from tests.ui.banks.bank_app import FIRST, banks_app
from tests.ui.banks.test_question_editor import edit
from tests.ui.driver import RunApp, press, to_the_question
from tests.ui.interview.interviews import bank

pytestmark = pytest.mark.long

Undo = Callable[[Pilot[Any], TextArea], Awaitable[None]]


async def paste(pilot: Pilot[Any], text: str) -> None:
    """Paste into the focused widget."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def a_paste_that_scrolled(pilot: Pilot[Any], area: TextArea) -> None:
    await paste(pilot, "\n".join(f"line {number}" for number in range(20)))
    assert area.show_vertical_scrollbar
    await press(pilot, "ctrl+z")
    assert (area.text, area.cursor_location) == ("", (0, 0))
    assert not area.show_vertical_scrollbar


async def lines_that_scrolled(pilot: Pilot[Any], area: TextArea) -> None:
    await press(pilot, *["enter"] * 20, *["ctrl+z"] * 20)
    assert area.text == ""


async def a_letter_between_two_undos(pilot: Pilot[Any], area: TextArea) -> None:
    await press(pilot, "enter", "up")
    await paste(pilot, "x\ny\n")
    await press(pilot, "q", "ctrl+z", "a", "ctrl+z")
    assert area.text == "x\ny\n\n"
    assert area.wrapped_document.height == area.document.line_count == 4


UNDOS = pytest.mark.parametrize(
    "undo", [a_paste_that_scrolled, lines_that_scrolled, a_letter_between_two_undos]
)


@UNDOS
async def test_in_the_answer_box(undo: Undo, run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await to_the_question(pilot)
        await undo(pilot, pilot.app.screen.query_one(AnswerBox))


FIELDS = ("question", "answer", "key_points", "bonus_points", "mistakes", "follow_ups")


@UNDOS
async def test_in_the_form_for_a_question(undo: Undo, tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        screen = await edit(pilot, "a")
        for name in FIELDS:
            area = screen.query_one(f"#field-{name}", TextArea)
            area.focus()
            await pilot.pause()
            await undo(pilot, area)


async def test_in_the_note_it_changes_nothing_else(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await to_the_question(pilot)
        await press(pilot, "ctrl+s", "4", "n")
        await paste(pilot, "slower")
        await press(pilot, "ctrl+z")
        assert pilot.app.screen.query_one("#note", Input).value == "slower"


KEYS = (*"ab ", "enter", "backspace", "delete", "up", "left", "end", "shift+left", "shift+up",
        "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+k", "ctrl+w")  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
async def test_after_any_steps(seed: int, run_app: RunApp) -> None:
    chance = random.Random(seed)
    async with run_app(bank()) as pilot:
        await to_the_question(pilot)
        area = pilot.app.screen.query_one(AnswerBox)
        for _ in range(40):
            if chance.random() < 0.15:
                await paste(pilot, "word \n" * chance.randrange(1, 12))
            await press(pilot, *chance.choices(KEYS, k=3))
            wrapped = area.wrapped_document
            assert wrapped.height == len(wrapped._offset_to_line_info)
            assert len(wrapped._line_index_to_offsets) == area.document.line_count
