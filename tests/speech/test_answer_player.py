"""Playback of recordings: from any second, one after another, and silent at once."""

from __future__ import annotations

import threading
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from simulator.speech.answer_player import AnswerPlayer, PlayerState, PlayerStatus
from simulator.speech.child import Child, News
from simulator.speech.wav import RATE, GrowingWav, header
from tests.speech.test_sound import samples
from tests.speech.watched import AT_ONCE, PATIENCE, group_is_gone, wait_for


class WatchedPlayer(AnswerPlayer):
    """Remembers its processes and status changes."""

    def __init__(self) -> None:
        self.pids: list[int] = []
        self.told: list[PlayerStatus] = []
        self.may_start = threading.Event()
        self.may_start.set()
        super().__init__(start=self._watched)
        self.on_change = self.told.append

    def _watched(self, command: Sequence[str], hear: Callable[[Child, News], None]) -> Child:
        assert self.may_start.wait(PATIENCE)
        child = Child(command, hear)
        self.pids.append(child.pid)
        return child

    def wait(self, state: PlayerState) -> PlayerStatus:
        wait_for(lambda: self.status.state is state)
        return self.status


@pytest.fixture
def player() -> Iterator[WatchedPlayer]:
    opened = WatchedPlayer()
    yield opened
    opened.close()
    wait_for(lambda: all(map(group_is_gone, opened.pids)))


def recorded(path: Path, first: int, seconds: float) -> Path:
    """A recording whose samples count from `first` on."""
    wav = GrowingWav(path)
    wav.write(array("h", ((first + n) % 30_000 for n in range(int(seconds * RATE)))).tobytes())
    wav.finish()
    return path


def heard(player: WatchedPlayer, device: Path) -> array[int]:
    """Everything that was played, once it is over."""
    wait_for(lambda: player.status.state is PlayerState.STOPPED and player.status.ended)
    rate, sound = samples(device)
    assert rate == RATE
    return sound


def test_it_plays_all_files_from_any_second(
    player: WatchedPlayer, device: Path, tmp_path: Path
) -> None:
    files = [
        recorded(tmp_path / "01.wav", 0, 1.0),
        recorded(tmp_path / "01-1.wav", 20_000, 0.5),
    ]
    player.play(files, 0.75)
    sound = heard(player, device)
    assert sound[0] == 12_000
    assert sound[3_999] == 15_999
    assert sound[4_000] == 20_000
    assert len(sound) == 12_000
    wait_for(lambda: len(player.told) == 3)
    assert [status.state for status in player.told] == [
        PlayerState.STARTING,
        PlayerState.PLAYING,
        PlayerState.STOPPED,
    ]


def test_a_truncated_recording_is_played(
    player: WatchedPlayer, device: Path, tmp_path: Path
) -> None:
    path = recorded(tmp_path / "01.wav", 0, 0.5)
    path.write_bytes(header(None) + path.read_bytes()[44:-1])
    player.play([path], 0.0)
    assert heard(player, device)[7_998] == 7_998


def test_it_is_silent_at_once_and_keeps_its_place(player: WatchedPlayer, tmp_path: Path) -> None:
    path = recorded(tmp_path / "01.wav", 0, 60.0)
    player.may_start.clear()
    player.play([path], 10.0)
    assert player.position == 10.0
    player.stop()
    assert player.status == PlayerStatus()
    assert player.position == 10.0
    player.may_start.set()
    wait_for(lambda: bool(player.pids))
    wait_for(lambda: group_is_gone(player.pids[0]))


def test_another_recording_interrupts_it(
    player: WatchedPlayer, device: Path, tmp_path: Path
) -> None:
    long = recorded(tmp_path / "01.wav", 0, 60.0)
    short = recorded(tmp_path / "02.wav", 7, 0.25)
    player.play([long], 0.0)
    player.play([short], 0.0)
    sound = heard(player, device)
    assert (sound[0], len(sound)) == (7, 4_000)
    assert player.status == PlayerStatus(ended=True)


def test_past_the_end_nothing_is_heard(player: WatchedPlayer, device: Path, tmp_path: Path) -> None:
    player.play([recorded(tmp_path / "01.wav", 0, 0.5)], 9.0)
    wait_for(lambda: player.status.ended)
    assert not device.exists()


@pytest.mark.usefixtures("no_device")
def test_a_failure_is_one_line(player: WatchedPlayer, tmp_path: Path) -> None:
    player.play([recorded(tmp_path / "01.wav", 0, 0.5)], 0.0)
    wait_for(lambda: bool(player.status.reason))
    assert player.status.reason.startswith("No sound device answers")
    player.play([tmp_path / "gone.wav"], 0.0)
    wait_for(lambda: "can't be read" in player.status.reason)


def test_calls_never_block(player: WatchedPlayer, tmp_path: Path) -> None:
    path = recorded(tmp_path / "01.wav", 0, 1.0)
    begun = time.monotonic()
    for number in range(5):
        player.play([path], float(number) / 10)
        player.stop()
    assert time.monotonic() - begun < AT_ONCE
