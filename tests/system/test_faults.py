"""A fault says where and what, and never what a terminal obeys."""

from __future__ import annotations

from simulator.system.faults import Fault


def test_a_fault_says_where_and_what() -> None:
    assert (
        str(Fault("b.toml", 7, "questions[2].time_limit", "expected a positive number, got -5"))
        == "b.toml:7: questions[2].time_limit: expected a positive number, got -5"
    )
    assert str(Fault("b.toml", None, "", "is empty")) == "b.toml: is empty"


def test_a_fault_never_holds_what_a_terminal_obeys() -> None:
    said = str(Fault("\x1b[31m\udcff.toml", 1, "a\x9bb", "c\u202ed\ne"))
    assert said == r"\x1b[31m" + "\ufffd.toml:1: a\\x9bb: c\\u202ed\\ne"
