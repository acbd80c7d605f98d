"""Measures how soon a history of 10,000 sessions is usable, compared with an empty one.

    python -m benchmarks.many_sessions [--sessions 10000] [--rounds 9]

Each measurement runs a process in a pseudo-terminal, the two kinds in turn; medians are printed.
From outside: the history screen in a bare app, from the start of the process until its first page
is drawn and F1 was answered with the help. From inside: the time until every session is listed,
and the memory. Also what progress and due need: whole sessions, read for the first time and
through the cache.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import resource
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

LIMIT = 1.2
"""The most time that the full history may take to be usable, as a multiple of the empty one's."""


def write_many(home: Path, number: int) -> None:
    """Write sessions of seven questions: forty simulated ones, copied to other dates."""
    from dataclasses import replace

    from benchmarks.simulated_candidate import simulate
    from benchmarks.simulated_history import END
    from simulator.storage.home import shipped_banks
    from simulator.storage.sessions.file import encoded
    from simulator.storage.store import Store

    store = Store(home, shipped_banks())
    banks = [each.bank for each in store.shelf.listed() if each.bank is not None]
    models = simulate(banks, sessions=40, weeks=8, end=END)
    store.sessions_folder.mkdir(parents=True)
    for place in range(number):
        started = END - timedelta(hours=3 * place)
        session = replace(models[place % 40], started_at=started, finished_at=None)
        name = f"{started:%Y-%m-%dT%H%M%S}-deep_learning.toml"
        (store.sessions_folder / name).write_bytes(encoded(session))


def show_history(home: Path, notes: Path) -> None:
    """Run the history screen in a bare app; write seconds to complete and MB to `notes`."""
    began = time.perf_counter()
    from datetime import date
    from types import SimpleNamespace
    from typing import Any

    from textual.app import App

    from simulator.storage.home import shipped_banks
    from simulator.storage.store import Store
    from simulator.ui.history.screen import HistoryScreen
    from simulator.ui.widgets.row_list import RowList

    ui = Path(sys.modules["simulator.ui.history.screen"].__file__ or "").parents[1]
    nobody: Any = SimpleNamespace(look=lambda path: None, reports=lambda: nobody)
    sessions = Store(home, shipped_banks()).sessions
    screen = HistoryScreen(
        sessions.iter_heads(), nobody, today=date.today, read_head=sessions.read_head
    )

    class Bare(App[None]):
        CSS_PATH = ui / "app.tcss"

        def on_mount(self) -> None:
            self.push_screen(screen)
            self.set_interval(0.01, self.look)

        def look(self) -> None:
            if screen.complete and not notes.exists():
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                told = {
                    "complete": time.perf_counter() - began,
                    "memory": memory,
                    "listed": len(screen.query_one(RowList).rows),
                }
                beside = notes.with_suffix(".part")
                beside.write_text(json.dumps(told))
                beside.replace(notes)

    Bare().run()


def measure_history(home: Path) -> dict[str, float]:
    """Measure a process in a pty: seconds until F1 was answered, until complete, and MB."""
    notes = home / "notes.json"
    command = [sys.executable, "-m", "benchmarks.many_sessions", "--measure", "show", str(home)]
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
        os.execv(command[0], command)
    try:
        _read_until(terminal, b"sessions")  # In the list's header, or in "No sessions yet".
        os.write(terminal, b"\x1bOP")
        _read_until(terminal, b"All your sessions.")
        usable = time.perf_counter() - began
        while not notes.exists():
            _drain(terminal, 0.01)
        return {"usable": usable, **json.loads(notes.read_text())}
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
        notes.unlink(missing_ok=True)


def _read_until(terminal: int, words: bytes) -> None:
    seen, deadline = b"", time.monotonic() + 60
    while words not in seen:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{words!r} never came")
        try:
            seen += _drain(terminal, 0.1)
        except OSError as error:
            raise RuntimeError(seen.decode(errors="replace")) from error


def _drain(terminal: int, seconds: float) -> bytes:
    ready, _, _ = select.select([terminal], [], [], seconds)
    return os.read(terminal, 65536) if ready else b""


def measure_whole(home: Path) -> dict[str, float]:
    """Measure whole sessions, progress and due in this process, in seconds."""
    from simulator.core.progress import Progress
    from simulator.core.spaced_repetition import replay
    from simulator.storage.home import shipped_banks
    from simulator.storage.store import Store

    began = time.perf_counter()
    sessions = Store(home, shipped_banks()).sessions.past()
    read = time.perf_counter() - began
    progress = Progress.of(sessions)
    for name in ("total", "readiness", "calibration", "weeks", "trend"):
        getattr(progress, name)
    told = time.perf_counter() - began - read
    if sessions:
        replay(sessions, sessions[-1].started_at.date())
    due = time.perf_counter() - began - read - told
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"read": read, "progress": told, "due": due, "memory": memory}


def whole_in_a_process(home: Path) -> dict[str, float]:
    """Run `measure_whole` in a separate process."""
    command = [sys.executable, "-m", "benchmarks.many_sessions", "--measure", "whole", str(home)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return {name: float(value) for name, value in json.loads(done.stdout).items()}


def compare(sessions: int, rounds: int) -> int:
    """Write both homes, measure them in turn, print; code 1 if the limit is missed."""
    with tempfile.TemporaryDirectory() as folder:
        full, empty = Path(folder) / "full", Path(folder) / "empty"
        write_many(full, sessions)
        empty.mkdir()
        pairs = [(measure_history(empty), measure_history(full)) for _ in range(rounds)]
        first, again = whole_in_a_process(full), whole_in_a_process(full)
    print(f"{'history':<22}{'none':>9}{f'{sessions:,}':>9}{'ratio':>7}")
    ratio = 0.0
    for name, unit in (("usable", "s"), ("complete", "s"), ("memory", "MB")):
        none, many = (statistics.median(pair[side][name] for pair in pairs) for side in (0, 1))
        print(f"{f'{name}, {unit}':<22}{none:>9.3f}{many:>9.3f}{many / none:>7.2f}")
        ratio = many / none if name == "usable" else ratio
    print(f"{'':<22}{'listed':>9}{int(pairs[0][1]['listed']):>9,}")
    print(f"\n{'whole sessions':<22}{'first':>9}{'cached':>9}")
    for name, unit in (("read", "s"), ("progress", "s"), ("due", "s"), ("memory", "MB")):
        print(f"{f'{name}, {unit}':<22}{first[name]:>9.3f}{again[name]:>9.3f}")
    return 0 if ratio <= LIMIT else 1


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="A long history against none.")
    parser.add_argument("--sessions", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--measure", choices=["show", "whole"], help=argparse.SUPPRESS)
    parser.add_argument("home", type=Path, nargs="?", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure == "show":
        show_history(given.home, given.home / "notes.json")
        return 0
    if given.measure == "whole":
        print(json.dumps(measure_whole(given.home)))
        return 0
    return compare(given.sessions, given.rounds)


if __name__ == "__main__":
    sys.exit(main())
