"""An interview line by line, from the folders and back into them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from simulator.core.drawing import NothingToAsk
from simulator.core.interview import Interview
from simulator.core.session import Session
from simulator.core.setup import Setup
from simulator.plain.interview import run_plain
from simulator.speech import Speaker
from simulator.storage.sessions.file import SessionFile
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store
from simulator.system.clock import Clock
from simulator.system.faults import SettingsFault
from simulator.text.cleaning import printable
from simulator.usecases.look_back import notes_by_question
from simulator.usecases.start import draw_interview, remembered

OpenVoice = Callable[[bool], Speaker]
"""Makes a speaker, silent where the argument says that none is wanted."""


def start_in_lines(store: Store, setup: Setup, settings: Settings, open_voice: OpenVoice) -> int:
    """Draw an interview and hold it line by line; returns the exit code."""
    clock = Clock()
    try:
        drawn = draw_interview(store, setup, now=clock.wall(), interview_on=settings.interview_date)
    except NothingToAsk as nothing:
        print(f"mock-interview: {printable(str(nothing))}", file=sys.stderr)
        return 1
    with suppress(OSError, SettingsFault):  # No reason not to hold the interview.
        store.write_settings(replace(settings, setup=remembered(setup)))
    if drawn.shortfall:
        print(drawn.shortfall)
    return _hold(store, store.create(drawn.session), drawn.session, open_voice, clock)


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
            promises=notes_by_question(store),
        )
