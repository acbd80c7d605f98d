"""The form of a question: what it shows, refuses, writes, and asks on leaving."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Input, Select, TextArea

from simulator.core.bank import Bank, FollowUp, Question
from simulator.core.choices import Difficulty
from simulator.storage.banks.read import read_bank
from simulator.storage.toml.table import trimmed
from simulator.text.wrapping import wrapped
from simulator.ui.banks.bank_screen import BankScreen
from simulator.ui.banks.question_editor import QuestionEditor
from simulator.ui.banks.question_fields import (
    FIELDS,
    items_text,
    items_value,
    time_value,
    words_value,
)
from simulator.ui.widgets.dialogs import Choose
from tests.ui.banks.bank_app import FIRST, app_of, banks_app
from tests.ui.driver import has, screen_text, until, until_screen


async def edit(pilot: Pilot[None], key: str = "e") -> QuestionEditor:
    """Open the form for the first question, or with `a` for a new one."""
    await pilot.press("enter")
    await until_screen(pilot, BankScreen)
    await until(pilot, lambda: pilot.app.screen.check_action("add", ()))
    await pilot.press(key)
    await until_screen(pilot, QuestionEditor)
    screen = pilot.app.screen
    assert isinstance(screen, QuestionEditor)
    return screen


def put(screen: QuestionEditor, **texts: str) -> None:
    """Fill in fields of the form."""
    for name, text in texts.items():
        widget = screen.query_one(f"#field-{name}")
        if isinstance(widget, TextArea):
            widget.text = text
        else:
            assert isinstance(widget, Input | Select)
            widget.value = text


def bank_on_disk(pilot: Pilot[None]) -> Bank:
    return read_bank(path_of(pilot))


def path_of(pilot: Pilot[None]) -> Path:
    return app_of(pilot).store.banks_folder / "networks.toml"


async def test_all_fields_exist_and_can_be_reached(tmp_path: Path) -> None:
    async with banks_app(tmp_path, size=(60, 15), networks=FIRST) as pilot:
        screen = await edit(pilot)
        assert "What are the *layers* of OSI?" in screen_text(pilot)
        for field in FIELDS:
            focused = pilot.app.focused
            assert focused is not None
            assert focused.id == f"field-{field.name}"
            assert screen.query_one("#form").region.overlaps(focused.region)
            await pilot.press("tab")


@pytest.mark.parametrize("size", [(60, 15), (80, 24)])
async def test_hints_are_shown_in_full(tmp_path: Path, size: tuple[int, int]) -> None:
    async with banks_app(tmp_path, size=size, networks=FIRST) as pilot:
        screen = await edit(pilot, "a")
        for field in FIELDS:
            widget = screen.query_one(f"#field-{field.name}")
            if isinstance(widget, Input):
                assert len(field.hint) <= widget.content_size.width, field.name
            elif isinstance(widget, TextArea):
                # One cell is for the cursor.
                rows = wrapped(field.hint, widget.content_size.width - 1)
                assert widget.size.height >= len(rows), field.name


async def test_only_changed_fields_are_written(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        screen = await edit(pilot)
        put(screen, key_points="seven\nnamed in order\n  from below", time_limit="1:30")
        await pilot.press("ctrl+s")
        await until_screen(pilot, BankScreen)
        expected = FIRST.replace(
            'key_points = ["seven"]',
            'time_limit = 90\nkey_points = ["seven", "named in order\\nfrom below"]',
        )
        assert path_of(pilot).read_text() == expected


async def test_every_field_is_written(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        screen = await edit(pilot, "a")
        put(
            screen,
            question="New?",
            answer="Yes: $\\frac{a}{b}$\n\nand no.",
            key_points="a\nb",
            bonus_points="c",
            topic="T",
            difficulty="hard",
            time_limit="2m",
            tags="x, y",
            mistakes="m",
            follow_ups="f\nWhy?\n  - k\n    l\n  = Because.\n  =\n  = Yes.\n  @ 0:40",
            reviewed="2026-11-29",
            references="r",
            say="new",
            id="fresh",
        )
        await pilot.press("ctrl+s")
        await until(pilot, has(pilot, "3 questions"))
        assert bank_on_disk(pilot).questions[2] == Question(
            "fresh",
            "New?",
            "Yes: $\\frac{a}{b}$\n\nand no.",
            "T",
            ("x", "y"),
            Difficulty.HARD,
            120.0,
            ("a", "b"),
            ("c",),
            ("m",),
            (FollowUp("f"), FollowUp("Why?", ("k\nl",), "Because.\n\nYes.", 40.0)),
            ("r",),
            "new",
            date(2026, 11, 29),
        )
        assert "'''" in path_of(pilot).read_text().rpartition("New?")[2]
        row = pilot.app.screen
        assert isinstance(row, BankScreen)
        assert row.row is not None
        assert row.row.question.id == "fresh"


async def test_faults_are_shown_under_their_fields(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        screen = await edit(pilot)
        put(screen, time_limit="soon")
        await pilot.press("ctrl+s")
        await until(pilot, has(pilot, "expected a time like"))
        assert pilot.app.focused is screen.query_one("#field-time_limit")
        put(screen, time_limit="", id="tcp", question=" ")
        await pilot.press("ctrl+s")
        await until(pilot, has(pilot, "this is missing"))
        assert pilot.app.focused is screen.query_one("#field-question")
        put(screen, question="What?")
        await pilot.press("ctrl+s")
        await until(pilot, has(pilot, "is also the id of"))
        assert path_of(pilot).read_text() == FIRST
        put(screen, id="osi")
        await pilot.press("ctrl+s")
        await until_screen(pilot, BankScreen)
        assert bank_on_disk(pilot).questions[0].question == "What?"


async def test_leaving_asks_only_if_something_changed(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        await edit(pilot)
        await pilot.press("q", "escape")
        await until_screen(pilot, Choose)
        await pilot.press("escape")
        await until_screen(pilot, QuestionEditor)
        await pilot.press("escape", "down", "enter")
        await until_screen(pilot, BankScreen)
        assert path_of(pilot).read_text() == FIRST
        await pilot.press("e")
        await until_screen(pilot, QuestionEditor)
        await pilot.press("q", "escape", "enter")
        await until_screen(pilot, BankScreen)
        assert bank_on_disk(pilot).questions[0].question.startswith("qWhat")


@pytest.mark.parametrize("key", ["escape", "ctrl+s"])
async def test_without_a_change_nothing_is_asked_or_written(tmp_path: Path, key: str) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        await edit(pilot)
        before = path_of(pilot).stat().st_mtime_ns
        await pilot.press(key)
        await until_screen(pilot, BankScreen)
        assert path_of(pilot).stat().st_mtime_ns == before


async def test_a_file_changed_by_others_is_kept_and_the_second_save_adds_to_it(
    tmp_path: Path,
) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        screen = await edit(pilot)
        put(screen, topic="Layers")
        theirs = FIRST.replace("Seven of them.", "Seven.").replace("# mine", "# theirs")
        path_of(pilot).write_text(theirs)
        await pilot.press("ctrl+s")
        await until(pilot, has(pilot, "has changed on disk"))
        assert path_of(pilot).read_text() == theirs
        await pilot.press("ctrl+s")
        await until_screen(pilot, BankScreen)
        assert path_of(pilot).read_text() == theirs.replace('"Models"', '"Layers"')


async def test_a_question_deleted_by_others_is_added_again(tmp_path: Path) -> None:
    async with banks_app(tmp_path, networks=FIRST) as pilot:
        screen = await edit(pilot)
        put(screen, topic="Layers")
        path_of(pilot).write_text('title = "Networks"\n')
        await pilot.press("ctrl+s")
        await until(pilot, has(pilot, "no longer in it"))
        await pilot.press("ctrl+s")
        await until_screen(pilot, BankScreen)
        assert [each.topic for each in bank_on_disk(pilot).questions] == ["Layers"]


items = st.lists(
    st.text("ab \n-#", min_size=1, max_size=8).map(lambda text: trimmed(text).lstrip()), max_size=4
).map(lambda texts: tuple(text for text in texts if text))


@given(items)
def test_lists_survive_the_form(given_items: tuple[str, ...]) -> None:
    assert items_value(items_text(given_items)) == given_items


def test_values_of_short_fields() -> None:
    assert words_value(" a b ,, c ") == ("a b", "c")
    assert time_value(" ") is None
    assert time_value("1:30") == 90
    for wrong in ("0", "off", "-5", "x", "25h"):
        with pytest.raises(ValueError, match="expected a time"):
            time_value(wrong)


@pytest.mark.parametrize("width", [120, 150, 200])
async def test_fields_have_a_readable_width_and_the_height_of_their_text(
    tmp_path: Path, width: int
) -> None:
    points = ", ".join(f'"point {number}"' for number in range(12))
    many = FIRST.replace('key_points = ["seven"]', f"key_points = [{points}]")
    async with banks_app(tmp_path, size=(width, 50), networks=many) as pilot:
        screen = await edit(pilot)
        assert all(box.size.width <= 104 for box in screen.query(TextArea))
        box = screen.query_one("#field-key_points", TextArea)
        assert box.size.height == 12
        assert not box.show_vertical_scrollbar
        line = next(line for line in screen_text(pilot).splitlines() if "Difficulty" in line)
        topic = screen.query_one("#field-topic")
        assert line.index("medium") == topic.content_region.x


@pytest.mark.parametrize("width", [80, 120, 159, 160, 200])
async def test_the_form_uses_the_whole_width(tmp_path: Path, width: int) -> None:
    async with banks_app(tmp_path, size=(width, 50), networks=FIRST) as pilot:
        screen = await edit(pilot)
        fields = [field.region for field in screen.query(".field")]
        left, right = min(f.x for f in fields), width - max(f.right for f in fields)
        assert abs(left - right) <= 4
        assert max(field.width for field in fields) <= 124
        beside = fields[0].y == screen.query(".field")[4].region.y
        assert beside is (width >= 160)
        title = next(line for line in screen_text(pilot).splitlines() if "question 1" in line)
        assert len(title) - len(title.lstrip()) == left + 1


@pytest.mark.parametrize(("term", "none"), [("xterm", ""), ("xterm-256color", "1")])
@pytest.mark.parametrize("size", [(60, 15), (80, 24)])
async def test_with_few_colours_fields_have_edges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, term: str, none: str, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", "")
    monkeypatch.setenv("NO_COLOR", none)
    async with banks_app(tmp_path, size=size, networks=FIRST) as pilot:
        screen = await edit(pilot)
        lines = [line.ljust(size[0]) for line in screen_text(pilot).splitlines()]
        bodies = [body.region for body in screen.query(".field-body")]
        whole = [body for body in bodies if body.bottom < size[1]]
        assert len(whole) > 1
        for body in whole:
            begins = [lines[y][body.x] for y in (body.y, body.bottom - 1)]
            assert begins == (["│", "│"] if size[1] == 15 else ["╭", "╰"])
            assert size[1] == 15 or lines[body.y + 1][body.right - 1] == "│"
        focused, other = screen.query(".field-body")[:2]
        assert focused.styles.border_left != other.styles.border_left
