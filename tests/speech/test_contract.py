"""The contract of every speaker, whatever the engine."""

import threading
import time

import pytest

from simulator.speech import (
    SilentSpeaker,
    Speaker,
    SpeakerState,
    SpeakerStatus,
    Voice,
    open_speaker,
)
from tests.speech.watched import AT_ONCE, OpenWatched, wait_for

BACKENDS = ["Quick", "", "BundledEspeak", "FakeMac", "FakeWindows"]
NASTY = [
    "",
    "   \n",
    "\x00\x1b[2J\x1e{}\n",
    "\ud800 alone",
    "👩‍💻 مرحبا 你好",
    "--help $(reboot) `reboot`; 'quoted' \"twice\" %n",
    "<speak><prosody rate='1'>slow</prosody></speak> [[h@'loU]]",
    "a" * 20_000,
]


def quick(call: object, *arguments: str) -> None:
    assert callable(call)
    begun = time.perf_counter()
    call(*arguments)
    assert time.perf_counter() - begun < AT_ONCE


@pytest.fixture(params=BACKENDS)
def backend(
    request: pytest.FixtureRequest,
    device: object,
    fake_say: object,
) -> str:
    return str(request.param)


def test_an_utterance_goes_from_preparing_through_speaking_to_idle(
    backend: str, open_watched: OpenWatched
) -> None:
    speaker = open_watched(backend)
    assert speaker.wait(SpeakerState.IDLE, SpeakerState.FAILED) == SpeakerStatus(SpeakerState.IDLE)
    quick(speaker.say, "What is overfitting?")
    assert speaker.status.busy
    assert speaker.status.utterance == 1
    speaker.wait_quiet()
    states = [status.state for status in speaker.heard]
    assert states == [
        SpeakerState.IDLE,
        SpeakerState.PREPARING,
        SpeakerState.SPEAKING,
        SpeakerState.IDLE,
    ]
    assert speaker.status == SpeakerStatus(SpeakerState.IDLE, utterance=1)


def test_calls_are_immediate_and_harmless_in_any_order(
    backend: str, open_watched: OpenWatched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UTTERANCE_SECONDS", "30")
    speaker = open_watched(backend)
    quick(speaker.stop)
    for text in NASTY:
        quick(speaker.say, text)
        quick(speaker.say, text, "xx-Nope")
    quick(speaker.stop)
    assert not speaker.status.busy
    assert speaker.status.utterance == 2 * len(NASTY)
    quick(speaker.stop)
    quick(speaker.close)
    assert speaker.status.state is SpeakerState.OFF
    quick(speaker.say, "More?")
    quick(speaker.stop)
    quick(speaker.close)
    assert speaker.status.state is SpeakerState.OFF
    speaker.leaves_nothing()


def test_stopped_means_idle_at_once_and_the_next_is_said(
    backend: str, open_watched: OpenWatched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UTTERANCE_SECONDS", "0.3")
    speaker = open_watched(backend)
    speaker.say("One, two, three, four, five.")
    wait_for(lambda: any(status.state is SpeakerState.SPEAKING for status in speaker.heard))
    speaker.stop()
    assert speaker.status.state is SpeakerState.IDLE
    speaker.say("Another one.")
    assert speaker.wait_quiet() == SpeakerStatus(SpeakerState.IDLE, utterance=2)


def test_news_come_from_another_thread_and_their_listener_may_fail(
    open_watched: OpenWatched,
) -> None:
    speaker = open_watched()
    threads: list[threading.Thread] = []

    def listener(status: SpeakerStatus) -> None:
        threads.append(threading.current_thread())
        raise RuntimeError("the screen is gone")

    speaker.on_change = listener
    for number, text in enumerate(("One.", "Two."), start=1):
        speaker.say(text)
        wait_for(lambda: not speaker.status.busy)
        assert speaker.status.utterance == number
    wait_for(lambda: len(threads) >= 4)
    assert threading.main_thread() not in threads


def test_the_silent_speaker_is_off_and_does_nothing() -> None:
    speaker: Speaker = open_speaker(Voice(), enabled=False)
    assert isinstance(speaker, SilentSpeaker)
    speaker.say("Hello?")
    speaker.stop()
    assert speaker.status == SpeakerStatus(SpeakerState.OFF)
    speaker.close()


def test_an_opened_speaker_is_a_real_one(device: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_SPEECH_ENGINE", "tests.speech.engines:Quick")
    heard: list[SpeakerStatus] = []
    speaker = open_speaker(Voice(), enabled=True)
    speaker.on_change = heard.append
    speaker.say("Hello.")
    wait_for(lambda: not speaker.status.busy)
    assert speaker.status == SpeakerStatus(SpeakerState.IDLE, utterance=1)
    speaker.close()
    wait_for(lambda: bool(heard) and heard[-1].state is SpeakerState.OFF)


def test_a_mac_gets_the_text_through_stdin_and_a_serious_voice(
    fake_say: object, open_watched: OpenWatched
) -> None:
    speaker = open_watched("FakeMac", Voice(volume=0.5))
    speaker.say("--version, please.")
    speaker.wait_quiet()
    speaker.say("Guten Tag.", "de")
    speaker.wait_quiet()
    told = fake_say.read_text()  # type: ignore[attr-defined]
    assert "-v Samantha -r 165\n[[volm 0.50]] --version, please." in told
    assert "-v Anna -r 165\n" in told
