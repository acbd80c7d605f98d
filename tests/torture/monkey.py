"""A monkey at the keyboard: random keys, clicks, sizes and times, all from one seed."""

from __future__ import annotations

import asyncio
import contextlib
import random
import string
import time
from collections import deque
from dataclasses import fields, replace
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.widgets import ContentSwitcher

from simulator.core.session import Answer, Session
from simulator.core.states import Phase
from simulator.storage.sessions.read import read_session
from simulator.system.faults import FileFault
from simulator.ui.app import SimulatorApp
from simulator.ui.interview.question_pane import AnswerBox
from simulator.ui.interview.screen import InterviewScreen
from tests.torture.places import check_alive, key
from tests.ui.driver import FakeClock

NAMED = (
    "enter", "enter", "enter", "enter", "escape", "escape", "ctrl+s", "ctrl+s", "ctrl+s", "up",
    "down", "down", "left", "right", "tab", "shift+tab", "pagedown", "pageup", "home", "end",
    "backspace", "delete", "space", "f1", "f2", "f3", "f5", "f8", "ctrl+p", "ctrl+q", "ctrl+z",
    "ctrl+y", "ctrl+a", "ctrl+u", "ctrl+k", "ctrl+c", "ctrl+x", "ctrl+v", "ctrl+r", "f6", "f7",
)  # fmt: skip
LETTERS = string.ascii_lowercase + "12345" + "12345?/ [é漢"
SIZES = ((80, 24), (80, 24), (120, 40), (60, 15), (200, 60), (79, 20), (40, 10), (20, 5), (80, 3))
PASTES = (
    "[/foo] [@click=app.quit]x[/]",
    "two\nlines\n",
    "x" * 3_000,
    "\x1b]0;x\x07\x9b31m",
    "é漢👩‍👧",
)
KINDS = {"key": 42, "letter": 38, "click": 9, "time": 7, "size": 2, "paste": 2}
AGREE_SECONDS = 30.0
HANDLED_SECONDS = 10.0
F = {f"f{n}": code for n, code in zip(range(1, 13), ("OP", "OQ", "OR", "OS", "[15~", "[17~",
     "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"), strict=True)}  # fmt: skip
BYTES = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ",
    "backspace": "\x7f", "delete": "\x1b[3~", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C",
    "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~", **{name: f"\x1b{code}" for name, code in F.items()},
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in string.ascii_lowercase},
}  # fmt: skip
"""What a terminal sends for each key."""

PANES = {
    Phase.THINKING: "question",
    Phase.ANSWERING: "question",
    Phase.FOLLOW_UP: "question",
    Phase.CONFIDENCE: "confidence",
    Phase.ASSESSING: "assessment",
}


