"""A large bank on the screens: what a letter and a saved edit recreate, and in which thread."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from simulator.storage.banks.read import parse_bank
from simulator.storage.banks.shelf import BankShelf, ListedBank
from simulator.system.atomic_write import atomic_write
from simulator.ui.banks import rows
from simulator.ui.banks.question_editor import QuestionEditor
from simulator.ui.banks.rows import QuestionRow, row_of, searched_text
from simulator.ui.banks.screen import BanksScreen
from tests.ui.banks.bank_app import banks_app, file_of, open_first
from tests.ui.driver import has, press, until, until_screen

NUMBER = 1_000
FEW = 200
"""The most rows that may be created for a few letters: those on screen, and no more."""

MANY = 'title = "Many"\n' + "".join(
    f'[[questions]]\nid = "q{n}"\nquestion = "What is number {n}?"\n' for n in range(NUMBER)
)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Record the indexes of the rows that are created."""
    places: list[int] = []

    def counting(bank: Any, place: int, asked: Any) -> QuestionRow:
        places.append(place)
        return row_of(bank, place, asked)

    monkeypatch.setattr(rows, "row_of", counting)
    return places


@pytest.fixture
def looked_through(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record the ids of the questions whose searched text is built."""
    ids: list[str] = []

    def counting(question: Any) -> str:
        ids.append(question.id)
        return searched_text(question)

    monkeypatch.setattr(rows, "searched_text", counting)
    return ids


async def test_a_letter_creates_only_visible_rows_and_no_text_twice(
    tmp_path: Path, made: list[int], looked_through: list[str]
) -> None:
    async with banks_app(tmp_path, many=MANY) as pilot:
        screen = await open_first(pilot)
        await press(pilot, "slash", *"number")
        await until(pilot, has(pilot, "1,000 of 1,000"))
        await press(pilot, "space", *"77")
        await until(pilot, has(pilot, "1 of 1,000"))
        assert screen.row is not None
        assert screen.row.question.id == "q77"
    assert len(looked_through) == NUMBER
    assert 0 < len(made) < FEW * 2


async def test_a_search_in_all_banks_creates_no_text_twice(
    tmp_path: Path, looked_through: list[str]
) -> None:
    async with banks_app(tmp_path, many=MANY) as pilot:
        await press(pilot, "slash", *"number", "space", *"999")
        await until(pilot, has(pilot, "What is number 999?"))
    assert len(looked_through) == NUMBER


async def test_an_edit_is_written_in_another_thread_and_creates_only_visible_rows(
    tmp_path: Path, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[tuple[str, int, threading.Thread]] = []

    def write(path: Path, data: bytes) -> None:
        worked.append(("write", len(data), threading.current_thread()))
        atomic_write(path, data)

    def parse(data: bytes, **named: Any) -> Any:
        worked.append(("parse", len(data), threading.current_thread()))
        return parse_bank(data, **named)

    async with banks_app(tmp_path, many=MANY) as pilot:
        screen = await open_first(pilot)
        await press(pilot, "end", "e")
        await until_screen(pilot, QuestionEditor)
        monkeypatch.setattr("simulator.storage.banks.editor.atomic_write", write)
        for module in ("editor", "pieces", "read"):
            monkeypatch.setattr(f"simulator.storage.banks.{module}.parse_bank", parse)
        made.clear()
        await press(pilot, "x", "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until(pilot, has(pilot, "xWhat is number 999?"))
    assert "xWhat is number 999?" in file_of(pilot, "many").read_text()
    assert [what for what, _, _ in worked] == ["parse", "write"]
    assert worked[0][1] < FEW, "only the question that changed is parsed"
    assert threading.main_thread() not in [thread for _, _, thread in worked]
    assert 0 < len(made) < FEW


async def test_slow_banks_are_read_one_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.ui.banks.screen.LOOK_SECONDS", 3600)
    begun: list[int] = []
    go_on = threading.Event()
    listed = BankShelf.listed

    def slow(shelf: BankShelf) -> Sequence[ListedBank]:
        begun.append(1)
        go_on.wait(60)
        return listed(shelf)

    async with banks_app(tmp_path, many=MANY) as pilot:
        monkeypatch.setattr("simulator.ui.banks.screen.LOOK_SECONDS", 0.005)
        monkeypatch.setattr(BankShelf, "listed", slow)
        asked: list[int] = []
        look = BanksScreen.look

        def counted_look(screen: BanksScreen) -> None:
            asked.append(1)
            look(screen)

        monkeypatch.setattr(BanksScreen, "look", counted_look)
        pilot.app.push_screen(BanksScreen(pilot.app.store))  # type: ignore[attr-defined]
        await until(pilot, lambda: len(asked) > 5)
        assert len(begun) == 1
        (tmp_path / "banks" / "later.toml").write_text('title = "Later"\n')
        go_on.set()
        await until(pilot, has(pilot, "Later"))


def test_a_bank_is_parsed_once_for_all_callers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "many.toml").write_text(MANY)
    shelf = BankShelf(tmp_path / "none", tmp_path)
    read: list[int] = []
    both = threading.Barrier(2)

    def counting(path: Path) -> Any:
        read.append(1)
        return parse_bank(path.read_bytes(), file=str(path), name="many")

    def ask() -> None:
        both.wait(60)
        shelf.listed()

    monkeypatch.setattr("simulator.storage.banks.shelf.read_bank", counting)
    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert read == [1]
