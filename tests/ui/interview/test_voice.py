"""The voice in the interview: it asks, and never holds anything up."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from simulator.core.choices import Difficulty
from simulator.core.setup import Mode, Setup
from simulator.core.states import Phase
from simulator.speech import Speaker, SpeakerState, SpeakerStatus
from simulator.speech.speaker import StatusListener
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store
from simulator.ui.app import SimulatorApp
from simulator.ui.interview.question_pane import AnswerBox
from tests.samples import plain_bank
from tests.ui.driver import (
    FakeClock,
    interview_screen,
    press,
    screen_text,
    ship,
    type_text,
    until,
)
from tests.ui.interview.interviews import saved


class FakeSpeaker:
    """A speaker that says nothing, records everything, and ends an utterance on request."""

    def __init__(self, state: SpeakerState = SpeakerState.IDLE, reason: str = "") -> None:
        self.on_change: StatusListener | None = None
        self.status = SpeakerStatus(state, reason)
        self.said: list[str] = []
        self.closed = False

    def say(self, text: str, language: str = "") -> None:
        self.said.append(text)
        number = self.status.utterance + 1
        self.status = SpeakerStatus(SpeakerState.PREPARING, utterance=number)

    def stop(self) -> None:
        if self.status.busy:
            self.status = replace(self.status, state=SpeakerState.IDLE)

    def close(self) -> None:
        self.closed = True

    def become(self, state: SpeakerState, reason: str = "", length: float | None = None) -> None:
        self.status = replace(self.status, state=state, reason=reason, length=length)
        if self.on_change is not None:
            self.on_change(self.status)


Speaking = Callable[..., AbstractAsyncContextManager[Pilot[int]]]


@pytest.fixture
def speaking(home: Path, clock: FakeClock) -> Speaking:
    @asynccontextmanager
    async def run(speaker: FakeSpeaker, **choices: object) -> AsyncIterator[Pilot[int]]:
        bank = plain_bank()
        ship(home, bank)

        def open_voice(settings: Settings, wanted: bool) -> Speaker:
            assert wanted
            return speaker

        setup = Setup(banks=(bank.name,), seed=1, voice=True, questions=2, follow_ups=0)
        setup = replace(setup, **choices)  # type: ignore[arg-type]
        app = SimulatorApp(
            Store(home, home / "shipped"),
            Settings(setup=setup),
            open_voice=open_voice,
            clock=clock,
        )
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            yield pilot

    return run


async def test_the_clock_starts_when_the_question_has_been_said(speaking: Speaking) -> None:
    speaker = FakeSpeaker()
    async with speaking(speaker) as pilot:
        await press(pilot, "enter", "enter")
        screen = interview_screen(pilot)
        assert screen.interview.phase is Phase.ASKING
        assert screen.interview.answer.question.split()[0] in screen_text(pilot)
        assert len(speaker.said) == 1
        speaker.become(SpeakerState.SPEAKING, length=2.0)
        await pilot.pause()
        assert "♪" in screen_text(pilot)
        speaker.become(SpeakerState.IDLE)
        await pilot.pause()
        await pilot.pause()
        assert interview_screen(pilot).interview.phase is Phase.ANSWERING


async def test_a_key_starts_the_clock_and_silences_the_voice(speaking: Speaking) -> None:
    speaker = FakeSpeaker()
    async with speaking(speaker) as pilot:
        await press(pilot, "enter", "enter")
        speaker.become(SpeakerState.SPEAKING, length=60.0)
        await press(pilot, "enter")
        assert interview_screen(pilot).interview.phase is Phase.ANSWERING
        assert not speaker.status.busy


async def test_text_typed_while_asking_is_in_the_box_afterwards(
    speaking: Speaking, home: Path
) -> None:
    speaker = FakeSpeaker()
    async with speaking(speaker) as pilot:
        await press(pilot, "enter", "enter")
        speaker.become(SpeakerState.SPEAKING, length=60.0)
        await pilot.pause()
        screen = interview_screen(pilot)
        await type_text(pilot, "so? spx")
        await press(pilot, "question_mark", "backspace", "backspace")
        pilot.app.post_message(events.Paste("ecial"))
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.interview.phase is Phase.ASKING
        shown = " ".join(screen_text(pilot).split())
        assert "Kept, and put into the answer once it is asked: so? special" in shown
        await until(pilot, lambda: saved(home).answers[0].text == "so? special")
        assert not screen.query_one(AnswerBox).display
        speaker.become(SpeakerState.IDLE)
        await until(pilot, lambda: screen.interview.phase is Phase.ANSWERING)
        await type_text(pilot, "!")
        assert screen.query_one(AnswerBox).text == "so? special!"
        await press(pilot, "ctrl+s")
        assert screen.interview.session.answers[0].text == "so? special!"


@pytest.mark.parametrize(
    ("before", "typed", "whole"),
    [
        ("one", "two", "one two"),
        ("one ", "two", "one two"),
        ("one", ", two", "one, two"),
        ("one.", "Two", "one. Two"),
        ("深い", "層", "深い層"),
        ("", "two", "two"),
    ],
)
async def test_text_typed_while_asking_again_is_a_separate_word(
    speaking: Speaking, before: str, typed: str, whole: str
) -> None:
    speaker = FakeSpeaker()
    async with speaking(speaker) as pilot:
        await press(pilot, "enter", "enter")
        screen = interview_screen(pilot)
        screen.running.advance(screen.interview.write(before))
        screen.show_phase()
        pilot.app.post_message(events.Paste(typed))
        await pilot.pause()
        assert screen.running.as_typed().answer.text == whole
        await press(pilot, "enter")
        assert screen.query_one(AnswerBox).text == whole


async def test_a_word_typed_after_escape_while_asking_is_kept(speaking: Speaking) -> None:
    speaker = FakeSpeaker()
    async with speaking(speaker) as pilot:
        await press(pilot, "enter", "enter")
        speaker.become(SpeakerState.SPEAKING, length=60.0)
        await press(pilot, "escape", *"skip", "enter")
        screen = interview_screen(pilot)
        assert screen.interview.phase is Phase.ANSWERING
        assert screen.query_one(AnswerBox).text == "skip"
        assert isinstance(screen.focused, AnswerBox)


async def test_an_utterance_that_never_ends_is_given_two_seconds(speaking: Speaking) -> None:
    speaker = FakeSpeaker()
    async with speaking(speaker) as pilot:
        await press(pilot, "enter", "enter")
        speaker.become(SpeakerState.SPEAKING, length=-1.9)
        await until(pilot, lambda: interview_screen(pilot).interview.phase is Phase.ANSWERING)


async def test_late_status_of_an_older_utterance_starts_nothing(speaking: Speaking) -> None:
    speaker = FakeSpeaker()
    async with speaking(speaker) as pilot:
        await press(pilot, "enter", "enter", "ctrl+r")
        assert len(speaker.said) == 2
        assert speaker.on_change is not None
        speaker.on_change(SpeakerStatus(SpeakerState.IDLE, utterance=1))
        await pilot.pause()
        assert interview_screen(pilot).interview.phase is Phase.ASKING


async def test_a_voice_that_fails_is_one_calm_line_before_the_first_question(
    speaking: Speaking,
) -> None:
    speaker = FakeSpeaker(SpeakerState.FAILED, "No player found; install alsa-utils.")
    async with speaking(speaker) as pilot:
        await press(pilot, "enter")
        assert screen_text(pilot).count("No player found; install alsa-utils.") == 1
        await press(pilot, "enter")
        speaker.become(SpeakerState.FAILED, "No player found; install alsa-utils.")
        await pilot.pause()
        await pilot.pause()
        assert interview_screen(pilot).interview.phase is Phase.ANSWERING


async def test_a_voice_that_fails_while_asking_is_reported_and_can_be_retried(
    speaking: Speaking,
) -> None:
    speaker = FakeSpeaker()
    async with speaking(speaker) as pilot:
        await press(pilot, "enter", "enter")
        speaker.become(SpeakerState.SPEAKING, length=5.0)
        speaker.become(SpeakerState.FAILED, "The voice ended unexpectedly, code -9.")
        await pilot.pause()
        await pilot.pause()
        assert interview_screen(pilot).interview.phase is Phase.ANSWERING
        assert screen_text(pilot).count("The voice ended unexpectedly, code -9.") == 1
        assert "^r  Repeat" in screen_text(pilot)
        await press(pilot, "ctrl+r")
        assert len(speaker.said) == 2
        speaker.become(SpeakerState.SPEAKING, length=5.0)
        speaker.become(SpeakerState.IDLE)
        await press(pilot, "f3", "f3")
        assert "The voice ended" not in screen_text(pilot)


async def test_a_voice_that_fails_after_a_quick_enter_is_reported(speaking: Speaking) -> None:
    speaker = FakeSpeaker()
    async with speaking(speaker) as pilot:
        await press(pilot, "enter", "enter", "enter")
        assert interview_screen(pilot).interview.phase is Phase.ANSWERING
        speaker.become(SpeakerState.FAILED, "No player found; install alsa-utils.")
        await pilot.pause()
        assert screen_text(pilot).count("No player found; install alsa-utils.") == 1
        await press(pilot, "f3", "f3")
        assert screen_text(pilot).count("No player found; install alsa-utils.") == 1


async def test_a_voice_that_fails_at_the_model_answer_is_reported(speaking: Speaking) -> None:
    speaker = FakeSpeaker()
    async with speaking(speaker) as pilot:
        await press(pilot, "enter", "enter", "enter", "ctrl+s", "3", "ctrl+r")
        speaker.become(SpeakerState.FAILED, "The voice ended unexpectedly, code -9.")
        await pilot.pause()
        assert [each.message for each in pilot.app._notifications] == [
            "The voice ended unexpectedly, code -9."
        ]


async def test_a_voice_that_is_off_delays_nothing(speaking: Speaking) -> None:
    speaker = FakeSpeaker(SpeakerState.OFF, "The voice is off.")
    async with speaking(speaker) as pilot:
        await press(pilot, "enter", "enter")
        assert interview_screen(pilot).interview.phase is Phase.ANSWERING
        assert speaker.said == []
        assert "The voice is off." in screen_text(pilot)


async def test_the_answer_is_read_only_after_the_reveal(speaking: Speaking) -> None:
    speaker = FakeSpeaker()
    async with speaking(speaker, mode=Mode.PRACTICE, difficulties=(Difficulty.EASY,)) as pilot:
        await press(pilot, "enter", "enter", "enter", "ctrl+r", "ctrl+s", "ctrl+r")
        question = interview_screen(pilot).interview.answer
        assert len(speaker.said) == 2
        assert speaker.said[0] == speaker.said[1]
        await press(pilot, "3", "ctrl+r")
        assert len(speaker.said) == 3
        assert question.model_answer.split()[0].casefold() in speaker.said[2].casefold()


async def test_a_dialog_cuts_the_question_off_and_it_is_asked_again(speaking: Speaking) -> None:
    speaker = FakeSpeaker()
    async with speaking(speaker) as pilot:
        await press(pilot, "enter", "enter")
        speaker.become(SpeakerState.SPEAKING, length=5.0)
        await press(pilot, "f1")
        assert not speaker.status.busy
        await press(pilot, "escape")
        assert interview_screen(pilot).interview.phase is Phase.ASKING
        assert len(speaker.said) == 2


async def test_leaving_closes_the_voice(speaking: Speaking) -> None:
    speaker = FakeSpeaker()
    async with speaking(speaker) as pilot:
        await press(pilot, "enter", "enter", "enter", "escape", "escape", "down", "enter")
        await pilot.pause()
        assert speaker.closed


async def test_a_follow_up_is_said_and_its_clock_starts_afterwards(speaking: Speaking) -> None:
    speaker = FakeSpeaker()
    async with speaking(speaker, follow_ups=1, difficulties=(Difficulty.EASY,)) as pilot:
        await press(pilot, "enter", "enter", "enter", "ctrl+s")
        at = interview_screen(pilot).interview
        assert (at.phase, at.being_asked) == (Phase.FOLLOW_UP, True)
        assert speaker.said[-1] == at.asked.question
        speaker.become(SpeakerState.SPEAKING, length=2.0)
        await pilot.pause()
        speaker.become(SpeakerState.IDLE)
        await pilot.pause()
        await pilot.pause()
        assert interview_screen(pilot).interview.answering


async def test_a_key_starts_the_clock_of_a_follow_up_and_silences_the_voice(
    speaking: Speaking,
) -> None:
    speaker = FakeSpeaker()
    async with speaking(speaker, follow_ups=1, difficulties=(Difficulty.EASY,)) as pilot:
        await press(pilot, "enter", "enter", "enter", "ctrl+s")
        speaker.become(SpeakerState.SPEAKING, length=60.0)
        await press(pilot, "ctrl+r")
        assert speaker.said[-1] == speaker.said[-2]
        await press(pilot, "enter")
        assert interview_screen(pilot).interview.answering
        assert not speaker.status.busy
        await press(pilot, "x")
        assert interview_screen(pilot).running.as_typed().asked.text == "x"