class Monkey:
    """Plays with one run of the app; ends with it."""

    def __init__(self, pilot: Pilot[int], clock: FakeClock, home: Path, seed: int) -> None:
        assert isinstance(pilot.app, SimulatorApp)
        self.pilot, self.app, self.clock, self.home = pilot, pilot.app, clock, home
        self.random = random.Random(seed)
        self.trail: deque[object] = deque(maxlen=40)
        self.seen: set[str] = set()
        self.agreed = 0

    @property
    def over(self) -> bool:
        """Whether the app has been quit."""
        return self.app._exit

    async def play(self, steps: int) -> int:
        """So many steps, or fewer if the app is quit; how many. AssertionError with the trail."""
        for done in range(steps):
            if self.over:
                return done
            await self.step()
            self.seen.add(type(self.app.screen).__name__)
            try:
                check_alive(self.pilot, "")
                if not self.over:
                    await self.agrees()
            except AssertionError as fault:
                raise AssertionError(f"{fault}\nafter {list(self.trail)}") from fault
        return steps

    async def step(self) -> None:
        """Do one thing."""
        rng = self.random
        match rng.choices(
            ["key", "letter", "click", "time", "size", "paste"], [42, 38, 9, 7, 2, 2]
        )[0]:
            case "key":
                name = rng.choice(NAMED)
                if name == "ctrl+q" and rng.random() < 0.9:
                    return
                self.post(key(name), name)
            case "letter":
                letter = rng.choice(LETTERS)
                if letter == "q" and len(self.app.screen_stack) == 1 and rng.random() < 0.95:
                    return
                self.post(key(letter), letter)
            case "click":
                self.click()
            case "paste":
                text = rng.choice(PASTES)
                self.post(events.Paste(text), f"paste {text[:10]!r}")
            case "size":
                size = rng.choice(SIZES)
                self.trail.append(size)
                await self.pilot.resize_terminal(*size)
            case "time":
                self.time()
        await self.settle()

    async def settle(self) -> None:
        """Wait until the app, its screen and the focused widget have handled what they got.

        `Pilot.pause` waits for the processor to rest: ten times as long.
        """
        for _ in range(2):
            for pump in (self.app, self.app.screen, self.app.focused):
                handled = asyncio.Event()
                if pump is not None and pump.call_later(handled.set):
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(handled.wait(), HANDLED_SECONDS)

    def post(self, event: events.Event, what: object) -> None:
        """Give the app an event."""
        self.trail.append(what)
        self.app.post_message(event)

    def click(self) -> None:
        """Press a mouse button and let it go, or turn the wheel."""
        rng, size = self.random, self.app.size
        x, y = rng.randrange(max(1, size.width)), rng.randrange(max(1, size.height))
        kinds: list[type[events.MouseEvent]] = [events.MouseDown, events.MouseUp]
        if rng.random() < 0.2:
            kinds = [rng.choice([events.MouseScrollDown, events.MouseScrollUp])]
        for kind in kinds:
            event = kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
            self.post(event, (kind.__name__, x, y))

    def time(self) -> None:
        """Let some time pass, awake or asleep."""
        rng = self.random
        seconds = rng.choice([0.3, 1.2, 5.0, 20.0, 100.0])
        self.trail.append(f"{seconds} s")
        (self.clock.sleep if rng.random() < 0.2 else self.clock.advance)(seconds)
        screen = self.app.interview_screen()
        if screen is not None and screen.is_mounted:
            screen.tick()

    async def agrees(self) -> None:
        """The session file is valid, and is what the screen shows; soon, if not at once."""
        screen = self.app.interview_screen()
        if screen is None or not self.app.keeper.running:
            return
        if screen.interview.phase is Phase.FINISHED:
            return
        deadline = time.monotonic() + AGREE_SECONDS
        while not self.over:
            path = self.app.keeper.path
            if path is None or self.app.interview_screen() is not screen:
                return
            found = differences(read_session(path), screen.interview.record(self.clock.now()))
            found += wrongly_shown(screen)
            if not found:
                self.agreed += 1
                return
            assert time.monotonic() < deadline, found
            await asyncio.sleep(0.01)


def wrongly_shown(screen: InterviewScreen) -> list[str]:
    """The pane is to be that of the phase, and the box to hold the answer's text."""
    interview = screen.interview
    pane = None if interview.being_asked else PANES.get(interview.phase)
    shown = screen.query_one("#panes", ContentSwitcher).current
    found = [f"{shown} is shown while {interview.phase}"] if pane not in (None, shown) else []
    text = screen.query_one(AnswerBox).text
    if interview.clocked and not interview.paused and text != interview.asked.text:
        found.append(f"the box holds {text!r}, the answer {interview.asked.text!r}")
    return found


def differences(on_disk: Session, on_screen: Session) -> list[str]:
    """In what they differ, but for the seconds, which are saved now and then."""
    found = [
        f"{name}: {getattr(on_disk, name)!r}, not {getattr(on_screen, name)!r}"
        for name in ("status", "setup", "started_at")
        if getattr(on_disk, name) != getattr(on_screen, name)
    ]
    if where(on_disk) != where(on_screen):
        found.append(f"{on_disk.current}, not {on_screen.current}")
    pairs = zip(map(timeless, on_disk.answers), map(timeless, on_screen.answers), strict=True)
    for number, (one, other) in enumerate(pairs, 1):
        found += [
            f"answer {number}: {each.name}: {getattr(one, each.name)!r}, "
            f"not {getattr(other, each.name)!r}"
            for each in fields(one)
            if getattr(one, each.name) != getattr(other, each.name)
        ]
    return found


def timeless(answer: Answer) -> Answer:
    """An answer, and what was asked on, without its seconds."""
    asked = (
        replace(each, answer_seconds=0.0, paused_seconds=0.0) for each in answer.asked_follow_ups
    )
    return replace(
        answer,
        answer_seconds=0.0,
        think_seconds=0.0,
        paused_seconds=0.0,
        asked_follow_ups=tuple(asked),
    )


def where(session: Session) -> tuple[int, int, Phase] | None:
    """Where to go on; what was READY goes on by asking."""
    current = session.current
    if current is None:
        return None
    phase = Phase.ASKING if current.phase is Phase.READY else current.phase
    return current.question, current.follow_up or 0, phase


def check_files(home: Path, *, running: bool = False) -> None:
    """All sessions can be read, and nothing half written is left, but by a program that runs."""
    for path in [*(home / "sessions").glob("*.toml"), *(home / "sessions/trash").glob("*.toml")]:
        try:
            read_session(path)
        except FileFault as fault:
            raise AssertionError(f"{path.name}: {fault}") from fault
    assert running or not list((home / "sessions").glob(".*.tmp"))
