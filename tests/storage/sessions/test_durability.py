"""Tests that no word is lost: kills, failing calls, power cuts, full disks; with controls."""

from __future__ import annotations

import errno
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from simulator.storage.sessions.file import encoded
from simulator.storage.sessions.read import read_session
from simulator.system.atomic_write import atomic_write
from simulator.system.faults import SessionFault
from tests.storage.sessions.power_cut import Step, record, states
from tests.storage.sessions.saving_victim import MARK, number_of, state

ROOT = Path(__file__).parents[3]
TRACED = (
    "openat,write,fsync,close,?rename,?renameat,renameat2,?unlink,unlinkat,?readlink,readlinkat,"
    "?chmod,fchmod"
)
HIT = ("(INJECTED)", "= ?")
"""How strace ends the line of a call that was made to fail, or the last one of who was killed."""

ATTEMPTS = 20
"""How often the calls are counted until one start makes as many as the one before."""

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


def command(manner: str, path: Path, count: int = 1) -> list[str]:
    return [
        sys.executable,
        "-m",
        "tests.storage.sessions.saving_victim",
        manner,
        str(path),
        str(count),
    ]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}


# Each system call of a save


@dataclass(frozen=True)
class Call:
    """A system call of a save: the n-th of its name in the whole program."""

    name: str
    number: int


