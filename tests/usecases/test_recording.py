"""Tests recordings beside their sessions, their analysis, and how long they are kept."""

from __future__ import annotations

import math
import random
from array import array
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from simulator.core.delivery import Delivery, Pause, Usual
from simulator.core.interview import Interview
from simulator.core.session import AskedFollowUp, Session
from simulator.core.setup import Setup
from simulator.core.states import Outcome, Status
from simulator.speech import NoRecorder
from simulator.speech.wav import RATE, GrowingWav, header
from simulator.storage.sessions.recordings import folder_of, recording_path, room
from simulator.storage.store import Store
from simulator.usecases.recording import (
    AnswerRecording,
    Track,
    delivered,
    hear,
    prune,
    tracks_of,
    usual_before,
)
from simulator.usecases.take import beside_the_past
from tests.core.interviews import answering, interview
from tests.samples import sample_session


class Told(NoRecorder):
    """A recorder that records its orders."""

    def __init__(self) -> None:
        super().__init__()
        self.orders: list[tuple[object, ...]] = []

    def meter(self) -> None:
        self.orders.append(("meter",))

    def record(self, path: Path, elapsed: float) -> None:
        self.orders.append((path.name, path.parent.name, elapsed))

    def rest(self) -> None:
        self.orders.append(("rest",))


def test_a_recorder_follows_the_interview() -> None:
    told = Told()
    recording = AnswerRecording(told, lambda: Path("/home/sessions/s.toml"))
    ready = interview(record=True, follow_ups=1, think_seconds=5.0)
    asked = ready.ask(0.0)
    thinking = asked.begin(0.0)
    given = thinking.begin(5.0)
    paused = given.write("typed").pause(8.0)
    again = paused.resume(20.0)
    followed = again.finish(22.0)
    second = followed.begin(23.0)
    steps = ((ready, 0), (asked, 0), (thinking, 0), (given, 5), (paused, 8), (again, 20))
    for step, now in (*steps, (followed, 22), (second, 23), (second.finish(30.0), 30)):
        recording.follow(step, float(now))
        recording.follow(step, float(now))
    assert told.orders == [
        ("meter",),
        ("rest",),
        ("01.wav", "s.rec", 0.0),
        ("rest",),
        ("01.wav", "s.rec", 3.0),
        ("rest",),
        ("01-1.wav", "s.rec", 0.0),
        ("rest",),
    ]


def test_nothing_is_recorded_unless_chosen_or_without_a_file() -> None:
    told = Told()
    for path, wanted in ((Path("/s.toml"), False), (None, True)):
        recording = AnswerRecording(told, lambda path=path: path)  # type: ignore[misc]
        for step in (interview(record=wanted).ask(0.0), answering(record=wanted)):
            recording.follow(step, 0.0)
    assert all(order == ("rest",) for order in told.orders)


def speech(seconds: float = 2.0, before: float = 1.0) -> bytes:
    """Return silence, then something that varies in loudness like speech."""
    said = (
        round(3000 * (0.2 + abs(math.sin(15 * n / RATE))) * math.sin(1200 * n / RATE))
        for n in range(round(seconds * RATE))
    )
    return bytes(2 * round(before * RATE)) + array("h", said).tobytes()


def record(path: Path, name: str, sound: bytes) -> None:
    wav = GrowingWav(folder_of(path) / name)
    wav.write(sound)
    wav.finish()


def held(store: Store, days: int = 0, **changes: object) -> Path:
    """Return a session held so many days later, its first answer and a follow-up recorded."""
    session = sample_session()
    asked = AskedFollowUp("And then?", outcome=Outcome.ANSWERED, answer_seconds=3.0)
    first = replace(session.answers[0], asked_follow_ups=(asked,))
    session = replace(
        session,
        answers=(first, *session.answers[1:]),
        setup=replace(session.setup, record=True),
        started_at=session.started_at + timedelta(days=days),
        **changes,  # type: ignore[arg-type]
    )
    file = store.sessions.create(session)
    file.close()
    record(file.path, "01.wav", speech())
    record(file.path, "01-1.wav", speech(1.0, before=0.5))
    return file.path


def listened(store: Store, path: Path) -> Session:
    file, session = store.sessions.reopen(path)
    session = delivered(session, hear(session, path))
    file.save(session)
    file.close()
    return store.sessions.load(path)


def test_deliveries_are_saved_in_the_file(store: Store) -> None:
    path = held(store)
    session = listened(store, path)
    delivery = session.answers[0].delivery
    assert delivery is not None
    assert delivery.recording == f"{path.stem}.rec/01.wav"
    assert delivery.first_word_seconds == pytest.approx(1.0, abs=0.05)
    assert delivery.speech_seconds == pytest.approx(2.0, abs=0.1)
    asked = session.answers[0].asked_follow_ups[0].delivery
    assert asked is not None
    assert asked.recording == f"{path.stem}.rec/01-1.wav"
    assert asked.first_word_seconds == pytest.approx(0.5, abs=0.05)
    assert "[answers.delivery]" in path.read_text(encoding="utf-8")
    assert hear(session, path) == {}


def test_an_open_answer_is_not_analysed_yet(store: Store) -> None:
    path = held(store)
    session = store.sessions.load(path)
    still = replace(session.answers[0], outcome=None)
    assert set(hear(session.with_answer(0, still), path)) == {(0, 1)}
    found = hear(session, path)
    assert delivered(session.with_answer(0, still), found).answers[0].delivery is None


