"""`progress`: prints figures over all interviews."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from simulator.cli.console import FAULTY, FINE, complain, say_fitted, say_json
from simulator.core.bank import Drawn, matching
from simulator.core.progress import Progress
from simulator.core.wording import calibration_words, percent, show_date
from simulator.storage.store import Store

MOST_TOPICS = 40
"""The most topics printed."""


def run(arguments: Namespace, store: Store) -> int:
    """Print the figures over all sessions; code 1 if there are none."""
    progress = Progress.of(store.sessions.past())
    questions = matching(store.shelf.good())
    if arguments.json:
        say_json(progress_object(progress, questions))
    elif progress.sessions:
        say_fitted(progress_text(progress, questions))
    if not progress.sessions:
        complain("there are no sessions yet.")
    return FINE if progress.sessions else FAULTY


def progress_text(progress: Progress, questions: Sequence[Drawn]) -> str:
    """Return the progress for people, with bars made of plain characters."""
    time, cells = progress.time_used, progress.calibration
    lines = [progress.sentence(questions)]
    if time.share is not None:
        lines.append(f"Time used: {percent(time.share)} of the limits.")
    lines += ["", "Ready by topic, by the last time each question was rated"]
    topics = progress.readiness[:MOST_TOPICS]
    wide = max((len(each.topic) for each in topics), default=0)
    for each in topics:
        filled = round(10 * each.share)
        bar = "#" * filled + "." * (10 - filled)
        lines.append(f"  {each.topic:<{wide}}  {bar}  {each.ready} of {each.rated}")
    if cells.total:
        lines += [
            "",
            "Confidence against result",
            f"  sure:   {cells.sure_right} solid or strong, {cells.sure_wrong} not",
            f"  unsure: {cells.unsure_right} solid or strong, {cells.unsure_wrong} not",
        ]
    if cells.rate is not None:
        lines.append(f"  {calibration_words(cells)}")
    if progress.agreement.total:
        again = progress.agreement
        lines += ["", f"Judged again, blind: {again.same} the same, {again.higher} higher, "
                  f"{again.lower} lower."]  # fmt: skip
    lines += ["", "Sessions a week"]
    lines += [
        f"  {show_date(week.monday):<11}  {week.sessions:>2}  " + "#" * min(60, week.sessions)
        for week in progress.weeks[-26:]
    ]
    return "\n".join(lines)


def progress_object(progress: Progress, questions: Sequence[Drawn]) -> dict[str, Any]:
    """Return the progress as an object, in the words of the session file."""
    total, time, cells = progress.total, progress.time_used, progress.calibration
    return {
        "sessions": len(progress.sessions),
        "asked": total.asked,
        "rated": total.rated,
        "solid_or_strong": total.solid_or_strong,
        "key_points": total.coverage.of,
        "covered": total.coverage.covered,
        "never_asked": [list(drawn.key) for drawn in progress.never_asked(questions)],
        "topics": [
            {"topic": r.topic, "ready": r.ready, "rated": r.rated, "by_week": list(r.by_week)}
            for r in progress.readiness
        ],
        "calibration": {**cells._asdict(), "rate": cells.rate},
        "time": {"used": time.used, "limit": time.limit, "over": time.overran,
                 "timed_out": time.timed_out},
        "rerated": progress.agreement._asdict(),
        "weeks": [
            {"monday": week.monday.isoformat(), "sessions": week.sessions, "seconds": week.seconds}
            for week in progress.weeks
        ],
    }  # fmt: skip
