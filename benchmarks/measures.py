"""The measurements, each taken in turns with its reference."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.terminal_probe import LEAVES_SCREEN, Probe, now

HERE = Path(__file__).parent
SMALLEST = [sys.executable, str(HERE / "smallest_app.py")]
OURS = [sys.executable, "-m", "simulator"]

HOME = "Start an interview"
READY = "Press Enter when you are ready"
ANSWER = "Your answer"
HISTORY = "solid or strong"


@dataclass(frozen=True)
class Row:
    """A line of the table: medians, in the unit of `what`, and the goal for `value`."""

    what: str
    value: float
    goal: float
    ours: str
    reference: str = "-"

    @property
    def met(self) -> bool:
        """True if the goal is reached."""
        return self.value <= self.goal


@dataclass
class Samples:
    """Milliseconds measured in turns: ours, and the reference."""

    ours: list[float] = field(default_factory=list)
    reference: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """The ratio of the medians."""
        return statistics.median(self.ours) / statistics.median(self.reference)

    def row(self, what: str, goal: float) -> Row:
        """Return the table's line for the ratio."""
        return Row(what, self.ratio, goal, *(_median(each) for each in (self.ours, self.reference)))


def _median(milliseconds: Iterable[float]) -> str:
    return f"{statistics.median(milliseconds):.1f} ms"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def in_turns(
    times: int, ours: Callable[[], float], reference: Callable[[], float], warm: int = 1
) -> Samples:
    """Measure both in turns, so that other load affects both."""
    samples = Samples()
    for turn in range(times + warm):
        pair = ours(), reference()
        if turn >= warm:
            samples.ours.append(pair[0])
            samples.reference.append(pair[1])
    return samples


def shown(argv: Sequence[str], text: str) -> float:
    """Return the milliseconds from the start of a program to a text on its screen."""
    with Probe(argv) as probe:
        return (probe.until(text) - probe.started) * 1000


def exited(argv: Sequence[str]) -> float:
    """Return the milliseconds that a program takes to print and end."""
    started = now()
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)
    return (now() - started) * 1000


def start(home: Path, times: int) -> Iterator[Row]:
    """Measure the start to the home screen, and to the first answered key."""
    argv = [*OURS, "--home", str(home)]
    home_shown = in_turns(times, lambda: shown(argv, HOME), lambda: shown(SMALLEST, "READY"))
    yield home_shown.row("start to home / smallest app", 1.05)
    answered = in_turns(times, lambda: _first_key(argv), lambda: shown(SMALLEST, "READY"))
    yield answered.row("start to first answered key / smallest app", 1.2)


def _first_key(argv: Sequence[str]) -> float:
    """Return the milliseconds until the cursor moves to the menu's next line."""
    with Probe(argv) as probe:
        probe.until(HOME)
        before = probe.style_of("Another setup")
        probe.send(b"j")
        return (
            probe.until(lambda _: probe.style_of("Another setup") != before) - probe.started
        ) * 1000


def version(times: int) -> Iterator[Row]:
    """Measure a command that draws nothing."""
    samples = in_turns(
        times,
        lambda: exited([*OURS, "--version"]),
        lambda: exited([sys.executable, "-c", "pass"]),
    )
    yield samples.row("--version / python -c pass", 2.5)


def interview(home: Path) -> list[str]:
    """Return the command line of an interview longer than any measurement."""
    return [*OURS, "--home", str(home), "start", "-n", "3", "--seed", "1", "--time", "60m"]


def at_question(probe: Probe) -> int:
    """Go to the first question; return the height of the answer box in lines."""
    probe.until(READY)
    probe.send(b"\r")
    probe.until(ANSWER)
    probe.settle(0.5)
    lines = probe.text.splitlines()
    top = next(place for place, line in enumerate(lines) if ANSWER in line)
    bottom = next(place for place, line in enumerate(lines) if place > top and "╰" in line)
    return bottom - top + 1


