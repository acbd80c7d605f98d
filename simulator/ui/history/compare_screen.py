"""Two sessions side by side, question by question: gained, lost, and the time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.core.comparison import AnswerPair, Comparison
from simulator.core.report import Report
from simulator.core.session import Answer
from simulator.core.times import show_time
from simulator.core.wording import (
    bank_titles,
    confidence_words,
    first_line,
    points_words,
    show_moment,
)
from simulator.ui.history.answer_text import result_cell
from simulator.ui.keys.keymap import keyed
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.markdown import markdown_content
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.prose import hanging
from simulator.ui.widgets.screen import PAGE_KEYS, ListScreen

_TITLES = 19
_AROUND = 6
"""Columns taken by the screen's edges and its scrollbar."""

_LEFT, _WIDEST = 15, 40
"""The earlier session's minimum width, enough for its longest words, and its maximum."""

_ROOM_FOR_BOTH = 40
"""The room from which both sessions are equally wide; with less, the later one, which is compared,
gets more."""

NOTHING_TWICE = (
    "No question was asked in both. {take} on a report asks the same ones again, in less time."
)


class Widths(NamedTuple):
    """The widths of the earlier session, including the arrow after it, and of the later one."""

    left: int
    right: int

    @classmethod
    def of(cls, columns: int) -> Widths:
        """Return the widths for a window of `columns`."""
        room = max(2 * _LEFT, columns - _AROUND - _TITLES)
        left = min(_WIDEST, room // 2) if room >= _ROOM_FOR_BOTH else _LEFT
        return cls(left, room - left)


class CompareScreen(ListScreen):
    """What changed between an earlier and a later session."""

    CSS_PATH = "look_back.tcss"

    BINDINGS = PAGE_KEYS
    HELP_TEXT = "Two sessions side by side, the earlier one on the left."

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.comparison = comparison

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="page"):
            yield Static(id="compare-totals")
            yield Static(id="compare-pairs")
            yield Static(id="compare-others")

    def on_mount(self) -> None:
        self._fill()

    def on_resize(self) -> None:
        """Redraw the columns, which depend on the width."""
        self._fill()

    def _fill(self) -> None:
        widths = Widths.of(self.size.width)
        fill(self.query_one("#compare-totals", Static), totals(self.comparison, widths))
        told = pairs(self.comparison, widths) or Content(keyed(self.app, NOTHING_TWICE))
        fill(self.query_one("#compare-pairs", Static), told)
        fill(self.query_one("#compare-others", Static), others(self.comparison))


def totals(comparison: Comparison, widths: Widths) -> Content:
    """Return the totals of both sessions."""
    before, after = Report(comparison.before), Report(comparison.after)
    both = (before, after)
    solid = [each.solid_or_strong / len(each.rated) if each.rated else None for each in both]
    points = [each.coverage.share for each in both]
    wrong = [-len(each.sure_and_wrong) if each.rated else None for each in both]
    rows = [
        ("Solid or strong", _solid(before), _judged(_solid(after), *solid)),
        ("Key points", _points(before), _judged(_points(after), *points)),
        ("Sure and wrong", _wrong(before), _judged(_wrong(after), *wrong)),
        (
            "Time",
            show_time(comparison.before.seconds),
            Content(show_time(comparison.after.seconds)),
        ),
    ]
    lines = [_columns(title, Content(a), b, widths) for title, a, b in rows]
    return Content("\n").join([*_heads(comparison, widths), *lines])


BETTER, WORSE = ("▲ better", "$text-success"), ("▼ worse", "$text-error")


def _judged(words: str, before: float | None, after: float | None) -> Content:
    """Return the later result, marked as better or worse; not marked if a value is None."""
    if before is None or after is None or before == after:
        return Content(words)
    sign, style = BETTER if after > before else WORSE
    return Content.assemble((words, style), (f"  {sign}", style))


