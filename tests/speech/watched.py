"""Watched speakers: their processes and status changes."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from simulator.speech import SpeakerState, SpeakerStatus, Voice
from simulator.speech.child import Child, News
from simulator.speech.child_speaker import ChildSpeaker, Limits

PATIENCE = 60.0
"""Seconds after which a condition counts as never to be met, on a machine under load."""

AT_ONCE = 1.0
"""Seconds that no call may take, also under load; what it must not wait for takes longer."""


def wait_for(condition: Callable[[], bool], within: float = PATIENCE) -> float:
    """Wait for the condition; return the seconds it took, or fail."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > within:
            pytest.fail(f"not so within {within} s")
        time.sleep(0.002)
    return time.monotonic() - begun


def group_is_gone(group: int) -> bool:
    """True if no process of a group runs, and none is left for us to reap.

    Dead grandchildren are reaped by process 1, which takes its time in some containers.
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
    """A speaker that remembers its processes and status changes."""

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
        """Wait until it is in one of these states."""
        wait_for(lambda: self.status.state in states)
        return self.status

    def wait_quiet(self) -> SpeakerStatus:
        """Until it neither speaks nor prepares, and all news of it are heard."""
        wait_for(lambda: not self.status.busy and self.heard[-1:] == [self.status])
        return self.status

    def leaves_nothing(self) -> None:
        """Check, after `close`, that none of its processes or their players is left."""
        wait_for(lambda: all(group_is_gone(pid) for pid in self.pids))


OpenWatched = Callable[..., WatchedSpeaker]
