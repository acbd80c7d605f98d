"""Watched speakers, and sound devices that are files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.speech import Voice
from simulator.speech.child_speaker import Limits
from tests.speech.watched import OpenWatched, WatchedSpeaker


@pytest.fixture
def open_watched() -> Iterator[OpenWatched]:
    """Open speakers; at the end of the test, no process may be left."""
    opened: list[WatchedSpeaker] = []

    def open_one(
        engine: str = "Quick", voice: Voice | None = None, limits: Limits | None = None
    ) -> WatchedSpeaker:
        name = engine if ":" in engine or not engine else f"tests.speech.engines:{engine}"
        opened.append(WatchedSpeaker(name, voice or Voice(), limits or Limits()))
        return opened[-1]

    yield open_one
    for speaker in opened:
        speaker.close()
        speaker.leaves_nothing()


@pytest.fixture
def device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A private sound device, which writes what is played to this WAV, replacing it each time."""
    said = tmp_path / "said.wav"
    config = tmp_path / "alsa.conf"
    config.write_text(
        f'pcm.!default {{ type file slave.pcm "null" file "{said}" format "wav" }}\n'
        "pcm.null { type null }\n"
    )
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(config))
    monkeypatch.setenv("MOCK_INTERVIEW_PLAYER", "aplay")
    return said


@pytest.fixture
def no_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a sound device."""
    config = tmp_path / "none.conf"
    config.write_text("")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(config))
    monkeypatch.setenv("MOCK_INTERVIEW_PLAYER", "aplay")


@pytest.fixture
def fake_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `say` like that of macOS, which records its input."""
    program = tmp_path / "say"
    log = tmp_path / "told"
    program.write_text(
        f"""#!/bin/sh
if [ "$2" = "?" ]; then
    printf 'Albert              en_US    # Hello!\\n'
    printf 'Eddy (English (US)) en_US    # Hello!\\n'
    printf 'Daniel              en_GB    # Hello!\\n'
    printf 'Samantha            en_US    # Hello!\\n'
    printf 'Anna                de_DE    # Hallo!\\n'
    exit 0
fi
echo "$@" >> {log}
cat >> {log}
sleep "${{UTTERANCE_SECONDS:-0.05}}"
"""
    )
    program.chmod(0o755)
    monkeypatch.setenv("FAKE_SAY", str(program))
    return log
