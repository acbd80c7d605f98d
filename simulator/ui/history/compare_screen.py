"""Two sessions side by side, question by question: gained, lost, and the time."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.core.comparison import Comparison, Pair
from simulator.core.report import Report
from simulator.core.session import Answer, Session
from simulator.core.times import show_time
from simulator.core.wording import (
    banks_words,
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
from simulator.ui.widgets.screen import ListScreen

_TITLES = 19
_AROUND = 6
"""Columns that the screen's edges and its scroll bar take."""

NOTHING_TWICE = (
    "No question was asked in both. {practise} and {again} on a report ask the same ones again."
)


class CompareScreen(ListScreen):
    """What changed between an earlier and a later session."""

    CSS_PATH = "look_back.tcss"

    BINDINGS = [
        Binding("j", "scroll(1)", "Down", show=False, id="down"),
        Binding("k", "scroll(-1)", "Up", show=False, id="up"),
    ]
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
        """Fill everything."""
        self._fill()
        self.set_focus(self.query_one("#page"))

    def on_resize(self) -> None:
        """The columns are made for a width."""
        self._fill()

    def action_scroll(self, by: int) -> None:
        """A few lines on."""
        self.query_one("#page").scroll_relative(y=by * 3, animate=False)

    def _fill(self) -> None:
        width = min(40, (self.size.width - _AROUND - _TITLES) // 2)
        fill(self.query_one("#compare-totals", Static), totals(self.comparison, width))
        fill(self.query_one("#compare-pairs", Static), self._pairs(width))
        fill(self.query_one("#compare-others", Static), others(self.comparison))

    def _pairs(self, width: int) -> Content:
        return pairs(self.comparison, width) or Content(keyed(self.app, NOTHING_TWICE))


def totals(comparison: Comparison, width: int) -> Content:
    """Both sessions as a whole."""
    before, after = Report(comparison.before), Report(comparison.after)
    rows = [
        ("Solid or strong", _solid(before), _solid(after)),
        ("Key points", _points(before), _points(after)),
        ("Sure and wrong", str(len(before.sure_and_wrong)), str(len(after.sure_and_wrong))),
        ("Time", show_time(comparison.before.seconds), show_time(comparison.after.seconds)),
    ]
    lines = [_columns(title, Content(a), Content(b), width) for title, a, b in rows]
    sides = (_head(comparison.before, width), _head(comparison.after, width))
    heads = [_columns("", a, b, width) for a, b in zip(*sides, strict=True)]
    return Content("\n").join([*heads, *lines])


def pairs(comparison: Comparison, width: int) -> Content:
    """Each question that both asked, what was gained and lost on it, and the time."""
    return Content("\n\n").join([_pair(pair, width) for pair in comparison.pairs])


def _pair(pair: Pair, width: int) -> Content:
    before, after = pair.before, pair.after
    steps = (
        ("▲ better  ", "$text-success") if pair.steps > 0
        else ("▼ worse  ", "$text-error") if pair.steps < 0
        else ("the same  ", MUTED) if pair.both_rated else ("", "")
    )  # fmt: skip
    lines = [
        Content.assemble(steps, (first_line(after.question), "bold")),
        _columns("Result", result_cell(before), result_cell(after), width),
        _columns("Points", Content(points_words(before)), Content(points_words(after)), width),
        _columns("Time", Content(_time(before)), Content(_time(after)), width),
        _columns(
            "Confidence",
            Content(confidence_words(before)),
            Content(confidence_words(after)),
            width,
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


def others(comparison: Comparison) -> Content:
    """What only one of the two asked."""
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


def _columns(title: str, left: Content, right: Content, width: int) -> Content:
    arrow = Content("  ") if not title else Content.styled("→ ", MUTED)
    return Content.assemble(
        (f"  {title:<{_TITLES - 2}}", MUTED),
        left.truncate(width - 2, ellipsis=True, pad=True),
        arrow,
        right.truncate(width, ellipsis=True),
    )


def _head(session: Session, width: int) -> list[Content]:
    """When it was, on two lines where there is little room, and what was asked how."""
    moment = show_moment(session.started_at)
    lines = [moment] if len(moment) <= width - 2 else moment.split(", ")
    words = f"{banks_words(session.setup.banks)}, {session.setup.mode.value}"
    return [Content.styled(line, "bold") for line in lines] + [Content.styled(words, MUTED)]


def _solid(report: Report) -> str:
    return f"{report.solid_or_strong} of {len(report.rated)}"


def _points(report: Report) -> str:
    return f"{report.coverage.covered} of {report.coverage.of}"


def _time(answer: Answer) -> str:
    return show_time(answer.answer_seconds) if answer.given else "-"
