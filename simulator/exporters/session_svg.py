"""Draws charts as inline SVG: pure functions; text is escaped, colours come from classes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from simulator.core.table import tone_of_share
from simulator.core.times import show_time

WIDTH = 820
"""The width of a chart in its own units; it scales to the page."""

_LABEL, _WORDS, _ROW = 230, 150, 26
_BAR = WIDTH - _LABEL - _WORDS


def bars(rows: Sequence[tuple[str, float | None, str]], title: str = "Key points covered") -> str:
    """Draw horizontal bars, each with a label, a share from 0 to 1, and its value in words."""
    parts = []
    for index, (label, share, words) in enumerate(rows):
        y = index * _ROW
        parts.append(_label(label, y))
        parts.append(_rect(_LABEL, y + 7, _BAR, "track"))
        if share:
            parts.append(_rect(_LABEL, y + 7, max(3.0, share * _BAR), tone_of_share(share).value))
        parts.append(f'<text x="{_LABEL + _BAR + 12}" y="{y + 17}">{escape(words)}</text>')
    return _svg("".join(parts), len(rows) * _ROW, title)


def times(rows: Sequence[tuple[str, float, float, bool]]) -> str:
    """Draw each answer's time with a mark at its limit; see `time_bars`."""
    longest = max((max(used, limit) for _, used, limit, _ in rows), default=0.0)
    if not longest:
        return ""
    parts = []
    for index, (label, seconds, limit, over) in enumerate(rows):
        y, used = index * _ROW, seconds / longest * _BAR
        parts.append(_label(label, y))
        parts.append(_rect(_LABEL, y + 7, max(1.0, used), "poor" if over else "accent"))
        words = show_time(seconds)
        if limit:
            at = _LABEL + limit / longest * _BAR
            line = f'x1="{at:.1f}" x2="{at:.1f}" y1="{y + 3}" y2="{y + 22}"'
            parts.append(f'<line class="limit" {line}/>')
            words += f" of {show_time(limit)}"
        parts.append(f'<text x="{_LABEL + _BAR + 12}" y="{y + 17}">{escape(words)}</text>')
    return _svg("".join(parts), len(rows) * _ROW, "Time used, and the limit")


def trend(shares: Sequence[float], title: str, height: int = 160) -> str:
    """Draw a line through shares from 0 to 1, oldest first, with a scale."""
    left, right, top, bottom = 50.0, WIDTH - 10.0, 10.0, height - 12.0
    parts = []
    for share in (0.0, 0.5, 1.0):
        y = bottom - share * (bottom - top)
        grid = f'x1="{left:.0f}" x2="{right:.0f}" y1="{y:.1f}" y2="{y:.1f}"'
        parts.append(f'<line class="grid" {grid}/>')
        parts.append(
            f'<text class="soft" x="{left - 8:.0f}" y="{y + 4:.1f}" text-anchor="end">'
            f"{round(share * 100)} %</text>"
        )
    step = (right - left) / max(1, len(shares) - 1)
    points = [(left + n * step, bottom - s * (bottom - top)) for n, s in enumerate(shares)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    parts.append(f'<polyline class="line" points="{path}"/>')
    if len(points) <= 80:
        parts += [f'<circle class="accent" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in points]
    return _svg("".join(parts), height, title)


def _label(text: str, y: float) -> str:
    line = " ".join(text.split())
    short = line if len(line) <= 32 else line[:31].rstrip() + "…"
    return f'<text x="0" y="{y + 17}">{escape(short)}</text>'


def _rect(x: float, y: float, width: float, name: str) -> str:
    size = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="12"'
    return f'<rect class="{name}" {size} rx="3"/>'


def _svg(inner: str, height: float, title: str) -> str:
    if not inner:
        return ""
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'aria-label="{escape(title)}">{inner}</svg>'
    )