def test_undoing_a_skip_discards_its_delivery() -> None:
    given = answering(record=True).skip(5.0)
    heard_then = given.deliver(0, 0, Delivery(first_word_seconds=1.0))
    assert heard_then.take_up(6.0).answer.delivery is None


def test_silent_recordings_are_deleted_and_invalid_ones_skipped(store: Store) -> None:
    path = held(store)
    record(path, "01-1.wav", b"")
    (folder_of(path) / "01-1.wav").write_bytes(header(None) + bytes(64_000))
    (folder_of(path) / "01.wav").write_bytes(b"\x7fELF" + bytes(1000))
    assert hear(store.sessions.load(path), path) == {}
    assert [each.name for each in folder_of(path).iterdir()] == ["01.wav"]


def test_a_truncated_recording_is_analysed(store: Store) -> None:
    path = held(store)
    file = folder_of(path) / "01.wav"
    file.write_bytes(header(None) + file.read_bytes()[44:-31_999])
    found = hear(store.sessions.load(path), path)[0, 0]
    assert found.last_word_seconds == pytest.approx(2.0, abs=0.1)


def test_tracks_include_the_answer_and_its_follow_ups(store: Store) -> None:
    path = held(store)
    answer = listened(store, path).answers[0]
    tracks = tracks_of(answer, path)
    assert [track.file for track in tracks] == [
        folder_of(path) / "01.wav",
        folder_of(path) / "01-1.wav",
    ]
    assert [track.seconds for track in tracks] == pytest.approx([3.0, 1.5], abs=0.01)
    assert tracks_of(answer, None)[0] == Track(None, answer.delivery, 41.25)  # type: ignore[arg-type]


def test_a_session_cannot_name_files_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    for named in ("../../etc/passwd", "/etc/passwd", "other.rec/passwd", "..\\x\\passwd"):
        assert recording_path(path, named) == tmp_path / "s.rec" / "passwd"


def test_recordings_move_with_their_session(store: Store) -> None:
    path = held(store)
    trashed = store.sessions.discard(path)
    assert not folder_of(path).exists()
    assert (folder_of(trashed) / "01.wav").exists()
    assert room(store.sessions.trash)[0] == 1
    restored = store.sessions.restore(trashed)
    assert (folder_of(restored) / "01.wav").exists()
    assert not folder_of(trashed).exists()
    store.sessions.discard(restored)
    assert store.sessions.empty_trash() == 1
    assert list(store.sessions.trash.iterdir()) == []


def test_a_session_restored_under_another_name_is_analysed(store: Store) -> None:
    path = held(store)
    listened(store, path)
    trashed = store.sessions.discard(path)
    path.write_text("in the way", encoding="utf-8")
    restored = store.sessions.restore(trashed)
    assert restored.name != path.name
    (track, _) = tracks_of(store.sessions.load(restored).answers[0], restored)
    assert track.file == folder_of(restored) / "01.wav"
    assert track.seconds == pytest.approx(3.0, abs=0.01)


def test_only_the_newest_sessions_keep_recordings_but_all_keep_facts(store: Store) -> None:
    paths = [held(store, days) for days in (0, 2, 1)]
    for path in paths:
        listened(store, path)
    assert prune(store, 3) == 0
    assert prune(store, 1) == 2
    assert [folder_of(path).exists() for path in paths] == [False, True, False]
    answer = store.sessions.load(paths[0]).answers[0]
    assert answer.delivery is not None
    assert answer.delivery.recording is None
    assert answer.delivery.spoken
    assert answer.asked_follow_ups[0].delivery is not None
    assert [track.file for track in tracks_of(answer, paths[0])] == [None, None]
    assert prune(store, 0) == 1
    assert room(store.sessions_folder) == (0, 0)


def test_an_open_session_keeps_its_recordings(store: Store) -> None:
    path = held(store, status=Status.RUNNING, finished_at=None)
    file, _ = store.sessions.resume(path)
    assert prune(store, 0) == 0
    file.close()
    assert folder_of(path).exists()


def test_usual_values_come_from_earlier_sessions(store: Store) -> None:
    session = sample_session()
    chance = random.Random(3)
    for day in range(7):
        said = Delivery(
            first_word_seconds=1.0 + chance.random(),
            last_word_seconds=30.0,
            speech_seconds=20.0,
            pauses=(Pause(5.0, 2.0 if day < 5 else 9.0),),
        )
        answer = session.answers[0].with_delivery(0, said)
        told = replace(
            session.with_answer(0, answer), started_at=session.started_at + timedelta(days=day)
        )
        store.sessions.create(told).close()
    at_five = replace(session, started_at=session.started_at + timedelta(days=5))
    usual = usual_before(store, at_five)
    assert isinstance(usual, Usual)
    assert (usual.answers, usual.longest_pause_seconds) == (5, 2.0)
    assert usual_before(store, replace(at_five, started_at=session.started_at)) is None
    assert beside_the_past(store, at_five).usual is None
    assert beside_the_past(store, replace(at_five, setup=Setup(record=True))).usual == usual


def test_the_microphone_is_metered_before_the_interview_starts() -> None:
    told = Told()
    recording = AnswerRecording(told, lambda: Path("/s.toml"))
    recording.follow(Interview.of(interview(record=True).session), 0.0)
    recording.close()
    assert told.orders == [("meter",)]
