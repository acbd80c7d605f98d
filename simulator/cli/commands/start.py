"""An interview line by line, from the folders and back into them."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from simulator.core.drawing import NothingToAsk, open_session
from simulator.core.interview import Interview
from simulator.core.session import Session
from simulator.core.setup import Setup
from simulator.plain.interview import run_plain
from simulator.speech import Speaker
from simulator.storage.sessions.file import SessionFile
from simulator.storage.sessions.past import past_sessions
from simulator.storage.store import Store
from simulator.system.clock import Clock
from simulator.text.cleaning import printable

OpenVoice = Callable[[bool], Speaker]
"""Makes a speaker, silent where the argument says that none is wanted."""


def start_in_lines(
    store: Store, setup: Setup, open_voice: OpenVoice, *, due: tuple[tuple[str, str], ...] = ()
) -> int:
    """Draw an interview and hold it line by line; returns the exit code."""
    banks = [store.bank(name) for name in setup.banks]
    clock = Clock()
    try:
        session = open_session(
            banks, setup, started_at=clock.wall(), seed=random.randrange(2**31), due=due
        )
    except NothingToAsk as nothing:
        print(f"mock-interview: {printable(str(nothing))}", file=sys.stderr)
        return 1
    if len(session.answers) < setup.questions:
        print(f"Only {len(session.answers)} questions fit; all of them are asked.")
    return _hold(store, store.create(session), session, open_voice, clock)


def resume_in_lines(store: Store, path: Path, open_voice: OpenVoice) -> int:
    """Go on with a session that was left running, line by line; returns the exit code."""
    file, session = store.resume(path)
    return _hold(store, file, session, open_voice, Clock())


def _hold(
    store: Store, file: SessionFile, session: Session, open_voice: OpenVoice, clock: Clock
) -> int:
    speaker = open_voice(session.setup.voice)
    with closing(file), closing(speaker):
        return run_plain(
            Interview.of(session),
            save=file.save,
            clock=clock,
            speaker=speaker,
            stdin=sys.stdin,
            stdout=sys.stdout,
            promises=_promises(store),
        )


def _promises(store: Store) -> Mapping[tuple[str, str], str]:
    from simulator.core.notes import promises

    return promises(past_sessions(store))
