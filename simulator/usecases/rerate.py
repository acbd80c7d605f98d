"""Judges an answer of a past session again, beside the first judgement."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from simulator.core.session import Answer, Rerating, Session
from simulator.storage.store import Store


def keep_rerating(store: Store, path: Path, index: int, rerating: Rerating) -> None:
    """Add a later judgement to the answer at `index`, from 0. Raises FileFault and OSError."""
    file, session = store.sessions.reopen(path)
    with closing(file):
        answer = session.answers[index]
        answer = replace(answer, rerated=(*answer.rerated, rerating))
        file.save(session.with_answer(index, answer))


def keep_judgement(store: Store, path: Path, index: int, judged: Answer) -> Session:
    """Store a judgement, made after the session, of the answer at `index`; return the session.

    The first rating is kept beside it, and an existing confidence stays. Raises FileFault and
    OSError.
    """
    file, session = store.sessions.reopen(path)
    with closing(file):
        before = session.answers[index]
        changed = before.rating is not None and judged.rating is not before.rating
        first = before.first_rating or (before.rating if changed else None)
        answer = replace(
            before,
            confidence=judged.confidence if before.confidence is None else before.confidence,
            rating=judged.rating,
            first_rating=first,
            wrong=judged.wrong,
            note=judged.note,
            key_points=judged.key_points,
            asked_follow_ups=judged.asked_follow_ups,
        )
        session = session.with_answer(index, answer)
        file.save(session)
    return session


def may_judge(store: Store, path: Path, answer: Answer) -> bool:
    """True if an answer can be rated now: it is unrated, or in the newest session."""
    if answer.rating is None:
        return answer.was_answered
    newest = store.sessions.heads(1)
    return bool(newest) and newest[0].path.name == path.name
