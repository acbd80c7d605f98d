"""Tests the nearest known word, and the messages that name it."""

from __future__ import annotations

import pytest

from simulator.text.suggest import did_you_mean, nearest, no_such

KNOWN = ["start", "serve"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("strat", "start"), ("STRAT", "start"), ("serv", "serve"), ("xyzzy", None)],
)
def test_nearest_ignores_case_and_needs_some_similarity(word: str, expected: str | None) -> None:
    assert nearest(word, KNOWN) == expected


def test_the_known_word_is_named_as_it_is_written() -> None:
    assert nearest("deep_lerning", ["Deep_Learning"]) == "Deep_Learning"


def test_messages_with_and_without_a_similar_word() -> None:
    assert did_you_mean("strat", KNOWN) == "; did you mean 'start'?"
    assert did_you_mean("xyzzy", KNOWN) == ""
    assert no_such("bank", "strat", KNOWN) == "there is no such bank; did you mean start?"
    assert no_such("bank", "xyzzy", KNOWN) == "there is no such bank"
