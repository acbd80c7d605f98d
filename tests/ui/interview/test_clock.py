"""The clock's digits and bar: what they show, and how little of them is painted."""

from __future__ import annotations

import pytest
from rich.color import ColorSystem
from textual.color import Color
from textual.geometry import Region

from simulator.core.setup import Mode
from simulator.ui.interview.clock import OVER, TICK, USED, ClockFace, TimeBar
from simulator.ui.themes import OUR_THEMES
from simulator.ui.widgets.digits import large
from tests.ui.driver import FakeClock, RunApp, interview_screen, press, screen_text
from tests.ui.interview.interviews import bank


def test_digits_of_half_blocks() -> None:
    assert large("+7:30") == (
        "    ▀▀█   ▀▀█ █▀█",
        " ▄    █ ▄  ▄█ █ █",
        "▀█▀   █ ▄   █ █ █",
        "      █   ▄▄█ █▄█",
    )
    assert len({large(digit) for digit in "0123456789"}) == 10
    assert large("") == ("", "", "", "")


@pytest.mark.parametrize(
    ("seconds", "time", "words", "classes"),
    [
        (0, "1:40", "left of 1:40", set()),
        (74, "0:26", "left of 1:40", set()),
        (75, "0:25", "left of 1:40", {"-quarter"}),
        (90, "0:10", "bring it to a close", {"-quarter", "-tenth"}),
        (112, "+0:12", "over 1:40", {"-quarter", "-tenth"}),
    ],
)
async def test_calm_then_amber_then_words_too(
    run_app: RunApp, clock: FakeClock, seconds: int, time: str, words: str, classes: set[str]
) -> None:
    async with run_app(bank(), time_limit=100.0, size=(120, 40)) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(float(seconds))
        interview_screen(pilot).tick()
        await pilot.pause()
        face, bar = pilot.app.screen.query_one(ClockFace), pilot.app.screen.query_one(TimeBar)
        assert face.reading[:2] == (time, words)
        assert set(face.classes) == classes
        assert set(bar.classes) == classes & {"-quarter"}
        shown = screen_text(pilot)
        assert words in shown
        assert all(row.strip() in shown for row in large(time))


