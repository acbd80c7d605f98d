"""Speakers under watch, and sound devices that are files."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from simulator.speech import SpeakerState, SpeakerStatus, Voice
from simulator.speech.child import Child, News
from simulator.speech.child_speaker import ChildSpeaker
from simulator.speech.job import Limits

PATIENCE = 20.0
"""Seconds after which a condition counts as never to be met, on a machine under load."""


def wait_for(condition: Callable[[], bool], within: float = PATIENCE) -> float:
    """Seconds until the condition is met; fails where it is not."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > within:
            pytest.fail(f"not so within {within} s")
        time.sleep(0.002)
    return time.monotonic() - begun


def group_is_gone(group: int) -> bool:
    """Whether no process of a group runs, and no dead one waits for us to take notice.

    Dead grandchildren wait for process 1, which takes its time in some containers.
    """
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, its_group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and (state not in "ZX" or int(parent) == os.getpid()):
            return False
    return True


class WatchedSpeaker(ChildSpeaker):
    """A speaker that remembers its processes and the news of it."""

    def __init__(self, engine: str, voice: Voice, limits: Limits) -> None:
        self.pids: list[int] = []
        self.heard: list[SpeakerStatus] = []
        super().__init__(
            voice,
            on_change=self.heard.append,
            engine=engine,
            limits=limits,
            start=self._watched,
        )

    def _watched(self, command: Sequence[str], hear: Callable[[Child, News], None]) -> Child:
        child = Child(command, hear)
        self.pids.append(child.pid)
        return child

    def wait(self, *states: SpeakerState) -> SpeakerStatus:
        """Until it is in one of these states."""
        wait_for(lambda: self.status.state in states)
        return self.status

    def wait_quiet(self) -> SpeakerStatus:
        """Until it neither speaks nor prepares."""
        wait_for(lambda: not self.status.busy)
        return self.status

    def leaves_nothing(self) -> None:
        """After `close`: no process of it is left, nor a player of theirs."""
        wait_for(lambda: all(group_is_gone(pid) for pid in self.pids))


OpenWatched = Callable[..., WatchedSpeaker]


@pytest.fixture
def open_watched() -> Iterator[OpenWatched]:
    """Open speakers; whatever the test does with them, no process may be left at its end."""
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
    """A private sound device: what is played to it is this WAV, written anew each time."""
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
    """A `say` like that of macOS, which keeps what it was told."""
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
