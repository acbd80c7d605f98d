"""The recorder with real processes: whatever happens to one, the interview is not affected."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from simulator.speech import NoRecorder, RecorderState, RecorderStatus, open_recorder
from simulator.speech.child import Child, News
from simulator.speech.child_recorder import FAILURES_ALLOWED, ChildRecorder
from simulator.speech.wav import BYTES_A_SECOND, read_frames, recorded_seconds
from tests.speech.microphones import BLOCK, SLOW_SECONDS
from tests.speech.watched import AT_ONCE, group_is_gone, wait_for


class WatchedRecorder(ChildRecorder):
    """Remembers its processes and status changes."""

    def __init__(self, microphone: str) -> None:
        self.pids: list[int] = []
        self.heard: list[RecorderStatus] = []
        self.kept: list[Path] = []
        super().__init__(
            microphone=f"tests.speech.microphones:{microphone}" if microphone else "",
            start=self._watched,
        )
        self.on_change = self.heard.append
        self.on_kept = self.kept.append

    def _watched(self, command: Sequence[str], hear: Callable[[Child, News], None]) -> Child:
        child = Child(command, hear)
        self.pids.append(child.pid)
        return child

    def wait(self, state: RecorderState) -> RecorderStatus:
        wait_for(lambda: self.status.state is state)
        return self.status


@pytest.fixture
def open_watched() -> Iterator[Callable[[str], WatchedRecorder]]:
    """Open recorders; at the end of the test, no process may be left."""
    opened: list[WatchedRecorder] = []

    def open_one(microphone: str) -> WatchedRecorder:
        opened.append(WatchedRecorder(microphone))
        return opened[-1]

    yield open_one
    for recorder in opened:
        recorder.close()
        wait_for(lambda recorder=recorder: all(map(group_is_gone, recorder.pids)))  # type: ignore[misc]


Open = Callable[[str], WatchedRecorder]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "session.rec" / "01.wav"


def recording(open_watched: Open, path: Path, microphone: str = "Steady") -> WatchedRecorder:
    recorder = open_watched(microphone)
    recorder.record(path, 0.0)
    wait_for(lambda: path.exists() and recorded_seconds(path) > 0.3)
    return recorder


def test_speech_is_in_the_file_once_it_rests(open_watched: Open, path: Path) -> None:
    recorder = recording(open_watched, path)
    assert recorder.wait(RecorderState.RECORDING).microphone == "Steady"
    recorder.rest()
    wait_for(lambda: recorder.kept == [path])
    frames = read_frames(path)
    assert frames.lstrip(b"\0").startswith(BLOCK[:100])
    assert frames.endswith(BLOCK)
    size = path.stat().st_size
    assert recorder.wait(RecorderState.RESTING).reason == ""
    assert path.stat().st_size == size


def test_the_level_is_reported_before_anything_is_kept(open_watched: Open, path: Path) -> None:
    recorder = open_watched("Steady")
    recorder.meter()
    wait_for(lambda: recorder.status.level > 0.1)
    assert recorder.status.state is RecorderState.METERING
    assert not path.parent.exists()


def test_each_answer_has_its_file(open_watched: Open, path: Path) -> None:
    recorder = recording(open_watched, path)
    other = path.with_name("01-1.wav")
    recorder.record(other, 0.0)
    wait_for(lambda: other.exists() and recorded_seconds(other) > 0.1)
    wait_for(lambda: recorder.kept == [path])
    assert len(recorder.pids) == 1


def test_killed_midway_it_goes_on_and_loses_at_most_a_block(open_watched: Open, path: Path) -> None:
    begun = time.monotonic()
    recorder = recording(open_watched, path, "SlowToOpen")
    os.kill(recorder.pids[0], signal.SIGKILL)
    wait_for(lambda: group_is_gone(recorder.pids[0]))
    kept = read_frames(path)
    seconds = recorded_seconds(path)
    assert seconds >= 0.25
    wait_for(lambda: recorded_seconds(path) > seconds + SLOW_SECONDS + 1.0)
    wait_for(lambda: abs(time.monotonic() - begun - recorded_seconds(path)) < SLOW_SECONDS / 2)
    assert len(recorder.pids) == 2
    frames = read_frames(path)
    assert frames.startswith(kept)
    between = frames[len(kept) :]
    assert not any(between[: int(SLOW_SECONDS * BYTES_A_SECOND)])
    assert BLOCK in between


@pytest.mark.parametrize(
    ("microphone", "said"),
    [
        ("Missing", "No microphone was found. Connect one."),
        ("Busy", "The microphone can't be used now. Close what uses it."),
        ("Unplugged", "The microphone stopped delivering sound."),
        ("Runaway", "The microphone delivers sound faster than real time."),
    ],
)
def test_a_failure_is_one_line(open_watched: Open, path: Path, microphone: str, said: str) -> None:
    begun = time.monotonic()
    recorder = open_watched(microphone)
    recorder.record(path, 0.0)
    assert recorder.wait(RecorderState.FAILED).reason == said
    wait_for(lambda: group_is_gone(recorder.pids[0]))
    if path.exists():
        assert recorded_seconds(path) < time.monotonic() - begun
    assert len(recorder.pids) == 1


def test_one_refusal_is_not_final(open_watched: Open, path: Path) -> None:
    recorder = open_watched("RefusedOnce")
    recorder.record(path, 0.0)
    wait_for(lambda: path.exists() and recorded_seconds(path) > 0.1)
    assert len(recorder.pids) == 1


def test_the_next_answer_retries_but_not_forever(open_watched: Open, path: Path) -> None:
    recorder = open_watched("Missing")
    for number in range(1, FAILURES_ALLOWED + 1):
        recorder.record(path.with_name(f"{number:02}.wav"), 0.0)
        wait_for(lambda number=number: recorder._failures == number)  # type: ignore[misc]
    assert recorder.wait(RecorderState.OFF).reason
    recorder.record(path, 0.0)
    assert len(recorder.pids) == FAILURES_ALLOWED


def test_a_process_that_keeps_dying_is_given_up(open_watched: Open, path: Path) -> None:
    recorder = open_watched("Crashes")
    recorder.record(path, 0.0)
    recorder.wait(RecorderState.OFF)
    assert recorder.status.reason == "Recording stopped unexpectedly."
    assert len(recorder.pids) == FAILURES_ALLOWED


def test_only_zeros_are_reported(open_watched: Open, path: Path) -> None:
    recorder = open_watched("Zeros")
    recorder.meter()
    wait_for(lambda: recorder.status.silent)


def test_what_a_library_prints_disturbs_nothing(open_watched: Open, path: Path) -> None:
    recording(open_watched, path, "Noisy")


def test_a_hung_process_blocks_nobody(open_watched: Open, path: Path) -> None:
    recorder = open_watched("Hangs")
    wait_for(lambda: bool(recorder.pids))
    begun = time.monotonic()
    for number in range(20):
        recorder.record(path, float(number))
        recorder.mute(True)
        recorder.rest()
    recorder.close()
    assert time.monotonic() - begun < AT_ONCE


def test_when_the_program_is_gone_the_process_completes_the_file_and_ends(path: Path) -> None:
    program = (
        "import sys, time, pathlib\n"
        "from simulator.speech.child_recorder import ChildRecorder\n"
        "recorder = ChildRecorder(microphone='tests.speech.microphones:Steady')\n"
        "recorder.record(pathlib.Path(sys.argv[1]), 0.0)\n"
        "while recorder._child is None: time.sleep(0.01)\n"
        "print(recorder._child.pid, flush=True)\n"
        "time.sleep(100)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        child = int(running.stdout.readline())
        wait_for(lambda: path.exists() and recorded_seconds(path) > 0.3)
        running.kill()
    wait_for(lambda: group_is_gone(child))
    data = path.read_bytes()
    assert int.from_bytes(data[40:44], "little") == len(data) - 44


def test_nothing_is_started_without_recording(path: Path) -> None:
    recorder = open_recorder(enabled=False)
    assert isinstance(recorder, NoRecorder)
    recorder.meter()
    recorder.record(path, 0.0)
    recorder.mute(True)
    recorder.rest()
    recorder.close()
    assert recorder.status == RecorderStatus(RecorderState.OFF)
    assert not path.parent.exists()
