"""The layout of question, clock and answer: none cuts, wraps or stretches another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

from simulator.core.bank import Bank, FollowUp, Question
from simulator.core.states import Phase
from simulator.ui.interview.clock import ClockFace, TimeBar
from simulator.ui.interview.question_layout import Arrangement, Room, arrangement
from simulator.ui.interview.question_pane import AnswerBox, QuestionPane
from simulator.ui.widgets.markdown import drawn
from tests.ui.driver import (
    FakeClock,
    RunApp,
    has,
    interview_screen,
    press,
    screen_text,
    type_text,
    until,
    wait_until,
)
from tests.ui.interview.interviews import bank

pytestmark = pytest.mark.long

SIZES = [(60, 15), (60, 24), (80, 24), (100, 18), (120, 20), (120, 40), (200, 50)]

CODE = (
    "What is wrong here?\n\n```python\n" + "\n".join(f"line_{n} = {n}" for n in range(20)) + "\n```"
)
TABLE = """\
Which store would you take, and why?

| store | read p50 | read p99 | write p50 | consistency | cost |
|---|---:|---:|---:|---|---:|
| one Postgres | 0.8 ms | 9 ms | 2.1 ms | strict | 210 |
| two replicas | 0.8 ms | 3 ms | 2.3 ms | stale reads | 610 |
"""
TALE = "Tell it to somebody who has never heard of it, in simple words. " * 9
SHORT = "What is it, and why?"


def of(question: str) -> Bank:
    asked = FollowUp("Why so, when nothing is shared?")
    return Bank("plain", "Plain", (Question("q", question, "Because.", follow_ups=(asked,)),))


def region(pilot: Pilot[int], what: str | type[Widget]) -> Region:
    return pilot.app.screen.query_one(what).region


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        (SHORT, Room(76, 22), Arrangement.BESIDE),
        (SHORT, Room(56, 13), Arrangement.BELOW),
        (SHORT, Room(196, 48), Arrangement.BESIDE),
        (TALE, Room(76, 22), Arrangement.BELOW),
        (TALE, Room(116, 38), Arrangement.BESIDE),
        (TALE, Room(116, 18), Arrangement.COLUMNS),
        (TABLE, Room(76, 22), Arrangement.SPLIT),
        (TABLE, Room(116, 38), Arrangement.BESIDE),
        (CODE, Room(76, 22), Arrangement.BELOW),
        (CODE, Room(116, 38), Arrangement.COLUMNS),
        (CODE, Room(196, 48), Arrangement.COLUMNS),
    ],
)
def test_the_arrangement_depends_on_the_text_and_the_room(
    text: str, room: Room, expected: Arrangement
) -> None:
    assert arrangement(room, drawn(text)) is expected


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", [SHORT, CODE, TABLE, TALE])
async def test_no_part_overlaps_another_or_is_outside(
    run_app: RunApp, size: tuple[int, int], text: str
) -> None:
    async with run_app(of(text), questions=1, follow_ups=1, size=size) as pilot:
        await press(pilot, "enter", "enter")
        pane = pilot.app.screen.query_one(QuestionPane)
        for phase in (Phase.FOLLOW_UP, Phase.CONFIDENCE):
            parts = [child for child in pane.displayed_children if child.region.area]
            for part in parts:
                assert pane.region.contains_region(part.region), part
                assert not [
                    other
                    for other in parts
                    if other is not part and other.region.intersection(part.region).area
                ]
            answer = region(pilot, AnswerBox)
            assert answer.height >= 5
            assert answer.width <= 106
            assert region(pilot, TimeBar).width > 20
            await press(pilot, "ctrl+s")
            assert interview_screen(pilot).interview.phase is phase


async def test_a_long_question_gets_a_column_if_there_is_room(run_app: RunApp) -> None:
    async with run_app(of(CODE), questions=1, follow_ups=1, size=(120, 40)) as pilot:
        await press(pilot, "enter", "enter")
        question, answer = region(pilot, "#question-box"), region(pilot, AnswerBox)
        assert question.right < answer.x
        assert region(pilot, ClockFace).x >= answer.x
        assert all(f"line_{n} = {n}" in screen_text(pilot) for n in range(20))
        await press(pilot, "ctrl+s")
        shown = screen_text(pilot)
        assert "Why so, when nothing is shared?" in shown
        assert all(f"line_{n} = {n}" in shown for n in range(20))


async def test_a_wide_table_has_the_full_width_below_the_clock(run_app: RunApp) -> None:
    async with run_app(of(TABLE), questions=1, size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter")
        lines = screen_text(pilot).splitlines()
        (row,) = (line for line in lines if "two replicas" in line)
        assert "610" in row
        assert "█" not in row
        rest = region(pilot, "#question-rest")
        assert rest.y >= region(pilot, ClockFace).bottom
        assert rest.width == region(pilot, TimeBar).width


@pytest.mark.parametrize("size", SIZES)
async def test_the_answer_gets_the_remaining_height(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(of(SHORT), questions=1, size=size) as pilot:
        await press(pilot, "enter", "enter")
        notice, answer = region(pilot, "#notice"), region(pilot, AnswerBox)
        assert answer.bottom == notice.y
        assert notice.bottom == region(pilot, "KeyFooter").y
        assert answer.height >= size[1] // 2


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (100, 18)])
async def test_a_key_scrolls_a_question_that_is_cut(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(of(CODE), questions=1, size=size) as pilot:
        await press(pilot, "enter", "enter")
        assert "Read on" in screen_text(pilot).splitlines()[-1]
        await type_text(pilot, "so far")
        seen = ""
        for _ in range(12):
            seen += screen_text(pilot)
            await press(pilot, "f4")
        assert all(f"line_{n} = {n}" in seen for n in range(20))
        box = pilot.app.screen.query_one("#question-box")
        before = box.scroll_y
        await press(pilot, "pageup", "pageup", "pageup", "pageup", "pageup")
        assert box.scroll_y == 0
        await press(pilot, "pagedown")
        assert box.scroll_y > 0
        assert before >= 0
        assert pilot.app.screen.query_one(AnswerBox).text == "so far"


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (100, 18)])
async def test_the_code_of_the_question_is_read_while_a_follow_up_is_answered(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(of(CODE), questions=1, follow_ups=1, size=size) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s")
        assert interview_screen(pilot).interview.phase is Phase.FOLLOW_UP
        shown = screen_text(pilot)
        assert "Why so, when nothing is shared?" in shown
        assert "What is wrong here?" in shown
        assert "Read on" in shown.splitlines()[-1]
        seen = ""
        for _ in range(12):
            seen += screen_text(pilot)
            await press(pilot, "f4")
        assert all(f"line_{n} = {n}" in seen for n in range(20))


async def test_the_current_part_of_a_question_is_named(run_app: RunApp) -> None:
    async with run_app(of(CODE), questions=1, size=(60, 15)) as pilot:
        await press(pilot, "enter", "enter")
        box = pilot.app.screen.query_one("#question-box")
        parts = -(-box.virtual_size.height // box.size.height)
        assert parts == 5
        for number in range(1, parts):
            await wait_until(pilot, f"F4 reads on, {number} of {parts}")
            await press(pilot, "f4")
        await wait_until(pilot, "F4 goes back to the start, 5 of 5")
        assert "line_19 = 19" in screen_text(pilot)
        await press(pilot, "pageup")
        await wait_until(pilot, "F4 reads on, 4 of 5")
        await press(pilot, "f4", "f4")
        await wait_until(pilot, "F4 reads on, 1 of 5")
        assert "What is wrong here?" in screen_text(pilot)


@pytest.mark.parametrize(("block", "what"), [(CODE, "code"), (TABLE, "a table")])
async def test_a_cut_question_says_what_is_below(run_app: RunApp, block: str, what: str) -> None:
    async with run_app(of(f"{TALE[:250]}\n\n{block}"), questions=1, size=(60, 15)) as pilot:
        await press(pilot, "enter", "enter")
        await wait_until(pilot, f"▾ F4 reads on: {what}, 1 of ")
        box, line = region(pilot, "#question-box"), region(pilot, "#question-more")
        assert (line.y, line.height) == (box.bottom, 1)
        assert region(pilot, TimeBar).y == line.bottom
        await press(pilot, "f4", "f4")
        await wait_until(pilot, "3 of ")
        assert f": {what}" not in screen_text(pilot)  # It is visible now.


@pytest.mark.parametrize(("text", "first"), [(CODE, "line_2 = 2"), (TABLE, "one")])
async def test_a_cut_question_shows_the_first_lines_of_code_or_table(
    run_app: RunApp, text: str, first: str
) -> None:
    async with run_app(of(text), questions=1, size=(60, 15)) as pilot:
        await press(pilot, "enter", "enter")
        await wait_until(pilot, "▾ F4 reads on, 1 of ")
        assert first in screen_text(pilot)


async def test_a_question_that_fits_exactly_is_not_cut(run_app: RunApp) -> None:
    text = "What is wrong here?\n\n```\n" + "\n".join("abcd") + "\n```"
    async with run_app(of(text), questions=1, size=(60, 15)) as pilot:
        await press(pilot, "enter", "enter")
        assert region(pilot, "#question-box").height == 6
        assert "│ d" in screen_text(pilot)
        assert "reads on" not in screen_text(pilot)


@pytest.mark.parametrize("keys", [("f3", "f3"), ("f1", "escape"), ("escape", "escape", "escape")])
async def test_the_scroll_position_survives_a_pause_the_help_and_leaving(
    run_app: RunApp, keys: tuple[str, ...]
) -> None:
    async with run_app(of(CODE), questions=1, size=(60, 15)) as pilot:
        await press(pilot, "enter", "enter", "f4", "f4")
        box = pilot.app.screen.query_one("#question-box")
        place = box.scroll_y
        assert place > 0
        for key in keys:
            await press(pilot, key)
        await until(pilot, lambda: interview_screen(pilot).interview.answering)
        assert not interview_screen(pilot).interview.paused
        assert box.scroll_y == place


async def test_the_next_question_is_shown_from_its_start(run_app: RunApp) -> None:
    questions = tuple(replace(each, id=f"q{n}") for n, each in enumerate(of(CODE).questions * 2))
    async with run_app(Bank("plain", "Plain", questions), questions=2, size=(60, 15)) as pilot:
        await press(pilot, "enter", "enter", "f4", "f4", "ctrl+s", "3", "2", "enter", "enter")
        assert interview_screen(pilot).interview.index == 1
        assert "What is wrong here?" in screen_text(pilot)


async def test_a_short_question_does_not_scroll(run_app: RunApp) -> None:
    async with run_app(of(SHORT), questions=1) as pilot:
        await press(pilot, "enter", "enter")
        assert "Read on" not in screen_text(pilot)


async def test_the_layout_follows_the_window(run_app: RunApp, clock: FakeClock) -> None:
    async with run_app(of(CODE), questions=1, size=(120, 40), time_limit=100.0) as pilot:
        await press(pilot, "enter", "enter")
        for size, large in (((80, 24), False), ((60, 15), False), ((200, 50), True)):
            await pilot.resize_terminal(*size)
            clock.advance(1.0)
            interview_screen(pilot).tick()
            await until(pilot, lambda large=large: ("█" in screen_text(pilot)) is large)  # type: ignore[misc]
            assert "left" in screen_text(pilot)
            assert region(pilot, AnswerBox).height >= 5


async def test_marks_show_ratings_by_their_height(run_app: RunApp) -> None:
    questions = tuple(replace(each, id=f"q{n}") for n, each in enumerate(of(SHORT).questions * 5))
    async with run_app(Bank("plain", "Plain", questions), questions=5) as pilot:
        await press(pilot, "enter", "enter")
        for rating in "123":
            await press(pilot, "ctrl+s", "3", rating, "enter", "enter")
        assert "Question 4 of 5  ▁ ▃ ▅ ◆ □" in screen_text(pilot)
        await press(pilot, "f2", "enter", "enter", "enter", "enter")
        assert "Question 5 of 5  ▁ ▃ ▅ – ◆" in screen_text(pilot)
        await pilot.resize_terminal(60, 15)
        await pilot.pause()
        assert "Question 5 of 5  ▁ ▃ ▅ – ◆" in screen_text(pilot)


async def test_the_current_part_is_named_again_after_a_resize(run_app: RunApp) -> None:
    async with run_app(of(CODE), questions=1, size=(60, 15)) as pilot:
        await press(pilot, "enter", "enter", "f4")
        await wait_until(pilot, "F4 reads on, 2 of 5")
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: has(pilot, "reads on")() and not has(pilot, " of 5")())
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: has(pilot, "line_19 = 19")() and not has(pilot, "reads on")())


async def test_a_question_that_is_closing_tells_no_part(run_app: RunApp) -> None:
    async with run_app(bank(1), questions=1) as pilot:
        await press(pilot, "enter", "enter")
        pane = pilot.app.screen.query_one(QuestionPane)
        await pane.query_one("#question-box").remove()
        pane._tell_part()
        assert not pane.query("#question-text")
