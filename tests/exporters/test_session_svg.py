"""Charts as SVG: numbers and sizes in, shapes out."""

import re
import xml.etree.ElementTree as ET

from simulator.exporters import session_svg as svg


def points(picture: str) -> list[tuple[float, float]]:
    line = re.search(r'polyline class="line" points="([^"]*)"', picture)
    assert line
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in line[1].split())]


def test_a_trend_runs_from_left_to_right_and_up_is_better() -> None:
    # From 50 to 810 units wide; from 148 (nothing) up to 10 (all) units high.
    assert points(svg.trend([0.0, 0.5, 1.0], "t")) == [(50, 148), (430, 79), (810, 10)]


def test_dots_only_where_there_is_room() -> None:
    assert svg.trend([0.5] * 80, "t").count("<circle") == 80
    assert svg.trend([0.5] * 81, "t").count("<circle") == 0


def test_bars_are_coloured_by_their_share_and_empty_without_one() -> None:
    picture = svg.bars([("a", 0.2, "x"), ("b", 0.5, "y"), ("c", 0.9, "z"), ("d", None, "-")], "t")
    classes = re.findall(r'rect class="(\w+)"', picture)
    assert classes == ["track", "poor", "track", "fair", "track", "good", "track"]


def test_texts_are_escaped_and_cut() -> None:
    picture = svg.bars([("<b>" + "long " * 20, 0.5, "1 & 2")], 'a "title"')
    root = ET.fromstring(picture)
    assert root.get("aria-label") == 'a "title"'
    texts = [element.text or "" for element in root.iter("text")]
    assert texts[1] == "1 & 2"
    assert texts[0].startswith("<b>long")
    assert len(texts[0]) <= 32


def test_nothing_to_draw_is_nothing() -> None:
    assert svg.bars([], "t") == ""
    assert svg.times([]) == ""
    assert svg.times([("1. a", 0.0, 0.0, False)]) == ""


def test_time_without_a_limit_has_no_mark() -> None:
    picture = svg.times([("1. a", 60.0, 0.0, False)])
    assert "<line" not in picture
    assert ">1:00</text>" in picture
