"""The screen of one bank: reading, editing, undoing, and changes by others in the meantime."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.core.bank import FollowUp, Question
from simulator.ui.banks.bank_screen import BankScreen
from simulator.ui.banks.question_editor import QuestionEditor
from simulator.ui.banks.screen import BanksScreen
from simulator.ui.banks.text import answer_parts
from simulator.ui.widgets.row_list import RowList
from tests.ui.banks.bank_app import BROKEN, FIRST, SIZES, app_of, banks_app, file_of, open_first
from tests.ui.driver import has, screen_text, until, until_screen


@pytest.mark.parametrize("size", SIZES)
async def test_the_answer_is_hidden_until_a_key(tmp_path: Path, size: tuple[int, int]) -> None:
    async with banks_app(tmp_path, size=size, networks=FIRST) as pilot:
        screen = await open_first(pilot)
        assert "What are the layers of OSI?" in screen_text(pilot)
        answer = screen.query_one("#preview-answer")
        assert "Seven" not in str(answer.render())
        await pilot.press("enter", "space")
        await until(pilot, has(pilot, "Seven of them."))
        await pilot.press("right")
        await until(pilot, has(pilot, "How does [b]TCP[/b] open a connection?"))
        assert "SYN-ACK" not in str(answer.render())
        await pilot.press("escape", "up")
        assert "Seven" not in str(answer.render())


async def test_delete_and_undo(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        screen = await open_first(pilot)
        assert screen.check_action("undo", ()) is False
        await pilot.press("d")
        await until(pilot, has(pilot, "1 question ·"))
        assert "osi" not in file_of(pilot).read_text()
        await pilot.press("u")
        await until(pilot, has(pilot, "2 questions ·"))
        assert file_of(pilot).read_text() == FIRST
        assert screen.row is not None
        assert screen.row.question.id == "osi"


async def test_a_deletion_can_be_undone_after_leaving_the_screen(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        await open_first(pilot)
        await pilot.press("d")
        await until(pilot, has(pilot, "1 question ·"))
        await pilot.press("escape", "escape")
        pilot.app.push_screen(BanksScreen(app_of(pilot).store))
        await until_screen(pilot, BanksScreen)
        await until(pilot, has(pilot, "1 bank"))
        screen = await open_first(pilot)
        await until(pilot, lambda: screen.check_action("undo", ()))
        await pilot.press("u")
        await until(pilot, has(pilot, "2 questions ·"))
        assert file_of(pilot).read_text() == FIRST


async def test_later_changes_by_others_are_not_undone(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        await open_first(pilot)
        await pilot.press("d")
        await until(pilot, has(pilot, "1 question ·"))
        await pilot.press("escape")
        await until_screen(pilot, BanksScreen)
        file_of(pilot).write_text(file_of(pilot).read_text() + "# more\n")
        screen = await open_first(pilot)
        await until(pilot, lambda: screen.check_action("edit", ()))
        assert screen.check_action("undo", ()) is False


async def test_deleting_the_last_question_leaves_an_empty_bank(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        await open_first(pilot)
        await pilot.press("d")
        await until(pilot, has(pilot, "1 question ·"))
        await pilot.press("d")
        await until(pilot, has(pilot, "No questions yet"))
        await pilot.press("a")
        await until_screen(pilot, QuestionEditor)


async def test_duplicate(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        screen = await open_first(pilot)
        await pilot.press("y")
        await until(pilot, has(pilot, "3 questions ·"))
        assert screen.row is not None
        assert screen.row.question.id == "osi-copy"
        assert screen.row.place == 1


async def test_a_change_on_disk_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.ui.banks.bank_screen.LOOK_SECONDS", 0.2)
    monkeypatch.setattr("simulator.ui.banks.screen.LOOK_SECONDS", 0.2)
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        await open_first(pilot)
        file_of(pilot).write_text(FIRST.replace("Seven of them", "Eight") + "\n")
        await until(pilot, lambda: "read again" in "".join(app_of(pilot).told))
        await pilot.press("space")
        await until(pilot, has(pilot, "Eight"))
        file_of(pilot).write_text(BROKEN)
        await until(pilot, has(pilot, "time_limit: expected a positive number"))
        await pilot.press("e", "d", "s")
        assert isinstance(pilot.app.screen, BankScreen)
        file_of(pilot).write_text(FIRST)
        await until(pilot, has(pilot, "What are the layers"))
        await pilot.press("escape")
        await until_screen(pilot, BanksScreen)
        (tmp_path / "banks" / "later.toml").write_text('title = "Later"\n')
        await until(pilot, has(pilot, "Later"))


async def test_an_edit_over_a_change_on_disk_is_refused(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        await open_first(pilot)
        changed = FIRST + "# mine\n"
        file_of(pilot).write_text(changed)
        await pilot.press("d")
        await until(pilot, lambda: any("on disk" in told for told in app_of(pilot).told))
        assert file_of(pilot).read_text() == changed


async def test_a_shipped_bank_is_copied_first(tmp_path: Path) -> None:
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "networks.toml").write_text(FIRST)
    async with banks_app(tmp_path) as pilot:
        assert "built in" in screen_text(pilot)
        await open_first(pilot)
        await pilot.press("d")
        await until(pilot, has(pilot, "1 question · yours"))
        assert any("Your copy" in told for told in app_of(pilot).told)
        assert (tmp_path / "shipped" / "networks.toml").read_text() == FIRST
        await pilot.press("escape")
        await until(pilot, has(pilot, "yours"))


async def test_a_shipped_bank_is_copied_for_the_editor_before_it_is_read_for_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "networks.toml").write_text(FIRST)
    opened: list[Path] = []

    def note(_: object, path: Path, line: int) -> str:
        opened.append(path)
        return ""

    monkeypatch.setattr("simulator.ui.banks.bank_tools.edit_outside", note)
    async with banks_app(tmp_path) as pilot:
        monkeypatch.setattr("simulator.ui.banks.bank_editing.in_background", lambda *_, **__: None)
        await pilot.press("enter")
        await until_screen(pilot, BankScreen)
        await pilot.press("o")
        await until(pilot, lambda: opened)
    assert opened == [tmp_path / "banks" / "networks.toml"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_new_question_below_many_is_visible(tmp_path: Path, size: tuple[int, int]) -> None:
    questions = "".join(f'[[questions]]\nquestion = "Number {n}?"\n' for n in range(60))
    async with banks_app(tmp_path, size=size, many=f'title = "Many"\n{questions}') as pilot:
        screen = await open_first(pilot)
        await pilot.press("a")
        await until_screen(pilot, QuestionEditor)
        await pilot.press(*"Last", "ctrl+s")
        await until_screen(pilot, BankScreen)
        await until(pilot, lambda: screen.row is not None and screen.row.place == 60)
        rows = screen.query_one("#question-rows", RowList)
        assert rows.scroll_y <= 60 < rows.scroll_y + rows.size.height - 1
        await until(pilot, lambda: screen_text(pilot).count("Last") >= 2)


LONG = FIRST.replace(
    "Networks", "Networks and all that runs on them, wherever it may run, for years"
)


@pytest.mark.parametrize("size", [*SIZES, (80, 24)])
async def test_a_long_title_is_cut_but_not_the_facts(tmp_path: Path, size: tuple[int, int]) -> None:
    async with banks_app(tmp_path, size=size, networks=LONG) as pilot:
        screen = await open_first(pilot)
        head = screen.query_one("#bank-head").region
        assert head.height == 1
        assert screen_text(pilot).splitlines()[head.y].endswith(" · 2 questions · yours")
        await pilot.press("e")
        await until_screen(pilot, QuestionEditor)
        assert screen_text(pilot).splitlines()[head.y].endswith(" · question 1 of 2")


def test_the_answer_to_a_follow_up_is_below_it() -> None:
    follow_up = FollowUp("Why?", answer="Because.\n\n- a reason", key_points=("a reason",))
    words = answer_parts(Question("q", "What?", follow_ups=(follow_up,))).plain
    assert "• Why?\n    • a reason\n  Because.\n  • a reason" in words


async def test_no_text_of_the_preview_touches_its_scrollbar(tmp_path: Path) -> None:
    long = FIRST.replace("Seven of them.", "Seven of them, and so on. " * 90)
    async with banks_app(tmp_path, size=(120, 30), networks=long) as pilot:
        screen = await open_first(pilot)
        await pilot.press("space")
        await until(pilot, has(pilot, "Seven of them"))
        preview = screen.query_one("#preview")
        await until(pilot, lambda: preview.show_vertical_scrollbar)
        region = preview.scrollable_content_region
        drawn = screen_text(pilot).splitlines()[region.y : region.bottom]
        assert {line.ljust(120)[region.right - 1] for line in drawn} == {" "}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_code_without_room_stays_behind_its_rule(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    code = 'question = "What?\\n\\n```python\\nadd(' + "one, " * 40 + 'two)\\n```"'
    told = FIRST.replace('question = "What are the *layers* of OSI?"', code)
    async with banks_app(tmp_path, size=size, networks=told) as pilot:
        screen = await open_first(pilot)
        preview = screen.query_one("#preview").region
        rows = screen_text(pilot).splitlines()[preview.y : preview.bottom]
        drawn = [row[preview.x :] for row in rows if "one, one" in row[preview.x :]]
        assert len(drawn) > 1
        assert all("│ " in line and "↳" in line for line in drawn[1:])
