"""Progress over all sessions: readiness by topic, trend, calibration, time, and what is due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from simulator.core.bank import Drawn
from simulator.core.day_plan import Plan
from simulator.core.progress import Progress
from simulator.core.report_document import CLOSING, Part, calibration_table
from simulator.core.times import show_time
from simulator.core.wording import calibration_words, counted, first_line, percent, show_date
from simulator.ui.context import Keys
from simulator.ui.keys.table import bind
from simulator.ui.widgets.charts import (
    MEAN_OF,
    STANDING,
    Bar,
    bars,
    beside,
    sparkline,
    square,
    standing,
    trend,
)
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.columns import Page, entitle, widths
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.screen import PAGE_KEYS, ListScreen

TREND_ROWS = 7
WEEKS_SHOWN = 14
WEEKS_IN_LINE = 8
ROOM_FOR_TOPICS, TOPIC, QUESTION = 100, 32, 40
"""The width from which the plan names topics; the minimum width of these, and of questions, beyond
which topics get more."""
CARDS = {
    "plan": ("", ""),
    "trend": ("Solid or strong, by session", ""),
    "calibration": (Part.CONFIDENCE.value, "-side"),
    "time": ("Time", "-side"),
    "weeks": ("Sessions a week", "-side"),
    "topics": ("Ready by topic, by last ratings", "-whole"),
}
"""The parts in the order of a single column: their titles, and their class in two columns: left,
at the side, or across both."""

ROOM_FOR_WEEKS = 60
"""The width from which a topic's past weeks are drawn; with less, its name needs the room."""

FEW_TOPICS = 6
"""Up to this many topics are in one column in any window."""

BETWEEN_TOPICS = 4
"""Blanks between two columns of topics."""


class ProgressScreen(ListScreen):
    """The progress over all sessions."""

    CSS_PATH = "look_back.tcss"

    BINDINGS = [
        bind("progress", "practise", "practise", "Practise what is due"),
        *PAGE_KEYS,
    ]
    HELP_TEXT = (
        "All your sessions together. How ready a topic is follows from the last rating of each "
        "of its questions. " + CLOSING
    )

    def __init__(
        self,
        progress: Progress,
        questions: Sequence[Drawn],
        plan: Plan,
        practise: Callable[[Keys], object],
    ) -> None:
        """`questions` are all that could be asked; `practise` asks those of the plan.

        Most of the work is done here; for a long history, call this off the event loop.
        """
        super().__init__()
        self.progress = progress
        self.plan = plan
        self._practise = practise
        self._lead = lead(progress, questions)
        self._time = time_words(progress)

    def compose_body(self) -> ComposeResult:
        with Page(id="page"):
            yield Static(id="progress-lead", classes="-whole")
            for name, (_, side) in CARDS.items():
                yield Static(id=f"progress-{name}", classes=f"card {side}")

    def on_mount(self) -> None:
        self._fill()

    def on_resize(self) -> None:
        """Redraw the charts, which depend on the width."""
        super().on_resize()
        self._fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self.plan.questions) if action == "practise" else True

    def action_practise(self) -> None:
        self._practise([each.key for each in self.plan.questions])

    def _fill(self) -> None:
        page = self.size.width - 3
        left, right = (max(30, each - 4) for each in widths(page, self.size.width))
        progress = self.progress
        fill(self.query_one("#progress-lead", Static), self._lead)
        shares = ("  ", STANDING) if progress.trend else ()
        titles: dict[str, str | Content] = {name: title for name, (title, _) in CARDS.items()}
        titles["plan"] = self.plan.sentence.removesuffix(".")
        titles["topics"] = Content.assemble(CARDS["topics"][0], *shares)
        parts = {
            "plan": plan_words(self.plan, left),
            "trend": trend_words(progress, left),
            "calibration": calibration(progress, right),
            "time": self._time,
            "weeks": weeks(progress, right),
            "topics": topics(progress, max(30, page - 4), columns=1 + (left < page - 4)),
        }
        for name, words in parts.items():
            card = self.query_one(f"#progress-{name}", Static)
            entitle(card, titles[name])
            fill(card, words)


def lead(progress: Progress, questions: Sequence[Drawn]) -> Content:
    """Return the progress in one sentence."""
    if not progress.sessions:
        return Content("No sessions yet. After the first one this page shows how you are doing.")
    return Content(progress.sentence(questions))


