"""`sessions`: lists all past interviews."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from simulator.cli.console import FAULTY, FINE, columns, complain, say, say_json
from simulator.core.times import show_time
from simulator.core.wording import counted, first_line, result_words, show_moment
from simulator.storage.sessions.head import DamagedSession, SessionHead
from simulator.storage.store import Store
from simulator.text.cleaning import cell_width
from simulator.text.wrapping import wrapped
from simulator.usecases.session_status import status_words, titles_of


def run(arguments: Namespace, store: Store) -> int:
    """List every session, newest first; 1 if any is damaged, which is listed with its fault."""
    heads = store.sessions.heads()
    damaged = sum(isinstance(head, DamagedSession) for head in heads)
    if arguments.json:
        say_json([_head_object(head) for head in heads])
    elif heads:
        say("\n".join(head_text(head, columns()) for head in heads))
    if not heads:
        complain("there are no sessions yet.")
    elif damaged and not arguments.json:
        what, it = ("1 session", "it") if damaged == 1 else (f"{damaged} sessions", "them")
        complain(f"{what} can't be read: mend {it}, or delete {it} in the history.")
    return FAULTY if damaged or not heads else FINE


def head_text(head: SessionHead | DamagedSession, columns: int | None) -> str:
    """Return a session on one line, or on several in a narrower terminal, with its name last."""
    if isinstance(head, SessionHead):
        points = f", {head.covered} of {head.key_points} points" if head.key_points else ""
        first = f"{show_moment(head.started_at):<19} {status_words(head):<9} {head.mode.value:<9} "
        facts = (
            f"{titles_of(head)}, {counted(head.questions, 'question')}, "
            f"{result_words(head.solid_or_strong, head.rated)}{points}, {show_time(head.seconds)}"
        )
        name = head.path.stem
    else:
        first, facts, name = f"{'damaged':<19} ", first_line(str(head.faults[0])), ""
    line = f"{first}{facts}  {name}".rstrip()
    if columns is None or cell_width(line) <= columns:
        return line
    parts = wrapped(facts, columns, first, "  ")
    return "\n".join([*parts, f"  {name}"] if name else parts)


def _head_object(head: SessionHead | DamagedSession) -> dict[str, Any]:
    if isinstance(head, DamagedSession):
        return {"name": head.path.stem, "faults": [str(fault) for fault in head.faults]}
    finished = head.finished_at
    return {
        "name": head.path.stem,
        **{name: getattr(head, name) for name in _TOLD},
        "started_at": head.started_at.isoformat(),
        "finished_at": None if finished is None else finished.isoformat(),
    }


_TOLD = [
    name for name in SessionHead._fields if name not in ("path", "current_question", "modified")
]
