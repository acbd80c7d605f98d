"""Tests bank names made from whatever people type."""

from __future__ import annotations

from simulator.storage.banks.names import chosen_name, free_name, name_from, title_from


def test_names() -> None:
    assert chosen_name(" System  design.toml") == "System_design"
    assert name_from("What's new? C++ & Äpfel!") == "what_s_new_c_äpfel"
    assert name_from("…") == "bank"
    assert name_from("con") == "con_bank"
    assert len(name_from("wort " * 100).encode()) <= 80
    assert title_from("system_design") == "System design"
    assert free_name("a", {"a", "a_2"}) == "a_3"
