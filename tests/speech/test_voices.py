"""The voice for a language, and the commands' questions about voices."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.speech import Voice
from simulator.speech.doctor import Verdict, check, list_voices
from simulator.speech.messages import ReportReader, encode_report, one_line
from simulator.speech.parts import FIRST, LATER, parts
from simulator.speech.voices import InstalledVoice, match_voice

ESPEAK = (
    "af cmn de en-029 en-gb en-gb-scotland en-gb-x-rp en-us en-us-nyc es-419 es fr-be fr-ch fr-fr "
    "he nb pt pt-br sr vi vi-vn-x-central yue zh-x"
)
MAC = "de_DE en_AU en_GB en_IN en_US es_ES fr_CA fr_FR he_IL nb_NO pt_BR pt_PT zh_CN zh_TW"


def tags(spelling: str) -> list[InstalledVoice]:
    return [InstalledVoice(tag, tag, (tag,)) for tag in spelling.split()]


@pytest.mark.parametrize(
    ("language", "espeak", "mac"),
    [
        ("en", "en-us", "en_US"),
        ("EN_us.UTF-8", "en-us", "en_US"),
        ("en-GB", "en-gb", "en_GB"),
        ("en-AU", "en-gb", "en_AU"),
        ("en-NZ", "en-gb", "en_AU"),
        ("en-CA", "en-us", "en_US"),
        ("de-AT", "de", "de_DE"),
        ("fr", "fr-fr", "fr_FR"),
        ("fr-CA", "fr-fr", "fr_CA"),
        ("es", "es", "es_ES"),
        ("es-MX", "es", "es_ES"),
        ("pt", "pt", "pt_PT"),
        ("pt-BR", "pt-br", "pt_BR"),
        ("zh", "cmn", "zh_CN"),
        ("zh-Hans-CN", "cmn", "zh_CN"),
        ("zh-Hant-TW", "cmn", "zh_TW"),
        ("zh-HK", "yue", "zh_CN"),
        ("no", "nb", "nb_NO"),
        ("iw", "he", "he_IL"),
        ("sr-Latn-RS", "sr", None),
        ("vi", "vi", None),
        ("tlh", None, None),
        ("", None, None),
    ],
)
def test_a_tag_gets_its_voice(language: str, espeak: str | None, mac: str | None) -> None:
    for spelling, wanted in ((ESPEAK, espeak), (MAC, mac)):
        found = match_voice(tags(spelling), language)
        assert (found and found.id) == wanted


def test_voices_of_this_machine_are_listed() -> None:
    voices = list_voices()
    assert len(voices) > 50
    assert not any(voice.id.startswith("mb/") for voice in voices)
    english = match_voice(voices, "en")
    assert english is not None
    assert english.languages == ("en-us",)


def test_no_voices_are_an_empty_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_SPEECH_ENGINE", "tests.speech.engines:NotThere")
    assert list_voices() == []


def test_a_check_speaks_and_passes(device: Path) -> None:
    found = check(Voice())
    assert (found.verdict, found.cure) == (Verdict.PASS, "")
    assert found.what == "espeak-ng speaks, played by aplay."


def test_a_check_warns_without_a_device(no_device: None) -> None:
    found = check(Voice())
    assert found.verdict is Verdict.WARN
    assert found.what.startswith("No sound device answers")
    assert found.cure


def test_a_check_warns_of_a_language_without_a_voice(device: Path) -> None:
    found = check(Voice(language="tlh"))
    assert found.verdict is Verdict.WARN
    assert "'tlh'" in found.what


@pytest.mark.parametrize(
    ("engine", "what"),
    [
        ("NoPyttsx3", "pyttsx3 is not installed."),
        ("ExitsInPrepare", "phontab"),
        ("HangsInPrepare", "The voice did not answer."),
        ("Quick", "quick made no sound."),
    ],
)
def test_a_check_fails_with_a_cure(engine: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_SPEECH_ENGINE", f"tests.speech.engines:{engine}")
    found = check(Voice(), timeout=2.0 if engine.startswith("Hangs") else 20.0)
    assert found.verdict is Verdict.FAIL
    assert what in found.what
    assert found.cure


@given(
    st.lists(st.one_of(st.binary(max_size=40), st.integers()), max_size=12),
    st.integers(min_value=1, max_value=60),
)
def test_reports_are_found_in_any_noise(stream: list[bytes | int], size: int) -> None:
    noise = [piece.replace(b"\x1e", b"?") for piece in stream if isinstance(piece, bytes)]
    sent = [{"report": "n", "n": piece} for piece in stream if isinstance(piece, int)]
    data = b"".join(
        piece.replace(b"\x1e", b"?")
        if isinstance(piece, bytes)
        else encode_report({"report": "n", "n": piece})
        for piece in stream
    )
    reader = ReportReader()
    found = [
        message for at in range(0, len(data), size) for message in reader.feed(data[at : at + size])
    ]
    assert found == sent
    assert reader.last_words.isprintable()
    assert noise is not None


@given(st.text(alphabet="ab .!?\n", max_size=3000))
def test_parts_lose_no_word(text: str) -> None:
    found = parts(text)
    assert " ".join(found).split() == text.split() or len(max(text.split())) > FIRST
    assert len(found[0]) <= FIRST
    assert all(len(part) <= LATER for part in found)


def test_one_line_is_one_line() -> None:
    assert one_line("a\n\tb\x1b[0m\u202e c") == "a b [0m c"
    assert one_line("x" * 50, 10) == "x" * 9 + "…"


def test_the_package_is_light() -> None:
    """Nothing slow is imported before a voice is wanted."""
    program = (
        "import sys, simulator.speech; "
        "print([n for n in ('pyttsx3', 'markdown_it', 'subprocess', 'textual', 'json', 'wave',"
        " 'asyncio', 'ctypes', 'tempfile') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
