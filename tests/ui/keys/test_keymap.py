"""Keys bound to other actions: they work, and no text field loses a letter to them."""

from __future__ import annotations

import string

import pytest
from textual import events
from textual._compositor import Compositor
from textual.binding import Binding, BindingsMap
from textual.keys import _character_to_key
from textual.widgets import Input

from simulator.core.states import Phase, Rating
from simulator.ui.banks.screen import BanksScreen
from simulator.ui.home.screen import HomeScreen
from simulator.ui.interview.command_menu import CommandMenu
from simulator.ui.interview.question_pane import AnswerBox
from simulator.ui.keys.keymap import character_of, remapped
from simulator.ui.keys.palette import Palette
from simulator.ui.setup.screen import SetupScreen
from simulator.ui.widgets.dialogs import Ask
from tests.ui.driver import (
    MakeApp,
    interview_screen,
    press,
    screen_text,
    to_the_question,
    type_text,
)


def where(bindings: BindingsMap) -> dict[str, list[str]]:
    return {key: [each.action for each in held] for key, held in bindings.key_to_bindings.items()}


def bindings(*made: Binding) -> BindingsMap:
    return BindingsMap(made)


def test_other_bindings_of_a_key_stay() -> None:
    held = bindings(
        Binding("ctrl+s", "done", id="done"),
        Binding("ctrl+s", "go_on", id="go-on"),
        Binding("enter", "go_on", id="go-on"),
    )
    assert where(remapped(held, {"done": "f9"})) == {
        "f9": ["done"], "ctrl+s": ["go_on"], "enter": ["go_on"],
    }  # fmt: skip


def test_a_shared_key_goes_first_to_the_action_it_was_given_to() -> None:
    held = bindings(Binding("a", "one", id="one"), Binding("b", "two", id="two"))
    assert where(remapped(held, {"two": "a"})) == {"a": ["two", "one"]}


def test_letters_replace_letters_and_other_keys_replace_others() -> None:
    held = bindings(
        Binding("s", "letter('skip')", "Skip", id="skip"),
        Binding("f2", "skip", "Skip", priority=True, show=False, id="skip"),
    )
    moved = remapped(held, {"skip": "x,f9"})
    assert where(moved) == {"x": ["letter('skip')"], "f9": ["skip"]}
    assert moved.key_to_bindings["f9"][0].priority
    (only,) = remapped(held, {"skip": "f9"}).key_to_bindings["f9"]
    assert only.show


async def test_no_letter_is_lost_to_an_action_while_typing(make_app: MakeApp) -> None:
    app = make_app(
        done="d", skip="x", pause="z,f9", flag="g", repeat="y", hide_clock="1", help="b", quit="e"
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await to_the_question(pilot)
        await type_text(pilot, "dxzgy1be")
        screen = interview_screen(pilot)
        assert screen.query_one(AnswerBox).text == "dxzgy1be"
        assert screen.interview.phase is Phase.ANSWERING
        assert not screen.interview.answer.flagged
        await press(pilot, "f9")
        assert screen.interview.paused
        await press(pilot, "z", "escape", "z")
        assert screen.interview.paused
        await press(pilot, "enter", "escape", "g", "enter")
        assert not screen.interview.paused
        assert screen.interview.answer.flagged
        await press(pilot, "escape", "d")
        assert screen.interview.phase is Phase.CONFIDENCE
        assert screen.interview.session.answers[0].text == "dxzgy1bez"  # During the pause, too.


async def test_no_letter_is_lost_in_a_note_and_ticks_stay(make_app: MakeApp) -> None:
    app = make_app(go_on="o,ctrl+s", note="z", wrong="x", flag="a", number_3="9")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_the_question(pilot, go_on="o")
        await press(pilot, "ctrl+s", "4")
        screen = interview_screen(pilot)
        assert screen.interview.phase is Phase.ASSESSING
        await press(pilot, "a", "x", "9", "z")
        assert screen.interview.answer.key_points[0].covered
        assert not screen.interview.answer.flagged
        assert screen.interview.answer.wrong
        assert screen.interview.answer.rating is Rating.SOLID
        await type_text(pilot, "zoxa9")
        assert screen.running.as_typed().answer.note == "zoxa9"
        await press(pilot, "escape", "o")
        assert screen.interview.index == 1


async def test_a_paste_of_several_lines_is_kept_whole_in_one_line(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_the_question(pilot)
        await press(pilot, "ctrl+s", "4", "n")
        app.post_message(events.Paste("\nsay why\nand then when"))
        await pilot.pause()
        screen = interview_screen(pilot)
        assert screen.running.as_typed().answer.note.strip() == "say why and then when"
        await press(pilot, "escape")
        app.post_message(events.Paste("\nmore"))
        await pilot.pause()
        assert screen.running.as_typed().answer.note.split()[-2:] == ["when", "more"]


async def test_a_list_keeps_its_search_and_its_other_keys(make_app: MakeApp) -> None:
    app = make_app(search="z,slash", new="q", back="b,escape", down="n,down")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "b", "z")
        assert isinstance(app.screen, BanksScreen)
        await type_text(pilot, "zqbn")
        assert app.screen.query_one(Input).value == "zqbn"
        await press(pilot, "escape", "b")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("character", string.printable.strip())
def test_the_character_of_each_key_is_known(character: str) -> None:
    assert character_of(_character_to_key(character)) == character


async def test_a_command_is_not_named_while_its_key_is_text(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "b")
        assert "/  Find" in screen_text(pilot)
        await press(pilot, "slash", "slash")
        assert app.screen.query_one(Input).value == "/"
        assert "/  Find" not in screen_text(pilot)
        await press(pilot, "escape")
        assert "/  Find" in screen_text(pilot)


async def test_no_letter_is_lost_in_the_palette_and_in_dialogs(make_app: MakeApp) -> None:
    app = make_app(quit="e", palette="p", close="x,escape", help="l", accept="o")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "p")
        assert isinstance(app.screen, Palette)
        await type_text(pilot, "peslox")
        assert app.screen.query_one(Input).value == "peslox"
        await press(pilot, "escape", "n")
        app.push_screen(Ask("A line", "of text"))
        await pilot.pause()
        await type_text(pilot, "xepo")
        assert app.screen.query_one(Input).value.endswith("xepo")
        await press(pilot, "escape")
        assert isinstance(app.screen, SetupScreen)
        await press(pilot, "e")
        assert app.return_code == 0


async def test_a_moved_focus_does_not_send_the_whole_screen_again(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_the_question(pilot)
        sent: list[object] = []
        whole = Compositor.render_full_update

        def sends(compositor: Compositor, simplify: bool = False) -> object:
            sent.append(compositor)
            return whole(compositor, simplify)

        monkeypatch.setattr(Compositor, "render_full_update", sends)
        await press(pilot, "escape")
        assert isinstance(app.focused, CommandMenu)
        assert "Do it" in screen_text(pilot)
        assert not sent
