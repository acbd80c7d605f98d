"""Notes for next time, and the points that were missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from simulator.core.session import Answer, Session
from simulator.core.wording import and_list, counted

NEAR_DAYS = 7
"""The page of notes is offered when the interview is at most this many days ahead."""


def latest_notes(
    sessions: Iterable[Session], before: datetime | None = None
) -> Mapping[tuple[str, str], str]:
    """Return the latest note per question, by (bank, id); answering without one keeps the old one.

    `before`, an aware time, limits this to sessions that began earlier: a session's own notes are
    not promises it has to keep.
    """
    notes: dict[tuple[str, str], str] = {}
    for session in sorted(sessions, key=lambda session: session.started_at):
        if before is not None and session.started_at >= before:
            break
        for answer in session.answers:
            if answer.note.strip():
                notes[answer.key] = answer.note
    return notes


class Reminder(NamedTuple):
    """A question's last rated answer, its latest note, and what was missed."""

    answer: Answer
    note: str
    missed: tuple[str, ...]
    """Key points left out."""
    missed_follow_ups: tuple[str, ...] = ()
    """Follow-ups of which less than half was covered."""

    @property
    def promise(self) -> str:
        """The note on one line."""
        return " ".join(self.note.split())


def reminders(sessions: Iterable[Session]) -> tuple[Reminder, ...]:
    """Return every question with a note, or with a point missed at its last rating.

    Sure and wrong first, then by rating, then by topic.
    """
    known = sorted(sessions, key=lambda session: session.started_at)
    notes = latest_notes(known)
    last: dict[tuple[str, str], Answer] = {}
    for session in known:
        for answer in session.answers:
            if answer.rating is not None or (answer.key in notes and answer.key not in last):
                last[answer.key] = answer
    made = [
        Reminder(
            answer,
            notes.get(key, ""),
            tuple(point.text for point in answer.missed_points),
            tuple(each.question for each in answer.missed_follow_ups),
        )
        for key, answer in last.items()
    ]
    kept = [each for each in made if each.note or each.missed or each.missed_follow_ups]
    return tuple(sorted(kept, key=_most_urgent_first))


def by_topic(found: Iterable[Reminder]) -> Mapping[str, Sequence[Reminder]]:
    """Group the reminders by topic; the most urgent one's topic comes first."""
    topics: dict[str, list[Reminder]] = {}
    for each in found:
        topics.setdefault(each.answer.topic, []).append(each)
    return topics


def summary(found: Iterable[Reminder]) -> str:
    """`2 notes, 5 missed points and 1 missed follow-up`; empty if there are none."""
    kept = tuple(found)
    numbers = (
        ("note", sum(bool(each.note) for each in kept)),
        ("missed point", sum(len(each.missed) for each in kept)),
        ("missed follow-up", sum(len(each.missed_follow_ups) for each in kept)),
    )
    return and_list([counted(number, word) for word, number in numbers if number])


def is_near(interview_on: date | None, day: date) -> bool:
    """True if the interview is today or within `NEAR_DAYS`."""
    return interview_on is not None and 0 <= (interview_on - day).days <= NEAR_DAYS


def _most_urgent_first(reminder: Reminder) -> tuple[bool, int, str, str]:
    answer = reminder.answer
    rating = int(answer.rating or 0)
    return not answer.sure_and_wrong, rating, answer.topic.casefold(), answer.question
