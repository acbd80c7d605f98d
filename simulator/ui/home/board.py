"""The cards beside home's menu in a wide window: today, sessions, practice, topics, banks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from simulator.core.bank import Bank, matching
from simulator.core.day_plan import Plan
from simulator.core.expected_gain import Reason
from simulator.core.progress import Progress, Readiness, monday_of
from simulator.core.session import Session
from simulator.core.times import show_time
from simulator.core.wording import bank_titles, counted, first_line, length_words, show_date
from simulator.ui.home.cards import Card, level, show_cards
from simulator.ui.home.screen import EDGES, Room, columns
from simulator.ui.widgets.charts import STANDING, standing
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.rating import COLOURS, SIGNS

if TYPE_CHECKING:
    from simulator.ui.home.screen import HomeScreen

BORDERS = 2
"""Rows of a card's border."""

WEEKS = 14
DAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
PRACTISED = (("·", MUTED), ("▪", "$primary"), ("■", "$primary"))
"""A day without a session, with one, and with more."""

MOST_DUE = MOST_SESSIONS = 6
MOST_TOPICS = 8
"""The most rows, however high the window is: a glance is enough, and a key leads to all of it."""

BESIDE_TITLE = 2
"""Cells of a border that its title can't use, apart from the card's edges."""

LEAST_ROWS = 3
"""The fewest rows of a card, however low the window is."""

MOST_BANKS = 3
"""The most banks where room is scarce."""

LEAST_BAR = 6

RESULT, TIME = 25, 7
"""The widths of a session's result and time, in cells, if there is room."""

APART = 3
"""Blanks in a session's line: two after the day, one more after the marks."""

TAKE = " take"
"""Marks a session that repeats another."""

ROOM_FOR_MORE = 100
"""The width from which questions come with their topics, and sessions with their banks."""

TOPIC = 28
"""The width of a topic after a question, in cells."""

MOST_MARKS = 14
LONGEST_BAR = 36

REASONS = {
    Reason.SURE_AND_WRONG: "$text-error",
    Reason.WEAK: "$text-warning",
    Reason.FADING: "$text-warning",
    Reason.NOT_RATED: "$text-secondary",
    Reason.NEVER_ASKED: MUTED,
    Reason.KNOWN: "$text-success",
    Reason.JUST_ASKED: MUTED,
}
"""The colour of each reason why a question is due; always shown with its word."""


