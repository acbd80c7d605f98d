"""Records answers, extracts facts from them, and deletes old recordings."""

from __future__ import annotations

import contextlib
import sys
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from simulator.core.delivery import Delivery, Usual, recording_name
from simulator.core.hearing import heard
from simulator.core.interview import Interview
from simulator.core.session import Answer, Session
from simulator.core.states import Phase
from simulator.speech.wav import RATE, read_frames, recorded_seconds
from simulator.storage.sessions import recordings
from simulator.storage.store import Store
from simulator.system import log
from simulator.system.faults import FileFault

if TYPE_CHECKING:
    from simulator.speech import Recorder

PartIndex = tuple[int, int]
"""A question of a session, from 0, and its follow-up, from 1, or 0 for the answer itself."""


class AnswerRecording:
    """Lets a recorder follow an interview: it records exactly while an answer is given."""

    def __init__(self, recorder: Recorder, session_path: Callable[[], Path | None]) -> None:
        """`session_path` returns the session's file; nothing is recorded while there is none."""
        self.recorder = recorder
        self._session_path = session_path
        self._now: object = None

    def follow(self, interview: Interview, now: float) -> None:
        """Make the recorder do what the interview says; returns at once.

        Before the interview starts, the microphone only shows its level.
        """
        part, path = interview.recorded, self._session_path()
        wanted: object = part if path is not None else None
        if interview.phase is Phase.READY and interview.session.setup.record:
            wanted = Phase.READY
        if wanted == self._now:
            return
        self._now = wanted
        if wanted is Phase.READY:
            self.recorder.meter()
        elif part is not None and path is not None:
            file = recordings.folder_of(path) / recording_name(*part)
            self.recorder.record(file, interview.countdown.elapsed(now))
        else:
            self.recorder.rest()

    def close(self) -> None:
        """Stop for good."""
        self.recorder.close()


def unheard(session: Session, path: Path) -> Iterator[tuple[PartIndex, Path]]:
    """Yield the recorded answers without facts, and their sound files."""
    for index, answer in enumerate(session.answers):
        for follow_up, part in enumerate(answer.parts):
            if part.outcome is None or part.delivery is not None:
                continue
            file = recordings.folder_of(path) / recording_name(index, follow_up)
            if file.is_file():
                yield (index, follow_up), file


def hear(session: Session, path: Path) -> Mapping[PartIndex, Delivery]:
    """Return the facts of recorded answers that have none yet.

    Takes 20 ms per minute of sound: for a background thread. A recording of nothing but zeros is
    deleted; an unreadable one is skipped.
    """
    heard_now: dict[PartIndex, Delivery] = {}
    for part, file in unheard(session, path):
        with contextlib.suppress(OSError):
            if (delivery := _listen(file)) is not None:
                named = recordings.name_in_session(path, file.name)
                heard_now[part] = replace(delivery, recording=named)
    return heard_now


def _listen(file: Path) -> Delivery | None:
    frames = read_frames(file)
    if frames.count(0) == len(frames):
        file.unlink()
        return None
    samples = array("h", frames)
    if sys.byteorder == "big":
        samples.byteswap()
    return heard(samples, RATE)


def delivered(session: Session, found: Mapping[PartIndex, Delivery]) -> Session:
    """Add these facts to the answers of a session that have none yet."""
    for (index, follow_up), delivery in found.items():
        answer = session.answers[index]
        part = answer.parts[follow_up]
        if part.delivery is None and part.outcome is not None:
            session = session.with_answer(index, answer.with_delivery(follow_up, delivery))
    return session


class Track(NamedTuple):
    """The recording of an answer or follow-up, in seconds; the file is None once deleted."""

    file: Path | None
    delivery: Delivery
    seconds: float


def tracks_of(answer: Answer, path: Path | None) -> tuple[Track, ...]:
    """Return the recordings of an answer and its follow-ups; `path` is the session's file."""
    return tuple(
        _track(part.delivery, part.answer_seconds, path)
        for part in answer.parts
        if part.delivery is not None
    )


def _track(delivery: Delivery, seconds: float, path: Path | None) -> Track:
    if path is not None and delivery.recording:
        file = recordings.recording_path(path, delivery.recording)
        with contextlib.suppress(OSError):
            return Track(file, delivery, recorded_seconds(file))
    return Track(None, delivery, seconds)


def usual_before(store: Store, session: Session) -> Usual | None:
    """Return the candidate's usual delivery before a session; None with too few recordings."""
    before = (past for past in store.sessions.past() if past.started_at < session.started_at)
    return Usual.of(delivery for past in before for delivery in past.deliveries)


def prune(store: Store, keep: int) -> int:
    """Delete the recordings of all but the `keep` newest sessions; return how many lost them.

    Their facts stay. Sessions open in a program and unreadable files are left alone. For a
    background thread.
    """
    dated = []
    for folder in recordings.folders(store.sessions_folder):
        path = folder.with_suffix(".toml")
        with contextlib.suppress(FileFault, OSError):
            dated.append((store.sessions.load(path).started_at, path))
    old = [path for _, path in sorted(dated, reverse=True)[keep:]]
    return sum(_forget_sound(store, path) for path in old)


def _forget_sound(store: Store, path: Path) -> bool:
    try:
        file, session = store.sessions.reopen(path)
    except (FileFault, OSError):
        return False
    with contextlib.closing(file):
        silent = session
        for index, answer in enumerate(session.answers):
            silent = silent.with_answer(index, _without_recordings(answer))
        try:
            if silent != session:
                file.save(silent)
        except OSError:
            return False
        recordings.delete(path)
    log.note(f"recordings deleted: {path.stem}")
    return True


def _without_recordings(answer: Answer) -> Answer:
    for follow_up, part in enumerate(answer.parts):
        if part.delivery is not None:
            answer = answer.with_delivery(follow_up, part.delivery.without_recording())
    return answer
