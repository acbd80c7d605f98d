"""The screen of all banks: counts, faults, track records, search, a new one, an export."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from simulator.core.states import Rating
from simulator.core.track_record import TrackRecord
from simulator.exporters.bank_files import BANK_FORMATS, export_bank
from simulator.storage.banks.read import read_bank
from simulator.ui.banks.bank_screen import BankScreen
from simulator.ui.banks.screen import BanksScreen
from simulator.ui.widgets.dialogs import Ask, Choose
from simulator.ui.widgets.row_list import RowList
from tests.line_ends import as_on_windows
from tests.ui.banks.bank_app import BROKEN, FIRST, SIZES, app_of, banks_app, file_of, open_first
from tests.ui.driver import has, screen_text, until, until_screen

OTHER = FIRST.replace("Networks", "Other").replace("*layers*", "planes and strata")


@pytest.mark.parametrize("size", SIZES)
async def test_faults_are_below_their_bank_and_good_banks_come_first(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with banks_app(tmp_path, size=size, broken=BROKEN, networks=FIRST) as pilot:
        lines = screen_text(pilot).splitlines()
        place = next(place for place, line in enumerate(lines) if "✗ broken" in line)
        assert "2 faults" in lines[place]
        heads = (line.partition("│")[0].split() for line in lines)
        head = next(words for words in heads if words[:1] == ["Bank"])
        assert (head[1], head[-1]) == ("Questions", "From")
        assert "line 4: questions[1].time_limit" in lines[place + 1]
        assert "line 5: questions[1].answr" in lines[place + 2]
        assert any("Networks" in line and " 2 " in line for line in lines[:place])
        assert "What [/foo] is asked" in screen_text(pilot)
        await pilot.press("end")
        details = pilot.app.screen.query_one("#banks-words", Static)
        assert "did you mean" in str(details.content)
        assert ("e Edit file" in " ".join(lines[-1].split())) == (size[0] >= 80)


@pytest.mark.parametrize(("size", "beside"), [((80, 24), False), ((120, 40), True)])
async def test_details_of_a_bank_are_beside_the_list_if_there_is_room(
    tmp_path: Path, size: tuple[int, int], beside: bool
) -> None:
    async with banks_app(tmp_path, size=size, networks=FIRST) as pilot:
        rows, details = (pilot.app.screen.query_one(f"#banks-{n}") for n in ("rows", "details"))
        assert (details.region.x >= rows.region.right) is beside
        assert (details.region.y >= rows.region.bottom) is not beside


async def test_a_long_track_record_is_in_full_beside_the_details(tmp_path: Path) -> None:
    past = {("networks", "osi"): TrackRecord(280, 258, 189, Rating.SOLID)}
    async with banks_app(tmp_path, size=(120, 40), asked=past, networks=FIRST) as pilot:
        await until(pilot, has(pilot, " 280  "))
        assert "  189 of 258  " in screen_text(pilot)


async def test_a_fault_is_cut_with_a_mark_where_the_list_scrolls(tmp_path: Path) -> None:
    many = BROKEN + "".join(f"key_{number} = 1\n" for number in range(9))
    async with banks_app(tmp_path, size=(60, 15), broken=many) as pilot:
        row = next(line for line in screen_text(pilot).splitlines() if "line 5: questions" in line)
        assert "…" in row


async def test_counts_and_track_records(tmp_path: Path) -> None:
    past = {("networks", "osi"): TrackRecord(3, 2, 1, Rating.PARTIAL)}
    async with banks_app(tmp_path, size=(180, 40), asked=past, networks=FIRST) as pilot:
        await until(pilot, has(pilot, "Asked 3 times, 1 of 2 solid or strong"))
        assert "Difficulty: medium 1, hard 1" in screen_text(pilot)
        words = pilot.app.screen.query_one("#banks-words", Static).content
        assert str(words).endswith("\n\n2 topics\n• Models  1\n• Transport  1")
        await open_first(pilot)
        assert "the last time partial" in " ".join(screen_text(pilot).split())


async def test_track_records_may_come_later(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, BanksScreen)
        assert "Never asked yet" in screen_text(pilot)
        screen.show_asked({("networks", "tcp"): TrackRecord(1)})
        await until(pilot, has(pilot, "Asked once"))


async def test_an_empty_list_says_what_to_do(tmp_path: Path) -> None:
    async with banks_app(tmp_path) as pilot:
        assert "Press n to write one" in screen_text(pilot)
        await pilot.press("enter", "s", "x", "j", "k", "end")
        assert isinstance(pilot.app.screen, BanksScreen)
        assert app_of(pilot).started == []


async def test_questions_of_all_banks_are_searched(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST, other=OTHER) as pilot:
        await pilot.press("slash", *"strata")
        await until(pilot, has(pilot, "planes and strata"))
        assert "TCP" not in screen_text(pilot)
        assert "Seven of them" not in screen_text(pilot)
        await pilot.press("enter", "enter")
        await until_screen(pilot, BankScreen)
        assert "Other" in screen_text(pilot)
        row = pilot.app.screen.query_one("#question-rows", RowList).chosen
        assert row.question.id == "osi"  # type: ignore[union-attr]
        await pilot.press("escape")
        await until_screen(pilot, BanksScreen)
        await pilot.press("escape")
        assert pilot.app.screen.query_one("#banks-rows").display
        await pilot.press("slash", *"nowhere")
        await until(pilot, has(pilot, "No question contains these words."))


async def test_questions_are_found_in_the_other_spelling(tmp_path: Path) -> None:
    british = FIRST.replace("*layers*", "behaviour when modelling")
    async with banks_app(tmp_path, other=british) as pilot:
        await pilot.press("slash", *"behavior modeling")
        await until(pilot, has(pilot, "behaviour when modelling"))
        await pilot.press("escape")
        await open_first(pilot)
        await pilot.press("slash", *"behavior")
        await until(pilot, has(pilot, "1 of 2 questions"))


async def test_nearly_the_same_questions_are_pointed_out(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST, other=OTHER) as pilot:
        await until(pilot, has(pilot, "Nearly the same"))
        assert "is also in Other" in " ".join(screen_text(pilot).split())


async def test_start_from_both_screens(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        await pilot.press("s")
        await open_first(pilot)
        await pilot.press("s")
        await until(pilot, lambda: app_of(pilot).started == ["networks", "networks"])


async def test_a_broken_bank_cannot_be_started(tmp_path: Path) -> None:
    async with banks_app(tmp_path, broken=BROKEN) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert app_of(pilot).started == []


async def test_new_bank_by_its_name(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        await pilot.press("n")
        await until_screen(pilot, Ask)
        await pilot.press(*"mine", "enter")
        await until(pilot, has(pilot, "Mine"))
        row = pilot.app.screen.query_one("#banks-rows", RowList).chosen
        assert row.listed.name == "mine"  # type: ignore[union-attr]
        await pilot.press("n", *"networks", "enter")
        await until(pilot, has(pilot, "A bank of this name already exists"))
        assert pilot.app.screen.query_one(Input).value == "networks"
        assert file_of(pilot).read_text() == FIRST
        await pilot.press("home", "slash", "enter")
        await until(pilot, has(pilot, "not a path"))
        assert pilot.app.screen.query_one(Input).value == "/networks"


async def test_export_asks_for_format_and_file(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        target = tmp_path / "out.md"
        for _ in range(2):
            await pilot.press("x")
            await until_screen(pilot, Choose)
            await pilot.press("enter")
            await until_screen(pilot, Ask)
            pilot.app.screen.query_one(Input).value = str(target)
            await pilot.press("enter")
            await until_screen(pilot, BanksScreen)
        assert app_of(pilot).told == [f"This file already exists: {target}"]
        lasting = [each.message for each in pilot.app._notifications]
        assert f"Written to {target}" in lasting
        assert "TCP" in target.read_text()


@pytest.mark.parametrize("fmt", BANK_FORMATS)
async def test_an_export_holds_the_bytes_of_the_format(
    fmt: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_on_windows(monkeypatch)
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        target = tmp_path / "out"
        await pilot.press("x")
        await until_screen(pilot, Choose)
        await pilot.press(*["down"] * list(BANK_FORMATS).index(fmt), "enter")
        await until_screen(pilot, Ask)
        pilot.app.screen.query_one(Input).value = str(target)
        await pilot.press("enter")
        await until_screen(pilot, BanksScreen)
        bank = read_bank(file_of(pilot))
        written = export_bank(bank, fmt).encode(BANK_FORMATS[fmt].encoding)
        assert target.read_bytes() == written


async def test_the_mouse_opens_a_bank_and_a_question(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        await pilot.click("#banks-rows", offset=(4, 1))
        await until_screen(pilot, BankScreen)
        await pilot.click("#question-rows", offset=(4, 2))
        await until(pilot, lambda: pilot.app.screen.query_one("#bank-body").has_class("-reading"))
        assert "TCP" in screen_text(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_a_title_cut_in_the_list_is_in_full_beside_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    title = "A title " + "that goes on " * 14 + "to its end"
    named = FIRST.replace('title = "', f'title = "{title}: ', 1)
    async with banks_app(tmp_path, size=size, networks=named) as pilot:
        details = pilot.app.screen.query_one("#banks-details").content_region
        rows = screen_text(pilot).splitlines()[details.y : details.bottom]
        told = " ".join(" ".join(row[details.x : details.right] for row in rows).split())
        assert title in told
