"""The interview line by line: the rules by a scripted candidate, then real pipes and terminals."""

from __future__ import annotations

import errno
import io
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.bank import Bank, Drawn, Question
from simulator.clock import Clock
from simulator.interview import Interview
from simulator.plain.input import EndOfInput, Lines
from simulator.plain.interview import hold_interview
from simulator.plain.talk import Talk
from simulator.session import Session
from simulator.setup import Mode, Setup
from simulator.speech import SilentSpeaker, Speaker, SpeakerState, SpeakerStatus, StatusListener
from simulator.states import Outcome, Phase, Rating, Status
from tests.terminal.terminal import Terminal

STARTED = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)

BANK = Bank(
    "b",
    "Bank",
    (
        Question(
            "one",
            "What is one?",
            "MODEL-one",
            time_limit=100.0,
            key_points=("POINT-a", "POINT-b"),
            bonus_points=("POINT-c",),
            mistakes=("MISTAKE-m",),
            follow_ups=("FOLLOW-f",),
        ),
        Question("two", "What is two?", "MODEL-two", key_points=("POINT-d",), time_limit=100.0),
    ),
)

WHOLE = ["first", "second", ".", "4", "y", "n", "y", "n", "", "say b", "", ".", "2", "y", "y", "2"]
"""A whole practice interview: two lines, confidence, ticks, wrong, rating, note; and once more."""


Step = str | tuple[float, str]
"""A line, or the seconds of thought before it with the line."""


