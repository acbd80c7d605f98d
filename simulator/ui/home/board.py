"""What stands beside home's menu in a wide window: today, sessions, practice, topics, banks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.core.bank import Bank
from simulator.core.day_plan import Plan
from simulator.core.expected_gain import Reason
from simulator.core.progress import Progress, monday_of
from simulator.core.session import Session
from simulator.core.times import show_time
from simulator.core.wording import bank_titles, counted, first_line, show_date
from simulator.ui.home.cards import Card, show_cards
from simulator.ui.widgets.charts import bar
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.rating import COLOURS, SIGNS

if TYPE_CHECKING:
    from simulator.ui.home.screen import HomeScreen

EDGES = 4
"""Cells of a column beside what a card says: its border and its blanks."""

LEFT_ABOVE, SIDE_ABOVE = 15, 4
"""Rows above the first card: title and menu, or the title alone; the footer is one more."""

WEEKS = 14
DAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
PRACTISED = (("·", MUTED), ("▪", "$primary"), ("■", "$primary"))
"""A day without a session, with one, and with more."""

MOST_ROWS = 14
"""Of a part, however high the window is."""

RESULT, TIME = 25, 7
"""Cells of the result and of the time of a session, where there is room."""

TAKE = " take"
"""What marks a session that repeats another."""

ROOM_FOR_MORE = 100
"""Cells from which questions have their topic with them, and sessions their banks."""

TOPIC = 28
"""Cells of a topic beside a question."""

MOST_MARKS = 14
LONGEST_BAR = 30

REASONS = {
    Reason.SURE_AND_WRONG: "$text-error",
    Reason.WEAK: "$text-error",
    Reason.FADING: "$text-warning",
    Reason.NOT_RATED: "$text-warning",
    Reason.NEVER_ASKED: "$text-secondary",
    Reason.KNOWN: "$text-success",
    Reason.JUST_ASKED: MUTED,
}
"""The colour of why a question is due; its word stands there, too."""


@dataclass(frozen=True)
class Board:
    """The parts, made of all sessions; drawn for a width and a height."""

    plan: Plan
    sessions: tuple[Session, ...]
    """The newest first."""
    held: str
    """How many sessions and takes there are."""
    practice: tuple[tuple[int, ...], ...]
    """Sessions a day, by weeks, the oldest first; the last week ends today."""
    practised: str
    topics: tuple[tuple[str, int, int], ...]
    """Each topic, its ready questions and its rated ones; the least ready first."""
    banks: tuple[tuple[str, int], ...]

    @classmethod
    def of(
        cls, sessions: Sequence[Session], plan: Plan, progress: Progress, banks: Sequence[Bank]
    ) -> Board:
        """Over all past sessions."""
        newest = sorted(sessions, key=lambda each: each.started_at, reverse=True)
        seconds = sum(session.seconds for session in sessions)
        hours, minutes = divmod(round(seconds / 60), 60)
        spent = f"{hours} h {minutes:02}" if hours else counted(minutes, "minute")
        return cls(
            plan=plan,
            sessions=tuple(newest[:MOST_MARKS]),
            held=progress.held,
            practice=practice(newest, plan.today),
            practised=f"{progress.held} · {spent}",
            topics=tuple((each.topic, each.ready, each.rated) for each in progress.readiness),
            banks=tuple((bank.title, len(bank.questions)) for bank in banks),
        )

    def show_on(self, screen: HomeScreen) -> None:
        """Put the parts beside the menu, or bring those that are there up to date."""
        width, height = screen.size
        left = min(116, width * 58 // 100)
        side = min(80, width * 4 // 10)
        show_cards(screen, "home-left", self.left(left - EDGES, height - LEFT_ABOVE - 1))
        show_cards(screen, "home-side", self.side(side - EDGES, height - SIDE_ABOVE - 1))

    def left(self, width: int, height: int) -> list[Card]:
        """The parts below the menu, in so many cells and rows."""
        half = max(4, min(MOST_ROWS, (height - 4) // 2))
        return [self._today(width, half), self._last(width, half)]

    def side(self, width: int, height: int) -> list[Card]:
        """The parts at the side."""
        room = height - len(DAYS) - 6
        banks = min(3, len(self.banks))
        return [
            Card("progress", f"Practice, {WEEKS} weeks", self.practised, self._weeks(), False),
            self._topics(width, max(3, min(MOST_ROWS, room - banks - 1))),
            self._banks(width, banks),
        ]

    def _today(self, width: int, rows: int) -> Card:
        plan = self.plan
        due = plan.questions
        facts = ["Today"]
        if due:
            minutes = math.ceil(plan.seconds / 60)
            facts += [counted(len(due), "question"), f"{minutes} min"]
        facts += [plan.interview_words] if plan.interview_words else []
        shown = due if len(due) <= rows else due[: rows - 1]
        wide = max((len(each.reason.brief) for each in shown), default=0)
        room = width - TOPIC - 2 if width >= ROOM_FOR_MORE else width
        lines = []
        for each in shown:
            why = (f"{each.reason.brief:<{wide}}  ", REASONS[each.reason])
            line = Content.assemble(why, first_line(each.question, width))
            line = line.truncate(room, ellipsis=True, pad=room < width)
            topic = Content.styled(each.topic, MUTED).truncate(TOPIC, ellipsis=True)
            lines.append(Content.assemble(line, "  ", topic) if room < width else line)
        if len(shown) < len(due):
            lines.append(Content.styled(f"and {len(due) - len(shown)} more", MUTED))
        words = Content("\n").join(lines) if lines else Content(plan.sentence)
        return Card("today", " · ".join(facts), "plan", words)

    def _last(self, width: int, rows: int) -> Card:
        sessions = self.sessions[:rows]
        days = [_day(session.started_at.date(), self.plan.today) for session in sessions]
        wide = max(map(len, days), default=0)
        marks = max((min(MOST_MARKS, len(each.answers)) for each in sessions), default=0)
        mark = len(TAKE) if any(session.take_of for session in sessions) else 0
        room = width - wide - 2 * marks - 2 - TIME - mark
        lines = [
            _session_line(session, f"{day:<{wide}}", marks, room)
            for session, day in zip(sessions, days, strict=True)
        ]
        if width >= ROOM_FOR_MORE:
            at = wide + 2 * marks + 2 + min(room, RESULT) + TIME + mark
            lines = [
                Content.assemble(line.pad_right(at - line.cell_length), (_asked_how(each), MUTED))
                for each, line in zip(sessions, lines, strict=True)
            ]
        words = Content("\n").join([line.truncate(width, ellipsis=True) for line in lines])
        return Card("history", "Last sessions", f"all {self.held}", words)

    def _weeks(self) -> Content:
        lines = []
        for day, name in enumerate(DAYS):
            marks = [
                PRACTISED[min(2, week[day])] if day < len(week) else (" ", "")
                for week in self.practice
            ]
            cells = [part for mark in marks for part in ((" ", ""), mark)]
            lines.append(Content.assemble((f"{name:<4}", MUTED), *cells))
        return Content("\n").join(lines)

    def _topics(self, width: int, rows: int) -> Card:
        topics = self.topics[:rows]
        counts = [f"{ready}/{rated}" for _, ready, rated in topics]
        wide = max(map(len, counts), default=0)
        names = max((Content(name).cell_length for name, _, _ in topics), default=0)
        names = min(names, width - wide - 4 - 8)
        cells = min(LONGEST_BAR, width - wide - names - 4)
        lines = [
            Content.assemble(
                Content(name).truncate(names, ellipsis=True, pad=True),
                "  ",
                bar(ready / rated, cells),
                f"  {count:>{wide}}",
            )
            for (name, ready, rated), count in zip(topics, counts, strict=True)
        ]
        words = (
            Content("\n").join(lines) if lines else Content.styled("Nothing is rated yet.", MUTED)
        )
        return Card("progress", "Ready by topic, the least first", "progress", words)

    def _banks(self, width: int, rows: int) -> Card:
        numbers = [f"{number:,}" for _, number in self.banks]
        wide = max(map(len, numbers), default=0)
        lines = [
            Content.assemble(
                Content.styled(title, "bold").truncate(width - wide - 2, ellipsis=True, pad=True),
                f"  {number:>{wide}}",
            )
            for (title, _), number in zip(self.banks[:rows], numbers, strict=False)
        ]
        more = len(self.banks) - rows
        also = f"{counted(more, 'bank')} more; " if more > 0 else ""
        hint = Content.styled(f"{also}yours can be imported", MUTED)
        return Card("banks", "Banks", "open", Content("\n").join([*lines, hint]))


def practice(sessions: Sequence[Session], today: date) -> tuple[tuple[int, ...], ...]:
    """How many sessions began on each day of the last weeks; days to come are left out."""
    days: dict[date, int] = {}
    for session in sessions:
        day = session.started_at.date()
        days[day] = days.get(day, 0) + 1
    first = monday_of(today) - timedelta(weeks=WEEKS - 1)
    return tuple(
        tuple(
            days.get(day, 0)
            for day in (first + timedelta(days=7 * week + at) for at in range(7))
            if day <= today
        )
        for week in range(WEEKS)
    )


def _day(day: date, today: date) -> str:
    words = show_date(day)
    return words if day.year != today.year else words.removesuffix(f" {day.year}")


def _asked_how(session: Session) -> str:
    return f"  {bank_titles(session.setup.banks, session.shown_titles)}, {session.setup.mode.value}"


def _session_line(session: Session, day: str, marks: int, room: int) -> Content:
    """Day, marks, result and time; the result in `room` cells."""
    answers = session.answers[:MOST_MARKS]
    rated = [answer for answer in session.answers if answer.rating is not None]
    drawn = [
        (SIGNS[answer.rating], COLOURS[answer.rating]) if answer.rating else ("·", MUTED)
        for answer in answers
    ]
    spaced = [part for mark in drawn for part in (mark, (" ", ""))]
    good = sum(answer.solid_or_strong for answer in rated)
    result = f"{good} of {len(rated)} solid or strong" if rated else session.status.words
    return Content.assemble(
        (f"{day}  ", MUTED),
        *spaced,
        " " * (2 * (marks - len(answers))),
        (f"{result:<{min(room, RESULT)}}", "bold"),
        (f"{show_time(session.seconds):>{TIME}}", MUTED),
        (TAKE if session.take_of else "", MUTED),
    )
