"""Regular expressions that are compiled at their first use."""

import re

import pytest

from simulator.text.patterns import pattern


def test_nothing_is_compiled_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile

    def noted(source: str, flags: int) -> re.Pattern[str]:
        compiled.append(source)
        return real(source, flags)

    monkeypatch.setattr(re, "compile", noted)
    digits = pattern(r"\d+")
    assert compiled == []
    assert [digits.sub("#", "a1b22"), digits.sub("#", "3")] == ["a#b#", "#"]
    assert compiled == [r"\d+"]


def test_flags_bytes_and_all_methods_are_those_of_re() -> None:
    word = pattern("ab+", re.IGNORECASE)
    assert word.findall("ABB ab") == ["ABB", "ab"]
    assert word.fullmatch("abc") is None
    assert word.flags & re.IGNORECASE
    found = pattern(rb"\n(\d)").search(b"a\n7")
    assert found is not None
    assert found[1] == b"7"


def test_a_faulty_source_is_told_at_the_first_use() -> None:
    faulty = pattern("(")
    with pytest.raises(re.error):
        faulty.match("")
