"""Measures the program against minimal programs that do the same.

    python -m benchmarks.run                everything, about five minutes
    python -m benchmarks.run start typing   only these
    python -m benchmarks.run recording      needs a microphone; not part of everything
    python -m benchmarks.run --quick        fewer turns, for a first look

Everything is timed from outside, in a pseudo-terminal, in turns with its reference, and reported
as medians. Other work slows both sides and makes the ratios unsteady, so leave the machine alone
during a run. The load is printed.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable
from importlib import metadata
from pathlib import Path

from benchmarks import homes, measures
from benchmarks.measures import Row


def groups(folder: Path, quick: bool) -> dict[str, Callable[[], Iterable[Row]]]:
    """Return everything that can be measured, by name."""
    times, home = (5 if quick else 15), homes.small(folder)
    return {
        "start": lambda: measures.start(home, times),
        "version": lambda: measures.version(2 * times),
        "typing": lambda: measures.typing(home, 1 if quick else 3, 60),
        "recording": lambda: measures.recording(home, 2 if quick else 8, 60),
        "leaving": lambda: measures.leaving(home, max(3, times // 3)),
        "rest": lambda: measures.at_rest(home, 8.0 if quick else 20.0),
        "bank": lambda: measures.large_bank(homes.large_bank(folder), max(2, times // 3)),
        "history": lambda: measures.history(homes.large(folder), home, times),
    }


def main() -> int:
    """Run the requested groups; 1 if a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    os.chdir(Path(__file__).parent.parent)
    compileall.compile_dir("simulator", quiet=1)  # Like any installer.
    print(
        f"Python {platform.python_version()}, textual {metadata.version('textual')}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}"
    )
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        known = groups(Path(folder), given.quick)
        unknown = set(given.names) - set(known)
        if unknown:
            parser.error(f"unknown: {', '.join(unknown)}; known: {', '.join(known)}")
        print(f"{'':44} {'ours':>10} {'reference':>10} {'value':>8} {'goal':>8}")
        for name in given.names or [each for each in known if each != "recording"]:
            for row in known[name]():
                missed += not row.met
                print(_line(row), flush=True)
    print(f"load at the end {os.getloadavg()[0]:.2f}")
    return 1 if missed else 0


def _line(row: Row) -> str:
    mark = "" if row.met else "  missed"
    return (
        f"{row.what:44} {row.ours:>10} {row.reference:>10} {row.value:8.2f} {row.goal:8.2f}{mark}"
    )


if __name__ == "__main__":
    sys.exit(main())