class FakeClock(Clock):
    """Stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept = 0.0

    def now(self) -> float:
        return self.time + self.slept

    def waking(self) -> float:
        return self.time

    def wall(self) -> datetime:
        return STARTED


class Candidate:
    """Types lines, each after a number of seconds of thought."""

    interactive = True

    def __init__(self, clock: FakeClock, script: Sequence[Step]) -> None:
        self.clock = clock
        self.left = [each if isinstance(each, tuple) else (0.0, each) for each in script]
        self.half_line = ""
        self.on_read: Callable[[], None] = lambda: None

    def read(self, timeout: float | None = None) -> str | None:
        self.on_read()
        if not self.left:
            raise EndOfInput
        seconds, line = self.left[0]
        if timeout is not None and seconds > timeout:
            self.clock.time += timeout
            self.left[0] = (seconds - timeout, line)
            return None
        self.clock.time += seconds
        del self.left[0]
        if line == "^C":
            raise KeyboardInterrupt
        return line

    def give_back(self, line: str) -> None:
        self.left.insert(0, (0.0, line))

    def typed(self) -> str:
        return self.half_line

    def settle(self, seconds: float) -> None:
        self.clock.time += seconds

    def pause(self, seconds: float) -> None:
        self.clock.time += seconds


class Room:
    """One interview with a scripted candidate: what was printed when, and what was saved."""

    def __init__(
        self,
        script: Sequence[Step],
        setup: Setup | None = None,
        *,
        session: Session | None = None,
        speaker: Speaker | None = None,
        interactive: bool = False,
    ) -> None:
        chosen = setup or Setup(banks=("b",))
        drawn = [Drawn(BANK, question) for question in BANK.questions]
        self.clock = FakeClock()
        self.candidate = Candidate(self.clock, script)
        self.candidate.interactive = interactive
        self.saved: list[Session] = []
        self.said: list[tuple[float, str]] = []
        self.out = io.StringIO()
        self.talk = Talk(
            Interview.of(session or Session.of(chosen, drawn, STARTED)),
            save=self.saved.append,
            clock=self.clock,
            speaker=speaker or SilentSpeaker(),
            lines=self.candidate,
            out=self.out,
        )
        say = self.talk.say

        def heard(text: str) -> None:
            self.said.append((self.clock.time - 1000.0, text))
            say(text)

        self.talk.say = heard  # type: ignore[method-assign]

    def hold(self) -> int:
        return hold_interview(self.talk, {("b", "one"): "PROMISE-p"})

    @property
    def last(self) -> Session:
        return self.saved[-1]

    def when(self, words: str) -> float:
        """The second at which something was first said."""
        return next(second for second, text in self.said if words in text)


INTERVIEW = Setup(banks=("b",), mode=Mode.INTERVIEW)


def test_a_whole_interview_in_practice() -> None:
    room = Room(WHOLE)
    assert room.hold() == 0
    first, second = room.last.answers
    assert room.last.status is Status.FINISHED
    assert room.last.finished_at == STARTED
    assert (first.text, first.confidence, first.rating) == ("first\nsecond", 4, Rating.PARTIAL)
    assert [point.covered for point in first.key_points] == [True, False, True]
    assert (first.note, first.wrong) == ("say b", False)
    assert (second.text, second.confidence, second.rating) == ("", 2, Rating.PARTIAL)
    assert second.wrong
    assert "0 of 2 solid or strong." in room.out.getvalue()


def test_nothing_is_revealed_before_the_confidence() -> None:
    room = Room(WHOLE)
    spoilers = re.compile(r"MODEL|POINT|MISTAKE|FOLLOW|PROMISE")
    before: list[str] = []

    def look() -> None:
        if room.talk.interview.answer.confidence is None and room.talk.interview.index == 0:
            before.append(room.out.getvalue())

    room.candidate.on_read = look
    room.hold()
    assert before
    assert not spoilers.search(before[-1])
    assert "How sure are you" in before[-1]
    shown = room.out.getvalue()
    assert shown.index("MODEL-one") < shown.index("POINT-a") < shown.index("MISTAKE-m")
    assert "Last time you promised: PROMISE-p" in shown


def test_a_screen_reader_gets_plain_text() -> None:
    room = Room(["/help", *WHOLE])
    room.hold()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2500-\u259f]", room.out.getvalue())


@pytest.mark.parametrize("length", range(len(WHOLE) + 1))
def test_an_input_that_ends_anywhere_is_saved_and_can_be_resumed(length: int) -> None:
    room = Room(WHOLE[:length])
    assert room.hold() == 0
    if length == len(WHOLE):
        assert room.last.status is Status.FINISHED
        return
    assert room.last.status is Status.RUNNING
    assert "mock-interview resume" in room.out.getvalue()
    current = room.last.current
    assert current is not None
    assert current.phase is not Phase.READY
    # What was not asked for again is not typed again: the rest finishes the same interview.
    again = Room([], session=room.last)
    assert again.hold() == 0
    assert again.last.answers[0].text == room.last.answers[0].text
    assert again.last.answers[0].confidence == room.last.answers[0].confidence


def test_ctrl_c_is_130_and_the_text_is_saved() -> None:
    room = Room(["first", "^C"])
    assert room.hold() == 130
    assert room.last.answers[0].text == "first"
    assert room.last.status is Status.RUNNING
    assert "mock-interview resume" in room.out.getvalue()


def test_each_line_is_saved_as_it_comes() -> None:
    room = Room(["first", (1.0, "second"), "^C"])
    seen: list[str] = []
    room.candidate.on_read = lambda: seen.append(room.last.answers[0].text if room.saved else "")
    room.hold()
    assert "first" in seen
    assert "first\nsecond" in seen


def test_a_full_disk_is_told_once_and_nothing_is_lost_when_there_is_room_again() -> None:
    room = Room(["first", "second", "third", ".", "3"])
    full = OSError(errno.ENOSPC, "No space left on device")
    kept: list[Session] = []

    def save(session: Session) -> None:
        if "first" in session.answers[0].text and "third" not in session.answers[0].text:
            raise full
        kept.append(session)

    room.talk._save = save
    assert room.hold() == 0
    assert kept[-1].answers[0].text == "first\nsecond\nthird"
    shown = room.out.getvalue()
    assert shown.count("Not saved: No space left on device.") == 1
    assert shown.count("Saved again") == 1


def test_a_disk_that_stays_full_gives_the_text_back() -> None:
    room = Room(["first", "/leave"])

    def save(session: Session) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    room.talk._save = save
    assert room.hold() == 1
    assert room.out.getvalue().endswith("to be copied:\nfirst\n")


def test_practice_gives_notice_and_counts_on() -> None:
    room = Room([(130.0, "."), "1"])
    room.hold()
    assert room.when("A quarter of your time is left, 25 seconds.") == pytest.approx(75, abs=0.1)
    assert room.when("The last 10 seconds") == pytest.approx(90, abs=0.1)
    assert room.when("Time. Go on as long as you need") == pytest.approx(100, abs=0.1)
    assert len([1 for _, text in room.said if "quarter" in text]) == 1
    answer = room.last.answers[0]
    assert answer.outcome is Outcome.ANSWERED
    assert answer.overrun_seconds == pytest.approx(30.0)


def test_time_up_in_interview_mode_locks_what_is_there_at_once() -> None:
    room = Room([(10.0, "kept"), (200.0, "too late"), "3"], INTERVIEW)
    room.candidate.half_line = "half a"
    assert room.hold() == 0
    answer = room.last.answers[0]
    assert answer.outcome is Outcome.TIMED_OUT
    assert answer.text == "kept\nhalf a"
    assert answer.answer_seconds == 100.0
    assert answer.confidence == 3  # "too late" was no number; it was asked again.
    assert room.when("Time. Your answer is saved as it stands.") == pytest.approx(100, abs=0.1)


def test_the_debrief_comes_at_the_end_and_goes_back() -> None:
    judged = ["y", "n", "n", "n", "3", ""]
    script = ["one", ".", "3", "two", ".", "4", *judged, "/back", *[""] * 4, "4", "", "", "", "2"]
    room = Room(script, INTERVIEW)
    assert room.hold() == 0
    assert room.last.status is Status.FINISHED
    assert [answer.rating for answer in room.last.answers] == [Rating.STRONG, Rating.PARTIAL]
    assert room.last.answers[0].covered == 1  # Enter left the ticks as they were.
    shown = room.out.getvalue()
    assert shown.index("Question 2 of 2") < shown.index("MODEL-one")
    assert "Breathe." in shown


def test_a_breath_before_the_second_question_is_not_counted() -> None:
    room = Room([".", "3", (5.0, "."), "3"], INTERVIEW)
    room.hold()
    assert room.when("What is two?") - room.when("Breathe") == pytest.approx(3.0)
    assert room.last.answers[1].answer_seconds == pytest.approx(5.0)


def test_pause_stops_the_clock_in_practice_only() -> None:
    room = Room([(10.0, "a"), "/pause", (500.0, "b"), (5.0, "."), "1"])
    room.hold()
    answer = room.last.answers[0]
    assert answer.text == "a\nb"
    assert answer.answer_seconds == pytest.approx(15.0)
    assert answer.paused_seconds == pytest.approx(500.0)
    strict = Room([(10.0, "/pause"), (5.0, "."), "1"], INTERVIEW)
    strict.hold()
    assert "Not now: only a running clock in practice can be paused." in strict.out.getvalue()
    assert strict.last.answers[0].answer_seconds == pytest.approx(15.0)


def test_sleep_of_the_machine_is_left_out_in_practice() -> None:
    room = Room([(10.0, "a"), (2.0, "."), "1"])
    reads = 0

    def sleep_once() -> None:
        nonlocal reads
        reads += 1
        room.clock.slept = 3600.0 if reads > 3 else 0.0

    room.candidate.on_read = sleep_once
    room.hold()
    answer = room.last.answers[0]
    assert answer.answer_seconds == pytest.approx(12.0)
    assert answer.away_seconds == pytest.approx(3600.0)


def test_thinking_ends_by_itself_or_by_enter_or_with_the_first_words() -> None:
    setup = Setup(banks=("b",), think_seconds=30.0)
    by_itself = Room([(40.0, "a"), ".", "1"], setup)
    by_itself.hold()
    assert by_itself.last.answers[0].think_seconds == pytest.approx(30.0)
    assert by_itself.last.answers[0].answer_seconds == pytest.approx(10.0)
    by_enter = Room([(7.0, ""), (3.0, "a"), ".", "1"], setup)
    by_enter.hold()
    assert by_enter.last.answers[0].think_seconds == pytest.approx(7.0)
    assert by_enter.last.answers[0].text == "a"
    by_words = Room([(7.0, "a"), ".", "1"], setup)
    by_words.hold()
    assert by_words.last.answers[0].think_seconds == pytest.approx(7.0)
    assert by_words.last.answers[0].text == "a"


def test_skip_flag_repeat_time_and_unknown_commands() -> None:
    script: Sequence[Step] = ["/flag", "/repeat", (10.0, "/time"), "/etc", "/skip"]
    room = Room([*script, (20.0, "^C")])
    assert room.hold() == 130
    answer = room.last.answers[0]
    assert answer.outcome is Outcome.SKIPPED
    assert answer.flagged
    assert answer.text == "/etc"
    shown = room.out.getvalue()
    assert shown.count("What is one?") == 2
    assert "1 minute 30 seconds left." in shown
    assert "You skipped this question." in shown
    assert "MODEL-one" in shown


def test_later_leaves_an_answer_unrated_and_stop_ends_early() -> None:
    room = Room(["a", ".", "5", "y", "/later", "b", "/stop", "/stop"])
    assert room.hold() == 0
    assert room.last.status is Status.STOPPED
    first, second = room.last.answers
    assert (first.confidence, first.rating) == (5, None)
    assert (second.outcome, second.text) == (None, "b")
    # The first /stop brought the unrated answer back to be judged.
    assert room.out.getvalue().count("Model answer:\nMODEL-one") == 2


def test_leave_is_resumable_and_goes_on_in_its_phase() -> None:
    room = Room([(30.0, "kept"), "/leave"])
    assert room.hold() == 0
    assert room.last.status is Status.RUNNING
    again = Room([(20.0, "more"), ".", "3"], session=room.last)
    again.hold()
    answer = again.last.answers[0]
    assert answer.text == "kept\nmore"
    assert answer.answer_seconds == pytest.approx(50.0)
    assert "What you wrote is kept" in again.out.getvalue()


def test_a_proposal_is_accepted_only_where_something_was_ticked() -> None:
    room = Room(["a", ".", "3", "n", "n", "n", "n", "", "", "1", ""])
    room.hold()
    assert room.last.answers[0].rating is Rating.NOT_YET
    assert room.out.getvalue().count("Type 1 to 4, or /later.") == 2
    direct = Room(["a", ".", "3", "y", "3", ""])
    direct.hold()
    assert direct.last.answers[0].rating is Rating.SOLID


def test_ready_waits_for_a_person_but_not_for_a_pipe() -> None:
    person = Room([(60.0, ""), (5.0, "."), "1"], interactive=True)
    person.hold()
    assert person.when("What is one?") == pytest.approx(60.0)
    assert person.last.answers[0].answer_seconds == pytest.approx(5.0)
    pipe = Room(["an answer", "."])
    pipe.hold()
    assert pipe.last.answers[0].text == "an answer"


class FakeSpeaker:
    """Speaks for a number of seconds of the fake clock."""

    def __init__(self, seconds: float) -> None:
        self.on_change: StatusListener | None = None
        self.seconds = seconds
        self.clock: FakeClock | None = None
        self.until = 0.0
        self.spoken: list[str] = []

    @property
    def status(self) -> SpeakerStatus:
        speaking = self.clock is not None and self.clock.time < self.until
        return SpeakerStatus(SpeakerState.SPEAKING if speaking else SpeakerState.IDLE)

    def say(self, text: str, language: str = "") -> None:
        assert self.clock is not None
        self.spoken.append(text)
        self.until = self.clock.time + self.seconds

    def stop(self) -> None:
        self.until = 0.0

    def close(self) -> None:
        self.stop()


@pytest.mark.parametrize(("interactive", "asked_for"), [(True, 2.0), (False, 6.0)])
def test_the_clock_starts_when_the_question_was_spoken(interactive: bool, asked_for: float) -> None:
    speaker = FakeSpeaker(6.0)
    script: Sequence[Step] = [(2.0, "words"), (9.0, "."), "1"]
    room = Room([*([""] if interactive else []), *script], speaker=speaker, interactive=interactive)
    speaker.clock = room.clock
    room.hold()
    answer = room.last.answers[0]
    assert speaker.spoken[0] == "What is one?"
    assert answer.text == "words"  # A person's words cut the voice short, and are kept.
    assert room.when("You have") == pytest.approx(asked_for, abs=0.1)


@contextmanager
def piped(data: bytes) -> Iterator[Lines]:
    """Lines from a pipe that holds `data` and is closed."""
    read_end, write_end = os.pipe()
    os.write(write_end, data)
    os.close(write_end)
    with os.fdopen(read_end, encoding="utf-8") as stream:
        yield Lines(stream)


def all_of(lines: Lines) -> list[str]:
    read: list[str] = []
    try:
        while (line := lines.read(5.0)) is not None:
            read.append(line)
    except EndOfInput:
        return read
    raise AssertionError("neither a line nor the end within five seconds")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b"one\r\ntwo\n", ["one", "two"]),
        (b"no end", ["no end"]),
        (b"\xef\xbb\xbfmark\n\n", ["mark", ""]),
        (b"caf\xc3\xa9 \xff\n", ["café \ufffd"]),
        (b"\x1b]52;c;AAAA\x07bad\x9b2J\n", ["]52;c;AAAAbad\ufffd2J"]),
    ],
)
def test_lines_of_a_pipe(data: bytes, expected: list[str]) -> None:
    with piped(data) as lines:
        assert not lines.interactive
        assert all_of(lines) == expected


def test_lines_of_a_stream_without_a_descriptor() -> None:
    assert all_of(Lines(io.StringIO("one\ntwo"))) == ["one", "two"]


def test_a_terminal_hands_out_its_unfinished_line() -> None:
    master, slave = os.openpty()
    with os.fdopen(slave, encoding="utf-8") as stream, os.fdopen(master, "wb", buffering=0) as keys:
        lines = Lines(stream)
        assert lines.interactive
        keys.write(b"whole\nhalf a l")
        assert lines.read(5.0) == "whole"
        assert lines.read(0.0) is None
        assert lines.typed() == "half a l"
        keys.write(b"ine\n\x04")
        assert lines.read(5.0) == "ine"
        with pytest.raises(EndOfInput):
            lines.read(5.0)
        keys.write(b"after ctrl+d\n")
        assert lines.read(5.0) == "after ctrl+d"


PROGRAM = """
import sys
from tests.test_plain import BANK, STARTED
from simulator.bank import Drawn
from simulator.interview import Interview
from simulator.plain.interview import run_plain
from simulator.session import Session
from simulator.setup import Mode, Setup
from simulator.speech import SilentSpeaker
from simulator.clock import Clock

