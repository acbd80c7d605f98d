"""Counts a session's results for the head of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.core.session import Session

COUNTS = (
    "questions", "answered", "timed_out", "skipped", "rated", "solid_or_strong", "key_points",
    "covered", "sure_and_wrong",
)  # fmt: skip
SECONDS = "seconds"


def summary(session: Session) -> dict[str, Any]:
    """Return the `COUNTS` and `SECONDS` that the list of sessions shows."""
    counts = dict.fromkeys(COUNTS, 0)
    counts["questions"] = len(session.answers)
    for answer in session.answers:
        if answer.outcome is not None:
            counts[answer.outcome.value] += 1
        if answer.rating is not None:
            counts["rated"] += 1
            counts["solid_or_strong"] += answer.solid_or_strong
            counts["key_points"] += len(answer.judged_points)
            counts["covered"] += answer.covered
            counts["sure_and_wrong"] += answer.sure_and_wrong
    return {**counts, SECONDS: round(session.seconds, 3)}
