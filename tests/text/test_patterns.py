"""Tests regular expressions that are compiled on first use."""

import re

import pytest

from simulator.text.patterns import pattern


def test_nothing_is_compiled_before_its_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_flags_bytes_and_methods_work_as_in_re() -> None:
    word = pattern("ab+", re.IGNORECASE)
    assert word.findall("ABB ab") == ["ABB", "ab"]
    assert word.fullmatch("abc") is None
    assert word.flags & re.IGNORECASE
    found = pattern(rb"\n(\d)").search(b"a\n7")
    assert found is not None
    assert found[1] == b"7"


def test_a_faulty_source_raises_on_first_use() -> None:
    faulty = pattern("(")
    with pytest.raises(re.error):
        faulty.match("")
