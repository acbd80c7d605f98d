"""Tests telling speech from silence: in clean sound, noisy rooms and quiet voices."""

from __future__ import annotations

import math
import random
import time
from array import array
from collections.abc import Callable
from operator import mul

import pytest

from simulator.core.delivery import Delivery, Pause
from simulator.core.hearing import heard, threshold

RATE = 16_000


def silence(seconds: float) -> array[int]:
    return array("h", bytes(2 * round(seconds * RATE)))


def words(seconds: float, loud: float = 3000.0) -> array[int]:
    """Return something like speech: a tone in five syllables a second that never quite stops."""
    return array(
        "h",
        (
            round(
                loud
                * (0.25 + 0.75 * abs(math.sin(math.pi * 5 * n / RATE)))
                * math.sin(2 * math.pi * 180 * n / RATE)
            )
            for n in range(round(seconds * RATE))
        ),
    )


def noisy(sound: array[int], loud: float) -> array[int]:
    chance = random.Random(7)
    return array("h", (max(-32768, min(32767, s + round(chance.gauss(0, loud)))) for s in sound))


def answer(loud: float = 3000.0) -> array[int]:
    """First word at 2.4 s; pauses of 1.8 s at 5.4 s and of 3.5 s at 9.2 s; end at 14.7 s."""
    parts = (
        silence(2.4),
        words(3.0, loud),
        silence(1.8),
        words(2.0, loud),
        silence(3.5),
        words(2.0, loud),
        silence(2.0),
    )
    whole = array("h")
    for part in parts:
        whole.extend(part)
    return whole


def check(found: Delivery, within: float) -> None:
    assert found.first_word_seconds == pytest.approx(2.4, abs=within)
    assert found.last_word_seconds == pytest.approx(14.7, abs=within)
    assert found.speech_seconds == pytest.approx(7.0, abs=3 * within)
    assert [pause.at for pause in found.pauses] == pytest.approx([5.4, 9.2], abs=within)
    assert [pause.seconds for pause in found.pauses] == pytest.approx([1.8, 3.5], abs=within)


def test_pauses_are_found_where_they_were_made() -> None:
    check(heard(answer(), RATE), 0.03)


@pytest.mark.parametrize("noise", [30.0, 300.0, 600.0])
def test_noise_hardly_moves_the_pauses(noise: float) -> None:
    check(heard(noisy(answer(), noise), RATE), 0.1)


def test_a_quiet_voice_is_heard() -> None:
    check(heard(answer(loud=200.0), RATE), 0.1)


def test_a_short_silence_is_not_a_pause() -> None:
    sound = words(1.0) + silence(0.9) + words(1.0) + silence(1.1) + words(1.0)
    assert heard(sound, RATE).pauses == (Pause(2.9, 1.1),)


def test_silences_between_words_are_not_speaking_time() -> None:
    sound = words(1.0) + silence(0.2) + words(1.0) + silence(0.6) + words(1.0)
    assert heard(sound, RATE).speech_seconds == pytest.approx(3.2, abs=0.05)


@pytest.mark.parametrize(
    "sound",
    [
        silence(0),
        silence(0.005),
        silence(10),
        noisy(silence(10), 400.0),
        words(0.05) + silence(5),
    ],
    ids=["nothing", "less than a piece", "silence", "noise", "a click"],
)
def test_without_speech_no_word_is_heard(sound: array[int]) -> None:
    assert heard(sound, RATE) == Delivery()


def test_typing_is_not_speech() -> None:
    typed = array("h")
    for _ in range(40):
        typed.extend(words(0.03) + silence(0.15))
    assert heard(typed, RATE) == Delivery()
    assert heard(typed + silence(1) + words(2), RATE).first_word_seconds == pytest.approx(8.2, 0.01)


def test_speech_without_a_break_counts_as_a_whole() -> None:
    found = heard(words(20.0), RATE)
    assert found.first_word_seconds == pytest.approx(0.0, abs=0.05)
    assert found.speech_seconds == pytest.approx(20.0, abs=0.1)
    assert found.pauses == ()


def test_a_few_words_in_a_long_silence_are_found() -> None:
    found = heard(silence(60) + words(1.0) + silence(60), RATE)
    assert found.first_word_seconds == pytest.approx(60.0, abs=0.03)
    assert found.speech_seconds == pytest.approx(1.0, abs=0.05)


def test_the_threshold_is_between_room_and_voice() -> None:
    assert threshold([10.0] * 50 + [1000.0] * 50) == 48.0
    assert threshold([100.0] * 50 + [5000.0] * 50) == 300.0
    assert threshold([1000.0] * 50 + [4000.0] * 50) == 2000.0
    assert threshold([1000.0] * 100) == math.inf


def test_sound_is_analysed_as_fast_as_its_samples_are_multiplied() -> None:
    minute = answer() * 4

    def seconds(work: Callable[[], object]) -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    taken = [
        (seconds(lambda: heard(minute, RATE)), seconds(lambda: sum(map(mul, minute, minute))))
        for _ in range(5)
    ]
    hearing, multiplying = map(min, zip(*taken, strict=True))
    assert hearing < 1.5 * multiplying
