"""The line that plays a recorded answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from simulator.core.delivery import Delivery, Pause
from simulator.speech import RecorderState, RecorderStatus
from simulator.speech.answer_player import AnswerPlayer, PlayerState, PlayerStatus
from simulator.ui.widgets.heard import HEAR_KEYS, Heard
from simulator.ui.widgets.level import CELLS, cells_of, microphone_line
from simulator.usecases.recording import Track

SAID = Delivery(
    recording="s.rec/01.wav",
    first_word_seconds=2.0,
    last_word_seconds=18.0,
    speech_seconds=10.0,
    pauses=(Pause(6.0, 4.0), Pause(14.0, 2.0)),
)
ANSWER = Track(Path("/01.wav"), SAID, 20.0)
FOLLOW_UP = Track(Path("/01-1.wav"), Delivery(first_word_seconds=0.0, last_word_seconds=5.0), 5.0)


METER = "▮▮▮▮▮▮▮▮▯▯▯▯"


class StillPlayer(AnswerPlayer):
    """A player that plays nothing; the test sets its position."""

    def __init__(self) -> None:
        super().__init__()
        self.played: list[tuple[list[str], float]] = []
        self.at = 0.0

    @property
    def position(self) -> float:
        return self.at

    def play(self, paths: Sequence[Path], start: float) -> None:
        self.played.append(([path.name for path in paths], start))
        self.at = start
        self.become(PlayerStatus(PlayerState.PLAYING))

    def stop(self) -> None:
        self.status = PlayerStatus()

    def become(self, status: PlayerStatus) -> None:
        self.status = status
        if self.on_change is not None:
            self.on_change(status)


class HeardApp(App[None]):
    BINDINGS = HEAR_KEYS

    def __init__(self) -> None:
        super().__init__()
        self.player = StillPlayer()

    def compose(self) -> ComposeResult:
        yield Heard(lambda: self.player)

    @property
    def heard(self) -> Heard:
        return self.query_one(Heard)

    @property
    def line(self) -> str:
        return self.heard.render().plain


async def test_without_a_recording_there_is_no_line() -> None:
    app = HeardApp()
    async with app.run_test(size=(60, 5)):
        assert not app.heard.display
        assert app.line == ""
        app.heard.toggle()
        app.heard.jump(5.0)
        app.heard.next_pause()
        assert app.player.played == []


async def test_speech_and_silence_differ_without_colours() -> None:
    app = HeardApp()
    async with app.run_test(size=(36, 5)) as pilot:
        app.heard.show([ANSWER])
        await pilot.pause()
        strip = "".join(sign for sign in app.line if sign in "━·")
        assert strip == "··━━━━····━━━━··━━··"
        assert app.line.endswith(" 0:00 of 0:20")


async def test_playing_pausing_and_going_on() -> None:
    app = HeardApp()
    async with app.run_test(size=(60, 5)) as pilot:
        app.heard.show([ANSWER, FOLLOW_UP])
        app.heard.toggle()
        await pilot.pause()
        assert app.player.played == [(["01.wav", "01-1.wav"], 0.0)]
        assert app.heard.playing
        app.player.at = 7.5
        assert "0:07 of 0:25" in app.line
        app.heard.toggle()
        assert not app.heard.playing
        assert "0:07 of 0:25" in app.line
        assert "●" in app.line
        app.heard.toggle()
        assert app.player.played[-1][1] == 7.5


async def test_jumps_stay_inside_and_pauses_come_one_after_another() -> None:
    app = HeardApp()
    async with app.run_test(size=(60, 5)) as pilot:
        app.heard.show([ANSWER, FOLLOW_UP])
        app.heard.toggle()
        await pilot.pause()
        starts = []
        steps: tuple[Callable[[], None], ...] = (
            lambda: app.heard.jump(-5.0),
            lambda: app.heard.jump(5.0),
            app.heard.next_pause,
            app.heard.next_pause,
            app.heard.next_pause,
            lambda: app.heard.jump(100.0),
        )
        for step in steps:
            step()
            await pilot.pause()
            starts.append(app.player.played[-1][1])
        assert starts == [0.0, 5.0, 5.5, 13.5, 13.5, 25.0]


async def test_jumping_without_playback_only_moves_the_position() -> None:
    app = HeardApp()
    async with app.run_test(size=(60, 5)):
        app.heard.show([ANSWER])
        app.heard.next_pause()
        assert app.player.played == []
        assert app.heard.position == 5.5
        app.heard.toggle()
        assert app.player.played == [(["01.wav"], 5.5)]


async def test_after_the_end_it_starts_over() -> None:
    app = HeardApp()
    async with app.run_test(size=(60, 5)) as pilot:
        app.heard.show([ANSWER])
        app.heard.toggle()
        app.player.become(PlayerStatus(ended=True))
        await pilot.pause()
        assert "0:20 of 0:20" in app.line
        app.heard.toggle()
        assert app.player.played[-1][1] == 0.0


async def test_faults_are_shown_in_the_line() -> None:
    app = HeardApp()
    async with app.run_test(size=(80, 5)) as pilot:
        app.heard.show([ANSWER])
        app.heard.toggle()
        app.player.become(PlayerStatus(reason="No sound device answers."))
        await pilot.pause()
        assert "No sound device answers." in app.line


async def test_another_answer_stops_the_one_that_plays() -> None:
    app = HeardApp()
    async with app.run_test(size=(60, 5)) as pilot:
        app.heard.show([ANSWER])
        app.heard.toggle()
        await pilot.pause()
        app.heard.show([ANSWER])
        assert app.heard.playing
        app.heard.show([FOLLOW_UP])
        assert not app.heard.playing
        assert app.heard.position == 0.0


async def test_when_the_sound_is_deleted_its_line_stays() -> None:
    app = HeardApp()
    async with app.run_test(size=(60, 5)) as pilot:
        app.heard.show([Track(None, SAID.without_recording(), 20.0)])
        await pilot.pause()
        assert "━" in app.line
        assert app.line.endswith(" 0:20, sound deleted")
        assert not app.heard.can_play
        app.heard.toggle()
        assert app.player.played == []


@pytest.mark.parametrize("width", [1, 8, 15, 30, 200])
async def test_the_line_fits_any_width(width: int) -> None:
    app = HeardApp()
    async with app.run_test(size=(width, 5)) as pilot:
        app.heard.show([ANSWER, FOLLOW_UP])
        app.heard.toggle()
        await pilot.pause()
        assert app.line


def test_the_meter_goes_from_a_whisper_to_full() -> None:
    assert [cells_of(level) for level in (0.0, 0.0005, 0.1, 1.0)] == [0, 0, 8, CELLS]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (RecorderStatus(RecorderState.OPENING), "Opening the microphone …"),
        (RecorderStatus(RecorderState.METERING, "Blue", level=0.1), f"Microphone: Blue  {METER}"),
        (
            RecorderStatus(RecorderState.METERING, "Blue", silent=True),
            "Microphone: Blue hears only silence: is it muted, or blocked for this terminal?",
        ),
        (
            RecorderStatus(RecorderState.FAILED, reason="No microphone was found."),
            "No microphone was found. The interview goes on without it.",
        ),
    ],
)  # fmt: skip
def test_the_line_of_the_microphone(status: RecorderStatus, said: str) -> None:
    assert microphone_line(status).plain == said
