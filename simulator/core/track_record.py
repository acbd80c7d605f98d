"""How often a question was asked, and how its answers were rated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from simulator.core.session import Answer, Session
from simulator.core.states import Rating
from simulator.core.take import without_takes


class TrackRecord(NamedTuple):
    """The record of one question, or of several together."""

    times: int = 0
    rated: int = 0
    solid_or_strong: int = 0
    last: Rating | None = None
    """The latest rating; None before the first."""

    def with_answer(self, answer: Answer) -> Self:
        """Return the record with one more answer, the newest."""
        if answer.outcome is None:
            return self
        rating = answer.rating
        return type(self)(
            self.times + 1,
            self.rated + (rating is not None),
            self.solid_or_strong + (rating is not None and rating >= Rating.SOLID),
            rating if rating is not None else self.last,
        )

    @classmethod
    def together(cls, each: Iterable[TrackRecord]) -> Self:
        """Combine several records; the result has no latest rating."""
        parts = list(each)
        return cls(
            sum(part.times for part in parts),
            sum(part.rated for part in parts),
            sum(part.solid_or_strong for part in parts),
        )


def track_records(sessions: Iterable[Session]) -> Mapping[tuple[str, str], TrackRecord]:
    """Return the record of every question ever asked, by (bank, id); takes don't count."""
    found: dict[tuple[str, str], TrackRecord] = {}
    for session in sorted(without_takes(sessions), key=lambda session: session.started_at):
        for answer in session.answers:
            found[answer.key] = found.get(answer.key, TrackRecord()).with_answer(answer)
    return {key: asked for key, asked in found.items() if asked.times}
