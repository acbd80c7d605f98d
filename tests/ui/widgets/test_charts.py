"""Charts: numbers and sizes in, text and colours out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from simulator.core.figures import Calibration
from simulator.core.report_document import calibration_table
from simulator.core.table import Cell, Tone
from simulator.ui.widgets.charts import (
    HALF_LINE,
    LINE,
    PARTLY,
    REST,
    bar,
    bars,
    beside,
    colour_of,
    means,
    segments,
    sparkline,
    square,
    standing,
    trend,
)


def coloured(content: Content, colour: str) -> int:
    """Return how many cells have this colour."""
    return sum(span.end - span.start for span in content.spans if str(span.style) == colour)


@pytest.mark.parametrize(
    ("share", "colour"),
    [
        (0.0, "$error"),
        (0.33, "$error"),
        (1 / 3, "$warning"),
        (0.74, "$warning"),
        (0.75, "$success"),
    ],
)
def test_colours(share: float, colour: str) -> None:
    assert colour_of(share) == colour


@pytest.mark.parametrize(
    ("share", "full", "tip"), [(0.0, 0, 0), (0.5, 5, 0), (0.55, 5, 1), (1.0, 10, 0), (1.7, 10, 0)]
)
def test_a_bar_is_right_to_half_a_cell(share: float, full: int, tip: int) -> None:
    drawn = bar(share, 10)
    assert drawn.plain == LINE * full + HALF_LINE * tip + REST * (10 - full - tip)
    assert coloured(drawn, colour_of(share)) == full + tip


def test_an_unknown_share_is_only_a_track() -> None:
    assert coloured(bar(None, 10), "$surface-lighten-2") == 10
    assert coloured(bar(0.5, 10, "$accent"), "$accent") == 5


@given(st.floats(-1, 2), st.integers(1, 200))
def test_a_bar_is_as_wide_as_it_should_be(share: float, width: int) -> None:
    assert bar(share, width).cell_length == width


@given(
    st.lists(
        st.tuples(st.text(max_size=60), st.none() | st.floats(0, 1), st.just("3 of 4")), max_size=5
    ),
    st.integers(40, 160),
)
def test_bars_keep_to_their_width(rows: list[tuple[str, float | None, str]], width: int) -> None:
    drawn = bars([(name.replace("\n", " "), share, words) for name, share, words in rows], width)
    assert all(line.cell_length <= width for line in drawn.split("\n", allow_blank=True))


def test_bars_align() -> None:
    drawn = bars([("漢字", 0.5, "1 of 2"), ("a longer name", 1.0, "2 of 2")], 50).plain.split("\n")
    assert drawn[0].startswith("漢字           ")
    assert [line.endswith("of 2") for line in drawn] == [True, True]
    assert bars([], 50).plain == ""


def test_markup_is_text() -> None:
    assert "[/foo]" in bars([("[/foo]", 0.5, "[b]1[/b]")], 50).plain
    assert "[b]1[/b]" in bars([("[/foo]", 0.5, "[b]1[/b]")], 50).plain


def dots(line: str) -> list[str]:
    """Return the cells of a line that have dots."""
    return [char for char in line if "⠀" < char <= "⣿"]


def test_a_trend_has_its_scale_and_nothing_above_or_below_it() -> None:
    drawn = trend([0.0] * 9 + [1.0] * 9, 20, 5).plain.split("\n")
    assert [line[:6] for line in drawn] == ["100 % ", "      ", " 50 % ", "      ", "  0 % "]
    above, below = {"⠁", "⠈", "⠉"}, {"⡀", "⢀", "⣀", "⠄", "⠠", "⠤"}
    assert not above & set(dots(drawn[0]))  # 100 % is on the line of 100 %.
    assert not below & set(dots(drawn[4]))
    assert dots(drawn[0])[-1] == "⠒"
    assert dots(drawn[4])[0] == "⠒"
    assert all(len(line) == 20 for line in drawn)


def test_sessions_are_faint_dots_and_the_mean_of_five_a_bold_line() -> None:
    values = [0.0, 1.0] * 10
    drawn = trend(values, 46, 5)
    assert coloured(drawn, "bold $primary") >= 15
    top = drawn.plain.split("\n")[0]
    assert len(dots(top)) == 10
    assert means([0.0, 1.0, 1.0, 1.0, 1.0, 1.0]) == [0.0, 0.5, 2 / 3, 0.75, 0.8, 1.0]


def test_one_value_is_one_dot_and_none_is_an_empty_grid() -> None:
    assert len(dots(trend([0.5], 20, 5).plain)) == 1
    assert not dots(trend([], 20, 4).plain)
    assert " 50 %" not in trend([], 20, 4).plain


def test_more_values_than_dots_are_averaged() -> None:
    # 28 dots wide; half zeros, half ones: the left half is low, the right half high.
    drawn = trend([0.0] * 500 + [1.0] * 500, 20, 3).plain.split("\n")
    assert set(drawn[2][6:12]) == {"⠒"}
    assert set(drawn[0][14:]) == {"⠒"}


@given(st.lists(st.floats(0, 1), max_size=300), st.integers(8, 120), st.integers(1, 12))
def test_a_trend_keeps_to_its_size(values: list[float], width: int, height: int) -> None:
    drawn = trend(values, width, height).plain.split("\n")
    assert len(drawn) == height
    assert {len(line) for line in drawn} == {width}


def test_a_sparkline_begins_at_zero() -> None:
    assert sparkline([0.0, 0.5, 1.0], 10).plain == "▁▃▆"
    assert sparkline([0.0, 0.0, 1.0, 1.0], 2).plain == "▁▆"
    assert sparkline([], 10).plain == ""


def test_the_square_points_to_what_was_sure_and_wrong() -> None:
    drawn = square(calibration_table(Calibration(12, 3, 4, 5))).plain
    head, sure, unsure = drawn.split("\n")
    assert head.split() == ["solid", "or", "strong", "partial", "or", "less"]
    assert sure.split() == ["sure", "(4-5)", "12", "!", "3"]
    assert unsure.split() == ["unsure", "(1-3)", "4", "5"]
    assert "!" not in square(calibration_table(Calibration(1, 0, 0, 0))).plain


@pytest.mark.parametrize(("sure_right", "filled"), [(0, 0), (2, 1)])
def test_the_square_fills_no_cell_for_none(sure_right: int, filled: int) -> None:
    drawn = square(calibration_table(Calibration(sure_right, 0, 1, 1)))
    assert sum("$success" in str(span.style) for span in drawn.spans) == filled


def test_the_square_is_narrow_if_there_is_little_room() -> None:
    drawn = square(calibration_table(Calibration(12, 3, 4, 5)), 36).plain.split("\n")
    assert len(drawn) == 4  # The heads take two lines.
    assert max(map(len, drawn)) <= 36


def test_segments_fill_their_width_each_by_its_count() -> None:
    parts = [(Cell("strong", Tone.GOOD), 3), (Cell("partial", Tone.FAIR), 1)]
    assert [len(part) for part in segments(parts, 21).plain.split(" ")] == [15, 5]
    assert coloured(segments(parts, 21), "$warning") == 5
    assert segments([], 5).plain == "     "


@given(st.lists(st.integers(1, 50), min_size=1, max_size=5), st.integers(20, 60))
def test_segments_are_as_wide_as_they_should_be(counts: list[int], width: int) -> None:
    drawn = segments([(Cell("x"), count) for count in counts], width)
    assert drawn.cell_length == width


@pytest.mark.parametrize(
    ("counts", "cells"),
    [
        ((0, 0, 4), (0, 0, 8)),
        ((4, 0, 0), (8, 0, 0)),
        ((1, 2, 1), (2, 4, 2)),
        ((1, 0, 39), (1, 0, 7)),
        ((39, 1, 0), (7, 1, 0)),
        ((1, 1, 38), (1, 1, 6)),
    ],
)
def test_ready_partly_and_the_rest_differ_without_colours(
    counts: tuple[int, int, int], cells: tuple[int, int, int]
) -> None:
    ready, partly, _ = counts
    drawn = standing(ready, partly, sum(counts), 8)
    lines = "".join(line * cell for line, cell in zip((LINE, PARTLY, REST), cells, strict=True))
    assert drawn.plain == lines
    assert (coloured(drawn, "$success"), coloured(drawn, "$warning")) == cells[:2]


@given(st.lists(st.integers(0, 900), min_size=3, max_size=3).filter(any), st.integers(3, 40))
def test_a_bar_of_three_parts_is_as_wide_as_it_should_be(counts: list[int], width: int) -> None:
    drawn = standing(counts[0], counts[1], sum(counts), width).plain
    assert len(drawn) == width
    lines = (LINE, PARTLY, REST)
    assert [line in drawn for line in lines] == [count > 0 for count in counts]
    assert sorted(drawn, key=lines.index) == list(drawn)


def test_a_label_is_complete_if_there_is_room() -> None:
    name = "Interpretability, robustness and f"
    assert name in bars([(name, 0.5, "1 of 2")], 112).plain
    # Two columns of topics in a window of 200, with the weeks behind them.
    assert f"{name}airness" in bars([(f"{name}airness", 0.5, "  1 of 2   ▁▁▁▁▁▁▁▁")], 92).plain
    assert f"{name[:29]}…" in bars([(name, 0.5, "1 of 2")], 60).plain


def test_lines_fill_columns_from_the_top() -> None:
    lines = [Content(each) for each in "abcde"]
    assert beside(lines, 1, 4).plain == "a\nb\nc\nd\ne"
    assert beside(lines, 2, 4).plain == "a   d\nb   e\nc"
    assert beside([], 2, 4).plain == ""
