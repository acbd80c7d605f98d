"""Engines that hang, crash, lie and flood: the interview goes on, and the reason is shown."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulator.speech import SpeakerState
from simulator.speech.child_speaker import ChildSpeaker, Limits
from simulator.speech.speaker import Voice
from tests.speech.watched import AT_ONCE, OpenWatched, group_is_gone, wait_for

TOO_LONG = "took too long"


@pytest.mark.parametrize(
    ("engine", "reason"),
    [
        ("HangsInSpeech", TOO_LONG),
        ("BusyInSpeech", TOO_LONG),
        ("HoldsPython", TOO_LONG),
        ("IgnoresSigterm", TOO_LONG),
        ("ExitsInSpeech", "ended unexpectedly, code 0"),
        ("Crashes", f"ended unexpectedly, code {-signal.SIGSEGV}"),
        ("Raises", "ValueError: a bad voice [2J"),
        ("ClosesItsOutput", "ended unexpectedly"),
        # The player still holds the pipe.
        ("LeavesAPlayer", TOO_LONG),
    ],
)
def test_a_fault_in_speech_is_one_calm_line(
    engine: str, reason: str, open_watched: OpenWatched
) -> None:
    speaker = open_watched(engine, limits=Limits(speak=0.5) if reason == TOO_LONG else None)
    speaker.wait(SpeakerState.IDLE)
    begun = time.perf_counter()
    speaker.say("Hi")
    assert time.perf_counter() - begun < AT_ONCE
    status = speaker.wait_quiet()
    assert status.state is SpeakerState.FAILED
    assert status.failures == 1
    assert reason in status.reason
    assert status.reason.isprintable()
    # The process is gone, its player too, while the speaker is still open.
    wait_for(lambda: group_is_gone(speaker.pids[0]))


@pytest.mark.parametrize(
    "engine", ["HangsInSpeech", "BusyInSpeech", "HoldsPython", "IgnoresSigterm", "WithPlayer"]
)
def test_whatever_it_does_it_is_stopped_at_once(engine: str, open_watched: OpenWatched) -> None:
    speaker = open_watched(engine)
    speaker.wait(SpeakerState.IDLE)
    speaker.say("Hi")
    pid = speaker.pids[0]
    speaker.wait(SpeakerState.SPEAKING)
    begun = time.perf_counter()
    speaker.stop()
    assert time.perf_counter() - begun < AT_ONCE
    assert speaker.status.state is SpeakerState.IDLE
    wait_for(lambda: group_is_gone(pid))


def test_floods_and_false_reports_are_only_noise(open_watched: OpenWatched) -> None:
    speaker = open_watched("Floods")
    speaker.say("Hi")
    assert speaker.wait_quiet().state is SpeakerState.IDLE
    assert [s.state for s in speaker.heard].count(SpeakerState.SPEAKING) == 1


@pytest.mark.parametrize(
    ("engine", "reason"),
    [
        ("HangsInPrepare", TOO_LONG),
        ("ExitsInPrepare", "phontab"),
        ("NoPyttsx3", "pip install pyttsx3"),
        ("NoLibrary", "Install espeak-ng, or: pip install 'mock-interview[voice]'"),
        ("NotThere", "no attribute"),
    ],
)
def test_missing_parts_are_reported_before_anything_is_said(
    engine: str, reason: str, open_watched: OpenWatched
) -> None:
    speaker = open_watched(engine, limits=Limits(prepare=1.5) if reason == TOO_LONG else None)
    status = speaker.wait_quiet()
    assert (status.state, status.failures) == (SpeakerState.FAILED, 1)
    assert reason in status.reason


def test_espeak_without_its_data_ends_its_process_not_ours(
    open_watched: OpenWatched, device: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    status = open_watched("").wait_quiet()
    assert status.state is SpeakerState.FAILED
    assert "ended unexpectedly" in status.reason


def test_a_missing_player_is_reported(
    open_watched: OpenWatched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_PLAYER", "gramophone")
    status = open_watched("").wait_quiet()
    assert "'gramophone' was not found. Install alsa-utils" in status.reason


def test_three_failures_turn_the_voice_off(open_watched: OpenWatched, no_device: None) -> None:
    speaker = open_watched("")
    assert speaker.wait_quiet().failures == 1
    assert "No sound device answers (aplay: audio open error" in speaker.status.reason
    speaker.say("One.")
    assert speaker.wait_quiet().failures == 2
    speaker.say("Two.")
    status = speaker.wait_quiet()
    assert (status.state, status.failures) == (SpeakerState.OFF, 3)
    assert status.reason.startswith("The voice is off now. No sound device")
    speaker.say("Three.")
    assert speaker.status == status
    assert len(speaker.pids) == 3
    # It never claimed to speak.
    assert SpeakerState.SPEAKING not in [status.state for status in speaker.heard]
    speaker.leaves_nothing()


def test_a_broken_spare_lets_the_current_one_finish(open_watched: OpenWatched) -> None:
    speaker = open_watched("SpareFails")
    speaker.wait(SpeakerState.IDLE)
    speaker.say("One.")
    status = speaker.wait_quiet()
    wait_for(lambda: speaker.status.state is SpeakerState.FAILED)
    assert status.utterance == 1
    assert speaker.status.reason == "The library is gone. Install it again."
    assert SpeakerState.SPEAKING in [status.state for status in speaker.heard]


def test_a_success_resets_the_failures(open_watched: OpenWatched, device: Path) -> None:
    speaker = open_watched("")
    speaker.wait(SpeakerState.IDLE)
    os.killpg(speaker.pids[0], signal.SIGKILL)
    assert speaker.wait(SpeakerState.FAILED).failures == 1
    speaker.say("Still there?")
    status = speaker.wait_quiet()
    assert (status.state, status.failures, status.reason) == (SpeakerState.IDLE, 0, "")


def test_a_python_that_cannot_be_started_is_reported() -> None:
    def start(*_: object) -> object:
        raise FileNotFoundError("no such program")

    speaker = ChildSpeaker(Voice(), start=start)  # type: ignore[arg-type]
    wait_for(lambda: speaker.status.state is SpeakerState.FAILED)
    assert "no such program" in speaker.status.reason
    speaker.close()


def test_a_killed_program_leaves_no_voice_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    program = """if True:
        import sys, time
        from tests.speech.watched import WatchedSpeaker
        from simulator.speech.child_speaker import Limits
        from simulator.speech.speaker import SpeakerState, Voice
        speaker = WatchedSpeaker("tests.speech.engines:WithPlayer", Voice(), Limits())
        speaker.say("On and on.")
        speaker.wait(SpeakerState.SPEAKING)
        while len(speaker.pids) < 2:
            time.sleep(0.01)
        print(*speaker.pids, flush=True)
        time.sleep(1000)
    """
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        parent.kill()
    wait_for(lambda: all(group_is_gone(pid) for pid in pids))


def test_many_utterances_and_interruptions_leave_nothing(
    open_watched: OpenWatched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UTTERANCE_SECONDS", "0.01")
    speaker = open_watched()
    speaker.wait(SpeakerState.IDLE)
    files = len(list(Path("/proc/self/fd").iterdir()))
    for number in range(10):
        speaker.say(f"Number {number}.")
        assert speaker.wait_quiet().state is SpeakerState.IDLE
    for number in range(20):
        speaker.say(f"Number {number}.")
        time.sleep(0.007 * (number % 7))
        speaker.stop()
    speaker.say("Done.")
    assert speaker.wait_quiet().failures == 0
    wait_for(lambda: sum(not group_is_gone(pid) for pid in speaker.pids) <= 1)
    wait_for(lambda: len(list(Path("/proc/self/fd").iterdir())) <= files + 2)
