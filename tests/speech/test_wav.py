"""A recording that grows, may be cut off anywhere, and can still be read."""

import os
import stat
import wave
from pathlib import Path

import pytest

from simulator.speech.wav import (
    BYTES_A_SECOND,
    HEADER_BYTES,
    RATE,
    GrowingWav,
    header,
    read_frames,
    recorded_seconds,
)

SOUND = bytes(range(256)) * 250


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "session.rec" / "01.wav"


def grown(path: Path, sound: bytes = SOUND) -> GrowingWav:
    wav = GrowingWav(path)
    wav.write(sound)
    return wav


def test_a_finished_recording_is_a_standard_wav(path: Path) -> None:
    wav = grown(path)
    wav.finish()
    wav.finish()
    with wave.open(str(path)) as read:
        assert (read.getframerate(), read.getnchannels(), read.getsampwidth()) == (RATE, 1, 2)
        assert read.readframes(read.getnframes()) == SOUND
    assert recorded_seconds(path) == pytest.approx(2.0)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_written_sound_can_be_read_at_once(path: Path) -> None:
    wav = grown(path)
    assert read_frames(path) == SOUND
    wav.write(b"\x01\x02")
    assert read_frames(path) == SOUND + b"\x01\x02"
    wav.finish()


@pytest.mark.parametrize("size", [0, 10, HEADER_BYTES, HEADER_BYTES + 1, HEADER_BYTES + 1001])
def test_a_recording_cut_off_anywhere_is_read_and_continued(path: Path, size: int) -> None:
    grown(path).finish()
    os.truncate(path, size)
    left = max(0, size - HEADER_BYTES) // 2 * 2
    assert read_frames(path) == SOUND[:left]
    wav = grown(path, b"\x07\x08")
    wav.finish()
    assert read_frames(path) == SOUND[:left] + b"\x07\x08"
    with wave.open(str(path)) as read:
        assert read.getnframes() == left // 2 + 1


@pytest.mark.parametrize("told", [0, 10, None], ids=["none", "too short", "unknown"])
def test_a_wrong_length_in_the_header_is_ignored(path: Path, told: int | None) -> None:
    path.parent.mkdir()
    path.write_bytes(header(told) + SOUND)
    assert read_frames(path) == SOUND
    wav = GrowingWav(path)
    assert wav.size == len(SOUND)
    wav.finish()
    assert path.read_bytes() == header(len(SOUND)) + SOUND


def test_another_kind_of_file_is_not_played(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\x7fELF" + bytes(200))
    with pytest.raises(OSError, match="not a recording of this program"):
        read_frames(path)


def test_silence_and_cutting(path: Path) -> None:
    wav = grown(path)
    wav.silence(BYTES_A_SECOND * 3)
    assert wav.seconds == pytest.approx(5.0)
    wav.cut(len(SOUND))
    wav.write(b"\x01\x02")
    wav.finish()
    assert read_frames(path) == SOUND + b"\x01\x02"


def test_a_link_is_not_followed(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    (tmp_path / "mine.txt").write_text("mine")
    path.symlink_to(tmp_path / "mine.txt")
    with pytest.raises(OSError, match=r"symbolic link|loop"):
        GrowingWav(path)
    assert (tmp_path / "mine.txt").read_text() == "mine"
