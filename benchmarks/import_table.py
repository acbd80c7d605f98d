"""Prints the results of measuring the importers, for people."""

from __future__ import annotations

import resource
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.importers import Row

_GOAL = 0.98
_MOST_MISSES = 60


def print_rows(rows: Sequence[Row], *, misses: bool) -> None:
    """Print a line per document, the layouts that miss the goal, and the sums."""
    heads = [f"{'document':26} {'layout':26} {'found':>11}      "]
    heads += [f"{head:>5}" for head in ("own", "ends", "false", "lines", "lost", "tick", "s")]
    print(" ".join(heads))
    for row in rows:
        print(_line(row))
        if misses:
            for miss in [*row.misses[:_MOST_MISSES], row.refused, row.doubt]:
                print("      ", miss) if miss else None
    low = {name: share for name, share in _worst(rows).items() if share < _GOAL}
    named = ", ".join(f"{name} {100 * share:.1f}" for name, share in low.items())
    print(f"\nlayouts below {100 * _GOAL:.0f} %: {named or 'none'}")
    _print_sums(rows)


def _line(row: Row) -> str:
    note = "refused" if row.refused else "doubt" if row.doubt else ""
    cells = [
        f"{row.name:26.26} {row.layout:26.26} {row.found:5}/{row.wanted:<5}",
        _share(row.found, row.wanted),
        _share(row.own, row.pairs),
        _share(row.ends, row.pairs),
        f"{row.false:5} {row.lines:5} {row.unaccounted:5}",
        _share(row.tickable, row.answers),
        f"{row.seconds:5.2f} {note} {'; '.join(row.faults)}",
    ]
    return " ".join(cells).rstrip()


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f}" if whole else "    -"


def _worst(rows: Sequence[Row]) -> dict[str, float]:
    """Return for each layout the smaller share of questions found and of own answers."""
    layouts: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.expect == "import":
            layouts[row.layout].append(row)
    return {
        name: min(
            _ratio(sum(row.found for row in some), sum(row.wanted for row in some)),
            _ratio(sum(row.own for row in some), sum(row.pairs for row in some)),
        )
        for name, some in layouts.items()
    }


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _print_sums(rows: Sequence[Row]) -> None:
    asked = [row for row in rows if row.expect == "import"]
    refusing = [row for row in rows if row.expect != "import"]
    wanted, pairs = sum(row.wanted for row in asked), sum(row.pairs for row in asked)
    shares = {
        "found": (sum(row.found for row in asked), wanted),
        "own answer": (sum(row.own for row in asked), pairs),
        "ends": (sum(row.ends for row in asked), pairs),
        "false": (sum(row.false for row in asked), sum(row.items for row in asked)),
        "tickable": (sum(row.tickable for row in asked), sum(row.answers for row in asked)),
    }
    print(", ".join(f"{name} {_share(*share)} %" for name, share in shares.items()))
    lost, lines = sum(row.unaccounted for row in rows), sum(row.lines for row in rows)
    said_no = sum(bool(row.refused or row.doubt) for row in refusing)
    print(
        f"lines unaccounted for: {lost} of {lines}; refused or doubted {said_no} of {len(refusing)}"
    )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{sum(row.seconds for row in rows):.1f} s, at most {memory} MB")