def typing(home: Path, processes: int, keys: int) -> Iterator[Row]:
    """Measure a key to its letter on the screen, with a ticking clock, against a bare text area."""
    ours, reference, near_tick = Keys(), Keys(), list[float]()
    for _ in range(processes):
        with Probe(interview(home)) as probe:
            height = at_question(probe)
            ours.type(probe, keys)
            near_tick += _type_at_ticks(probe, keys // 6)
        with Probe([sys.executable, str(HERE / "textarea_app.py"), str(height)]) as probe:
            probe.until("READY")
            probe.settle(0.5)
            reference.type(probe, keys)
    both = Samples(ours.milliseconds, reference.milliseconds)
    yield both.row("key to repaint / bare text area", 0.7)
    slowest, other = (percentile(each, 0.99) for each in (both.ours, both.reference))
    yield Row("key to repaint, p99, ms", slowest, 8.0, f"{slowest:.1f} ms", f"{other:.1f} ms")
    own, others = (statistics.median(each.bytes) for each in (ours, reference))
    yield Row("key to repaint, bytes", own, 300, f"{own:.0f}", f"{others:.0f}")
    median = statistics.median(both.ours)
    for what, late, goal in (
        ("extra delay of a key at a tick, p90, ms", percentile(near_tick, 0.9), 2.0),
        ("extra delay of a key at a tick, max, ms", max(near_tick), 5.0),
    ):
        yield Row(what, late - median, goal, f"{late:.1f} ms", f"{median:.1f} ms")


def recording(home: Path, processes: int, keys: int) -> Iterator[Row]:
    """Measure the same with and without recording from the system's microphone."""
    recorded, unrecorded = Keys(), Keys()
    for _ in range(processes):
        for option, typed in (("--record", recorded), ("--no-record", unrecorded)):
            with Probe([*interview(home), option]) as probe:
                if option == "--record":
                    probe.until("Microphone: ")  # Without one, there is nothing to measure.
                at_question(probe)
                typed.type(probe, keys)
    both = Samples(recorded.milliseconds, unrecorded.milliseconds)
    slowest, other = (percentile(each, 0.99) for each in (both.ours, both.reference))
    yield both.row("key while recording / without", 1.05)
    what = "key while recording / without, p99"
    yield Row(what, slowest / other, 1.05, f"{slowest:.1f} ms", f"{other:.1f} ms")


@dataclass
class Keys:
    """The cost of letters, each from the key to its repaint."""

    milliseconds: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)

    def type(self, probe: Probe, keys: int) -> None:
        """Type random letters, so that the last eight occur nowhere else on the screen."""
        chance, typed = random.Random(1), ""
        for number in range(keys):
            probe.settle(chance.uniform(0.05, 0.11))
            letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
            typed = (typed + letter)[-8:]
            before = probe.bytes_read
            sent = probe.send(letter.encode())
            shown = probe.until(_holds(typed))
            if number >= 8:
                self.milliseconds.append((shown - sent) * 1000)
                self.bytes.append(probe.bytes_read - before)


def _type_at_ticks(probe: Probe, keys: int) -> list[float]:
    """Send each key at most two milliseconds before the clock's next second."""
    taken = []
    for number in range(keys):
        probe.settle(0.3)
        clock = partial(_is_another, _clock, _clock(probe.text))
        probe.settle(max(0.0, probe.until(clock, 3.0) + 0.999 - now()))
        mark = "QZXJ"[number % 4]
        marks = partial(_is_another, _count_of(mark), probe.text.count(mark))
        sent = probe.send(mark.encode())
        taken.append((probe.until(marks) - sent) * 1000)
    return taken


def _is_another(part: Callable[[str], object], before: object, text: str) -> bool:
    """True if a part of the screen has changed."""
    return part(text) != before


def _count_of(mark: str) -> Callable[[str], int]:
    return lambda text: text.count(mark)


def _last_line(text: str) -> str:
    return text.splitlines()[-1]


