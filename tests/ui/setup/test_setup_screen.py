"""Setting up the next interview."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from simulator.core.fields import FIRST_DAY, LAST_DAY
from simulator.core.presets import PRESETS
from simulator.core.setup import Mode, Setup
from simulator.core.times import NO_LIMIT
from simulator.storage.settings.model import Settings
from simulator.ui.app import SimulatorApp
from simulator.ui.interview.screen import InterviewScreen
from simulator.ui.setup.fields import FIELDS, preset_of
from simulator.ui.setup.screen import EDGES, WIDEST, SetupRow, SetupScreen, field_named
from simulator.ui.setup.tiles import GAP, tile_at, tile_width, tiles
from simulator.ui.widgets.dialogs import Ask, ChooseMany
from tests.samples import plain_bank
from tests.ui.driver import (
    RunApp,
    interview_screen,
    lines,
    press,
    screen_text,
    type_text,
    until,
    until_screen,
)


def setup_screen(pilot: object) -> SetupScreen:
    screen = pilot.app.screen  # type: ignore[attr-defined]
    assert isinstance(screen, SetupScreen)
    return screen


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_stepping_wraps_around_in_both_directions(field: object) -> None:
    named = field_named(field.name)  # type: ignore[attr-defined]
    settings = Settings(setup=Setup(questions=7, time_limit=60.0))
    there = named.step(settings, 1)
    assert named.get(named.step(there, -1)) == named.get(settings) or named.get(settings) is None


def test_a_value_between_two_steps_goes_to_its_neighbours() -> None:
    time = field_named("time_limit")
    settings = Settings(setup=Setup(time_limit=100.0))
    assert time.step(settings, 1).setup.time_limit == 120.0
    assert time.step(settings, -1).setup.time_limit == 90.0


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY, date.max])
def test_no_day_is_too_far_to_step_from(day: date) -> None:
    field, today = field_named("interview_date"), date(2026, 11, 22)
    settings = Settings(interview_date=day)
    after = field.step(settings, 1, today).interview_date
    assert after == (today if day < today else LAST_DAY)
    before = field.step(settings, -1, today).interview_date
    assert before is None or today <= before <= LAST_DAY


def test_presets_are_recognised() -> None:
    assert preset_of(PRESETS[1].applied_to(Setup())) is PRESETS[1]
    assert preset_of(Setup(questions=3)) is None


async def test_left_and_right_change_and_the_forecast_follows(run_app: RunApp) -> None:
    async with run_app(plain_bank(), questions=2, time_limit=60.0) as pilot:
        await press(pilot, "n")
        assert "2 questions, about 4 minutes · ends about 18:33" in screen_text(pilot)
        setup_screen(pilot).query_one("#row-mode").focus()
        await press(pilot, "right")
        assert setup_screen(pilot).setup.mode is Mode.INTERVIEW
        await press(pilot, "left")
        assert setup_screen(pilot).setup.mode is Mode.PRACTICE


async def test_times_can_be_typed_and_a_mistake_says_what_to_type(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "n")
        setup_screen(pilot).query_one("#row-time_limit").focus()
        await press(pilot, "enter")
        assert "Type a time: 90," in " ".join(screen_text(pilot).split())
        await type_text(pilot, "Soon")
        await press(pilot, "enter")
        assert "A time is written like" in screen_text(pilot)
        assert "'Soon'" in screen_text(pilot)
        assert "Type a time" not in screen_text(pilot)
        await press(pilot, *["backspace"] * 4)
        await type_text(pilot, "1m30s")
        await press(pilot, "enter")
        assert setup_screen(pilot).setup.time_limit == 90.0
        await press(pilot, "enter")
        await type_text(pilot, "off")
        await press(pilot, "enter")
        assert setup_screen(pilot).setup.time_limit == NO_LIMIT


@pytest.mark.parametrize("keys", [("enter",), ("delete", "enter", "enter", "escape")])
@pytest.mark.parametrize("name", ["time_limit", "think_seconds", "questions", "interview_date"])
async def test_enter_on_the_old_value_changes_nothing_and_empty_is_no_value(
    run_app: RunApp, name: str, keys: tuple[str, ...]
) -> None:
    async with run_app(plain_bank(), time_limit=150.0, think_seconds=30.0, questions=4) as pilot:
        await press(pilot, "n")
        screen = setup_screen(pilot)
        screen.show(replace(screen.settings, interview_date=date(2026, 12, 5)))
        before, shown = screen.settings, field_named(name).shown(screen.settings)
        screen.query_one(f"#row-{name}").focus()
        await press(pilot, "enter")
        await until_screen(pilot, Ask)
        for key in keys:
            await press(pilot, key)
            if key == "enter" and len(keys) > 1:
                await until_screen(pilot, Ask)
                hint = str(pilot.app.screen.query_one("#dialog-text", Static).content)
                assert f"Esc keeps what is set: {shown}." in hint
        await until_screen(pilot, SetupScreen)
        assert screen.settings == before


async def test_a_mistake_in_a_number_can_be_edited(run_app: RunApp) -> None:
    async with run_app(plain_bank(), questions=7) as pilot:
        await press(pilot, "n")
        setup_screen(pilot).query_one("#row-questions").focus()
        await press(pilot, "enter", "3", "x", "enter")
        assert "A number from 1 to 20,000, please." in screen_text(pilot)
        await press(pilot, "backspace")
        assert pilot.app.screen.query_one(Input).value == "3"
        await press(pilot, "enter")
        assert setup_screen(pilot).setup.questions == 3


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("time_limit", "own", "each question's own"),
        ("time_limit", "off", "no limit"),
        ("think_seconds", "off", "0:00"),
        ("interview_date", "none", "no date"),
    ],
)
async def test_typing_replaces_the_old_value(
    run_app: RunApp, name: str, typed: str, shown: str
) -> None:
    async with run_app(plain_bank(), time_limit=150.0, think_seconds=30.0) as pilot:
        await press(pilot, "n")
        screen = setup_screen(pilot)
        screen.show(replace(screen.settings, interview_date=date(2026, 12, 5)))
        screen.query_one(f"#row-{name}").focus()
        await press(pilot, "enter")
        await until_screen(pilot, Ask)
        await type_text(pilot, typed)
        await press(pilot, "enter")
        assert field_named(name).shown(screen.settings) == shown


async def test_topics_are_ticked_in_a_list(run_app: RunApp) -> None:
    bank = plain_bank()
    topics = list(dict.fromkeys(question.topic for question in bank.questions))
    async with run_app(bank) as pilot:
        await press(pilot, "n", "down", "enter", "space", "enter")
        wanted = () if len(topics) == 1 else (topics[0],)
        assert setup_screen(pilot).setup.topics == wanted


async def test_the_interview_begins_with_the_choices_and_they_are_remembered(
    run_app: RunApp, home: Path
) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "n")
        setup_screen(pilot).query_one("#row-questions").focus()
        await press(pilot, "enter")
        await type_text(pilot, "2")
        await press(pilot, "enter", "ctrl+s")
        assert isinstance(pilot.app.screen, InterviewScreen)
        assert len(interview_screen(pilot).interview.session.answers) == 2
        await until(pilot, (home / "settings.toml").exists)
    assert "questions = 2" in (home / "settings.toml").read_text()


async def test_the_interview_date_can_be_set(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "n")
        setup_screen(pilot).query_one("#row-interview_date").focus()
        await press(pilot, "enter")
        await type_text(pilot, "2026-12-01")
        await press(pilot, "enter")
        assert setup_screen(pilot).settings.interview_date == date(2026, 12, 1)


async def test_the_arrows_move_the_date_and_back_keeps_it(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "n")
        row = setup_screen(pilot).query_one("#row-interview_date")
        row.focus()
        await press(pilot, "right", "right", "right")
        assert setup_screen(pilot).settings.interview_date == date(2026, 11, 24)
        await press(pilot, "left")
        assert setup_screen(pilot).settings.interview_date == date(2026, 11, 23)
        await press(pilot, "enter")
        await type_text(pilot, "yesterday")
        await press(pilot, "enter", "escape", "enter")
        await type_text(pilot, "in three days")
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app, SimulatorApp)
        assert pilot.app.context.settings.interview_date == date(2026, 11, 25)


async def test_enter_on_a_topic_chooses_it(run_app: RunApp) -> None:
    bank = plain_bank()
    topics = list(dict.fromkeys(question.topic for question in bank.questions))
    assert len(topics) > 1
    async with run_app(bank) as pilot:
        await press(pilot, "n", "down", "enter", "down", "enter")
        assert setup_screen(pilot).setup.topics == (topics[1],)
        await press(pilot, "enter", "a", "enter")
        assert setup_screen(pilot).setup.topics == ()


async def test_voice_lines_show_only_with_the_voice_on(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(100, 40)) as pilot:
        await press(pilot, "n")
        assert "words a minute" not in screen_text(pilot)
        setup_screen(pilot).query_one("#row-voice").focus()
        await press(pilot, "right")
        assert "words a minute" in screen_text(pilot)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_fits_every_size(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(plain_bank(), size=size) as pilot:
        await press(pilot, "n")
        assert "Banks" in screen_text(pilot)
        assert "Start" in screen_text(pilot)
        await press(pilot, "up")
        assert setup_screen(pilot).focused is not None


async def test_arrows_go_from_row_to_row_and_scroll_it_into_view(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(60, 15)) as pilot:
        await press(pilot, "n")
        for key in ["down"] * len(FIELDS) + ["up"] * len(FIELDS):
            before = setup_screen(pilot).focused
            await press(pilot, key)
            row = setup_screen(pilot).focused
            assert isinstance(row, SetupRow)
            assert row is not before
            assert row.region.bottom <= setup_screen(pilot).query_one("#setup-rows").region.bottom
            assert row.region.y >= setup_screen(pilot).query_one("#setup-rows").region.y


async def test_the_chosen_row_stays_visible_in_a_smaller_window(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(120, 40)) as pilot:
        await press(pilot, "n", *["down"] * len(FIELDS))
        await pilot.resize_terminal(60, 15)
        row, rows = setup_screen(pilot).focused, setup_screen(pilot).query_one("#setup-rows")
        assert isinstance(row, SetupRow)
        await until(pilot, lambda: rows.region.y <= row.region.y < rows.region.bottom <= 15)


async def test_help_says_what_the_arrows_do(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "n", "f1")
        assert "Scroll" not in screen_text(pilot)
        assert "↓ j  Next" in screen_text(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_presets_come_first_as_tiles(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(plain_bank(), size=size) as pilot:
        await press(pilot, "n", "2")
        drawn = screen_text(pilot).splitlines()
        (names,) = (line for line in drawn if "Phone screen" in line and "Onsite" in line)
        assert all(preset.name.split()[0] in names for preset in PRESETS)
        assert drawn.index(names) < next(n for n, line in enumerate(drawn) if "Banks" in line)
        judged = drawn[drawn.index(names) + 2]
        assert judged.split("●")[1].strip().startswith(("judged at end", "at end"))
        assert judged.count("○") == 3
        assert preset_of(setup_screen(pilot).setup) is PRESETS[1]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_a_tile_names_its_key_and_nothing_is_cut(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(plain_bank(), size=size) as pilot:
        await press(pilot, "n")
        tiles = setup_screen(pilot).query_one("#row-preset", SetupRow)
        drawn = screen_text(pilot).splitlines()[tiles.region.y : tiles.region.bottom]
        assert "…" not in "".join(drawn)
        for number, preset in enumerate(PRESETS, 1):
            name = preset.name if size[0] >= 100 else preset.name.split(" ")[0]
            assert f"{number}  {name}" in drawn[0]
            numbers = preset.numbers if size[0] >= 100 else preset.numbers.replace(" + ", "+")
            place = drawn[0].index(f"{number}  {name}")
            assert drawn[1][place:].startswith(f"   {numbers}")
        assert tiles.region.x >= (size[0] - WIDEST) // 2


@pytest.mark.parametrize("width", range(80, 127))
def test_no_word_touches_an_edge_of_its_tile(width: int) -> None:
    cells = width - EDGES
    each = tile_width(cells)
    for row in tiles(PRESETS[3], None, cells, "1234").plain.split("\n"):
        assert "…" not in row
        for place in range(len(PRESETS)):
            start = place * (each + GAP)
            assert row[start] == row[start + each - 1] == " "
            assert row[start : start + each].strip()


async def test_a_hint_without_room_is_above_the_lines(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(60, 15)) as pilot:
        await press(pilot, "n")
        assert screen_text(pilot).splitlines()[0].strip() == "Another setup"
        assert "Preset" in screen_text(pilot).splitlines()[1]
        await press(pilot, "up", "right", "right", "right", "right")
        preset = preset_of(setup_screen(pilot).setup)
        assert preset is not None
        assert screen_text(pilot).splitlines()[0].strip() == preset.meaning
        assert "…" not in screen_text(pilot)
        await press(pilot, "down")
        assert screen_text(pilot).splitlines()[0].strip() == "Another setup"


async def test_a_click_takes_a_tile(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(120, 40)) as pilot:
        await press(pilot, "n")
        await pilot.click("#row-preset", offset=(35, 1))
        await pilot.pause()
        assert preset_of(setup_screen(pilot).setup) is PRESETS[1]
        assert tile_at(tile_width(115), 115) is None


async def test_what_differs_from_the_preset_is_marked(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(120, 40)) as pilot:
        await press(pilot, "n", "2")
        assert "•" not in screen_text(pilot)
        setup_screen(pilot).query_one("#row-think_seconds").focus()
        await press(pilot, "right")
        (line,) = (each for each in screen_text(pilot).splitlines() if "Think" in each)
        assert line.strip().startswith("• Think")
        assert "Onsite interview: 0:00" in line
        assert "◐ changed below" in screen_text(pilot)


async def test_hints_align_in_one_column(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(80, 24)) as pilot:
        await press(pilot, "n", "2")
        drawn = screen_text(pilot).splitlines()
        hints = ("per answer", "before each answer", "only practice", "model answers", "due: what")
        assert len({line.index(hint) for hint in hints for line in drawn if hint in line}) == 1


async def test_in_a_low_window_presets_are_a_line(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(60, 15)) as pilot:
        await press(pilot, "n", "2", "up")
        assert "Preset     ‹ Onsite interview ›" in screen_text(pilot)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_the_start_button_is_always_visible(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(plain_bank(), size=size) as pilot:
        await press(pilot, "n")
        assert "Start  ^s" in screen_text(pilot)


async def test_the_start_button_is_filled_and_keeps_off_the_title(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(60, 15)) as pilot:
        await press(pilot, "n")
        screen = setup_screen(pilot)
        date_row = screen.query_one("#row-interview_date", SetupRow)
        screen.set_focus(date_row)
        await press(pilot, "right", "right")
        assert date_row.unseen
        assert date_row.unseen in screen_text(pilot)
        await press(pilot, "down")
        button = screen.query_one("#start-button")
        assert button.has_focus
        await pilot.pause()
        assert date_row.unseen not in screen_text(pilot)
        assert "Another setup" in screen_text(pilot)
        drawn = screen._compositor.render_strips()[button.region.y]
        drawn = drawn.crop(button.region.x, button.region.right)
        grounds = {(style.bgcolor, style.reverse) for _, style, _ in drawn if style}
        assert len(grounds) == 1


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_a_click_on_an_angle_steps_and_one_between_opens(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(plain_bank(), questions=7, size=size) as pilot:
        await press(pilot, "n")
        screen = setup_screen(pilot)
        row = screen.query_one("#row-questions", SetupRow)
        screen.query_one("#setup-rows").scroll_to_widget(row, animate=False, immediate=True)
        await pilot.pause()

        async def click(sign: str) -> None:
            (y,) = [y for y, line in enumerate(lines(pilot)) if "Questions" in line]
            await pilot.click(offset=(lines(pilot)[y].index(sign), y))
            await pilot.pause()

        await click("›")
        assert screen.setup.questions == 8
        await click("‹")
        await click("‹")
        assert screen.setup.questions == 6
        assert pilot.app.screen is screen
        await click("6")
        await until_screen(pilot, Ask)


async def test_the_angles_of_a_list_open_it(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "n")
        (y,) = [y for y, line in enumerate(lines(pilot)) if "Topics" in line]
        await pilot.click(offset=(lines(pilot)[y].index("›"), y))
        await until_screen(pilot, ChooseMany)
