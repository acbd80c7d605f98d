"""Real sound: speech with known pauses, through a microphone, recorded by the real program."""

from __future__ import annotations

import os
import re
import shutil
import signal
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from simulator.core.hearing import heard
from simulator.speech.sound import loudness
from simulator.speech.wav import RATE, read_frames, recorded_seconds
from tests.speech.recorded import RecordedInterview, to_the_answer, to_the_report
from tests.speech.virtual_microphone import (
    Speech,
    VirtualMicrophone,
    known_speech,
    needs_pulseaudio,
    virtual_microphone,
)
from tests.speech.watched import group_is_gone, wait_for

pytestmark = [pytest.mark.long, needs_pulseaudio]

CARD = "Microphone: Monitor of Null Output  ▯"
WITHIN = 0.1


@pytest.fixture
def microphone(tmp_path: Path) -> Iterator[VirtualMicrophone]:
    with virtual_microphone(tmp_path / "pulse") as found:
        yield found


@pytest.fixture
def held(tmp_path: Path, microphone: VirtualMicrophone) -> RecordedInterview:
    return RecordedInterview(tmp_path, microphone.env)


ATTEMPTS = 3
"""How often speech is played where a busy machine may make pauses of its own, or hear them late."""


def without_edges(frames: bytes, size: int) -> bytes:
    """The recording from the first sound on, cut to the length of what was played."""
    return frames.lstrip(b"\0")[:size]


def steadily(
    folder: Path,
    microphone: VirtualMicrophone,
    speech: Speech,
    act: Callable[[RecordedInterview], Sequence[float]],
    check: Callable[[RecordedInterview, Sequence[float]], None],
    pauses: int = 2,
) -> None:
    """Hold interviews until the player did not stumble in one, and all of it is where it belongs.

    `act` tells when its first words were heard.
    """
    for attempt in range(ATTEMPTS):
        (own := folder / f"attempt {attempt}").mkdir()
        held = RecordedInterview(own, microphone.env)
        sounds = act(held)
        try:
            assert not any(microphone.stumbled(speech, sound, pauses) for sound in sounds)
            check(held, sounds)
        except AssertionError:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return


def test_words_and_pauses_are_where_they_were_said(
    microphone: VirtualMicrophone, tmp_path: Path
) -> None:
    speech = known_speech(tmp_path)
    steadily(
        tmp_path,
        microphone,
        speech,
        lambda held: say_both(held, microphone, speech),
        lambda held, sounds: check_both(held, speech, sounds),
    )


def say_both(
    held: RecordedInterview, microphone: VirtualMicrophone, speech: Speech
) -> tuple[float, float]:
    """Say an answer and its follow-up; return when the first word of each was heard."""
    with held.start("--follow-ups", "1") as terminal:
        to_the_answer(terminal, CARD)
        terminal.read_until("● rec · Spoken")
        begun = time.time()
        with microphone.play(speech.path):
            first_sound = microphone.heard_at(begun)
        terminal.send(b"\x13")
        terminal.read_until("What helps?")
        wait_for(lambda: held.wav("01-1.wav").exists())
        again = time.time()
        with microphone.play(speech.path):
            second_sound = microphone.heard_at(again)
        to_the_report(terminal)
    return first_sound, second_sound


def check_both(held: RecordedInterview, speech: Speech, sounds: Sequence[float]) -> None:
    asked_on = held.when("question 1 of 1: follow_up")
    for follow_up, name, sound, moment in (
        (0, "01.wav", sounds[0], held.when("question 1 of 1: answering")),
        (1, "01-1.wav", sounds[1], asked_on),
    ):
        delivery, answered = held.delivery(follow_up), held.session.answers[0].parts[follow_up]
        assert recorded_seconds(held.wav(name)) == pytest.approx(answered.answer_seconds, abs=0.3)
        assert delivery.first_word_seconds == pytest.approx(sound - moment, abs=WITHIN)
        shift = (delivery.first_word_seconds or 0.0) - speech.first_word
        assert shift >= 0
        assert [pause.at - shift for pause in delivery.pauses] == pytest.approx(
            [at for at, _ in speech.pauses], abs=WITHIN
        )
        assert [pause.seconds for pause in delivery.pauses] == pytest.approx(
            [seconds for _, seconds in speech.pauses], abs=WITHIN
        )
        assert delivery.last_word_seconds == pytest.approx(speech.last_word + shift, abs=WITHIN)
        spoken = without_edges(read_frames(held.wav(name)), 2 * len(speech.words))
        played = without_edges(speech.words.tobytes(), len(spoken))
        assert loudness(spoken) == pytest.approx(loudness(played), rel=0.05)


def kill_the_program(
    held: RecordedInterview, microphone: VirtualMicrophone, speech: Speech
) -> tuple[float, float]:
    """Kill it in the second pause; return when the first word was heard, and when it was killed."""
    with held.start() as terminal:
        to_the_answer(terminal, CARD)
        terminal.read_until("● rec · Spoken")
        child = held.child(terminal)
        begun = time.time()
        with microphone.play(speech.path) as player:
            first_sound = microphone.heard_at(begun)
            while time.time() < first_sound + speech.pauses[1][0] - speech.first_word + 0.5:
                terminal.pump(0.05)
            terminal.signal(signal.SIGKILL)
            killed = time.time()
            player.kill()
        wait_for(lambda: group_is_gone(child))
    return first_sound, killed


