"""What the recording process keeps: on the answer's clock, and never more than real time."""

import errno
import os
from pathlib import Path

import pytest

from simulator.speech import tape as tape_module
from simulator.speech.engine import EngineTrouble
from simulator.speech.microphone import Take
from simulator.speech.tape import Tape
from simulator.speech.wav import BYTES_A_SECOND, GrowingWav, read_frames, recorded_seconds

SOUND = b"\x10\x20" * (BYTES_A_SECOND // 40)
ZEROS = bytes(len(SOUND))


class Pushed:
    """A microphone that delivers what the test says, when it says so."""

    name = "Pushed"

    def __init__(self) -> None:
        self.take: Take | None = None

    def on(self, take: Take) -> None:
        self.take = take

    def off(self) -> None:
        self.take = None


class Bench:
    """A tape, its microphone, its reports and its clock, which stands at 100."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.time = 100.0
        self.reports: list[tuple[str, dict[str, object]]] = []
        self.woken = 0
        self.microphone = Pushed()
        self.tape = Tape(self.microphone, self.send, wake=self._wake, now=lambda: self.time)

    def _wake(self) -> None:
        self.woken += 1

    def send(self, report: str, **facts: object) -> None:
        self.reports.append((report, facts))

    @property
    def told(self) -> list[str]:
        return [report for report, _ in self.reports]

    def record(self, elapsed: float = 0.0, *, muted: bool = False) -> None:
        self.tape.record(str(self.path), elapsed, self.time, muted)

    def give(self, block: bytes = SOUND, times: int = 1) -> None:
        """Deliver blocks as time passes."""
        for _ in range(times):
            self.time += len(block) / BYTES_A_SECOND
            self.at_once(block)

    def at_once(self, block: bytes = SOUND) -> None:
        assert self.microphone.take is not None
        self.microphone.take(block)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "s.rec" / "01.wav")


def test_blocks_are_in_the_file_as_they_come(bench: Bench) -> None:
    bench.record()
    bench.give(times=3)
    assert read_frames(bench.path) == SOUND * 3
    bench.tape.rest()
    assert bench.microphone.take is None
    assert bench.reports[-1] == ("kept", {"path": str(bench.path), "seconds": 0.15})


def test_metering_keeps_nothing_and_reports_the_loudness(bench: Bench) -> None:
    bench.tape.meter()
    bench.give(times=20)
    assert set(bench.told) == {"level"}
    assert 6 <= len(bench.told) <= 8
    assert bench.reports[0][1]["loudness"] == pytest.approx(0x2010 / 32768, abs=0.001)
    assert not bench.path.exists()


def test_a_device_that_starts_late_leaves_silence(bench: Bench) -> None:
    bench.record()
    bench.time += 0.4
    bench.give()
    assert read_frames(bench.path) == bytes(round(0.4 * BYTES_A_SECOND)) + SOUND


def test_a_gap_is_filled_but_not_jitter(bench: Bench) -> None:
    bench.record()
    bench.give()
    bench.time += 0.1
    bench.give()
    assert read_frames(bench.path) == SOUND * 2
    bench.time += 1.0
    bench.give()
    assert recorded_seconds(bench.path) == pytest.approx(1.25, abs=0.001)
    assert read_frames(bench.path).endswith(SOUND)


def test_after_a_pause_it_continues_at_the_answers_clock(bench: Bench) -> None:
    bench.record()
    bench.give(times=4)
    bench.tape.rest()
    bench.time += 60.0
    bench.record(elapsed=0.2)
    bench.give()
    assert read_frames(bench.path) == SOUND * 5


def test_another_process_continues_on_the_same_clock(bench: Bench) -> None:
    bench.record()
    bench.give(times=4)
    sent = bench.time - 0.2
    bench.tape.rest()
    bench.time += 0.7
    bench.tape.record(str(bench.path), 0.0, sent, False)
    bench.give()
    assert recorded_seconds(bench.path) == pytest.approx(0.95, abs=0.001)


def test_silence_while_something_else_speaks(bench: Bench) -> None:
    bench.record()
    bench.give()
    bench.tape.mute(True)
    bench.give()
    bench.tape.mute(False)
    bench.give()
    bench.tape.rest()
    bench.record(elapsed=0.15, muted=True)
    bench.give()
    assert read_frames(bench.path) == SOUND + ZEROS + SOUND + ZEROS


def test_a_runaway_device_is_stopped(bench: Bench) -> None:
    bench.record()
    bench.give(times=20)
    for _ in range(5000):
        bench.at_once()
    with pytest.raises(EngineTrouble, match="delivers sound faster than real time"):
        bench.tape.check()
    assert bench.woken > 0
    assert recorded_seconds(bench.path) <= 1.0
    bench.tape.rest()
    assert read_frames(bench.path)[:1600] == SOUND


def test_no_recording_is_longer_than_half_an_hour(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tape_module, "LONGEST_SECONDS", 60.0)
    bench.record()
    bench.give(times=20 * 60)
    bench.tape.check()
    bench.give()
    with pytest.raises(EngineTrouble, match="it is 1 minutes long"):
        bench.tape.check()
    assert recorded_seconds(bench.path) == 60.0


def test_only_zeros_are_reported_once_and_so_is_the_first_sound(bench: Bench) -> None:
    bench.record()
    bench.give(ZEROS, times=39)
    assert "silent" not in bench.told
    bench.give(ZEROS, times=41)
    assert bench.told.count("silent") == 1
    bench.give()
    assert bench.told[-1] == "heard"
    bench.give(ZEROS, times=39)
    assert bench.told.count("silent") == 1


def test_a_microphone_that_stops_delivering(bench: Bench) -> None:
    bench.record()
    bench.give()
    bench.time += 2.9
    bench.tape.check()
    bench.time += 0.2
    with pytest.raises(EngineTrouble, match="stopped delivering sound"):
        bench.tape.check()
    bench.tape.rest()
    assert read_frames(bench.path) == SOUND


def test_a_microphone_that_is_off_may_deliver_nothing(bench: Bench) -> None:
    bench.time += 1000.0
    bench.tape.check()


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "The disk is full"), (errno.EIO, r"can't be kept \(Input/output error\)")],
)
def test_a_full_disk(bench: Bench, monkeypatch: pytest.MonkeyPatch, number: int, said: str) -> None:
    bench.record()
    bench.give(times=2)

    def fail(wav: GrowingWav, data: bytes) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as context:
        context.setattr(GrowingWav, "_write", fail)
        bench.give()
    with pytest.raises(EngineTrouble, match=said):
        bench.tape.check()
    bench.give()
    bench.tape.rest()
    assert read_frames(bench.path) == SOUND * 2


def test_the_file_cannot_be_created(bench: Bench) -> None:
    bench.path.parent.write_text("in the way")
    with pytest.raises(EngineTrouble, match="can't be kept"):
        bench.record()
    bench.tape.rest()


def test_the_program_is_gone(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(report: str, **facts: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(bench, "send", gone)
    bench.record()
    bench.give(ZEROS, times=50)
    bench.tape.rest()
    assert recorded_seconds(bench.path) == pytest.approx(2.5, abs=0.001)
