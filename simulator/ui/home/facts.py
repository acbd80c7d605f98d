"""The facts on the home screen, read from the folders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from textual.content import Content

from simulator.core.bank import Bank
from simulator.core.day_plan import Plan
from simulator.core.drawing import forecast
from simulator.core.figures import Group
from simulator.core.notes import is_near, reminders, summary
from simulator.core.progress import Progress
from simulator.core.setup import Setup
from simulator.core.wording import (
    counted,
    first_line,
    length_words,
    readable_name,
    result_words,
    shelf_words,
)
from simulator.storage.banks.shelf import ListedBank, good_banks
from simulator.storage.sessions.head import SessionHead
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store
from simulator.ui.home.board import Board
from simulator.ui.home.screen import HomeFacts, Resumable
from simulator.ui.widgets.charts import MEAN_OF, sparkline
from simulator.ui.widgets.colours import MUTED
from simulator.usecases.today import plan_of_day

TREND_WIDTH = 12
"""The width of the trend in cells, and the most sessions in it."""


SHORT = 90
"""The most characters of an example question."""

NEWEST = 50
"""The number of sessions whose heads are read at first; the others are only counted."""


def home_facts(store: Store, settings: Settings, now: datetime) -> HomeFacts:
    """Return what is quick to read: banks and the newest sessions. `now` is timezone-aware."""
    listed = store.shelf.listed()
    good = good_banks(listed)
    newest = store.sessions.heads(NEWEST)
    heads = [head for head in newest if isinstance(head, SessionHead)]
    # Unreadable files don't count as sessions in the list and the progress either.
    number = store.sessions.count() - (len(newest) - len(heads))
    takes = sum(head.take_of is not None for head in heads)
    held = f"{number - takes:,}" if number else ""
    last = next(
        (
            last_words(each.started_at.date(), each.solid_or_strong, each.rated, now.date())
            for each in heads
            if each.take_of is None
        ),
        "",
    )
    left = resumable(store.sessions.running(), good, now)
    setup, interview_on = settings.setup, settings.interview_date
    titles, start = start_words(good, setup)
    dated = interview_on is not None and interview_on >= now.date()
    return HomeFacts(
        asks=titles,
        start=start,
        resumable=left[0] if left else None,
        others=tuple(left[1:]),
        sessions=", ".join(filter(None, (held, last))),
        last=last,
        read=True,
        looks_back=number > 0,
        number=number,
        banks=shelf_words(good),
        banner=faults_words(listed),
        settings="" if dated else "when is your interview?",
        sample="" if number else sample_words(good, setup),
    )


def with_history(facts: HomeFacts, store: Store, day: date, settings: Settings) -> HomeFacts:
    """Add the facts that take reading all sessions: what is due, and the progress."""
    interview_on = settings.interview_date
    sessions, today = plan_of_day(store, day, settings)
    if not sessions and interview_on is None:
        return facts
    progress, near = Progress.of(sessions), is_near(interview_on, day)
    board = Board.of(sessions, today, progress, store.shelf.good()) if sessions else None
    held, last = f"{len(progress.sessions):,}", facts.last
    if not last and progress.sessions:  # The newest files could not be read.
        newest = progress.sessions[-1]
        group = Group.of("", newest.answers)
        last = last_words(newest.started_at.date(), group.solid_or_strong, group.rated, day)
    return facts._replace(
        today=today.words,
        notes=f"to read: {summary(reminders(sessions))}" if near else "",
        sessions=", ".join(filter(None, (held, last))) if sessions else "",
        looks_back=bool(sessions),
        number=len(sessions),
        progress=progress_words(progress),
        readiness=practise_next(progress, today),
        board=board,
    )


def sample_words(banks: list[Bank], setup: Setup) -> str:
    """Return a short question from the chosen banks, as an example."""
    questions = [q.question for bank in banks if bank.name in setup.banks for q in bank.questions]
    short = (first_line(question) for question in questions if len(question) <= SHORT)
    return next(short, "")


def progress_words(progress: Progress) -> str:
    """Return `▂▃▅▇  71 of 98 solid or strong`; empty before anything is rated."""
    points = progress.trend
    if not points:
        return ""
    solid, rated = sum(p.solid_or_strong for p in points), sum(p.rated for p in points)
    line = f"{sparkline([point.share for point in points], TREND_WIDTH)}  " * (
        len(points) >= MEAN_OF
    )
    return f"{line}{result_words(solid, rated)}"


def practise_next(progress: Progress, today: Plan) -> Content | None:
    """Return `Practise next  Optimisation (2 of 6)`: the main topic of today's plan."""
    topic = today.topic
    if not topic:
        return None
    known = next((each for each in progress.readiness if each.topic == topic), None)
    state = f"{known.ready} of {known.rated}" if known else "never asked"
    return Content.assemble(("Practise next  ", MUTED), f"{topic} ({state})")


def start_words(banks: list[Bank], setup: Setup) -> tuple[str, str]:
    """Return `Deep learning`, and `7 questions, about 19 minutes`."""
    chosen = [bank for bank in banks if bank.name in setup.banks]
    number, seconds = forecast(chosen, setup)
    if not number:
        return "", "choose a bank first"
    titles = ", ".join(bank.title for bank in chosen)
    return titles, length_words(number, seconds)


def resumable(running: Iterable[SessionHead], banks: list[Bank], now: datetime) -> list[Resumable]:
    """Return the interviews that were left running, in words."""
    titles = {bank.name: bank.title for bank in banks}
    found = []
    for head in running:
        name = head.banks[0] if head.banks else "interview"
        title = titles.get(name) or readable_name(name)
        where = f"question {head.current_question or 1} of {head.questions}"
        left = ago(now.timestamp() - head.modified)
        found.append(Resumable(head.path, f"{title} · {where} · left {left}"))
    return found


def ago(seconds: float) -> str:
    """Return roughly how long ago something was."""
    if seconds < 90:
        return "just now"
    for size, word in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            return f"{counted(int(seconds // size), word)} ago"
    return "just now"


def last_words(on: date, good: int, rated: int, today: date) -> str:
    """Return `last yesterday, 5 of 7 solid or strong`."""
    days = (today - on).days
    when = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    return f"last {when}" + (f", {good} of {rated} solid or strong" if rated else "")


def faults_words(listed: tuple[ListedBank, ...]) -> str:
    """Return one line about banks that can't be read, or ""."""
    broken = [each.name for each in listed if each.bank is None]
    if not broken:
        return ""
    return f"{counted(len(broken), 'bank')} can't be read: {', '.join(broken)}."
