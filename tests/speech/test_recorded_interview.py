"""Whatever is wrong with the microphone, the interview says so in one line and goes on."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.speech.wav import BYTES_A_SECOND, recorded_seconds
from tests.speech.recorded import RecordedInterview, to_the_answer, to_the_report
from tests.speech.watched import group_is_gone, wait_for

pytestmark = pytest.mark.long


def interview(tmp_path: Path, microphone: str) -> RecordedInterview:
    named = f"tests.speech.microphones:{microphone}"
    return RecordedInterview(tmp_path, {"MOCK_INTERVIEW_MICROPHONE": named})


def one_line(text: str) -> str:
    return " ".join(text.split())


class Told:
    """Remembers what any screen showed, however briefly."""

    def __init__(self, said: str) -> None:
        self._said = said
        self._told = False

    def ever(self, text: str) -> bool:
        """True if this screen or an earlier one showed it."""
        self._told = self._told or self._said in one_line(text)
        return self._told

    def while_waiting_for(self, words: str) -> Callable[[str], bool]:
        """A condition that also looks for other words."""

        def there(text: str) -> bool:
            self.ever(text)
            return words in text

        return there


def test_a_recorded_interview_keeps_sound_and_facts(tmp_path: Path) -> None:
    held = interview(tmp_path, "Steady")
    with held.start() as terminal:
        terminal.read_until("Microphone: Steady  ▮▮▮")
        to_the_answer(terminal)
        terminal.read_until("● rec · Spoken")
        wait_for(lambda: held.wav().exists() and recorded_seconds(held.wav()) > 0.5)
        child = held.child(terminal)
        to_the_report(terminal)
        wait_for(lambda: group_is_gone(child))
    delivery = held.delivery()
    assert delivery.recording == f"{held.path.stem}.rec/01.wav"
    seconds = held.session.answers[0].answer_seconds
    assert recorded_seconds(held.wav()) == pytest.approx(seconds, abs=0.5)


@pytest.mark.parametrize(
    ("microphone", "where", "said"),
    [
        ("Missing", "ready", "No microphone was found. Connect one."),
        ("Busy", "ready", "The microphone can't be used now. Close what uses it."),
        ("Zeros", "ready", "Microphone: Zeros hears only silence"),
        ("Runaway", "answer", "The microphone delivers sound faster than real time."),
        ("Unplugged", "answer", "The microphone stopped delivering sound."),
        ("Crashes", "answer", "Recording stopped unexpectedly."),
    ],
)
def test_the_interview_goes_on(tmp_path: Path, microphone: str, where: str, said: str) -> None:
    held = interview(tmp_path, microphone)
    with held.start() as terminal:
        told = Told(said)
        if where == "ready":
            terminal.read_until(told.ever)
        # The others may have failed on the card already, where the level is measured.
        terminal.read_until(told.while_waiting_for("Press Enter when you are ready"))
        terminal.send(b"\r")
        terminal.read_until(told.while_waiting_for("Your answer: type it"))
        terminal.send(b"typed")
        terminal.read_until(told.ever)
        terminal.send(b" on")
        to_the_report(terminal)
    assert held.session.answers[0].text == "typed on"
    if held.wav().exists():
        assert held.wav().stat().st_size < 10 * BYTES_A_SECOND


def test_only_zeros_leave_no_recording_behind(tmp_path: Path) -> None:
    held = interview(tmp_path, "Zeros")
    with held.start() as terminal:
        to_the_answer(terminal)
        wait_for(lambda: held.wav().exists() and recorded_seconds(held.wav()) > 0.2)
        to_the_report(terminal)
    assert held.session.answers[0].delivery is None
    assert not held.wav().exists()


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="prlimit is not installed")
def test_a_disk_that_is_full_for_sound_still_takes_the_answer(tmp_path: Path) -> None:
    held = interview(tmp_path, "Steady")
    with held.start(before=("prlimit", "--fsize=40000")) as terminal:
        to_the_answer(terminal)
        terminal.read_until(lambda text: "The sound can't be kept" in one_line(text))
        terminal.send(b"typed on")
        to_the_report(terminal)
    assert held.session.answers[0].text == "typed on"
    assert held.wav().stat().st_size <= 40_000
    assert held.delivery().spoken


def test_nothing_is_recorded_while_paused_or_thinking(tmp_path: Path) -> None:
    held = interview(tmp_path, "Steady")
    with held.start("--mode", "practice", "--think", "30") as terminal:
        terminal.read_until("Press Enter when you are ready")
        terminal.send(b"\r")
        terminal.read_until("to think")
        terminal.pump_for(0.5)
        assert "rec ·" not in terminal.text
        assert not held.wav().exists()
        terminal.send(b"\x13")
        terminal.read_until("● rec · Spoken")
        wait_for(lambda: held.wav().exists() and recorded_seconds(held.wav()) > 0.3)
        terminal.send(b"\x1bOR")
        terminal.read_until("Paused")
        terminal.read_until(lambda text: "rec ·" not in text)
        size = held.wav().stat().st_size
        terminal.pump_for(1.5)
        assert held.wav().stat().st_size == size
        terminal.send(b"\x1bOR")
        terminal.read_until("● rec · Spoken")
        wait_for(lambda: held.wav().stat().st_size > size + 4000)
        to_the_report(terminal)
    seconds = held.session.answers[0].answer_seconds
    assert recorded_seconds(held.wav()) == pytest.approx(seconds, abs=1.0)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
def test_the_line_of_the_answer_is_shown_in_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    held = interview(tmp_path, "Steady")
    with held.start(size=size) as terminal:
        to_the_answer(terminal)
        wait_for(lambda: held.wav().exists() and recorded_seconds(held.wav()) > 0.3)
        terminal.send(b"\x13")
        terminal.read_until("How sure are you")
        terminal.send(b"3")
        # A busy machine is silent before the first sound comes.
        terminal.read_until(lambda text: bool(re.search("F6 ▶ ·*━━━", text)))
