"""Tests line breaks by cell width: between words, and between Chinese letters."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.text.cleaning import cell_width
from simulator.text.wrapping import fitted, wrapped


def test_words_stay_whole() -> None:
    assert wrapped("one two three four", 9, "- ", "  ") == ["- one two", "  three", "  four"]
    assert wrapped("", 9, "- ") == ["-"]
    assert wrapped("unbreakableword x", 5) == ["unbreakableword", "x"]


def test_wide_letters_count_twice_and_no_line_begins_with_a_full_stop() -> None:
    assert wrapped("索引加快查询。写入", 12) == ["索引加快查", "询。写入"]
    assert wrapped("索引加快查询。", 12) == ["索引加快查", "询。"]


@given(st.text("ab 索。", max_size=60), st.integers(6, 30))
def test_lines_fit_and_no_text_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    longest = max((cell_width(word) for word in text.split()), default=0)
    assert all(cell_width(line) <= max(width, longest) for line in lines)


def test_fitted_text_keeps_its_lines_and_indents() -> None:
    text = "A question of some words.\n    code = 1\n  a long indented line"
    assert fitted(text, 14) == [
        "A question of",
        "some words.",
        "    code = 1",
        "  a long",
        "  indented",
        "  line",
    ]
