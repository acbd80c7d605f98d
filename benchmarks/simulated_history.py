"""Writes a simulated candidate's history: always the same 40 sessions over 8 weeks.

    python -m benchmarks.simulated_history HOME [--sessions 40] [--weeks 8] [--seed 7]

Every session goes through the interview core step by step, and is saved as the program saves it.
The last one is on 24 November 2026. A home that already has sessions is left alone.
"""

from __future__ import annotations

import argparse
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from benchmarks.simulated_candidate import simulate
from simulator.storage.home import shipped_banks
from simulator.storage.store import Store

END = datetime(2026, 11, 24, 19, 0, tzinfo=timezone(timedelta(hours=1)))


def write_history(home: Path, *, sessions: int, weeks: float, seed: int, end: datetime) -> int:
    """Write the sessions into the home's folder; return how many."""
    store = Store(home, shipped_banks())
    banks = [each.bank for each in store.shelf.listed() if each.bank is not None and each.shipped]
    for session in simulate(banks, sessions=sessions, weeks=weeks, end=end, seed=seed):
        store.sessions.create(session).close()
    return len(store.sessions.paths())


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Write a simulated history.")
    parser.add_argument("home", type=Path)
    parser.add_argument("--sessions", type=int, default=40)
    parser.add_argument("--weeks", type=float, default=8)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    if Store(given.home, shipped_banks()).sessions.paths():
        print(f"{given.home} has sessions already", file=sys.stderr)
        return 1
    written = write_history(
        given.home, sessions=given.sessions, weeks=given.weeks, seed=given.seed, end=END
    )
    print(f"{written} sessions in {given.home}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