def traced(tmp_path: Path, manner: str, inject: str = "") -> tuple[str, list[str]]:
    """Run the victim on a file with state 0; return its output and system calls."""
    path, log = tmp_path / "s.toml", tmp_path / "log"
    path.write_bytes(encoded(state(0)))
    strace = ["strace", "-qq", "-o", str(log), "-e", f"trace={TRACED}"]
    if inject:
        strace += ["-e", f"inject={inject}"]
    done = subprocess.run(
        [*strace, *command(manner, path)],
        cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    if not done.stdout and not inject and "ptrace" in done.stderr.casefold():
        pytest.skip("strace may not trace here")
    return done.stdout, log.read_text(errors="replace").splitlines()


def calls_of_the_save(log: list[str]) -> list[tuple[Call, str]]:
    """The calls between the marks, each with its line of the log."""
    counts: dict[str, int] = {}
    calls, inside = [], False
    for line in log:
        name = line.split("(", 1)[0]
        counts[name] = counts.get(name, 0) + 1
        if MARK in line:
            inside = not inside
        elif inside and name.isidentifier() and not line.startswith("write(1,"):
            calls.append((Call(name, counts[name]), line))
    return calls


def at_each_call(tmp_path: Path, manner: str, what: str) -> Iterator[tuple[Call, str]]:
    """Save once for each call of a save, which something happens to; it, and what the victim said.

    A start makes more calls, or fewer, where a folder on the path of its modules has changed, or
    one of them is to be compiled. So all calls are counted again until the one that was meant is
    hit.
    """

    def counted() -> list[Call]:
        said, log = traced(tmp_path, manner)
        assert said == "saved 1\n"
        return [call for call, _ in calls_of_the_save(log)]

    calls = counted()
    for place in range(len(calls)):
        for _ in range(ATTEMPTS):
            call = calls[place]
            said, log = traced(tmp_path, manner, f"{call.name}:{what}:when={call.number}")
            lines = [line for _, line in calls_of_the_save(log)]
            if place in [at for at, line in enumerate(lines) if line.endswith(HIT)]:
                break
            calls = counted()
        else:
            raise AssertionError(f"{call} was never hit")
        yield call, said


def on_disk(path: Path) -> int | None:
    """Return the number of the state in the file; None if it can't be read."""
    try:
        return number_of(read_session(path))
    except SessionFault:
        return None


@needs_strace
def test_killed_at_each_system_call_of_a_save(tmp_path: Path) -> None:
    found, names = set(), set()
    for call, said in at_each_call(tmp_path, "atomic", "signal=KILL"):
        names.add(call.name)
        number = on_disk(tmp_path / "s.toml")
        assert number is not None, call
        assert number == 1 or "saved" not in said, call
        found.add(number)
    assert {"openat", "write", "fsync"} <= names
    assert found == {0, 1}


@needs_strace
def test_the_control_killed_at_each_system_call_loses_the_file(tmp_path: Path) -> None:
    lost = 0
    for _ in at_each_call(tmp_path, "in-place", "signal=KILL"):
        lost += on_disk(tmp_path / "s.toml") is None
    assert lost > 0


@needs_strace
@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EACCES"])
def test_each_system_call_of_a_save_fails(tmp_path: Path, error: str) -> None:
    failed = 0
    for call, said in at_each_call(tmp_path, "atomic", f"error={error}"):
        number = on_disk(tmp_path / "s.toml")
        assert number is not None, call
        assert number == 1 or "saved" not in said, call
        failed += f"failed 1 {getattr(errno, error)}" in said
        for left in tmp_path.glob(".s.toml.*"):
            left.unlink()
    assert failed >= 4


# Kills at random moments


def killed_while_saving(tmp_path: Path, manner: str, times: int, seed: int) -> tuple[int, int]:
    """Kill the victim this many times; count lost acknowledged states, and unreadable files."""
    rng = random.Random(seed)
    lost = unreadable = 0
    path = tmp_path / "s.toml"
    for _ in range(times):
        path.write_bytes(encoded(state(0)))
        with subprocess.Popen(
            command(manner, path, 400), stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env=environment(),
        ) as process:  # fmt: skip
            assert process.stdout is not None
            said = [process.stdout.readline()]
            time.sleep(rng.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
            said += process.stdout.readlines()
        acknowledged = max(
            int(line.split()[1]) for line in said if re.fullmatch(r"saved \d+\n", line)
        )
        number = on_disk(path)
        unreadable += number is None
        lost += number is not None and number < acknowledged
    return lost, unreadable


def test_killed_at_random_moments(tmp_path: Path) -> None:
    assert killed_while_saving(tmp_path, "atomic", 8, seed=1) == (0, 0)


@pytest.mark.torture
def test_killed_five_hundred_times(tmp_path: Path) -> None:
    assert killed_while_saving(tmp_path, "atomic", 500, seed=2) == (0, 0)


@pytest.mark.torture
def test_the_control_killed_a_hundred_times_loses_files(tmp_path: Path) -> None:
    assert killed_while_saving(tmp_path, "in-place", 100, seed=3)[1] > 0


# Power cuts


def violations(steps: list[Step], old: bytes, new: bytes) -> int:
    """Count states after a cut in which the file is neither old nor new, or a save is undone."""
    return sum(
        content not in (old, new) or (finished and content != new)
        for finished, content in states(steps, "s.toml", old)
    )


def recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path, bytes], None]
) -> list[Step]:
    path = tmp_path / "s.toml"
    path.write_bytes(b"old " * 50)
    steps = record(monkeypatch, tmp_path)
    write(path, b"new " * 80)
    monkeypatch.undo()
    return steps


def in_place(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_TRUNC)
    os.write(descriptor, data)
    os.fsync(descriptor)
    os.close(descriptor)


def test_power_cuts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = recorded(tmp_path, monkeypatch, atomic_write)
    old, new = b"old " * 50, b"new " * 80
    assert violations(steps, old, new) == 0
    for needed in ("sync", "sync folder"):
        without = [step for step in steps if step.kind != needed]
        assert len(without) < len(steps)
        assert violations(without, old, new) > 0, needed
    assert violations(recorded(tmp_path, monkeypatch, in_place), old, new) > 0


# A full disk


def test_a_file_that_cannot_grow_keeps_the_old_state(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(encoded(state(0)))

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    done = subprocess.run(
        command("atomic", path, 3), cwd=ROOT, env=environment(), capture_output=True, text=True,
        preexec_fn=limited, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == [f"failed {n} {errno.EFBIG}" for n in (1, 2, 3)]
    assert on_disk(path) == 0
    assert [each.name for each in tmp_path.iterdir()] == ["s.toml"]
    subprocess.run(
        command("in-place", path, 1), cwd=ROOT, env=environment(), capture_output=True,
        preexec_fn=limited, timeout=60, check=True,
    )  # fmt: skip
    assert on_disk(path) is None
