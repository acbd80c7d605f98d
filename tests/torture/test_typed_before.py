"""What was typed or pasted in the moment before a command counts, however fast they follow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from simulator.core.choices import Difficulty
from simulator.core.setup import Debrief, Mode
from simulator.core.states import Outcome
from simulator.storage.sessions.read import read_session
from tests.samples import plain_bank
from tests.torture.program import session_files
from tests.ui.driver import RunApp, interview_screen, press

pytestmark = pytest.mark.long


async def at_once(pilot: Pilot[int], messages: Sequence[events.Event | str]) -> None:
    """Give the app all of this before it handles any of it."""
    for each in messages:
        key = each if isinstance(each, events.Event) else events.Key(each, None)
        if isinstance(key, events.Key) and len(key.key) == 1:
            key.character = key.key
        pilot.app.post_message(key)
    await pilot.pause()


@pytest.mark.parametrize(
    ("command", "outcome"),
    [("ctrl+s", Outcome.ANSWERED), ("f2 enter", Outcome.SKIPPED), ("f3", None)],
)
async def test_keys_before_a_command(
    run_app: RunApp, command: str, outcome: Outcome | None
) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "enter", "enter")
        await at_once(pilot, [*"a mutex".replace(" ", ""), *command.split()])
        answer = interview_screen(pilot).interview.session.answers[0]
        assert (answer.text, answer.outcome) == ("amutex", outcome)


async def test_a_paste_before_a_command(run_app: RunApp, home: Path) -> None:
    words = "a lock that one holds\n" * 2_000
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "enter", "enter")
        await at_once(pilot, [events.Paste(words), "ctrl+s"])
        (path,) = session_files(home)
        assert read_session(path).answers[0].text == words
        assert read_session(path).answers[0].outcome is Outcome.ANSWERED


async def test_keys_before_the_leave_dialog(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "enter", "enter")
        await at_once(pilot, [*"a" * 30, "ctrl+q"])
        assert interview_screen(pilot).interview.answer.text == "a" * 30


async def test_a_skipped_answer_does_not_run_into_the_next(run_app: RunApp) -> None:
    async with run_app(plain_bank(), mode=Mode.PRACTICE, debrief=Debrief.END) as pilot:
        await press(pilot, "enter", "enter")
        await at_once(pilot, [*"first", "f2", "enter", "enter"])
        interview = interview_screen(pilot).interview
        assert [each.text for each in interview.session.answers[:2]] == ["first", ""]


async def test_a_note_before_going_on(run_app: RunApp) -> None:
    async with run_app(plain_bank(), mode=Mode.INTERVIEW, questions=2) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "enter", "ctrl+s", "3", "3", "n")
        await at_once(pilot, [*"slower", "ctrl+s"])
        interview = interview_screen(pilot).interview
        assert interview.index == 1
        assert [each.note for each in interview.session.answers] == ["slower", ""]


async def test_a_step_is_on_disk_before_it_is_shown(
    run_app: RunApp, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_app(plain_bank(), mode=Mode.INTERVIEW) as pilot:
        await press(pilot, "enter", "enter")
        (path,) = session_files(home)
        screen, kept = interview_screen(pilot), []
        show_phase = screen.show_phase

        def look_first() -> None:
            kept.append(read_session(path).answers[0])
            show_phase()

        monkeypatch.setattr(screen, "show_phase", look_first)
        await press(pilot, "a", "ctrl+s", "4")
        assert (kept[0].outcome, kept[0].text) == (Outcome.ANSWERED, "a")
        assert kept[1].confidence == 4


async def test_a_double_click_on_the_confidence_does_not_rate(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s")
        line = pilot.app.screen.query("#confidence ClickableLine")[2].region.offset
        for _ in range(2):
            for kind in (events.MouseDown, events.MouseUp):
                pilot.app.post_message(kind(None, *line, 0, 0, 1, False, False, False, *line))
        await pilot.pause()
        answer = interview_screen(pilot).interview.session.answers[0]
        assert (answer.confidence, answer.rating) == (3, None)


async def test_an_answer_begun_before_its_box_is_there(run_app: RunApp) -> None:
    async with run_app(plain_bank(), mode=Mode.PRACTICE) as pilot:
        await press(pilot, "enter")
        await at_once(pilot, ["enter", *"spin"])
        answer = interview_screen(pilot).running.as_typed().answer
        assert (answer.text, answer.outcome) == ("spin", None)


async def test_a_note_begun_before_its_field_has_the_focus(run_app: RunApp) -> None:
    async with run_app(plain_bank(), mode=Mode.PRACTICE) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3")
        ticked = [point.covered for point in interview_screen(pilot).interview.answer.key_points]
        await at_once(pilot, ["n", *"abc"])
        answer = interview_screen(pilot).running.as_typed().answer
        assert answer.note == "abc"
        assert [point.covered for point in answer.key_points] == ticked


async def test_words_to_look_for_typed_before_their_field_is_there(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "enter", "enter", "escape", "escape", "down", "enter")
        await press(pilot, "h")
        await at_once(pilot, ["slash", *"plain"])
        assert pilot.app.screen.query_one("#history-filter", Input).value == "plain"


async def test_going_on_with_the_answer_before_its_box_has_the_focus(run_app: RunApp) -> None:
    async with run_app(plain_bank(), mode=Mode.PRACTICE) as pilot:
        await press(pilot, "enter", "enter")
        await at_once(pilot, ["escape", "i", "enter", *"sap"])
        answer = interview_screen(pilot).running.as_typed().answer
        assert (answer.text, answer.outcome) == ("sap", None)


async def test_keys_before_a_command_go_to_the_answer_or_the_follow_up_they_were_meant_for(
    run_app: RunApp,
) -> None:
    async with run_app(plain_bank(), difficulties=(Difficulty.EASY,), follow_ups=1) as pilot:
        await press(pilot, "enter", "enter")
        await at_once(pilot, [*"main", "ctrl+s", *"then", "ctrl+s"])
        answer = interview_screen(pilot).interview.session.answers[0]
        (asked,) = answer.asked_follow_ups
        assert (answer.text, answer.outcome) == ("main", Outcome.ANSWERED)
        assert (asked.text, asked.outcome) == ("then", Outcome.ANSWERED)
