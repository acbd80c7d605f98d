"""What the home screen tells, read from the folders."""

from __future__ import annotations

from datetime import datetime

from simulator.bank import Bank
from simulator.opening import forecast
from simulator.phrases import counted
from simulator.session_file import SessionHead
from simulator.setup import Setup
from simulator.store import ListedBank, Store
from simulator.ui.home_screen import HomeFacts, Resumable


def home_facts(store: Store, setup: Setup, now: datetime) -> HomeFacts:
    """Read banks and sessions, and put them into words. `now` is aware wall time."""
    listed = store.banks()
    good = [each.bank for each in listed if each.bank is not None]
    heads = store.heads()
    return HomeFacts(
        start=start_words(good, setup),
        resumable=resumable(store, good, now),
        sessions=sessions_words([head for head in heads if isinstance(head, SessionHead)], now),
        banks=banks_words(good),
        banner=faults_words(listed),
    )


def start_words(banks: list[Bank], setup: Setup) -> str:
    """`Deep learning, 7 questions, about 19 minutes`."""
    chosen = [bank for bank in banks if bank.name in setup.banks]
    number, seconds = forecast(chosen, setup)
    if not number:
        return "choose a bank first"
    titles = ", ".join(bank.title for bank in chosen)
    return f"{titles}, {counted(number, 'question')}, about {minutes_words(seconds)}"


def minutes_words(seconds: float) -> str:
    """`19 minutes`, at least one."""
    return counted(max(1, round(seconds / 60)), "minute")


def resumable(store: Store, banks: list[Bank], now: datetime) -> Resumable | None:
    """The newest interview that was left running, and that no other program has open."""
    running = store.running()
    if not running:
        return None
    head = running[0]
    titles = {bank.name: bank.title for bank in banks}
    title = titles.get(head.banks[0], head.banks[0]) if head.banks else "Interview"
    where = f"question {head.current_question or 1} of {head.questions}"
    return Resumable(head.path, f"{title} · {where} · left {ago(now.timestamp() - head.modified)}")


def ago(seconds: float) -> str:
    """How long ago, roughly."""
    if seconds < 90:
        return "just now"
    for size, word in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            return f"{counted(int(seconds // size), word)} ago"
    return "just now"


def sessions_words(heads: list[SessionHead], now: datetime) -> str:
    """`14, last yesterday, 5 of 7 solid or strong`."""
    if not heads:
        return ""
    last = heads[0]
    days = (now.date() - last.started_at.date()).days
    when = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    rated = f", {last.solid_or_strong} of {last.rated} solid or strong" if last.rated else ""
    return f"{len(heads)}, last {when}{rated}"


def banks_words(banks: list[Bank]) -> str:
    """`3 banks, 142 questions`."""
    questions = sum(len(bank.questions) for bank in banks)
    return f"{counted(len(banks), 'bank')}, {counted(questions, 'question')}"


def faults_words(listed: tuple[ListedBank, ...]) -> str:
    """One line about banks that can't be used, with the way to see why."""
    broken = [each.name for each in listed if each.bank is None]
    if not broken:
        return ""
    return f"{counted(len(broken), 'bank')} can't be read: {', '.join(broken)}. Press b to see why."
