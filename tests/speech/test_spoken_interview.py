"""The real program speaks in a terminal, and a recogniser hears the question on screen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from simulator.core.bank import Bank, FollowUp, Question
from simulator.speech.sound import loudness
from simulator.storage.banks.write import bank_toml
from tests.speech.test_sound import PROMPTS, recognised, samples, voiced_share
from tests.ui.terminal.terminal import Terminal

pytestmark = pytest.mark.long

ASKED = PROMPTS[:3]


def home_with(folder: Path, questions: list[str], follow_up: str = "") -> Path:
    asked_on = (FollowUp(f"{follow_up.capitalize()}?"),) if follow_up else ()
    bank = Bank(
        "spoken",
        "Spoken",
        tuple(
            Question(f"q{n}", f"{text.capitalize()}?", follow_ups=asked_on)
            for n, text in enumerate(questions)
        ),
    )
    (folder / "banks").mkdir(parents=True)
    (folder / "banks" / "spoken.toml").write_text(bank_toml(bank), encoding="utf-8")
    return folder


def interview(home: Path, voice: str) -> Terminal:
    words = ["start", "spoken", "-n", "3", "--order", "bank", "--mode", "practice", voice]
    names = ("ALSA_CONFIG_PATH", "MOCK_INTERVIEW_PLAYER")
    return Terminal(
        [sys.executable, "-m", "simulator", "--home", str(home), *words],
        env={name: os.environ[name] for name in names},
    )


def test_each_question_on_the_screen_is_heard(device: Path, tmp_path: Path) -> None:
    with interview(home_with(tmp_path / "home", ASKED), "--voice") as terminal:
        terminal.read_until("Press Enter when you are ready")
        for prompt in ASKED:
            terminal.send(b"\r")
            shown = terminal.read_until("Your answer: type it")
            assert prompt.capitalize() in " ".join(shown.split())
            rate, sound = samples(device)
            assert 1.0 < len(sound) / rate < 6
            assert 0.02 < loudness(sound.tobytes()) < 0.5
            assert voiced_share(rate, sound) > 0.4
            heard = recognised(device, PROMPTS, tmp_path)
            assert len(heard.split()) >= 4
            assert prompt.startswith(heard)
            terminal.send(b"\x13")
            terminal.read_until("How sure are you")
            terminal.send(b"3")
            terminal.read_until("Would an interviewer accept it?")
            terminal.send_until(b"3", "chosen")
        terminal.send(b"\r")
        terminal.read_until("3 of 3 solid or strong")


def test_a_follow_up_on_the_screen_is_heard(device: Path, tmp_path: Path) -> None:
    main, follow_up = PROMPTS[0], PROMPTS[1]
    home = home_with(tmp_path / "home", [main], follow_up)
    with interview(home, "--voice") as terminal:
        terminal.read_until("Press Enter when you are ready")
        terminal.send(b"\r")
        terminal.read_until("Your answer: type it")
        assert main.startswith(recognised(device, PROMPTS, tmp_path))
        terminal.send(b"\x13")
        shown = terminal.read_until(
            lambda screen: "follow-up 1 of 1" in screen and "Your answer: type it" in screen,
        )
        assert follow_up.capitalize() in " ".join(shown.split())
        heard = recognised(device, PROMPTS, tmp_path)
        assert len(heard.split()) >= 4
        assert follow_up.startswith(heard)


def drawn(screen: str) -> bool:
    """True if the question, the clock's bar and the keys are all on screen."""
    return all(
        part in screen for part in ("Your answer: type it", "━━━", "^s/F9  Done", "F1  Help")
    )


@pytest.mark.usefixtures("no_device")
def test_without_a_device_one_line_says_so_and_the_interview_is_the_same(tmp_path: Path) -> None:
    screens = []
    for voice in ("--voice", "--no-voice"):
        with interview(home_with(tmp_path / voice, ASKED[:1]), voice) as terminal:
            terminal.read_until("Press Enter when you are ready")
            if voice == "--voice":
                terminal.read_until("sound")
                said = [line for line in terminal.text.splitlines() if "sound" in line]
                assert len(said) == 1
            terminal.send(b"\r")
            terminal.read_until(drawn)
            rows = terminal.text.splitlines()
            screens.append([row for row in rows if not any(mark in row for mark in "╭│╰╮╶")])
            assert any(ASKED[0].capitalize() in row for row in rows)
    # The footer offers to repeat the question, in case a device is available by then.
    other = [row for row in screens[0] if row not in screens[1] and "sound" not in row]
    assert [row for row in other if "Repeat" not in row] == []
