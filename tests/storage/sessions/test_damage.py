"""Tests that damaged session files are reported with all their faults."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.storage.sessions.folder import SessionFolder
from simulator.storage.sessions.head import DamagedSession, SessionHead
from simulator.storage.sessions.read import parse_session
from simulator.storage.sessions.write import session_toml
from simulator.system.faults import SessionFault
from tests.histories import MONDAY
from tests.samples import sample_session
from tests.storage.sessions.example import EXAMPLE


def faults(text: str) -> list[str]:
    """Return the faults of a session as printed."""
    with pytest.raises(SessionFault) as caught:
        parse_session(text, file="s.toml")
    return [str(fault) for fault in caught.value.faults]


def test_no_prefix_of_a_session_passes_for_the_whole() -> None:
    text = session_toml(sample_session())
    whole = text.rstrip("\n")
    step = max(1, len(text) // 400)
    ends = [*range(0, len(whole), step), *range(len(whole) - 40, len(whole))]
    for end in ends:
        with pytest.raises(SessionFault):
            parse_session(text[:end])


def test_an_incomplete_file_is_said_to_be_incomplete() -> None:
    assert faults("") == ["s.toml: the file is incomplete: its last table [end] is missing"]
    assert "incomplete" in faults(EXAMPLE.partition("[end]")[0])[0]
    counted = faults(EXAMPLE.replace("answers = 1", "answers = 3"))
    assert counted[0].endswith("it should hold 3 answers but holds 1")


def test_all_faults_are_reported_at_once() -> None:
    text = (
        EXAMPLE.replace('"running"', '"walking"')
        .replace("seed = 7", "seed = 7.5")
        .replace("confidence = 4", "confidence = 6")
        .replace("rating = 3", 'rating = "solid"')
        .replace("covered = [true]", "covered = [1]")
        .replace("answer_seconds = 94.3", "answer_seconds = -1")
    )
    assert [each.split(": ", 2)[1] for each in faults(text)] == [
        "status",
        "setup.seed",
        "answers[1].answer_seconds",
        "answers[1].confidence",
        "answers[1].rating",
        "answers[1].rerated[1].covered",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format = 1", "format = 2", "newer"),
        ("started_at = 2026-11-22T18:30:05+01:00\n", "", "started_at: is missing"),
        ("started_at = 2026-11-22T18:30:05+01:00", "started_at = 5", "a date with time"),
        ("answers = 1", "answers = 'x'", "incomplete"),
        ("question = 1\nphase", "question = 9\nphase", "current.question"),
        ('text = """..."""', "text = 5", "answers[1].text"),
    ],
)
def test_faults(old: str, new: str, said: str) -> None:
    assert any(said in each for each in faults(EXAMPLE.replace(old, new, 1)))


ABSURD = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00")


@pytest.mark.parametrize("moment", ABSURD)
def test_a_time_outside_the_supported_years_is_a_fault(moment: str) -> None:
    text = re.sub(r"\b(started_at|at) = .*", rf"\1 = {moment}", EXAMPLE)
    found = faults(text.replace("\n[setup]", f"finished_at = {moment}\n\n[setup]"))
    fields = [each.split(": ")[1] for each in found]
    assert fields == ["started_at", "finished_at", "answers[1].rerated[1].at"]
    assert all("from 1970 to 2199, got" in each for each in found)


@pytest.mark.parametrize("moment", ABSURD)
def test_only_the_faulty_file_is_left_out(tmp_path: Path, moment: str) -> None:
    sessions = SessionFolder(tmp_path, tmp_path / "cache.json")
    good = replace(sample_session(), started_at=MONDAY)
    (tmp_path / "2026-11-02T180000-x.toml").write_text(session_toml(good), encoding="utf-8")
    absurd = session_toml(good).replace("2026-11-02T18:00:00+00:00", moment, 1)
    assert moment in absurd
    name = f"{moment[:19].replace(':', '')}-x.toml"
    (tmp_path / name).write_text(absurd, encoding="utf-8")
    kinds = {head.path.name: type(head) for head in sessions.heads()}
    assert kinds == {"2026-11-02T180000-x.toml": SessionHead, name: DamagedSession}
    assert [each.started_at for each in sessions.past()] == [MONDAY]
