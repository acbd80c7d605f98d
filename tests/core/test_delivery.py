"""Tests the facts of a spoken answer, and a candidate's usual ones."""

from __future__ import annotations

import pytest

from simulator.core.delivery import (
    Delivery,
    Pause,
    Usual,
    delivery_facts,
    delivery_sentence,
    recording_name,
    strip,
    usual_words,
)

SAID = Delivery(
    recording="x.rec/03.wav",
    first_word_seconds=2.4,
    last_word_seconds=20.0,
    speech_seconds=12.3,
    pauses=(Pause(8.0, 1.8), Pause(12.5, 3.5)),
)
UNBROKEN = Delivery(first_word_seconds=1.0, last_word_seconds=9.0, speech_seconds=8.0)


def test_the_facts_in_words() -> None:
    assert delivery_facts(SAID, 74.3) == (
        "first word after 2.4 s",
        "spoke for 0:12 of 1:14",
        "2 pauses of a second or more: at 0:08, at 0:12",
        "the longest 3.5 s",
    )
    assert delivery_facts(UNBROKEN, 10)[2:] == ("no pause of a second or more",)
    once = Delivery(first_word_seconds=0.5, speech_seconds=1.0, pauses=(Pause(61.0, 2.0),))
    assert delivery_facts(once, 70)[2:] == ("1 pause of 2.0 s at 1:01",)
    assert delivery_facts(Delivery(), 10) == ("no word was heard",)


def test_many_pauses_are_not_all_named() -> None:
    pauses = tuple(Pause(10.0 * n, 1.0 + n / 10) for n in range(1, 9))
    many = Delivery(first_word_seconds=0.0, speech_seconds=1.0, pauses=pauses)
    assert delivery_facts(many, 100)[2].startswith("8 pauses of a second or more: at 0:10, at")
    assert delivery_facts(many, 100)[2].endswith("at 1:00 …")


def test_the_longest_pause_and_the_next_one() -> None:
    assert SAID.longest == Pause(12.5, 3.5)
    assert UNBROKEN.longest is None
    assert SAID.pause_after(0.0) == Pause(8.0, 1.8)
    assert SAID.pause_after(8.0) == Pause(12.5, 3.5)
    assert SAID.pause_after(12.5) is None


def test_facts_stay_when_the_sound_is_deleted() -> None:
    kept = SAID.without_recording()
    assert kept.recording is None
    assert delivery_facts(kept, 74.3) == delivery_facts(SAID, 74.3)


def test_speech_between_the_pauses() -> None:
    assert SAID.speech() == ((2.4, 8.0), (9.8, 12.5), (16.0, 20.0))
    assert Delivery().speech() == ()
    without_end = Delivery(first_word_seconds=1.0, speech_seconds=4.0)
    assert without_end.speech() == ((1.0, 5.0),)


def test_a_strip_shows_speech_and_silence_in_their_places() -> None:
    drawn = "".join("■" if words else "·" for words in strip(SAID, 24.0, 24))
    assert drawn == "··■■■■■■··■■····■■■■····"
    assert strip(SAID, 24.0, 0) == ()
    assert strip(SAID, 0.0, 24) == ()
    assert strip(Delivery(), 10.0, 3) == (False, False, False)


def test_a_word_shorter_than_a_cell_still_shows() -> None:
    word = Delivery(first_word_seconds=50.0, last_word_seconds=50.2, speech_seconds=0.2)
    assert strip(word, 100.0, 10).count(True) == 1
    late = Delivery(first_word_seconds=99.9, last_word_seconds=100.0, speech_seconds=0.1)
    assert strip(late, 100.0, 10)[-1]


def test_usual_values_are_medians_of_enough_answers() -> None:
    told = [
        Delivery(first_word_seconds=n, speech_seconds=9.0, pauses=(Pause(5.0, 1.0 + n),))
        for n in (1.0, 2.0, 3.0, 9.0)
    ]
    assert Usual.of([*told, Delivery()]) is None
    assert Usual.of([*told, UNBROKEN]) == Usual(5, 2.0, 3.0)


def test_usual_values_follow_the_facts_without_judging() -> None:
    assert delivery_sentence(SAID, 74.3).endswith("the longest 3.5 s.")
    said = delivery_sentence(SAID, 74.3, Usual(12, 1.9, 2.1))
    assert said.startswith("First word after 2.4 s; spoke for 0:12 of 1:14; 2 pauses")
    assert said.endswith(
        "Usually, in your 12 earlier answers: first word after 1.9 s, longest pause 2.1 s."
    )
    assert usual_words(None) == ""
    for judging in ("good", "bad", "slow", "confiden", "nervous", "better", "worse", "too "):
        assert judging not in said


@pytest.mark.parametrize(
    ("place", "name"), [((0, 0), "01.wav"), ((2, 1), "03-1.wav"), ((99, 3), "100-3.wav")]
)
def test_a_recording_is_named_by_its_question_and_follow_up(
    place: tuple[int, int], name: str
) -> None:
    assert recording_name(*place) == name