def pairs(comparison: Comparison, widths: Widths) -> Content:
    """Return each question asked in both, with what was gained and lost, and the time."""
    return hanging(Content("\n\n").join([_pair(pair, widths) for pair in comparison.pairs]))


def _pair(pair: AnswerPair, widths: Widths) -> Content:
    before, after = pair.before, pair.after
    steps = (
        (f"{BETTER[0]}  ", BETTER[1]) if pair.steps > 0
        else (f"{WORSE[0]}  ", WORSE[1]) if pair.steps < 0
        else ("the same  ", MUTED) if pair.both_rated else ("", "")
    )  # fmt: skip
    lines = [
        Content.assemble(steps, (first_line(after.question), "bold")),
        _columns("Result", result_cell(before), result_cell(after), widths),
        _columns("Points", Content(points_words(before)), _covered(pair), widths),
        _columns("Time", Content(_time(before)), Content(_time(after)), widths),
        _columns(
            "Confidence",
            Content(confidence_words(before)),
            Content(confidence_words(after)),
            widths,
        ),
    ]
    lines += [
        Content.assemble(("  + ", "bold $text-success"), markdown_content(text))
        for text in pair.gained
    ]
    lines += [
        Content.assemble(("  - ", "bold $text-error"), markdown_content(text)) for text in pair.lost
    ]
    return Content("\n").join(lines)


def _covered(pair: AnswerPair) -> Content:
    """Return the points of the later answer, marked as better or worse."""
    words = points_words(pair.after)
    if not (pair.before.judged_points and pair.after.judged_points):
        return Content(words)
    return _judged(words, pair.before.covered, pair.after.covered)


def others(comparison: Comparison) -> Content:
    """Return the questions asked in only one of the sessions."""
    parts = []
    for title, answers in (
        ("Only in the earlier one", comparison.only_before),
        ("Only in the later one", comparison.only_after),
    ):
        if answers:
            lines = [
                Content.assemble(result_cell(a).pad_right(14 - result_cell(a).cell_length), "  ",
                                 first_line(a.question))
                for a in answers
            ]  # fmt: skip
            parts.append(Content("\n").join([Content.styled(title, "bold"), *lines]))
    return Content("\n\n").join(parts)


def _columns(title: str, left: Content, right: Content, widths: Widths) -> Content:
    arrow = Content("  ") if not title else Content.styled("→ ", MUTED)
    return Content.assemble(
        (f"  {title:<{_TITLES - 2}}", MUTED),
        left.truncate(widths.left - 2, ellipsis=True, pad=True),
        arrow,
        right.truncate(widths.right, ellipsis=True),
    )


def _heads(comparison: Comparison, widths: Widths) -> Iterator[Content]:
    """Yield lines with the date, the banks and the mode of each session."""
    sessions = comparison.before, comparison.after
    moments = [show_moment(each.started_at) for each in sessions]
    rules = [
        f"{bank_titles(each.setup.banks, each.shown_titles)}, {each.setup.mode.value}"
        for each in sessions
    ]
    for words, style in ((moments, "bold"), (rules, MUTED)):
        for before, after in _folded(words, widths.left - 2):
            yield _columns("", Content.styled(before, style), Content.styled(after, style), widths)


def _folded(words: Sequence[str], room: int) -> list[tuple[str, ...]]:
    """Put words side by side, or if one is too long, on two lines, split at the last comma."""
    if max(map(len, words)) <= room:
        return [tuple(words)]
    heads, _, tails = zip(*(each.rpartition(", ") for each in words), strict=True)
    return [heads, tails]


def _solid(report: Report) -> str:
    rated = len(report.rated)
    return f"{report.solid_or_strong} of {rated}" if rated else "nothing rated"


def _points(report: Report) -> str:
    return report.coverage.words


def _wrong(report: Report) -> str:
    return str(len(report.sure_and_wrong)) if report.rated else "-"


def _time(answer: Answer) -> str:
    return show_time(answer.answer_seconds) if answer.was_answered else "-"