def _clock(text: str) -> list[str]:
    """Return the lines with the clock."""
    return [line[len(line) // 2 :] for line in text.splitlines()[:6]]


def _holds(typed: str) -> Callable[[str], bool]:
    """Return a predicate for the typed letters, which may be wrapped."""

    def holds(text: str) -> bool:
        return typed in text or typed in "".join(line.strip(" │▊▎") for line in text.splitlines())

    return holds


def leaving(home: Path, times: int) -> Iterator[Row]:
    """Measure quitting to the shell, and a lone Esc."""
    quits, escapes = Samples(), []
    stock_escapes = []
    for _ in range(times):
        with Probe([*OURS, "--home", str(home)]) as probe:
            probe.until(HOME)
            probe.settle(0.5)
            quits.ours.append(_until_left(probe))
        with Probe(SMALLEST) as probe:
            probe.until("READY")
            probe.settle(0.5)
            sent = probe.send(b"\x1b")
            stock_escapes.append((probe.until("ANSWERED") - sent) * 1000)
            quits.reference.append(_until_left(probe))
        with Probe(interview(home)) as probe:
            at_question(probe)
            footer = partial(_is_another, _last_line, _last_line(probe.text))
            sent = probe.send(b"\x1b")
            escapes.append((probe.until(footer) - sent) * 1000)
    yield quits.row("quit to the shell's screen / smallest app", 0.1)
    lone = statistics.median(escapes)
    yield Row("lone Esc answered, ms", lone, 40.0, f"{lone:.1f} ms", _median(stock_escapes))


def _until_left(probe: Probe) -> float:
    sent = probe.send(b"q")
    return (probe.until_bytes(LEAVES_SCREEN) - sent) * 1000


def at_rest(home: Path, seconds: float) -> Iterator[Row]:
    """Measure processor time and bytes while nobody types; memory at the question."""
    with Probe(interview(home)) as probe:
        probe.until(READY)
        probe.settle(1.0)
        yield _bytes(probe, "ready card at rest, bytes/s", seconds / 2)
        at_question(probe)
        probe.settle(1.5)
        cpu, count = probe.cpu_seconds(), probe.bytes_read
        probe.settle(seconds)
        share = 100 * (probe.cpu_seconds() - cpu) / seconds
        rate = (probe.bytes_read - count) / seconds
        yield Row("clock running, CPU %", share, 0.5, f"{share:.2f} %")
        yield Row("clock running, bytes/s", rate, 1000, f"{rate:.0f}")
        memory = probe.memory_mb()
        yield Row("memory at the question, MB", memory, 60, f"{memory:.1f} MB")
    with Probe([*OURS, "--home", str(home)]) as probe:
        probe.until(HOME)
        probe.settle(1.5)
        yield _bytes(probe, "home at rest, bytes/s", seconds / 2)


def _bytes(probe: Probe, what: str, seconds: float) -> Row:
    before = probe.bytes_read
    probe.settle(seconds)
    rate = (probe.bytes_read - before) / seconds
    return Row(what, rate, 0, f"{rate:.0f}")


def large_bank(bank: Path, times: int) -> Iterator[Row]:
    """Measure checking 20,000 questions, against parsing them."""
    parse = "import sys, tomllib; tomllib.load(open(sys.argv[1], 'rb'))"
    samples = in_turns(
        times,
        lambda: exited([*OURS, "bank", "check", str(bank)]),
        lambda: exited([sys.executable, "-c", parse, str(bank)]),
        warm=0,
    )
    yield samples.row("bank of 20,000 questions / tomllib", 1.5)


def history(full: Path, empty: Path, times: int) -> Iterator[Row]:
    """Measure the first page of 10,000 sessions; the cache is warm after the first turn."""

    def listed(home: Path, text: str) -> float:
        with Probe([*OURS, "--home", str(home)]) as probe:
            probe.until_bytes(HOME.encode())
            probe.send(b"h", at_once=True)
            return (probe.until(text) - probe.started) * 1000

    many = in_turns(times, lambda: listed(full, HISTORY), lambda: shown(SMALLEST, "READY"))
    yield many.row("10,000 sessions listed / smallest app", 1.4)
    none = in_turns(times, lambda: listed(full, HISTORY), lambda: listed(empty, HISTORY))
    yield none.row("first page of 10,000 sessions / of 3", 1.2)