@pytest.mark.parametrize("size", [(60, 15), (120, 40)])
async def test_amber_means_little_time_and_only_over_run_is_red(
    run_app: RunApp, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with run_app(bank(), time_limit=100.0, size=size) as pilot:
        await press(pilot, "enter", "enter")
        face, bar = pilot.app.screen.query_one(ClockFace), pilot.app.screen.query_one(TimeBar)
        shades = ("warning", "text-warning")
        amber = {pilot.app.theme_variables[shade].lower() for shade in shades}

        def colour(widget: ClockFace | TimeBar, part: str) -> str:
            style = widget.get_component_rich_style(part)
            assert not style.reverse
            assert style.color is not None
            return style.color.name

        for seconds in (80, 12, 20):
            clock.advance(float(seconds))
            interview_screen(pilot).tick()
            await pilot.pause()
            assert colour(face, "clock--time") in amber
            assert colour(bar, "bar--used") in amber
            assert colour(bar, "bar--tick") in amber
            if size[0] == 120:
                assert (colour(face, "clock--words") in amber) == (seconds != 80)
        assert colour(bar, "bar--over") == pilot.app.theme_variables["error"].lower()


async def test_one_line_if_there_is_little_room(run_app: RunApp, clock: FakeClock) -> None:
    async with run_app(bank(), time_limit=100.0, size=(60, 15)) as pilot:
        await press(pilot, "enter", "enter")
        assert "1:40 left" in screen_text(pilot)
        assert "█" not in screen_text(pilot)
        clock.advance(103.0)
        interview_screen(pilot).tick()
        await pilot.pause()
        assert "+0:03 over" in screen_text(pilot)


async def test_the_bar_has_ticks_and_shows_over_run(run_app: RunApp, clock: FakeClock) -> None:
    async with run_app(bank(), time_limit=100.0, size=(120, 40)) as pilot:
        await press(pilot, "enter", "enter")
        bar = pilot.app.screen.query_one(TimeBar)
        width = bar.size.width

        def signs() -> str:
            return bar.render_line(0).text

        assert [x for x, sign in enumerate(signs()) if sign == TICK] == [
            int(0.75 * width),
            int(0.9 * width),
        ]
        clock.advance(80.0)
        interview_screen(pilot).tick()
        assert signs().count(TICK) == 1
        clock.advance(70.0)
        interview_screen(pilot).tick()
        assert signs() == OVER * (width // 2) + USED * (width - width // 2)


async def test_without_a_limit_there_is_no_bar_to_fill(run_app: RunApp, clock: FakeClock) -> None:
    async with run_app(bank(), time_limit=float("inf"), size=(120, 40)) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(3725.0)
        interview_screen(pilot).tick()
        await pilot.pause()
        bar, face = pilot.app.screen.query_one(TimeBar), pilot.app.screen.query_one(ClockFace)
        assert set(bar.render_line(0).text) == {USED}
        assert face.reading[:2] == ("1:02:05", "no limit")


async def test_only_the_cells_that_change_are_painted(
    run_app: RunApp, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_app(bank(), time_limit=100.0, size=(120, 40)) as pilot:
        await press(pilot, "enter", "enter")
        face = pilot.app.screen.query_one(ClockFace)
        painted: list[Region] = []
        monkeypatch.setattr(face, "refresh", lambda *regions, **_: painted.extend(regions))
        clock.advance(1.0)
        interview_screen(pilot).tick()
        assert face.reading.time == "1:39"
        width = face.size.width
        assert all(region.x >= width - 7 and region.height == 1 for region in painted)
        assert painted
        painted.clear()
        interview_screen(pilot).tick()
        assert painted == []


async def test_without_colours_the_last_tenth_is_reversed(
    run_app: RunApp, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with run_app(bank(), time_limit=100.0, size=(120, 40), mode=Mode.PRACTICE) as pilot:
        await press(pilot, "enter", "enter")
        face = pilot.app.screen.query_one(ClockFace)
        assert not face.get_component_rich_style("clock--words").reverse
        clock.advance(95.0)
        interview_screen(pilot).tick()
        await pilot.pause()
        assert face.get_component_rich_style("clock--words").reverse
        clock.advance(10.0)
        interview_screen(pilot).tick()
        await pilot.pause()
        row = face.render_line(face.size.height - 1)
        assert (
            "".join(part.text for part in row if part.style and part.style.reverse) == "over 1:40"
        )
        await pilot.resize_terminal(60, 15)
        await pilot.pause()
        assert face.get_component_rich_style("clock--time").reverse


@pytest.mark.parametrize("size", [(60, 15), (120, 40)])
async def test_the_time_is_quiet_while_paused(
    run_app: RunApp, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with run_app(bank(), time_limit=100.0, size=size) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(80.0)
        interview_screen(pilot).tick()
        await pilot.pause()
        face = pilot.app.screen.query_one(ClockFace)
        running = face.styles.color
        await press(pilot, "f3")
        assert "paused" in screen_text(pilot)
        assert face.styles.color not in (running, running.with_alpha(1.0))
        cursor = pilot.app.screen.query_one("#answer").get_component_styles("text-area--cursor")
        assert cursor.background.rgb == Color.parse(pilot.app.theme_variables["foreground"]).rgb
        await press(pilot, "f3")
        assert face.styles.color == running


async def test_a_paused_time_does_not_warn(
    run_app: RunApp, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for without in ("", "1"):
        monkeypatch.setenv("NO_COLOR", without)
        async with run_app(bank(), time_limit=100.0, size=(120, 40)) as pilot:
            await press(pilot, "enter", "enter")
            face = pilot.app.screen.query_one(ClockFace)
            calm = face.get_component_rich_style("clock--words")
            clock.advance(95.0)
            interview_screen(pilot).tick()
            await press(pilot, "f3")
            assert face.get_component_rich_style("clock--words") == calm


async def test_sixteen_colours_show_a_paused_time(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLORTERM", "")
    for theme in OUR_THEMES:
        async with run_app(bank(), time_limit=100.0, size=(120, 40)) as pilot:
            pilot.app.theme = theme
            await press(pilot, "enter", "enter")
            face = pilot.app.screen.query_one(ClockFace)
            shown = set()
            for _ in range(2):
                colour = face.get_component_rich_style("clock--time").color
                assert colour is not None
                shown.add(colour.downgrade(ColorSystem.STANDARD).number)
                await press(pilot, "f3")
            assert len(shown) == 2
