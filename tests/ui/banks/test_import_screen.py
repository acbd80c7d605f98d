"""Importing documents on the screen: preview, ticks, writing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from simulator.core.bank import Bank, Question
from simulator.importers import DraftItem
from simulator.storage.banks.read import read_bank
from simulator.ui.banks.ask_document import AskDocument, PathInput
from simulator.ui.banks.import_rows import item_words, progress_words
from simulator.ui.banks.import_screen import ImportScreen
from simulator.ui.banks.screen import BanksScreen
from simulator.ui.widgets.dialogs import Ask, Choose
from simulator.ui.widgets.row_list import RowList
from tests.ui.banks.bank_app import FIRST, app_of, banks_app
from tests.ui.driver import RunApp, has, interview_screen, screen_text, until, until_screen

DOCUMENT = """\
# Rivers

Here is what I was asked.

## 1. What is a *delta*, and [/how] does it form?

Where a river meets still water it drops what it carries.

- sand first
- clay last

## 2. What is a meander?

A bend that grows, because the outer bank is worn away faster.

## 3. How does an oxbow lake come about?

A meander is cut off when the river breaks through its neck.
"""


async def begin(pilot: Pilot[None], path: Path) -> ImportScreen:
    """Go from the banks to the preview of a document."""
    await pilot.press("i")
    await until_screen(pilot, AskDocument)
    pilot.app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")
    await until_screen(pilot, ImportScreen)
    await until(pilot, lambda: "Reading" not in screen_text(pilot))
    screen = pilot.app.screen
    assert isinstance(screen, ImportScreen)
    return screen


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "rivers.md"
    path.write_text(DOCUMENT)
    return path


@pytest.mark.parametrize("size", [(60, 15), (120, 40)])
async def test_a_preview_and_nothing_on_disk(
    tmp_path: Path, document: Path, size: tuple[int, int]
) -> None:
    async with banks_app(tmp_path, size=size) as pilot:
        screen = await begin(pilot, document)
        shown = screen_text(pilot)
        assert "3 questions found" in shown
        assert "[x]" in shown
        assert "rivers.md, lines 5 to" in shown
        words = str(screen.query_one("#import-words", Static).render())
        assert "Where a river meets" in words
        await pilot.press("escape")
        await until_screen(pilot, BanksScreen)
        assert list((tmp_path / "banks").iterdir()) == []


async def test_only_what_is_ticked_is_written(tmp_path: Path, document: Path) -> None:
    async with banks_app(tmp_path) as pilot:
        await begin(pilot, document)
        await pilot.press("down", "space")
        assert "writes 2 questions" in screen_text(pilot)
        await pilot.press("enter")
        await until_screen(pilot, BanksScreen)
        bank = read_bank(tmp_path / "banks" / "rivers.toml")
        assert len(bank.questions) == 2
        assert not any("meander?" in each.question for each in bank.questions)
        await until(pilot, has(pilot, "Rivers"))
        await until(
            pilot,
            lambda: pilot.app.screen.query_one(RowList).chosen.listed.name == "rivers",  # type: ignore[union-attr]
        )


async def test_all_or_none_and_then_there_is_nothing_to_write(
    tmp_path: Path, document: Path
) -> None:
    async with banks_app(tmp_path) as pilot:
        await begin(pilot, document)
        await pilot.press("a", "enter")
        assert "[x]" not in screen_text(pilot)
        assert any("Nothing is ticked" in told for told in app_of(pilot).told)
        await pilot.press("a")
        assert screen_text(pilot).count("[x]") == 3
        await pilot.click("#import-rows", offset=(4, 1))
        await until(pilot, lambda: screen_text(pilot).count("[x]") == 2)


async def test_left_out_parts_and_reasons(tmp_path: Path, document: Path) -> None:
    async with banks_app(tmp_path) as pilot:
        await begin(pilot, document)
        await pilot.press("l")
        assert "rivers.md, line 3" in screen_text(pilot)
        assert "part left out" in screen_text(pilot)
        assert "makes a part a question (0 chosen)" in screen_text(pilot)
        await pilot.press("space")
        assert "(1 chosen)" in screen_text(pilot)
        await pilot.press("space", "l")
        assert "rivers.md, line 3" not in screen_text(pilot)


async def test_importing_again_updates_the_bank(tmp_path: Path, document: Path) -> None:
    async with banks_app(tmp_path) as pilot:
        await begin(pilot, document)
        await pilot.press("enter")
        await until_screen(pilot, BanksScreen)
        path = tmp_path / "banks" / "rivers.toml"
        before = read_bank(path)
        document.write_text(DOCUMENT + "\n## 4. What is a levee?\n\nA bank built by floods.\n")
        await begin(pilot, document)
        assert "1 new, 0 changed, 3 as they are" in " ".join(screen_text(pilot).split())
        await pilot.press("enter")
        await until_screen(pilot, BanksScreen)
        after = read_bank(path)
        assert after.questions[:3] == before.questions
        assert len(after.questions) == 4


async def test_importing_into_an_existing_bank(tmp_path: Path, document: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        await begin(pilot, document)
        await pilot.press("t")
        await until_screen(pilot, Ask)
        pilot.app.screen.query_one(Input).value = "networks"
        await pilot.press("enter")
        await until(pilot, has(pilot, "brings the bank networks up to date"))
        await pilot.press("enter")
        await until_screen(pilot, BanksScreen)
        text = (tmp_path / "banks" / "networks.toml").read_text()
        assert text.startswith(FIRST)
        assert len(read_bank(tmp_path / "banks" / "networks.toml").questions) == 5


async def test_known_questions_are_pointed_out(tmp_path: Path, document: Path) -> None:
    known = 'title = "Old"\n[[questions]]\nid = "m"\nquestion = "What is a meander?"\n'
    async with banks_app(tmp_path, old=known) as pilot:
        await begin(pilot, document)
        await pilot.press("t")
        await until_screen(pilot, Ask)
        await pilot.press("escape", "down")
        await until(pilot, has(pilot, "Nearly the same as a question in Old."))


async def test_prose_is_refused_with_the_reason(tmp_path: Path) -> None:
    prose = tmp_path / "prose.md"
    prose.write_text("Rivers run down to the sea.\n\nThat is all there is to say about them.\n")
    async with banks_app(tmp_path) as pilot:
        await begin(pilot, prose)
        assert "Nothing was written." in screen_text(pilot)
        await pilot.press("enter", "space", "a", "t", "l")
        assert isinstance(pilot.app.screen, ImportScreen)
        await pilot.press("escape")
        await until_screen(pilot, BanksScreen)


@pytest.mark.parametrize(("more", "others"), [("", False), ("answr = 1\n", True)])
async def test_a_faulty_bank_is_refused_with_its_first_fault(
    tmp_path: Path, more: str, others: bool
) -> None:
    faulty = tmp_path / "faulty.toml"
    faulty.write_text(f'title = "A"\n[[questions]]\nquestion = "a"\ntime_limit = -5\n{more}')
    async with banks_app(tmp_path, size=(120, 40)) as pilot:
        await begin(pilot, faulty)
        assert "faulty.toml:4: questions[1].time_limit" in screen_text(pilot)
        assert ("`mock-interview bank check`" in screen_text(pilot)) is others
        assert "Nothing was written." in screen_text(pilot)


async def test_a_missing_file_is_asked_for_again(tmp_path: Path) -> None:
    async with banks_app(tmp_path) as pilot:
        await pilot.press("i", *"gone", "enter")
        await until(pilot, lambda: any("no such file" in told for told in app_of(pilot).told))
        await until_screen(pilot, AskDocument)
        assert pilot.app.screen.query_one(Input).value == "gone"


async def test_from_a_document_to_an_interview_by_keys_alone(
    run_app: RunApp, home: Path, document: Path
) -> None:
    async with run_app(Bank("deep_learning", "Deep", (Question("a", "A?"),))) as pilot:
        await pilot.press("b")
        await until_screen(pilot, BanksScreen)
        await until(pilot, has(pilot, "1 question"))
        await pilot.press("i")
        await until_screen(pilot, AskDocument)
        # A path is pasted; the letters would be the same.
        pilot.app.screen.query_one(Input).value = str(document)
        await pilot.press("enter")
        await until(pilot, has(pilot, "3 questions found"))
        await pilot.press("enter")
        await until_screen(pilot, BanksScreen)
        await until(pilot, lambda: pilot.app.screen.query_one(RowList).cursor > 0)
        await pilot.press("s")
        await until(pilot, has(pilot, "Enter when you are ready"))
        assert len(interview_screen(pilot).interview.session.answers) == 3


async def test_an_edited_answer_is_unticked_shown_beside_the_new_one_and_kept(
    tmp_path: Path, document: Path
) -> None:
    async with banks_app(tmp_path, size=(120, 40)) as pilot:
        await begin(pilot, document)
        await pilot.press("enter")
        await until_screen(pilot, BanksScreen)
        path = tmp_path / "banks" / "rivers.toml"
        path.write_text(path.read_text().replace("worn away faster", "eaten away"))
        mine = path.read_bytes()
        document.write_text(DOCUMENT.replace("worn away faster", "carried off"))
        await begin(pilot, document)
        assert "1 differs from yours" in screen_text(pilot)
        await pilot.press("down")
        await until(pilot, has(pilot, "In your bank:"))
        assert "eaten away" in screen_text(pilot)
        assert "carried off" in screen_text(pilot)
        await pilot.press("enter")
        await until_screen(pilot, BanksScreen)
        assert path.read_bytes() == mine
        await begin(pilot, document)
        await pilot.press("down", "space", "enter")
        await until_screen(pilot, BanksScreen)
        assert "carried off" in path.read_text()
        await until(pilot, lambda: pilot.app.screen.check_action("undo_import", ()) is True)
        await pilot.press("u")
        await until_screen(pilot, Choose)
        assert "Undo the last import into rivers?" in screen_text(pilot)
        assert document.name in screen_text(pilot)
        await pilot.press("enter")
        await until_screen(pilot, BanksScreen)
        assert "carried off" in path.read_text()
        await pilot.press("u")
        await until_screen(pilot, Choose)
        await pilot.press("down", "enter")
        await until(pilot, lambda: path.read_bytes() == mine)


async def test_a_left_out_part_is_shown_with_the_question_above_it(tmp_path: Path) -> None:
    path = tmp_path / "soil.md"
    path.write_text("* What is silt?\n* What is sand?\n* What is loam?\n\nIt is both.\n")
    async with banks_app(tmp_path, size=(120, 40)) as pilot:
        await begin(pilot, path)
        assert "Left out right below it" not in screen_text(pilot)
        await pilot.press("down", "down")
        await until(pilot, has(pilot, "Left out right below it, soil.md, line 5:"))
        assert "It is both." in screen_text(pilot)


async def test_questions_gone_from_the_source_are_listed_and_an_undone_new_bank_is_gone(
    tmp_path: Path, document: Path
) -> None:
    async with banks_app(tmp_path, size=(120, 40)) as pilot:
        await begin(pilot, document)
        await pilot.press("enter")
        await until_screen(pilot, BanksScreen)
        document.write_text(DOCUMENT[: DOCUMENT.rindex("## ")])
        await begin(pilot, document)
        assert "1 question no longer in the source, kept (d in the bank" in screen_text(pilot)
        await pilot.press("escape")
        await until_screen(pilot, BanksScreen)
        await until(pilot, lambda: pilot.app.screen.check_action("undo_import", ()) is True)
        await pilot.press("u")
        await until_screen(pilot, Choose)
        await pilot.press("down", "enter")
        await until(
            pilot, lambda: any("rivers is gone again" in told for told in app_of(pilot).told)
        )


async def test_a_left_out_part_is_added_by_one_key(tmp_path: Path, document: Path) -> None:
    async with banks_app(tmp_path) as pilot:
        await begin(pilot, document)
        await pilot.press("l", "space", "enter")
        await until_screen(pilot, BanksScreen)
        bank = read_bank(tmp_path / "banks" / "rivers.toml")
        assert len(bank.questions) == 4
        assert bank.questions[3].question == "Here is what I was asked."


@pytest.mark.parametrize("key", ["escape", "l"])
async def test_going_back_from_the_left_out_parts_keeps_the_import(
    tmp_path: Path, document: Path, key: str
) -> None:
    async with banks_app(tmp_path) as pilot:
        await begin(pilot, document)
        await pilot.press("l", "space", key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, ImportScreen)
        assert len(pilot.app.screen.query_one(RowList).rows) == 3
        assert "3 questions found" in screen_text(pilot)
        await pilot.press("escape")
        await until_screen(pilot, BanksScreen)


async def test_tab_completes_the_path_and_pasted_lines_are_the_document(tmp_path: Path) -> None:
    (tmp_path / "streams.md").write_text(DOCUMENT)
    async with banks_app(tmp_path) as pilot:
        await pilot.press("i")
        await until_screen(pilot, AskDocument)
        field = pilot.app.screen.query_one(PathInput)
        field.value = f"{tmp_path}/str"
        await pilot.press("tab")
        assert field.value == f"{tmp_path}/streams.md"
        field.post_message(events.Paste(DOCUMENT))
        await until_screen(pilot, ImportScreen)
        await until(pilot, has(pilot, "3 questions found"))


async def test_lines_pasted_in_the_running_program_are_the_document(run_app: RunApp) -> None:
    async with run_app(Bank("deep_learning", "Deep", (Question("a", "A?"),))) as pilot:
        await to_the_import(pilot)
        pilot.app.post_message(events.Paste(DOCUMENT))
        await until_screen(pilot, ImportScreen)
        await until(pilot, has(pilot, "3 questions found"))


async def test_a_pasted_path_is_inserted_once(run_app: RunApp, document: Path) -> None:
    async with run_app(Bank("deep_learning", "Deep", (Question("a", "A?"),))) as pilot:
        await to_the_import(pilot)
        pilot.app.post_message(events.Paste(f"{document}\n"))
        field = pilot.app.screen.query_one(Input)
        await until(pilot, lambda: field.value)
        assert field.value == str(document)
        await pilot.press("enter")
        await until(pilot, has(pilot, "3 questions found"))


@pytest.mark.parametrize("name", ["long" * 100, "a\0b"])
async def test_an_impossible_path_is_asked_for_again(tmp_path: Path, name: str) -> None:
    async with banks_app(tmp_path) as pilot:
        await pilot.press("i")
        await until_screen(pilot, AskDocument)
        pilot.app.screen.query_one(Input).value = name
        await pilot.press("enter")
        await until(pilot, lambda: app_of(pilot).told)
        await until_screen(pilot, AskDocument)


async def to_the_import(pilot: Pilot[Any]) -> None:
    await pilot.press("b")
    await until_screen(pilot, BanksScreen)
    await until(pilot, has(pilot, "1 question"))
    await pilot.press("i")
    await until_screen(pilot, AskDocument)


async def test_a_bank_is_renamed_and_deleted(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        await pilot.press("r")
        await until_screen(pilot, Ask)
        pilot.app.screen.query_one(Input).value = "wires"
        await pilot.press("enter")
        await until(pilot, lambda: (tmp_path / "banks" / "wires.toml").exists())
        await until(pilot, lambda: pilot.app.screen.query_one(RowList).chosen is not None)
        await until(
            pilot,
            lambda: pilot.app.screen.query_one(RowList).chosen.listed.name == "wires",  # type: ignore[union-attr]
        )
        await pilot.press("d")
        await until_screen(pilot, Choose)
        assert "Delete this bank?" in screen_text(pilot)
        assert "│ Networks " in screen_text(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: (tmp_path / "banks" / ".trash" / "wires.toml").exists())


def test_a_folder_says_how_many_of_its_files_are_read() -> None:
    words = progress_words(30, 120)
    assert words.plain == f"Reading …  {'━' * 24}  30 of 120 files"
    assert [span.end - span.start for span in words.spans] == [6, 18]


def test_a_doubt_is_explained_beside_its_certainty() -> None:
    item = DraftItem(Question("", "Tides", "They rise."), "sea.md", 1, 2, 0.6)
    assert "60 % sure: it is not clearly worded as a question" in item_words(item).plain
    assert "% sure" not in item_words(replace(item, certainty=0.95)).plain
    asked = replace(item, question=Question("", "Explain tides."))
    assert "% sure" not in item_words(asked).plain
    left = item_words(replace(item, certainty=0.0, note="left out: a comment")).plain
    assert "left out: a comment" in left
    assert "0 %" not in left


async def test_importing_again_counts_the_same_after_an_edit_and_a_missing_tick(
    tmp_path: Path, document: Path
) -> None:
    async with banks_app(tmp_path) as pilot:
        await begin(pilot, document)
        await until(pilot, has(pilot, "writes 3 questions into a new bank"))
        await pilot.press("enter")
        await until_screen(pilot, BanksScreen)
        (bank,) = (tmp_path / "banks").glob("*.toml")
        bank.write_text(bank.read_text().replace("worn away faster", "worn away"))
        screen = await begin(pilot, document)
        await until(
            pilot,
            lambda: (
                "up to date: 3 questions (0 new, 0 changed, 3 as they are)"
                in " ".join(screen_text(pilot).split())
            ),
        )
        assert len(screen._ticked) == 2
        await pilot.press("enter")
        await until_screen(pilot, BanksScreen)
        assert any("0 new, 0 updated, 3 unchanged in" in told for told in app_of(pilot).told)
        assert "worn away." in bank.read_text()
