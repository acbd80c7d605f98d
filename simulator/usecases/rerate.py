"""Judging an answer of a past session again, beside the first judgement."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from simulator.core.session import Rerating
from simulator.storage.store import Store


def keep_rerating(store: Store, path: Path, index: int, rerating: Rerating) -> None:
    """Add a later judgement to the answer at `index`, from 0. Raises FileFault and OSError."""
    file, session = store.sessions.reopen(path)
    with closing(file):
        answer = session.answers[index]
        answer = replace(answer, rerated=(*answer.rerated, rerating))
        file.save(session.with_answer(index, answer))
