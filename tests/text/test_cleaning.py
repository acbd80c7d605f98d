"""Tests the cleaning of text from outside: what is removed, shown and kept."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.text.cleaning import clean, is_clean, one_line, printable

FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    r"\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
anything = st.text(st.characters(), max_size=80) | st.text(
    st.sampled_from("a\x1b\x9b\u202e\u2028\r\n\t\ud800\u200b\u200d\u00ad\ufeff "), max_size=30
)


@pytest.mark.parametrize(
    ("dirty", "tidy"),
    [
        ("plain", "plain"),
        ("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne"),
        ("\x1b]52;c;x\x07", "]52;c;x"),
        ("a\x9b31mb\x7f\x00", "a31mb"),
        ("a\u202eb\u2066c\u200fd\u061ce", "abcde"),
        ("p\u200ba\ufeffy\u2060pal\u00ad", "paypal"),
        ("\ud800x", "\ufffdx"),
        ("👩\u200d👧 نمی\u200cخواهم", "👩\u200d👧 نمی\u200cخواهم"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("[/foo] list[int]", "[/foo] list[int]"),
    ],
)
def test_clean(dirty: str, tidy: str) -> None:
    assert clean(dirty) == tidy


def test_clean_without_newlines() -> None:
    assert clean("a\r\nb\tc", newlines=False) == "a b c"


@given(anything)
def test_cleaning_removes_everything_forbidden_and_is_idempotent(text: str) -> None:
    tidy = clean(text)
    assert not FORBIDDEN.search(tidy)
    assert clean(tidy) == tidy
    assert is_clean(tidy)
    assert is_clean(text) == (tidy == text)
    tidy.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "width", "line"),
    [
        ("  a \n\n b\tc ", None, "a b c"),
        ("exactly", 7, "exactly"),
        ("too long", 7, "too lo…"),
        ("漢字漢字", 5, "漢字…"),
        ("漢字漢字", 8, "漢字漢字"),
        ("word next", 6, "word…"),
        ("abc", 0, ""),
        ("abc", 1, "…"),
        ("", 5, ""),
    ],
)
def test_one_line(text: str, width: int | None, line: str) -> None:
    assert one_line(text, width) == line


@given(anything, st.integers(0, 30))
def test_a_line_is_never_wider_than_its_limit(text: str, width: int) -> None:
    line = one_line(text, width)
    assert "\n" not in line
    wide = sum(
        0 if unicodedata.category(c) in ("Mn", "Me") or c in "\u200c\u200d"
        else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in line
    )  # fmt: skip
    assert wide <= width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("bank.toml", "bank.toml"),
        ("\x1b[31m.toml", r"\x1b[31m.toml"),
        ("a\nb\tc\rd", r"a\nb\tc\rd"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("caf\udce9\udcff.toml", "caf\ufffd\ufffd.toml"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("Größe 漢字", "Größe 漢字"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_printable_keeps_newlines_only_on_request() -> None:
    assert printable("a\nb\x1b", newlines=True) == "a\nb\\x1b"


@given(anything)
def test_a_printable_text_can_always_be_printed(text: str) -> None:
    shown = printable(text)
    assert not FORBIDDEN.search(shown)
    assert "\n" not in shown
    shown.encode("utf-8")
