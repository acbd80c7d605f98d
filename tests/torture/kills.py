"""Interviews that are killed while their candidate types, and what is then on disk."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from simulator.core.session import Answer, AskedFollowUp, Session
from simulator.core.states import Status
from simulator.storage.sessions.read import read_session
from simulator.system.faults import SessionFault
from tests.torture.program import (
    ANSWER,
    CTRL_S,
    ENTER,
    F3,
    MODEL,
    READY,
    SURE,
    program,
    session_files,
)
from tests.ui.terminal.terminal import Terminal

LETTERS = "abcdefghijklmnopqrstuvwxyz 0123456789"
KEY_SECONDS = (0.002, 0.06)
LIFE_SECONDS = 2.0
"""The longest time from the READY card to the kill."""

BREATH = "Breathe."
PAUSED = "Paused:"
CHOSEN = "● chosen"
_NUMBER = re.compile(r"\A[^\n]*?\b(\d+) of \d+(?: · follow-up (\d+) of)?")
_LONG_AGO = float("-inf")

Place = tuple[int, int]
"""What is asked: the question's number, and its follow-up's, 0 for the question itself."""


@dataclass
class Typed:
    """The keys of one answer in order, with the time at which each was sent."""

    keys: str = ""
    times: list[float] = field(default_factory=list)
    submitted: bool = False
    """Whether the program has said so on its screen."""
    declared: bool = False
    """Whether it has left the question of how sure one is."""


@dataclass
class Tally:
    """What kills have done, over all of them."""

    kills: int = 0
    keys: int = 0
    submitted: int = 0
    resumed: int = 0
    faults: list[str] = field(default_factory=list)
    """Submitted answers that are not in the file; files that can't be read or resumed."""
    moments: Counter[str] = field(default_factory=Counter)
    """What the screen showed when it was killed."""
    ages: list[float] = field(default_factory=list)
    """Of each kill the age in seconds of the oldest key that is not in the file; 0 for none."""

    def add(self, other: Tally) -> None:
        """Count these too."""
        self.kills += other.kills
        self.keys += other.keys
        self.submitted += other.submitted
        self.resumed += other.resumed
        self.faults += other.faults
        self.ages += other.ages
        self.moments += other.moments

    def __str__(self) -> str:
        ages = sorted(self.ages) or [0.0]
        return (
            f"{self.kills} kills, {self.keys} keys, {self.submitted} submitted answers, "
            f"{len(self.faults)} faults, {self.resumed} resumed; oldest unsaved key: "
            f"median {ages[len(ages) // 2] * 1000:.0f} ms, "
            f"p95 {ages[int(len(ages) * 0.95)] * 1000:.0f} ms, worst {ages[-1] * 1000:.0f} ms; "
            + ", ".join(f"{moment} {number}" for moment, number in self.moments.most_common())
        )