def test_killed_midway_it_loses_a_tenth_of_a_second_and_goes_on(
    microphone: VirtualMicrophone, tmp_path: Path
) -> None:
    speech, killed = known_speech(tmp_path), 0.0

    def act(held: RecordedInterview) -> Sequence[float]:
        nonlocal killed
        first_sound, killed = kill_the_program(held, microphone, speech)
        return [first_sound]

    def check(held: RecordedInterview, sounds: Sequence[float]) -> None:
        clock = killed - held.when("question 1 of 1: answering")
        assert recorded_seconds(held.wav()) == pytest.approx(clock, abs=WITHIN)
        found = heard(array("h", read_frames(held.wav())), RATE)
        told = sounds[0] - held.when("question 1 of 1: answering")
        assert found.first_word_seconds == pytest.approx(told, abs=WITHIN)
        assert [pause.seconds for pause in found.pauses] == pytest.approx(
            [speech.pauses[0][1]], abs=WITHIN
        )
        go_on(held, microphone, speech, told)

    steadily(tmp_path, microphone, speech, act, check, pauses=1)


def go_on(
    held: RecordedInterview, microphone: VirtualMicrophone, speech: Speech, told: float
) -> None:
    """Resume it, and say the same once more."""
    with held.program("resume") as terminal:
        to_the_answer(terminal)
        before = recorded_seconds(held.wav())
        terminal.read_until("● rec · Spoken")
        wait_for(lambda: recorded_seconds(held.wav()) > before + 0.3)
        with microphone.play(speech.path):
            pass
        to_the_report(terminal)
    delivery = held.delivery()
    assert delivery.first_word_seconds == pytest.approx(told, abs=WITHIN)
    assert len(delivery.pauses) == 4
    assert recorded_seconds(held.wav()) == pytest.approx(
        held.session.answers[0].answer_seconds, abs=2.0
    )


def kill_the_recorder(
    held: RecordedInterview, microphone: VirtualMicrophone, speech: Speech
) -> float:
    """Kill it in the second pause; return when the first word was heard."""
    with held.start() as terminal:
        to_the_answer(terminal, CARD)
        terminal.read_until("● rec · Spoken")
        begun = time.time()
        with microphone.play(speech.path):
            first_sound = microphone.heard_at(begun)
            middle = speech.pauses[1][0] - speech.first_word + 0.4
            while time.time() < first_sound + middle:
                terminal.pump(0.05)
            child = held.child(terminal)
            os.kill(child, signal.SIGKILL)
        to_the_report(terminal)
    return first_sound


def test_when_the_recording_process_is_killed_recording_continues(
    microphone: VirtualMicrophone, tmp_path: Path
) -> None:
    speech = known_speech(tmp_path, silences=(0.5, 1.5, 2.5))

    def check(held: RecordedInterview, sounds: Sequence[float]) -> None:
        delivery = held.delivery()
        told = sounds[0] - held.when("question 1 of 1: answering")
        assert delivery.first_word_seconds == pytest.approx(told, abs=WITHIN)
        shift = told - speech.first_word
        assert [pause.at - shift for pause in delivery.pauses] == pytest.approx(
            [at for at, _ in speech.pauses], abs=WITHIN
        )
        assert [pause.seconds for pause in delivery.pauses] == pytest.approx(
            [seconds for _, seconds in speech.pauses], abs=WITHIN
        )

    steadily(
        tmp_path,
        microphone,
        speech,
        lambda held: [kill_the_recorder(held, microphone, speech)],
        check,
    )


def test_unplugged_midway(
    held: RecordedInterview, microphone: VirtualMicrophone, tmp_path: Path
) -> None:
    speech = known_speech(tmp_path, silences=(0.1, 1.5, 2.5))
    with held.start() as terminal:
        to_the_answer(terminal, CARD)
        terminal.read_until("● rec · Spoken")
        begun = time.time()
        with microphone.play(speech.path) as player:
            microphone.heard_at(begun)
            terminal.pump_for(1.0)
            microphone.unplug()
            player.kill()
        terminal.send(b"typed")
        terminal.read_until(lambda text: "goes on without it" in " ".join(text.split()))
        terminal.send(b" on")
        to_the_report(terminal)
    assert held.session.answers[0].text == "typed on"
    assert held.delivery().spoken


def test_the_recorder_takes_less_than_a_hundredth_of_a_core(
    held: RecordedInterview, microphone: VirtualMicrophone
) -> None:
    with held.start() as terminal:
        to_the_answer(terminal, CARD)
        wait_for(lambda: held.wav().exists() and recorded_seconds(held.wav()) > 1.0)
        pids = held.child(terminal), microphone.server_pid
        before = [processor_seconds(pid) for pid in pids]
        terminal.pump_for(5.0)
        used, servers = (
            processor_seconds(pid) - was for pid, was in zip(pids, before, strict=True)
        )
        # On a slow machine, no more than the sound server.
        assert used < max(0.05, servers)


def processor_seconds(pid: int) -> float:
    """The processor time of all threads of a process (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_only_local_sockets_are_connected(
    held: RecordedInterview, microphone: VirtualMicrophone, tmp_path: Path
) -> None:
    calls = tmp_path / "calls.txt"
    strace = ("strace", "-f", "-qq", "-e", "trace=socket,connect,sendto", "-o", str(calls))
    with held.start(before=strace) as terminal:
        to_the_answer(terminal, CARD)
        wait_for(lambda: held.wav().exists() and recorded_seconds(held.wav()) > 0.5)
        to_the_report(terminal)
        terminal.send(b"\x11")
        terminal.wait()
    told = calls.read_text(encoding="utf-8", errors="replace")
    assert f'sun_path="{microphone.server.removeprefix("unix:")}"' in told
    families = set(re.findall(r"\b(?:socket\(|sa_family=)(\w+)", told))
    assert families == {"AF_UNIX"}
