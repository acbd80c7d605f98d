"""Tests comparing British and American spelling."""

from __future__ import annotations

import pytest

from simulator.text.spelling import fold, has_all, sought

PAIRS = [
    ("regularisation", "regularization"),
    ("initialiser", "initializer"),
    ("colourised", "colorized"),
    ("analyse", "analyze"),
    ("behaviour", "behavior"),
    ("neighbours", "neighbors"),
    ("data centres", "data centers"),
    ("mean-centred", "mean-centered"),
    ("modelling", "modeling"),
    ("labelled", "labeled"),
    ("travellers", "travelers"),
    ("catalogue", "catalog"),
    ("defence", "defense"),
    ("licence", "license"),
    ("practise", "practice"),
    ("programmes", "programs"),
    ("greyscale", "grayscale"),
    ("artefacts", "artifacts"),
    ("judgement", "judgment"),
]


@pytest.mark.parametrize(("british", "american"), PAIRS)
def test_both_spellings_find_each_other(british: str, american: str) -> None:
    assert british.casefold() != american.casefold()
    assert fold(british.title()) == fold(american.upper())
    assert has_all(f"about {american}.", sought(british))
    assert has_all(f"about {british}.", sought(american))


@pytest.mark.parametrize("length", range(1, len("regularization") + 1))
@pytest.mark.parametrize("written", ["regularisation", "regularization"])
@pytest.mark.parametrize("typed", ["Regularisation", "Regularization"])
def test_a_word_is_found_letter_by_letter(typed: str, written: str, length: int) -> None:
    assert has_all(f"why {written}?", sought(typed[:length]))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("four", "for all"),
        ("hour", "horizon"),
        ("prize", "an enterprise"),
        ("filing", "filling"),
        ("z", "is"),
        ("and not", "and"),
        ("1", "21 november 2026, 11:10"),
        ("q1", "q12"),
        ("1st", "21st"),
        ("2026-1", "2026-11-04"),
    ],
)
def test_different_words_do_not_match(typed: str, text: str) -> None:
    assert not has_all(text, sought(typed))


@pytest.mark.parametrize("text", ["1", "21 and 1", "11-1x", "v1.0", "a1b"])
def test_a_number_is_found_wherever_it_is_whole(text: str) -> None:
    assert has_all(text, sought("1"))


@pytest.mark.parametrize(
    "word", ["for", "our", "size", "calling", "series", "history", "logic", "model", "vector"]
)
def test_words_with_one_spelling_are_left_alone(word: str) -> None:
    assert fold(word) == word
    assert sought(word) == [(word,)]