class Killer:
    """Kills interviews over one home, one after another; each life goes on where one was killed."""

    def __init__(
        self, home: Path, seed: int, *, fault: str = "", life: float = LIFE_SECONDS
    ) -> None:
        """The same `seed` gives the same keys; `life`: the longest, in seconds."""
        self.tally = Tally()
        self._longest = life
        self._home = home
        self._random = random.Random(seed)
        self._fault = fault
        self._typed: dict[Place, Typed] = {}
        self._left: Path | None = None
        self._known: set[Path] = set()

    def kill(self, times: int) -> Tally:
        """Kill so often; in the end, look whether the last one can be resumed."""
        for _ in range(times):
            self._life()
        if self._left is not None:
            with self._begun() as terminal:
                self._resumed(terminal)
        return self.tally

    def _begun(self) -> Terminal:
        if self._left is not None:
            return program(self._home, "resume", self._left.stem, fault=self._fault)
        self._known = set(session_files(self._home))
        self._typed = {}
        mode = self._random.choice(["practice", "interview"])
        options = ("-n", "3", "--mode", mode, "--seed", str(self._random.randrange(1000)))
        return program(self._home, "start", *options, fault=self._fault)

    def _life(self) -> None:
        with self._begun() as terminal:
            self._resumed(terminal)
            end = time.monotonic() + self._random.uniform(0.0, self._longest)
            while time.monotonic() < end and _NUMBER.search(terminal.text):
                self._act(terminal, end)
            killed = time.monotonic()
            self.tally.moments[_moment(terminal.text)] += 1
            terminal.close()
        self.tally.kills += 1
        self._compare(killed)

    def _resumed(self, terminal: Terminal) -> None:
        """From the READY card on: where it was killed, with the text that its file holds."""
        terminal.read_until(READY)
        left = None if self._left is None else read_session(self._left)
        terminal.send(ENTER)
        terminal.read_until(lambda text: READY not in text and _is_open(text))
        if left is None or left.current is None:
            return
        self.tally.resumed += 1
        place = left.current.question, left.current.follow_up or 0
        answer = _asked(left, place)
        if BREATH in terminal.text:
            terminal.send(ENTER)
        try:
            terminal.read_until(
                lambda text: (
                    _place(text) == place
                    and BREATH not in text
                    and (ANSWER not in text or _holds(text, answer.text))
                )
            )
        except AssertionError as missing:
            self.tally.faults.append(f"{left.current}, {answer.text!r}: {missing}")

    def _act(self, terminal: Terminal, end: float) -> None:
        """One thing that a candidate does."""
        screen = terminal.text
        place = _place(screen)
        typed = self._typed.setdefault(place, Typed())
        if BREATH in screen:
            self._step(terminal, ENTER, _gone(BREATH), end)
        elif ANSWER in screen and self._random.random() < 0.04:
            typed.submitted = self._step(terminal, CTRL_S, _is_behind(place), end)
        elif PAUSED in screen and self._random.random() < 0.1:
            self._step(terminal, ENTER, _gone(PAUSED), end)
        elif ANSWER in screen and self._random.random() < 0.03:  # Only practice pauses.
            soon = min(end, time.monotonic() + 0.1)
            self._step(terminal, F3, lambda text: PAUSED in text, soon)
        elif ANSWER in screen or PAUSED in screen:
            self._type(terminal, typed, end)
        elif SURE in screen:
            for (number, _), each in self._typed.items():
                each.submitted |= number == place[0]
            sure = str(self._random.randint(1, 5)).encode()
            typed.declared = self._step(terminal, sure, _gone(SURE), end)
        elif CHOSEN in screen:
            self._step(terminal, ENTER, lambda text: _place(text) != place, end)
        elif MODEL in screen:  # Not judged before it has stood: pressed again until it is.
            soon = min(end, time.monotonic() + 0.1)
            self._step(terminal, b"3", lambda text: CHOSEN in text, soon)
        else:
            terminal.pump(0.01)

    def _type(self, terminal: Terminal, typed: Typed, end: float) -> None:
        key = self._random.choice(LETTERS)
        typed.keys += key
        typed.times.append(time.monotonic())
        self.tally.keys += 1
        terminal.send(key.encode())
        pause = time.monotonic() + self._random.uniform(*KEY_SECONDS)
        while (left := min(pause, end) - time.monotonic()) > 0:
            terminal.pump(left)

    @staticmethod
    def _step(terminal: Terminal, keys: bytes, done: Callable[[str], bool], end: float) -> bool:
        """Press keys and wait until the screen says that they are done, or life is over."""
        terminal.send(keys)
        while terminal.emulator.in_frame or not done(terminal.text):
            if time.monotonic() > end:
                return False
            terminal.pump(0.005)
        return True

    def _compare(self, killed: float) -> None:
        """What was typed and seen to be submitted, against the file."""
        path = self._left or self._new_one()
        if path is None:
            return
        try:
            session = read_session(path)
        except SessionFault as fault:
            self.tally.faults.append(str(fault))
            self._left = None
            return
        self._compare_texts(session, killed)
        self._left = path if session.status is Status.RUNNING else None

    def _new_one(self) -> Path | None:
        return next(iter(set(session_files(self._home)) - self._known), None)

    def _compare_texts(self, session: Session, killed: float) -> None:
        oldest = killed
        for place, typed in self._typed.items():
            answer = _asked(session, place)
            # Spaces don't count: what is typed while a question is said becomes words of its own.
            keys, held = typed.keys.replace(" ", ""), answer.text.replace(" ", "")
            times = [at for key, at in zip(typed.keys, typed.times, strict=True) if key != " "]
            if not keys.startswith(held):
                self.tally.faults.append(f"{answer.text!r} was never typed: {typed.keys!r}")
            elif len(held) < len(keys):
                oldest = min(oldest, times[len(held)])
            if typed.submitted and (answer.outcome is None or held != keys):
                self.tally.faults.append(f"submitted, but not kept: {typed.keys!r}, {answer}")
            if typed.declared and session.answers[place[0] - 1].confidence is None:
                self.tally.faults.append(f"declared, but not kept: {answer}")
            self.tally.submitted += typed.submitted
            typed.keys, typed.times = answer.text, [_LONG_AGO] * len(answer.text)
        self.tally.ages.append(killed - oldest)


def _place(screen: str) -> Place:
    """What the screen says is asked; the place 0, 0 where it asks nothing."""
    found = _NUMBER.search(screen)
    return (int(found[1]), int(found[2] or 0)) if found else (0, 0)


def _moment(screen: str) -> str:
    """What a screen shows, in a word."""
    if ANSWER in screen:
        return "follow-up" if _place(screen)[1] else "typing"
    words = {BREATH: "breathing", PAUSED: "pausing", SURE: "confidence", MODEL: "judging"}
    return next((word for shown, word in words.items() if shown in screen), "between")


def _asked(session: Session, place: Place) -> Answer | AskedFollowUp:
    """What a session keeps of a question, or of a follow-up."""
    number, follow_up = place
    answer = session.answers[number - 1]
    return answer.asked_follow_ups[follow_up - 1] if follow_up else answer


def _gone(words: str) -> Callable[[str], bool]:
    return lambda screen: words not in screen


def _is_behind(place: Place) -> Callable[[str], bool]:
    """Whether a screen shows what comes behind an answer: a follow-up, or how sure one is."""
    return lambda screen: (
        SURE in screen or ((ANSWER in screen or BREATH in screen) and _place(screen) > place)
    )


def _is_open(screen: str) -> bool:
    return any(words in screen for words in (ANSWER, SURE, MODEL, BREATH))


def _holds(screen: str, text: str) -> bool:
    """Whether the end of a text is on the screen, wherever its lines are wrapped."""
    shown = re.sub(r"[^a-z0-9]", "", screen)
    return re.sub(r"[^a-z0-9]", "", text)[-40:] in shown
