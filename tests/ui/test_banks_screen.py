"""All banks, and one of them: looked at, searched, changed, taken back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from simulator.asked import Asked
from simulator.states import Rating
from simulator.ui.bank_screen import BankScreen
from simulator.ui.bank_tools import pasted_path
from simulator.ui.banks_screen import BanksScreen
from simulator.ui.dialogs import Ask, Choose
from simulator.ui.outside_editor import edit_outside, editor_command
from simulator.ui.question_editor import QuestionEditor
from simulator.ui.row_list import RowList
from tests.ui.bank_app import BROKEN, FIRST, app_of, banks_app, has, text_of, until, until_screen

SIZES = [(60, 15), (120, 40)]

OTHER = FIRST.replace("Networks", "Other").replace("*layers*", "planes and strata")


async def open_first(pilot: Pilot[None]) -> BankScreen:
    """Open the bank under the cursor, and wait until it can be edited."""
    await pilot.press("enter")
    await until_screen(pilot, BankScreen)
    screen = pilot.app.screen
    assert isinstance(screen, BankScreen)
    await until(pilot, lambda: screen.check_action("add", ()))
    return screen


def file_of(pilot: Pilot[None], name: str = "networks") -> Path:
    return app_of(pilot).store.banks_folder / f"{name}.toml"


@pytest.mark.parametrize("size", SIZES)
async def test_faults_stand_under_their_bank_and_the_good_ones_first(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with banks_app(tmp_path, size=size, broken=BROKEN, networks=FIRST) as pilot:
        lines = text_of(pilot).splitlines()
        place = next(place for place, line in enumerate(lines) if "✗ broken" in line)
        assert "2 faults" in lines[place]
        assert "line 4: questions[1].time_limit" in lines[place + 1]
        assert "line 5: questions[1].answr" in lines[place + 2]
        assert any("Networks" in line and "2 questions" in line for line in lines[:place])
        assert "What [/foo] is asked" in text_of(pilot)
        await pilot.press("end")
        assert "did you mean" in text_of(pilot)


async def test_counts_and_what_the_past_holds(tmp_path: Path) -> None:
    past = {("networks", "osi"): Asked(3, 2, 1, Rating.PARTIAL)}
    async with banks_app(tmp_path, size=(120, 40), asked=past, networks=FIRST) as pilot:
        await until(pilot, has(pilot, "Asked 3 times, 1 of 2 solid or strong"))
        assert "Difficulty: medium 1, hard 1" in text_of(pilot)
        assert "Topics: Models 1, Transport 1" in text_of(pilot)
        await open_first(pilot)
        assert "the last time partial" in " ".join(text_of(pilot).split())


async def test_the_past_may_come_later(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, BanksScreen)
        assert "Never asked yet" in text_of(pilot)
        screen.show_asked({("networks", "tcp"): Asked(1)})
        await until(pilot, has(pilot, "Asked 1 time"))


async def test_nothing_there_says_what_to_do(tmp_path: Path) -> None:
    async with banks_app(tmp_path) as pilot:
        assert "Press n to write one" in text_of(pilot)
        await pilot.press("enter", "s", "x", "j", "k", "end")
        assert isinstance(pilot.app.screen, BanksScreen)
        assert app_of(pilot).started == []


async def test_questions_of_all_banks_are_searched(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST, other=OTHER) as pilot:
        await pilot.press("slash", *"strata")
        await until(pilot, has(pilot, "planes and strata"))
        assert "TCP" not in text_of(pilot)
        assert "Seven of them" not in text_of(pilot)
        await pilot.press("enter", "enter")
        await until_screen(pilot, BankScreen)
        assert "Other" in text_of(pilot)
        row = pilot.app.screen.query_one("#question-rows", RowList).chosen
        assert row.question.id == "osi"  # type: ignore[union-attr]
        await pilot.press("escape")
        await until_screen(pilot, BanksScreen)
        await pilot.press("escape")
        assert pilot.app.screen.query_one("#banks-rows").display
        await pilot.press("slash", *"nowhere")
        await until(pilot, has(pilot, "No question has these words."))


async def test_nearly_the_same_questions_are_pointed_out(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST, other=OTHER) as pilot:
        await until(pilot, has(pilot, "Nearly the same"))
        assert "is also in Other" in " ".join(text_of(pilot).split())


@pytest.mark.parametrize("size", SIZES)
async def test_the_answer_is_hidden_until_a_key(tmp_path: Path, size: tuple[int, int]) -> None:
    async with banks_app(tmp_path, size=size, networks=FIRST) as pilot:
        screen = await open_first(pilot)
        assert "What are the layers of OSI?" in text_of(pilot)
        answer = screen.query_one("#preview-answer")
        assert "Seven" not in str(answer.render())
        await pilot.press("enter", "space")
        await until(pilot, has(pilot, "Seven of them."))
        await pilot.press("right")
        await until(pilot, has(pilot, "How does [b]TCP[/b] open a connection?"))
        assert "SYN-ACK" not in str(answer.render())
        await pilot.press("escape", "up")
        assert "Seven" not in str(answer.render())


async def test_start_from_both_screens(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        await pilot.press("s")
        await open_first(pilot)
        await pilot.press("s")
        await until(pilot, lambda: app_of(pilot).started == ["networks", "networks"])


async def test_a_broken_bank_can_not_be_started(tmp_path: Path) -> None:
    async with banks_app(tmp_path, broken=BROKEN) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert app_of(pilot).started == []


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
    monkeypatch.setattr("simulator.ui.bank_screen.LOOK_SECONDS", 0.2)
    monkeypatch.setattr("simulator.ui.banks_screen.LOOK_SECONDS", 0.2)
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
        assert "ships" in text_of(pilot)
        await open_first(pilot)
        await pilot.press("d")
        await until(pilot, has(pilot, "1 question · yours"))
        assert any("Your copy" in told for told in app_of(pilot).told)
        assert (tmp_path / "shipped" / "networks.toml").read_text() == FIRST
        await pilot.press("escape")
        await until(pilot, has(pilot, "yours"))


async def test_new_bank_by_its_name(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        await pilot.press("n")
        await until_screen(pilot, Ask)
        await pilot.press(*"mine", "enter")
        await until(pilot, has(pilot, "Mine"))
        row = pilot.app.screen.query_one("#banks-rows", RowList).chosen
        assert row.listed.name == "mine"  # type: ignore[union-attr]
        await pilot.press("n", *"networks", "enter")
        await until(pilot, lambda: any("already" in told for told in app_of(pilot).told))
        assert file_of(pilot).read_text() == FIRST
        await pilot.press("n", "slash", "enter")
        await until(pilot, lambda: any("no path" in told for told in app_of(pilot).told))


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
        told = app_of(pilot).told
        assert told == [f"Written to {target}", f"There is a file already: {target}"]
        assert "TCP" in target.read_text()


async def test_the_mouse_opens_a_bank_and_a_question(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        await pilot.click("#banks-rows", offset=(4, 1))
        await until_screen(pilot, BankScreen)
        await pilot.click("#question-rows", offset=(4, 2))
        await until(pilot, lambda: pilot.app.screen.query_one("#bank-body").has_class("-reading"))
        assert "TCP" in text_of(pilot)


# The editor outside


async def test_the_file_opens_in_the_editor_at_the_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[Path, int]] = []

    def mend(app: object, path: Path, line: int) -> str:
        seen.append((path, line))
        path.write_text(FIRST)
        return ""

    monkeypatch.delenv("MOCK_INTERVIEW_WEB", raising=False)
    monkeypatch.setattr("simulator.ui.bank_tools.edit_outside", mend)
    async with banks_app(tmp_path, broken=BROKEN) as pilot:
        await pilot.press("end", "e")
        await until(pilot, has(pilot, "Networks"))
        assert seen == [(tmp_path / "banks" / "broken.toml", 5)]
        assert any("2 questions, no faults" in told for told in app_of(pilot).told)
        await open_first(pilot)
        await pilot.press("down", "o")
        line = FIRST.splitlines().index('id = "tcp"')
        await until(pilot, lambda: seen[-1][1] == line)


async def test_no_editor_in_a_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("an editor was opened on the machine that serves")

    monkeypatch.setenv("MOCK_INTERVIEW_WEB", "1")
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr("subprocess.run", never)
    monkeypatch.setattr("simulator.ui.bank_tools.edit_outside", never)
    async with banks_app(tmp_path, broken=BROKEN, networks=FIRST) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, BanksScreen)
        assert not screen.can_edit_outside()
        assert screen.check_action("edit_file", ()) is False
        assert "e File" not in text_of(pilot)
        await pilot.press("end", "e", "E", "o", "enter")
        assert isinstance(pilot.app.screen, BanksScreen)
        await until(pilot, has(pilot, "did you mean"))
        assert "opens" not in text_of(pilot)
        await screen.run_action("edit_file")
        screen.action_edit_file()
        await pilot.press("home")
        bank = await open_first(pilot)
        await pilot.press("o", "E")
        assert bank.check_action("edit_file", ()) is False
        bank.action_edit_file()
        await pilot.press("question_mark")
        await until(pilot, has(pilot, "Help"))
        assert "editor" not in text_of(pilot)


async def test_an_editor_is_refused_in_a_browser_even_when_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    async with banks_app(tmp_path, broken=BROKEN) as pilot:
        monkeypatch.setenv("MOCK_INTERVIEW_WEB", "1")
        assert "can't be opened" in edit_outside(pilot.app, tmp_path / "x", 1)


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("vim", ["vim", "+7", "/b.toml"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", "/b.toml"]),
        ("code --wait", ["code", "--wait", "--goto", "/b.toml:7"]),
        ("subl", ["subl", "--wait", "/b.toml:7"]),
        ("hx", ["hx", "/b.toml:7"]),
        ("something", ["something", "/b.toml"]),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="paths of another form")
def test_editor_commands(editor: str, expected: list[str]) -> None:
    assert editor_command(Path("/b.toml"), 7, {"EDITOR": editor}, lambda name: name) == expected


def test_no_editor_at_all() -> None:
    assert editor_command(Path("/b.toml"), 1, {}, lambda name: None) is None
    assert editor_command(Path("/b.toml"), 1, {"VISUAL": "gone"}, lambda name: None) is None


@pytest.mark.parametrize(
    "written", ["/a b/c.md", "'/a b/c.md'", "/a\\ b/c.md ", "file:///a b/c.md"]
)
@pytest.mark.skipif(os.name == "nt", reason="paths of another form")
def test_pasted_paths(written: str) -> None:
    assert pasted_path(written) == Path("/a b/c.md")
