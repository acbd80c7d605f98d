"""Tests that a session's head is read quickly, without the rest, and agrees with it."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.core.report import Report
from simulator.core.session import Answer, Session
from simulator.core.setup import Mode, Setup
from simulator.core.states import Status
from simulator.storage.sessions.head import SessionHead, _quick, _texts, read_head
from simulator.storage.sessions.read import read_session
from simulator.storage.sessions.write import session_toml
from simulator.system.faults import SessionFault
from simulator.text.cleaning import clean
from tests.histories import MONDAY
from tests.samples import sample_session
from tests.strategies import sessions


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "2026-11-22T183005-plain.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_head_agrees_with_the_report(tmp_path: Path) -> None:
    session = sample_session()
    head = read_head(written(tmp_path, session_toml(session)))
    report = Report(session)
    assert head.status is Status.FINISHED
    assert head.mode is Mode.INTERVIEW
    assert head.banks == ("plain",)
    assert (head.questions, head.answered, head.timed_out, head.skipped) == (5, 3, 1, 1)
    assert head.rated == len(report.rated)
    assert head.solid_or_strong == report.solid_or_strong
    assert (head.covered, head.key_points) == (report.coverage.covered, report.coverage.of)
    assert head.sure_and_wrong == len(report.sure_and_wrong)
    assert head.seconds == pytest.approx(session.seconds)
    assert (head.started_at, head.finished_at) == (session.started_at, session.finished_at)
    assert head.current_question is None


@settings(max_examples=40)
@given(sessions())
def test_the_quick_head_is_the_thorough_one(session: Session) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), session_toml(session))
        other = written(Path(folder), session_toml(session))
        quick = read_head(path)
        # A comment after the end forces the whole file to be read.
        other.write_text(session_toml(session) + "# mine\n", encoding="utf-8")
        thorough = read_head(other)
        assert _quick(other) is None
        assert quick._replace(modified=0.0) == thorough._replace(modified=0.0)


ARRAYS = st.lists(
    st.sampled_from(['"b"', '"c d"', '"', "a", ",", ", ", " ", "]", "\\", "'x'", "\t", "\x7f"])
)


@settings(max_examples=300)
@given(ARRAYS.map(lambda parts: f"[{''.join(parts)}]"))
def test_an_array_of_texts_is_what_toml_says(written: str) -> None:
    try:
        expected = tuple(map(clean, tomllib.loads(f"texts = {written}")["texts"]))
    except (ValueError, TypeError):
        with pytest.raises((ValueError, TypeError)):
            _texts(written)
    else:
        assert _texts(written) == expected


def test_the_head_is_read_without_the_rest(tmp_path: Path) -> None:
    text = session_toml(sample_session())
    damaged = written(tmp_path, text.replace("What is a mutex?", 'What" is = ['))
    assert isinstance(read_head(damaged), SessionHead)


@pytest.mark.parametrize("cut", [0, 30, 500, 3000, -1, -5, -20])
def test_a_cut_file_has_no_head(tmp_path: Path, cut: int) -> None:
    text = session_toml(sample_session()).rstrip("\n")
    with pytest.raises(SessionFault):
        read_head(written(tmp_path, text[:cut]))


def test_a_tail_of_zeros_is_detected(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(session_toml(sample_session()).encode() + b"\0" * 64)
    with pytest.raises(SessionFault):
        read_head(path)


def test_any_content_gives_a_head_or_a_fault(tmp_path: Path) -> None:
    for junk in (b"", b"\xff\xfe", b"[end]\nanswers = 0\n", b"x" * 10_000, b"\n[[answers]]\n"):
        path = tmp_path / "s.toml"
        path.write_bytes(junk)
        with pytest.raises(SessionFault):
            read_head(path)
    with pytest.raises(SessionFault):
        read_head(tmp_path)
    with pytest.raises(SessionFault):
        read_head(tmp_path / "no.toml")


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("rated", (900, 5, -1, 0)),
        ("solid_or_strong", (4, -1)),
        ("answered", (5, 900, -1, 1)),
        ("timed_out", (3, -1)),
        ("skipped", (3, -1, 900)),
        ("covered", (7, -1)),
        ("key_points", (3, -1)),
        ("sure_and_wrong", (4, -1)),
        ("seconds", ("nan", "inf", -1)),
    ],
)
def test_contradictory_counts_are_recomputed(
    tmp_path: Path, name: str, counts: tuple[object, ...]
) -> None:
    text = session_toml(sample_session())
    sound = read_head(written(tmp_path, text))
    start, summary, rest = text.partition("[summary]\n")
    for count in counts:
        changed = re.sub(rf"(?m)^{name} = .*", f"{name} = {count}", rest, count=1)
        assert changed != rest
        head = read_head(written(tmp_path, start + summary + changed))
        assert head._replace(modified=sound.modified) == sound


def test_nothing_rated_has_no_points(tmp_path: Path) -> None:
    bare = Session(setup=Setup(), answers=(Answer("b", "i", "q"),), started_at=MONDAY)
    text = session_toml(bare)
    assert _quick(written(tmp_path, text)) is not None
    assert _quick(written(tmp_path, text.replace("key_points = 0", "key_points = 3"))) is None


def test_a_running_interview_is_not_beyond_its_last_question(tmp_path: Path) -> None:
    bare = Session.of(Setup(), (), MONDAY)
    text = session_toml(replace(bare, answers=(Answer("b", "i", "q"),)))
    assert read_head(written(tmp_path, text)).current_question == 1
    for beyond in (0, 2):
        changed = text.replace("[current]\nquestion = 1", f"[current]\nquestion = {beyond}")
        with pytest.raises(SessionFault, match=r"current\.question"):
            read_head(written(tmp_path, changed))


@pytest.mark.parametrize(
    ("old", "key"), [("(?=status =)", "take_of"), (r"titles = \[[^]]*\]", "titles")]
)
def test_deeply_nested_lists_are_a_fault(tmp_path: Path, old: str, key: str) -> None:
    deep = f"{key} = {'[' * 1500}\n"
    text = re.sub(old, deep, session_toml(sample_session()), count=1)
    assert deep in text
    with pytest.raises(SessionFault, match="nested too deeply"):
        read_head(written(tmp_path, text))


def test_heads_are_quick(tmp_path: Path) -> None:
    path = written(tmp_path, session_toml(sample_session()))

    def seconds(read: Callable[[Path], object]) -> float:
        start = time.process_time()
        for _ in range(40):
            read(path)
        return time.process_time() - start

    quick, thorough = zip(
        *((seconds(read_head), seconds(read_session)) for _ in range(5)), strict=True
    )
    assert min(quick) < min(thorough) / 10
