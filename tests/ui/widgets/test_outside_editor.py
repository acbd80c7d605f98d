"""A bank's file in the user's own editor, never in a browser; pasted paths."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simulator.ui.banks.paths import pasted_path
from simulator.ui.banks.screen import BanksScreen
from simulator.ui.widgets.external_editor import edit_outside, editor_command
from tests.ui.banks.bank_app import BROKEN, FIRST, app_of, banks_app, open_first
from tests.ui.driver import has, screen_text, until


async def test_the_file_opens_in_the_editor_at_the_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[Path, int]] = []

    def mend(app: object, path: Path, line: int) -> str:
        seen.append((path, line))
        path.write_text(FIRST)
        return ""

    monkeypatch.delenv("MOCK_INTERVIEW_WEB", raising=False)
    monkeypatch.setattr("simulator.ui.banks.bank_tools.edit_outside", mend)
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
    monkeypatch.setattr("simulator.ui.banks.bank_tools.edit_outside", never)
    async with banks_app(tmp_path, broken=BROKEN, networks=FIRST) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, BanksScreen)
        assert screen.check_action("edit_file", ()) is False
        assert "Edit file" not in screen_text(pilot)
        await pilot.press("end", "e", "E", "o", "enter")
        assert isinstance(pilot.app.screen, BanksScreen)
        await until(pilot, has(pilot, "did you mean"))
        assert "opens" not in screen_text(pilot)
        await screen.run_action("edit_file")
        screen.action_edit_file()
        await pilot.press("home")
        bank = await open_first(pilot)
        await pilot.press("o", "E")
        assert bank.check_action("edit_file", ()) is False
        bank.action_edit_file()
        await pilot.press("question_mark")
        await until(pilot, has(pilot, "Help"))
        assert "editor" not in screen_text(pilot)


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
