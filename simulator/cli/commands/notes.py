"""`notes`: prints your notes for next time and the points you missed, on one page."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date

from simulator.cli.console import FAULTY, FINE, complain, say_fitted, today
from simulator.core.notes import Reminder, by_topic
from simulator.core.wording import first_line, show_date
from simulator.storage.store import Store
from simulator.usecases.look_back import what_to_remember


def run(_: Namespace, store: Store) -> int:
    """Print all notes and missed points on one page; code 1 if there are none."""
    found = what_to_remember(store)
    if not found:
        complain("there are no notes or missed points yet.")
        return FAULTY
    say_fitted(notes_page(found, today()))
    return FINE


def notes_page(found: Sequence[Reminder], day: date) -> str:
    """Return the notes and what was missed, by topic, the most urgent topic first."""
    parts = [f"Before the interview, {show_date(day)}"]
    for topic, each_of in by_topic(found).items():
        parts.append("\n\n".join([topic.upper(), *map(_reminder_text, each_of)]))
    return "\n\n".join(parts)


def _reminder_text(reminder: Reminder) -> str:
    mark = "! " if reminder.answer.sure_and_wrong else ""
    lines = [f"{mark}{first_line(reminder.answer.question)}"]
    if reminder.promise:
        lines.append(f"  to say: {reminder.promise}")
    lines += [f"  missed: {first_line(text)}" for text in reminder.missed]
    lines += [f"  missed follow-up: {first_line(text)}" for text in reminder.missed_follow_ups]
    return "\n".join(lines)
