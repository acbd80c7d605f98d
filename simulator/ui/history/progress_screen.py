"""Progress over all sessions: readiness by topic, trend, calibration, time, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from simulator.core.bank import Drawn
from simulator.core.day_plan import Plan
from simulator.core.progress import Progress
from simulator.core.report_document import CLOSING, Part, calibration_table
from simulator.core.times import show_time
from simulator.core.wording import calibration_words, counted, first_line, percent, show_date
from simulator.ui.widgets.charts import bars, sparkline, square, trend
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.screen import ListScreen

TREND_ROWS = 7
WEEKS_SHOWN = 16


class ProgressScreen(ListScreen):
    """What many sessions amount to."""

    CSS_PATH = "look_back.tcss"

    @dataclass
    class PractiseDue(Message):
        """The questions of today's plan are to be asked."""

        keys: tuple[tuple[str, str], ...]

    BINDINGS = [
        Binding("p", "practise", "Practise what is due", id="practise"),
        Binding("j", "scroll(1)", "Down", show=False, id="down"),
        Binding("k", "scroll(-1)", "Up", show=False, id="up"),
    ]
    HELP_TEXT = (
        "All your sessions together. A topic is as ready as the last rating of each of its "
        "questions. " + CLOSING
    )

    def __init__(self, progress: Progress, questions: Sequence[Drawn], plan: Plan) -> None:
        """`questions` are all that could be asked.

        Most of the work is done here, for a long history best outside of the event loop.
        """
        super().__init__()
        self.progress = progress
        self.plan = plan
        self._lead = lead(progress, questions)
        self._calibration = calibration(progress)
        self._weeks = weeks(progress)

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="page"):
            yield Static(id="progress-lead")
            yield Static(id="progress-plan")
            yield Static(id="progress-trend")
            yield Static(id="progress-topics")
            yield Static(id="progress-calibration")
            yield Static(id="progress-weeks")

    def on_mount(self) -> None:
        """Fill everything."""
        self._fill()
        self.set_focus(self.query_one("#page"))

    def on_resize(self) -> None:
        """The charts are made for a width."""
        self._fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is offered only where it can do something."""
        return bool(self.plan.questions) if action == "practise" else True

    def action_practise(self) -> None:
        """Ask what is due."""
        self.post_message(self.PractiseDue(tuple(each.key for each in self.plan.questions)))

    def action_scroll(self, by: int) -> None:
        """A few lines on."""
        self.query_one("#page").scroll_relative(y=by * 3, animate=False)

    def _fill(self) -> None:
        width = max(40, self.size.width - 6)
        progress = self.progress
        parts = {
            "lead": self._lead,
            "plan": plan_words(self.plan),
            "trend": trend_words(progress, width),
            "topics": topics(progress, width),
            "calibration": self._calibration,
            "weeks": self._weeks,
        }
        for name, words in parts.items():
            fill(self.query_one(f"#progress-{name}", Static), words)


def lead(progress: Progress, questions: Sequence[Drawn]) -> Content:
    """All in one sentence."""
    if not progress.sessions:
        return Content("No sessions yet. After the first one this page shows how it goes.")
    return Content(progress.sentence(questions))


def plan_words(plan: Plan) -> Content:
    """Today's plan, with its questions and their reasons."""
    lines = [Content.styled(plan.sentence, "bold $text-accent")]
    wide = max((len(each.why) for each in plan.questions), default=0)
    lines += [
        Content.assemble((f"{each.why:<{wide}}  ", MUTED), first_line(each.question, 120))
        for each in plan.questions
    ]
    return Content("\n").join(lines)


def trend_words(progress: Progress, width: int) -> Content:
    """Solid or strong, session by session."""
    values = [point.share for point in progress.trend]
    if len(values) < 2:
        return Content("")
    first, last = progress.trend[0].at.date(), progress.trend[-1].at.date()
    days = Content(f"{show_date(first)}{show_date(last):>{max(1, width - 18)}}")
    return Content.assemble(
        ("Solid or strong, by session", "bold"), "\n", trend(values, width, TREND_ROWS), "\n",
        days.stylize(MUTED).pad_left(6),
    )  # fmt: skip


def topics(progress: Progress, width: int) -> Content:
    """Readiness by topic, the least ready first, with the weeks behind it."""
    readiness = progress.readiness
    if not readiness:
        return Content("")
    rows: list[tuple[str, float | None, str | Content]] = []
    for each in readiness:
        by_week = [share for share in each.by_week if share is not None]
        line = sparkline(by_week, 8).pad_right(8) if width >= 70 else Content("")
        counts = Content.styled(f"{f'{each.ready} of {each.rated}':>8}  ", "bold")
        words = Content.assemble(counts, line.stylize(MUTED))
        rows.append((each.topic, each.share, words))
    note = ("   by the last rating of each question; then week by week", MUTED)
    return Content.assemble(("Ready by topic", "bold"), note, "\n", bars(rows, width))


def calibration(progress: Progress) -> Content:
    """Confidence against result, blind second ratings, and time used."""
    cells, time, again = progress.calibration, progress.time_used, progress.agreement
    parts = []
    if cells.total:
        parts.append(
            Content.assemble(
                (Part.CONFIDENCE.value, "bold"), "\n", square(calibration_table(cells))
            )
        )
    if cells.rate is not None:
        parts.append(Content(calibration_words(cells)))
    if again.total:
        words = f"{again.same} the same, {again.higher} higher, {again.lower} lower."
        parts.append(Content(f"Judged again, blind: {words}"))
    if time.share is not None:
        of = f" of {counted(time.answers, 'question')}."
        over = f" You ran over on {time.over}{of}" if time.over else ""
        out = f" Time ran out on {time.timed_out}{'.' if over else of}" if time.timed_out else ""
        used = f"{percent(time.share)} of your time used."
        parts.append(Content.assemble(("Time", "bold"), f"\n{used}{over}{out}"))
    return Content("\n\n").join(parts)


def weeks(progress: Progress) -> Content:
    """Sessions a week, the newest last."""
    shown = progress.weeks[-WEEKS_SHOWN:]
    if not shown:
        return Content("")
    most = max(1, *(week.sessions for week in shown))
    lines = [Content.styled("Sessions a week", "bold")]
    for week in shown:
        line = "━" * max(1 if week.sessions else 0, round(24 * week.sessions / most))
        lines.append(
            Content.assemble(
                (f"{show_date(week.monday):>11}  ", MUTED),
                (line, "$accent"),
                f"{' ' if line else ''}{week.sessions}",
                (f"  {show_time(week.seconds)}" if week.sessions else "", MUTED),
            )
        )
    return Content("\n").join(lines)