class Rows(NamedTuple):
    """The maximum number of rows of each card."""

    practice: int
    today: int
    topics: int
    last: int
    banks: int

    @classmethod
    def apart(cls, room: Room) -> Rows:
        """For cards with gaps, each with room to be as high as the one beside it."""
        rest = room.below - 2 * (BORDERS + 1)
        last = max(LEAST_ROWS, min(MOST_SESSIONS, rest - MOST_TOPICS))
        today = max(LEAST_ROWS, min(MOST_TOPICS, rest - last))
        practice = room.side - room.below - BORDERS  # As high as the menu and the note below it.
        return cls(practice, today, today, last, last)

    @classmethod
    def close(cls, room: Room, due: int, banks: int) -> Rows:
        """For cards without gaps, each as high as its contents."""
        rest = max(2 * LEAST_ROWS, room.below - 2 * BORDERS)
        today = min(MOST_DUE, (rest + 1) // 2, max(1, due))
        names = 1 + min(MOST_BANKS, banks)
        topics = room.side - 3 * BORDERS - len(DAYS) - names
        return cls(len(DAYS), today, max(LEAST_ROWS, topics), rest - today, names)


@dataclass(frozen=True)
class Board:
    """The contents of the cards, from all sessions; drawn for a width and a height."""

    plan: Plan
    sessions: tuple[Session, ...]
    """Newest first."""
    held: str
    """The number of sessions and takes, in words."""
    practice: tuple[tuple[int, ...], ...]
    """Sessions per day, by week, oldest first; the last week ends today."""
    practised: str
    topics: tuple[Readiness, ...]
    """Least ready first."""
    new_topics: int
    """The number of topics never asked."""
    banks: tuple[tuple[str, int], ...]

    @classmethod
    def of(
        cls, sessions: Sequence[Session], plan: Plan, progress: Progress, banks: Sequence[Bank]
    ) -> Board:
        """Build the board from all past sessions."""
        newest = sorted(sessions, key=lambda each: each.started_at, reverse=True)
        seconds = sum(session.seconds for session in sessions)
        hours, minutes = divmod(round(seconds / 60), 60)
        spent = f"{hours} h {minutes:02}" if hours else counted(minutes, "minute")
        return cls(
            plan=plan,
            sessions=tuple(newest[:MOST_SESSIONS]),
            held=progress.held,
            practice=practice(newest, plan.today),
            practised=f"{progress.held} · {spent}",
            topics=progress.readiness,
            new_topics=len(progress.topics_never_asked(matching(banks))),
            banks=tuple((bank.title, len(bank.questions)) for bank in banks),
        )

    def show_on(self, screen: HomeScreen) -> None:
        """Show the cards beside the menu, or update them."""
        room = screen.room
        due, held = len(self.plan.questions), len(self.banks)
        rows = Rows.apart(room) if room.airy else Rows.close(room, due, held)
        left, side = columns(screen.size.width)
        today, last = self._today(left - EDGES, rows), self._last(left - EDGES, rows)
        practice = self._practice(rows)
        topics, banks = self._topics(side - EDGES, rows), self._banks(side - EDGES, rows)
        if room.airy:
            practice = practice._replace(rows=rows.practice)
            (today, topics), (last, banks) = level(today, topics), level(last, banks)
        show_cards(screen, "home-left", left, [today, last])
        show_cards(screen, "home-side", side, [practice, topics, banks])

    def _today(self, width: int, rows: Rows) -> Card:
        plan = self.plan
        # Questions that come again are what people look for first.
        due = sorted(plan.questions, key=lambda each: each.reason is Reason.NEVER_ASKED)
        length = length_words(len(due), plan.seconds) if due else ""
        title = " · ".join(filter(None, ("Today", length, plan.interview_words)))
        if len(title) > width - BESIDE_TITLE and length:
            title = title.removeprefix("Today · ")  # If there is no room for it.
        most = min(MOST_DUE, rows.today)
        shown = due if len(due) <= most else due[: most - 1]
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
            lines += [Content("")] * (rows.today > most)
            lines.append(Content.styled(f"and {len(due) - len(shown)} more", MUTED))
        words = Content("\n").join(lines) if lines else Content(plan.sentence)
        return Card("today", Content(title), "plan", words)

    def _last(self, width: int, rows: Rows) -> Card:
        sessions = self.sessions[: min(MOST_SESSIONS, rows.last)]
        days = [_day(session.started_at.date(), self.plan.today) for session in sessions]
        wide = max(map(len, days), default=0)
        marks = max((min(MOST_MARKS, len(each.answers)) for each in sessions), default=0)
        mark = len(TAKE) if any(session.take_of for session in sessions) else 0
        room = width - wide - 2 * marks - APART - TIME - mark
        lines = [
            _session_line(session, f"{day:<{wide}}", marks, room)
            for session, day in zip(sessions, days, strict=True)
        ]
        if width >= ROOM_FOR_MORE:
            at = wide + 2 * marks + APART + min(room, RESULT) + TIME + mark
            lines = [
                Content.assemble(line.pad_right(at - line.cell_length), (_asked_how(each), MUTED))
                for each, line in zip(sessions, lines, strict=True)
            ]
        words = Content("\n").join([line.truncate(width, ellipsis=True) for line in lines])
        held = self.held if self.held == counted(1, "session") else f"all {self.held}"
        return Card("history", Content("Last sessions"), held, words)

    def _practice(self, rows: Rows) -> Card:
        lines = [Content("")] * ((rows.practice - len(DAYS)) // 2)
        for day, name in enumerate(DAYS):
            marks = [
                PRACTISED[min(2, week[day])] if day < len(week) else (" ", "")
                for week in self.practice
            ]
            cells = [part for mark in marks for part in ((" ", ""), mark)]
            lines.append(Content.assemble((f"{name:<4}", MUTED), *cells))
        title, words = Content(f"Practice, {WEEKS} weeks"), Content("\n").join(lines)
        return Card("progress", title, self.practised, words, keyed=False)

    def _topics(self, width: int, rows: Rows) -> Card:
        """The least and the most ready topics, in the order of the progress screen."""
        topics, new = self.topics, self.new_topics
        room = min(MOST_TOPICS, rows.topics) - (new > 0)
        best = (room - 1) * 3 // 7 if len(topics) > room else 0
        least = room - 1 - best if len(topics) > room else len(topics)
        shown = (*topics[:least], *topics[len(topics) - best :])
        counts = max((len(_count(each)) for each in shown), default=0)
        names = max((Content(each.topic).cell_length for each in shown), default=0)
        names = min(names, width - counts - 3 - LEAST_BAR)
        cells = min(LONGEST_BAR, width - counts - 3 - names)
        lines = [
            Content.assemble(
                Content(each.topic).truncate(names, ellipsis=True, pad=True),
                "  ",
                standing(each.ready, each.partly, each.rated, cells),
                (f" {_count(each):>{counts}}", "" if each.ready else MUTED),
            )
            for each in shown
        ]
        if between := len(topics) - len(shown):
            lines.insert(least, Content.styled(f"and {between} between", MUTED))
        if not topics:
            lines.append(Content.styled("Nothing is rated yet.", MUTED))
        if new:
            unasked = f"{counted(new, 'topic')} not asked yet"
            lines.append(Content.styled(f"and {unasked}" if topics else f"{unasked}.", MUTED))
        title = Content.assemble("Ready by topic", *(("  ", STANDING) if topics else ()))
        words = Content("\n").join(lines)
        return Card("progress", title, "progress", words)

    def _banks(self, width: int, rows: Rows) -> Card:
        shown = self.banks[: rows.banks - 1]
        wide = max((len(f"{number:,}") for _, number in shown), default=0)
        lines = [
            Content.assemble(
                Content.styled(title, "bold").truncate(width - wide - 2, ellipsis=True, pad=True),
                f"  {number:>{wide},}",
            )
            for title, number in shown
        ]
        lines += [Content("")] * (rows.banks > len(lines) + 1)
        more = len(self.banks) - len(shown)
        also = f"{counted(more, 'bank')} more; " if more else ""
        lines.append(Content.styled(f"{also}yours can be imported", MUTED))
        words = Content("\n").join(lines)
        return Card("banks", Content("Banks"), "open", words)


def _count(topic: Readiness) -> str:
    return f"{topic.ready}/{topic.rated}"


def practice(sessions: Sequence[Session], today: date) -> tuple[tuple[int, ...], ...]:
    """Count the sessions begun on each day of the last weeks, without days to come."""
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
    """Return a session's day, marks, result and time; the result in `room` cells."""
    answers = session.answers[:MOST_MARKS]
    rated = [answer for answer in session.answers if answer.rating is not None]
    drawn = [
        (SIGNS[answer.rating], COLOURS[answer.rating]) if answer.rating else ("·", MUTED)
        for answer in answers
    ]
    spaced = [part for mark in drawn for part in (mark, (" ", ""))]
    good = sum(answer.solid_or_strong for answer in rated)
    result = Content.styled(session.status.words, "bold")
    if rated:
        result = Content.assemble((f"{good} of {len(rated)}", "bold"), (" solid or strong", MUTED))
    return Content.assemble(
        (f"{day}  ", MUTED),
        *spaced,
        " " * (2 * (marks - len(answers)) + 1),
        result.pad_right(max(0, min(room, RESULT) - result.cell_length)),
        (f"{show_time(session.seconds):>{TIME}}", MUTED),
        (TAKE if session.take_of else "", MUTED),
    )
