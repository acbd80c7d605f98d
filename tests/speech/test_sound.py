"""Real sound: what reaches the sound device is as long, loud and clear as it should be."""

import array
import shutil
import wave
from pathlib import Path

import pytest

from simulator.speech import SpeakerState, Voice, spoken_text
from simulator.speech.sound import loudness
from tests.speech.watched import OpenWatched, wait_for

PROMPTS = [
    "what is the vanishing gradient problem",
    "how do you measure the quality of a model",
    "what happens when the learning rate is too large",
    "why does a deep network need more data than a small one",
    "explain the idea of a learning rate",
    "how does a decision tree choose where to split",
]


def samples(path: Path) -> tuple[int, "array.array[int]"]:
    with wave.open(str(path), "rb") as wav:
        assert wav.getsampwidth() == 2
        frames = wav.readframes(wav.getnframes())
        data = array.array("h", frames)
        return wav.getframerate(), data[:: wav.getnchannels()]


def voiced_share(rate: int, sound: "array.array[int]") -> float:
    """The share of 20 ms pieces that are not silence."""
    step = rate // 50
    pieces = [sound[at : at + step] for at in range(0, len(sound) - step, step)]
    return sum(loudness(piece.tobytes()) > 0.01 for piece in pieces) / len(pieces)


def recognised(path: Path, prompts: list[str], tmp_path: Path) -> str:
    """The prompt that a speech recogniser hears, knowing only these."""
    pocketsphinx = pytest.importorskip("pocketsphinx")
    grammar = tmp_path / "prompts.gram"
    grammar.write_text(f"#JSGF V1.0;\ngrammar prompts;\npublic <prompt> = {' | '.join(prompts)};\n")
    rate, sound = samples(path)
    ratio = rate / 16000
    last = len(sound) - 2
    resampled = array.array("h")
    for number in range(int(last / ratio)):
        at = number * ratio
        left = int(at)
        resampled.append(int(sound[left] + (sound[left + 1] - sound[left]) * (at - left)))
    decoder = pocketsphinx.Decoder(jsgf=str(grammar), loglevel="FATAL")
    decoder.start_utt()
    decoder.process_raw(resampled.tobytes(), full_utt=True)
    decoder.end_utt()
    found = decoder.hyp()
    return str(found.hypstr) if found else ""


@pytest.mark.parametrize("engine", ["", "BundledEspeak"])
def test_a_question_is_heard_as_it_was_asked(
    engine: str, open_watched: OpenWatched, device: Path, tmp_path: Path
) -> None:
    speaker = open_watched(engine, Voice(rate=160))
    speaker.say(spoken_text("**What** is the _vanishing gradient_ problem?"))
    wait_for(lambda: any(status.length for status in speaker.heard))
    length = next(status.length for status in speaker.heard if status.length)
    assert speaker.wait_quiet().state is SpeakerState.IDLE

    rate, sound = samples(device)
    assert 1.5 < len(sound) / rate < 5
    assert len(sound) / rate == pytest.approx(length, abs=0.1)
    assert 0.02 < loudness(sound.tobytes()) < 0.5
    assert voiced_share(rate, sound) > 0.4
    heard = recognised(device, PROMPTS, tmp_path)
    assert len(heard.split()) >= 4
    assert PROMPTS[0].startswith(heard)


def test_each_utterance_is_the_newest_one(
    open_watched: OpenWatched, device: Path, tmp_path: Path
) -> None:
    speaker = open_watched("", Voice(rate=160))
    for prompt in PROMPTS[1:4]:
        speaker.say(prompt)
        assert speaker.wait_quiet().state is SpeakerState.IDLE
        heard = recognised(device, PROMPTS, tmp_path)
        assert len(heard.split()) >= 4
        assert prompt.startswith(heard)


def test_rate_and_volume_are_heard(open_watched: OpenWatched, device: Path) -> None:
    lengths, volumes = [], []
    for voice in (Voice(rate=120), Voice(rate=240, volume=0.3)):
        speaker = open_watched("", voice)
        speaker.say("What is overfitting, and how would you detect it?")
        speaker.wait_quiet()
        rate, sound = samples(device)
        lengths.append(len(sound) / rate)
        volumes.append(loudness(sound.tobytes()))
    assert lengths[0] > 1.5 * lengths[1]
    assert volumes[0] > 2 * volumes[1]


def test_a_long_text_begins_before_it_is_rendered_and_gets_its_length(
    open_watched: OpenWatched, device: Path
) -> None:
    speaker = open_watched("")
    speaker.say("Gradients shrink as they are multiplied back through many layers. " * 20)
    assert speaker.wait_quiet().state is SpeakerState.IDLE
    spoken = [s.length for s in speaker.heard if s.state is SpeakerState.SPEAKING]
    assert spoken[0] is None
    assert spoken[-1] is not None
    assert 60 < spoken[-1] < 120


def test_a_language_has_its_voice_for_one_utterance(
    open_watched: OpenWatched, device: Path
) -> None:
    lengths = []
    for language in ("", "de"):
        speaker = open_watched("")
        speaker.say("Der Gradient verschwindet, Maschinen wissen es.", language)
        assert speaker.wait_quiet().reason == ""
        lengths.append(samples(device)[1].tobytes())
    assert lengths[0] != lengths[1]


def test_a_missing_voice_is_replaced_and_reported(open_watched: OpenWatched, device: Path) -> None:
    speaker = open_watched("", Voice(id="gmw/nobody"))
    status = speaker.wait_quiet()
    assert status.state is SpeakerState.IDLE
    assert status.reason == "There is no voice 'gmw/nobody' here; another one reads."
    other = open_watched("", Voice(language="tlh"))
    assert other.wait_quiet().reason == "No voice here speaks 'tlh'; another one reads."


@pytest.mark.parametrize("player", ["play", "miniaudio"])
def test_other_players_can_play(
    player: str, open_watched: OpenWatched, device: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_PLAYER", player)
    speaker = open_watched("")
    speaker.say("What is overfitting?")
    assert speaker.wait_quiet().state is SpeakerState.IDLE
    # miniaudio keeps running for a while, and this device takes silence faster than real time.
    _, sound = samples(device)
    assert max(sound) > 3000


def test_if_a_player_gives_up_the_next_one_plays(
    open_watched: OpenWatched, device: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, does in (
        ("aplay", "echo 'aplay: main:831: device is taken' >&2; exit 1"),
        ("paplay", f'exec {shutil.which("aplay")} "$@"'),
    ):
        (folder / name).write_text(f"#!/bin/sh\n{does}\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("MOCK_INTERVIEW_PLAYER")
    speaker = open_watched("Patient")
    speaker.say("What is overfitting?")
    assert speaker.wait_quiet().state is SpeakerState.IDLE
    _, sound = samples(device)
    assert loudness(sound.tobytes()) > 0.01
