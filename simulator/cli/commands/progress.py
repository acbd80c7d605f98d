"""`sessions` and `progress`: what all sessions amount to, printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from simulator.cli.commands.report import FAULTY, FINE, complain, say
from simulator.core.times import show_time
from simulator.core.wording import (
    banks_words,
    calibration_words,
    counted,
    first_line,
    percent,
    show_date,
    show_moment,
)

if TYPE_CHECKING:
    from simulator.core.bank import Drawn
    from simulator.core.progress import Progress
    from simulator.storage.sessions.head import DamagedSession, SessionHead
    from simulator.storage.store import Store

MOST_TOPICS = 40
"""Topics that the printed progress names."""


def run_sessions(store: Store, *, json: bool = False) -> int:
    """List every session, the newest first; damaged ones with their fault, and then code 1."""
    from simulator.storage.sessions.head import DamagedSession

    heads = store.heads()
    damaged = any(isinstance(head, DamagedSession) for head in heads)
    if json:
        say_json([_head_object(head) for head in heads])
    elif heads:
        say("\n".join(_head_line(head) for head in heads))
    if not heads:
        complain("there are no sessions yet.")
    return FAULTY if damaged or not heads else FINE


def run_progress(store: Store, *, json: bool = False) -> int:
    """What all sessions amount to; code 1 where there are none."""
    from simulator.core.progress import Progress
    from simulator.storage.sessions.past import past_sessions

    progress = Progress.of(past_sessions(store))
    questions = all_questions(store)
    if json:
        say_json(progress_object(progress, questions))
    elif progress.sessions:
        say(progress_text(progress, questions))
    if not progress.sessions:
        complain("there are no sessions yet.")
    return FINE if progress.sessions else FAULTY


def all_questions(store: Store) -> tuple[Drawn, ...]:
    """Every question of every good bank."""
    from simulator.core.bank import matching

    return matching([each.bank for each in store.banks() if each.bank is not None])


def say_json(value: object) -> None:
    """Print JSON."""
    from simulator.exporters.session_json import to_text

    say(to_text(value))


# Sessions


def _head_line(head: SessionHead | DamagedSession) -> str:
    if not hasattr(head, "faults"):
        rated = f"{head.solid_or_strong} of {head.rated}" if head.rated else "-"
        points = f"{head.covered} of {head.key_points}" if head.rated else "-"
        return (
            f"{show_moment(head.started_at):<19} {head.status.value:<9} {head.mode.value:<9} "
            f"{banks_words(head.banks)}, {counted(head.questions, 'question')}, "
            f"{rated} solid or strong, {points} points, {show_time(head.seconds)}  {head.path.stem}"
        )
    return f"{'damaged':<19} {first_line(str(head.faults[0]))}"


def _head_object(head: SessionHead | DamagedSession) -> dict[str, Any]:
    if hasattr(head, "faults"):
        return {"name": head.path.stem, "faults": [str(fault) for fault in head.faults]}
    return {
        "name": head.path.stem,
        "status": head.status.value,
        "started_at": head.started_at.isoformat(),
        "finished_at": head.finished_at.isoformat() if head.finished_at else None,
        "mode": head.mode.value,
        "banks": list(head.banks),
        "questions": head.questions,
        "answered": head.answered,
        "timed_out": head.timed_out,
        "skipped": head.skipped,
        "rated": head.rated,
        "solid_or_strong": head.solid_or_strong,
        "key_points": head.key_points,
        "covered": head.covered,
        "sure_and_wrong": head.sure_and_wrong,
        "seconds": head.seconds,
    }


# Progress


def progress_text(progress: Progress, questions: Sequence[Drawn]) -> str:
    """Progress for people, without colour; bars made of plain characters."""
    total, time, cells = progress.total, progress.time_used, progress.calibration
    lines = [
        f"{counted(len(progress.sessions), 'session')}, {counted(total.asked, 'question')} asked, "
        f"{total.solid_or_strong} of {total.rated} solid or strong, "
        f"key points {percent(total.coverage.share)}.",
        f"Never asked: {len(progress.never_asked(questions))} of {len(questions)}.",
    ]
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
    """Progress for programs, in the words of the session file."""
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
        "calibration": {
            "sure_right": cells.sure_right,
            "sure_wrong": cells.sure_wrong,
            "unsure_right": cells.unsure_right,
            "unsure_wrong": cells.unsure_wrong,
            "rate": cells.rate,
        },
        "time": {"used": time.used, "limit": time.limit, "over": time.over,
                 "timed_out": time.timed_out},
        "rerated": {"same": progress.agreement.same, "higher": progress.agreement.higher,
                    "lower": progress.agreement.lower},
        "weeks": [
            {"monday": week.monday.isoformat(), "sessions": week.sessions, "seconds": week.seconds}
            for week in progress.weeks
        ],
    }  # fmt: skip
