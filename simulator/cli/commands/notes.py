"""`notes`: what you promised yourself and the points you missed, on one page."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date

from simulator.cli.console import FAULTY, FINE, complain, say, today
from simulator.cli.context import open_store
from simulator.core.notes import Reminder, reminders
from simulator.core.wording import first_line, show_date
from simulator.storage.store import Store


def run(arguments: Namespace) -> int:
    """Show the notes."""
    return show_notes(open_store(arguments.home))


def show_notes(store: Store) -> int:
    """All notes and missed points on one page; code 1 where there are none."""
    found = reminders(store.sessions.past())
    if not found:
        complain("there are no notes and no missed points yet.")
        return FAULTY
    say(notes_page(found, today()))
    return FINE


def notes_page(found: Sequence[Reminder], day: date) -> str:
    """What was promised and missed, topic by topic, the most urgent topic first."""
    topics: dict[str, list[Reminder]] = {}
    for each in found:
        topics.setdefault(each.answer.topic, []).append(each)
    parts = [f"Before the interview, {show_date(day)}"]
    for topic, each_of in topics.items():
        parts.append("\n\n".join([topic.upper(), *map(_reminder_text, each_of)]))
    return "\n\n".join(parts)


def _reminder_text(reminder: Reminder) -> str:
    mark = "! " if reminder.answer.sure_and_wrong else ""
    lines = [f"{mark}{first_line(reminder.answer.question)}"]
    if reminder.note:
        lines.append(f"  promised: {' '.join(reminder.note.split())}")
    lines += [f"  missed:   {first_line(text)}" for text in reminder.missed]
    return "\n".join(lines)