def plan_words(plan: Plan, width: int) -> Content:
    """Return the questions of today's plan with their reasons; blank if none is due."""
    if not plan.questions:
        return Content(" ")
    whys = [each.reason.words for each in plan.questions]
    if max(map(len, whys)) > width // 3:
        whys = [each.reason.brief for each in plan.questions]
    wide = max(map(len, whys))
    named = max(len(each.topic) + 6 * each.weak_topic for each in plan.questions)
    topics = max(TOPIC, min(named, width - wide - 4 - QUESTION))
    room = width - topics - 2 if width >= ROOM_FOR_TOPICS else width
    lines = []
    for each, why in zip(plan.questions, whys, strict=True):
        line = Content.assemble((f"{why:<{wide}}  ", MUTED), first_line(each.question, 120))
        if room < width:
            weak = ("weak: " if each.weak_topic else "", "$text-warning")
            topic = Content.assemble(weak, (each.topic, MUTED)).truncate(topics, ellipsis=True)
            line = Content.assemble(line.truncate(room, ellipsis=True, pad=True), "  ", topic)
        lines.append(line)
    return Content("\n").join(lines)


def trend_words(progress: Progress, width: int) -> Content:
    """Draw solid or strong by session; too few sessions are listed instead of drawn as a trend."""
    points = progress.trend
    if not points:
        return Content("")
    if len(points) < MEAN_OF:
        rows: list[tuple[str, Bar, str | Content]] = [
            (show_date(each.at.date()), each.share, f"{each.solid_or_strong} of {each.rated}")
            for each in points
        ]
        hint = Content.styled(f"After {MEAN_OF} sessions a line shows the trend.", MUTED)
        return Content("\n").join([bars(rows, width), hint])
    start, end = (show_date(points[at].at.date()) for at in (0, -1))
    days = Content(f"{start}{end:>{max(1, width - 6 - len(start))}}")
    return Content.assemble(
        trend([each.share for each in points], width, TREND_ROWS),
        "\n", days.stylize(MUTED).pad_left(6),
        ("\n      · a session   ━ the mean of five", MUTED),
    )  # fmt: skip


def topics(progress: Progress, width: int, columns: int = 1) -> Content:
    """Draw readiness by topic, least ready first, with the past weeks."""
    readiness = progress.readiness
    if not readiness:
        return Content("")
    columns = columns if len(readiness) > FEW_TOPICS else 1
    cells = (width - BETWEEN_TOPICS * (columns - 1)) // columns
    most = max(len(each.by_week) for each in readiness)
    rows: list[tuple[str, Bar, str | Content]] = []
    for each in readiness:
        by_week = [share for share in each.by_week if share is not None]
        wide = cells >= ROOM_FOR_WEEKS and most > 1
        line = str(sparkline(by_week, WEEKS_IN_LINE)).rjust(WEEKS_IN_LINE) if wide else ""
        counts = Content.styled(f"{f'{each.ready} of {each.rated}':>8}", "bold")
        words = Content.assemble(counts, "   ", (line, MUTED)) if line else counts
        rows.append((each.topic, partial(standing, each.ready, each.partly, each.rated), words))
    return beside(bars(rows, cells).split("\n"), columns, cells + BETWEEN_TOPICS)


def calibration(progress: Progress, width: int) -> Content:
    """Draw confidence against result, and sum up the blind re-ratings."""
    cells, again = progress.calibration, progress.agreement
    parts = []
    if cells.total:
        parts.append(square(calibration_table(cells), width))
    if cells.rate is not None:
        parts.append(Content(calibration_words(cells)))
    if again.total:
        words = f"{again.same} the same, {again.higher} higher, {again.lower} lower."
        parts.append(Content(f"Judged again, blind: {words}"))
    return Content("\n").join(parts)


def time_words(progress: Progress) -> Content:
    """Sum up the time used against the limits."""
    time = progress.time_used
    if time.share is None:
        return Content("")
    of = f" of {counted(time.answers, 'question')}."
    over = f" You ran over on {time.overran}{of}" if time.overran else ""
    out = f" Time ran out on {time.timed_out}{'.' if over else of}" if time.timed_out else ""
    return Content(f"{percent(time.share)} of your time used.{over}{out}")


def weeks(progress: Progress, width: int) -> Content:
    """Draw the number of sessions per week, the newest last."""
    shown = progress.weeks[-WEEKS_SHOWN:]
    if not shown:
        return Content("")
    most = max(1, *(week.sessions for week in shown))
    wide, times = len(str(most)), [show_time(week.seconds) for week in shown]
    time_wide = max(map(len, times))
    cells = max(4, min(24, width - 11 - wide - time_wide - 6))
    lines = []
    for week, time in zip(shown, times, strict=True):
        line = "━" * max(1 if week.sessions else 0, round(cells * week.sessions / most))
        lines.append(
            Content.assemble(
                (f"{show_date(week.monday):>11}", MUTED),
                f"  {week.sessions:>{wide}}  ",
                (f"{time if week.sessions else '':>{time_wide}}  ", MUTED),
                (line, "$primary"),
            )
        )
    return Content("\n").join(lines)
