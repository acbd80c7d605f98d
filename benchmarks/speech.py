"""Measures how fast the voice starts and stops, and what it leaves behind.

    python benchmarks/speech.py [utterances]

A stand-in for the player reports when it is started with the rendered sound and then waits, so that
this runs on machines without sound; a real player and sound card add their buffers. Silence begins
when no process of the voice's group is left to play.
"""

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from simulator.speech import SpeakerState, SpeakerStatus, Voice
from simulator.speech.child import Child
from simulator.speech.child_speaker import ChildSpeaker

PROMPT = "What is overfitting, and how would you detect it in a neural network?"
Times = list[float]


class Watch:
    """A speaker and the moments that matter, in seconds of the monotonic clock."""

    def __init__(self, folder: Path) -> None:
        self.pids: list[int] = []
        self.started = asyncio.Event()
        self.quiet = asyncio.Event()
        self.moment = 0.0
        self.utterance = 0
        loop = asyncio.get_running_loop()
        self._pipe = os.open(folder / "started", os.O_RDWR | os.O_NONBLOCK)
        loop.add_reader(self._pipe, self._player_started)

        def changed(status: SpeakerStatus) -> None:
            loop.call_soon_threadsafe(self._changed, status)

        def start(command: Sequence[str], hear: object) -> Child:
            child = Child(command, hear)  # type: ignore[arg-type]
            self.pids.append(child.pid)
            return child

        self.speaker = ChildSpeaker(Voice(), on_change=changed, start=start)

    def _changed(self, status: SpeakerStatus) -> None:
        if status.utterance != self.utterance:
            return
        if not status.busy:
            self.quiet.set()

    def _player_started(self) -> None:
        os.read(self._pipe, 1000)
        self.moment = time.perf_counter()
        self.started.set()

    def say(self, text: str) -> float:
        """Return how long the call took."""
        self.started.clear()
        self.quiet.clear()
        self.utterance += 1
        begun = time.perf_counter()
        self.speaker.say(text)
        return time.perf_counter() - begun

    def stop(self) -> float:
        """Return how long the call took."""
        begun = time.perf_counter()
        self.speaker.stop()
        return time.perf_counter() - begun


def members(group: int) -> list[int]:
    """Return a group's running processes; a zombie plays nothing."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] not in "ZX":
            found.append(int(stat.parent.name))
    return found


def gone(pid: int) -> "asyncio.Future[float]":
    """Return the moment at which a process has ended."""
    loop = asyncio.get_running_loop()
    end: asyncio.Future[float] = loop.create_future()
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        end.set_result(time.perf_counter())
        return end

    def ended() -> None:
        end.set_result(time.perf_counter())
        loop.remove_reader(handle)
        os.close(handle)

    loop.add_reader(handle, ended)
    return end


async def lateness(found: Times) -> None:
    """Record the lateness of the event loop, in seconds."""
    while True:
        due = time.perf_counter() + 0.01
        await asyncio.sleep(0.01)
        found.append(time.perf_counter() - due)


def show(name: str, values: Times, goal: float | None = None) -> None:
    """Print median, 95th percentile and worst, in milliseconds."""
    ordered = sorted(values)
    median, high = statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
    wanted = f"   goal {1000 * goal:.0f}" if goal else ""
    print(
        f"{name:34} median {1000 * median:7.2f}   95 % {1000 * high:7.2f}"
        f"   worst {1000 * ordered[-1]:7.2f} ms{wanted}   ({len(ordered)})"
    )


async def measure(count: int, folder: Path) -> int:
    """Measure everything; return the number of processes left behind."""
    baseline: Times = []
    task = asyncio.create_task(lateness(baseline))
    await asyncio.sleep(3)
    task.cancel()
    watch = Watch(folder)
    while watch.speaker.status.busy:
        await asyncio.sleep(0.01)
    if watch.speaker.status.state is not SpeakerState.IDLE:
        print(watch.speaker.status.reason)
        return 1
    late: Times = []
    task = asyncio.create_task(lateness(late))
    files = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    first, says, stops, silences = [], [], [], []
    generator = random.Random(7)
    for _ in range(count):
        await warm(watch)
        begun = time.perf_counter()
        says.append(watch.say(PROMPT))
        await watch.started.wait()
        first.append(watch.moment - begun)
        await asyncio.wait_for(watch.quiet.wait(), 30)
    finished = watch.speaker.status.failures == 0
    (folder / "seconds").write_text("30")
    for _ in range(count):
        says.append(watch.say(PROMPT))
        await asyncio.sleep(generator.uniform(0, 0.15))
        job = watch.speaker._speaking
        ends = [gone(pid) for pid in members(job.child.pid)] if job else []
        # The search above used up this process's time slice, unlike a screen waiting for a key.
        await asyncio.sleep(0.005)
        begun = time.perf_counter()
        stops.append(watch.stop())
        if ends:
            silences.append(max(await asyncio.wait_for(asyncio.gather(*ends), 5)) - begun)
    (folder / "seconds").write_text("0.05")
    watch.say(PROMPT)
    await asyncio.wait_for(watch.quiet.wait(), 30)
    await warm(watch)
    task.cancel()
    failures = watch.speaker.status.failures
    leak = len(os.listdir("/proc/self/fd")) - files  # noqa: PTH208
    watch.speaker.close()
    await asyncio.sleep(0.5)
    left = sum(bool(members(pid)) for pid in watch.pids)
    show("first sound after say, warm", first, 0.060)
    show("no process left to play after stop", silences, 0.020)
    show("say, on the event loop", says, 0.002)
    show("stop, on the event loop", stops, 0.002)
    show("loop late, without a voice", baseline)
    show("loop late, with the voice", late)
    print(f"all spoken: {finished}; failures at the end: {failures}")
    print(f"processes started: {len(watch.pids)}, left: {left}; more open files: {leak}")
    return left


async def warm(watch: Watch) -> None:
    """Wait until the next process is ready, as between two questions."""
    while watch.speaker._spare is None or not watch.speaker._spare.ready:
        await asyncio.sleep(0.005)


def main() -> None:
    """Set up the device, measure, and fail if anything was left behind."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        player = folder / "aplay"
        player.write_text(
            '#!/bin/sh\necho > "${0%/*}/started"; exec sleep "$(cat "${0%/*}/seconds")"\n'
        )
        player.chmod(0o755)
        os.environ["PATH"] = f"{folder}:{os.environ['PATH']}"
        os.environ["MOCK_INTERVIEW_PLAYER"] = "aplay"
        (folder / "seconds").write_text("0.05")
        os.mkfifo(folder / "started")
        sys.exit(asyncio.run(measure(count, folder)))


if __name__ == "__main__":
    main()