def save(session):
    answer = session.answers[0]
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(f"{answer.outcome}|{answer.text}|{answer.confidence}")

setup = Setup(banks=("b",), mode=Mode(sys.argv[1]), time_limit=float(sys.argv[3]))
session = Session.of(setup, [Drawn(BANK, each) for each in BANK.questions], STARTED)
sys.exit(run_plain(Interview.of(session), save=save, clock=Clock(), speaker=SilentSpeaker(),
    stdin=sys.stdin, stdout=sys.stdout, promises={}))
"""


def program(tmp_path: Path, mode: str, limit: float) -> Terminal:
    root = Path(__file__).parent.parent
    argv = [sys.executable, "-c", PROGRAM, mode, str(tmp_path / "saved"), str(limit)]
    return Terminal(argv, cwd=root)


def test_time_up_in_a_terminal_in_the_middle_of_a_line(tmp_path: Path) -> None:
    with program(tmp_path, "interview", 1.5) as terminal:
        terminal.read_until("Press Enter when you are ready.")
        terminal.send(b"\n")
        terminal.read_until("You have 2 seconds.")
        terminal.send(b"in the mid")
        terminal.read_until("Time. Your answer is saved as it stands.")
        assert "How sure are you" not in terminal.text
        terminal.send(b"dle")  # The hands are not still yet: this goes nowhere.
        terminal.read_until("How sure are you")
        terminal.send(b"4\n")
        terminal.read_until("Breathe.")
        assert (tmp_path / "saved").read_text() == "timed_out|in the mid|4"
        terminal.send(b"\x03")
        assert terminal.wait() == 130
        assert terminal.faults() == []


def test_ctrl_c_and_signals_in_a_terminal(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    for end in (b"\x03", None):
        saved.unlink(missing_ok=True)
        with program(tmp_path, "practice", 60) as terminal:
            terminal.read_until("Press Enter when you are ready.")
            terminal.send(b"\nwritten\n")
            # A terminal throws away at ctrl+c what nobody has read.
            terminal.wait_for(lambda: saved.exists() and "written" in saved.read_text())
            terminal.send(b"half")
            terminal.read_until("half")
            if end is None:
                terminal.signal(signal.SIGINT)
            else:
                terminal.send(end)
            assert terminal.wait() == 130
            assert "mock-interview resume" in terminal.text
        assert saved.read_text().startswith("None|written")
