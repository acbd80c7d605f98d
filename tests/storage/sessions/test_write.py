"""Tests that sessions survive a round trip, with whatever others have added."""

from __future__ import annotations

import json
import math
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.core.session import Answer, Current, Session
from simulator.core.setup import Debrief, Mode, Setup
from simulator.core.states import Outcome, Phase, Rating, Status
from simulator.core.times import NO_LIMIT
from simulator.exporters.session_json import sessions_json
from simulator.storage.sessions.read import parse_session, read_session
from simulator.storage.sessions.table import session_tables
from simulator.storage.sessions.write import SessionWriter, session_toml
from simulator.storage.toml.dump import dumps
from simulator.text.cleaning import clean
from tests.samples import STARTED, sample_session
from tests.storage.sessions.example import EXAMPLE
from tests.strategies import sessions


def test_the_format() -> None:
    session = parse_session(EXAMPLE)
    assert session.setup == Setup(
        mode=Mode.INTERVIEW,
        questions=1,
        time_limit=90.0,
        debrief=Debrief.END,
        seed=7,
        follow_ups=0,
    )
    assert session.current == Current(1, Phase.ANSWERING)
    assert session.status is Status.RUNNING
    assert session.started_at == datetime(2026, 11, 22, 17, 30, 5, tzinfo=UTC)
    answer = session.answers[0]
    assert answer.outcome is Outcome.ANSWERED
    assert answer.rating is Rating.SOLID
    assert answer.overrun_seconds == pytest.approx(4.3)
    assert answer.key_points[0].covered
    assert answer.rerated[0].rating is Rating.PARTIAL


def test_a_sample_survives_a_round_trip() -> None:
    assert parse_session(session_toml(sample_session())) == sample_session()


@given(sessions())
def test_any_session_survives_a_round_trip(session: Session) -> None:
    text = session_toml(session)
    assert parse_session(text) == session
    assert session_toml(parse_session(text)) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_file_holds_every_character_and_reading_removes_controls(text: str) -> None:
    answer = replace(sample_session().answers[0], text=text, note=text)
    session = replace(sample_session(), answers=(answer,))
    written = session_toml(session)
    assert tomllib.loads(written)["answers"][0]["text"] == text
    assert parse_session(written).answers[0].text == clean(text)
    assert clean(written) == written


def test_a_surrogate_can_be_written() -> None:
    answer = replace(sample_session().answers[0], text="a\udcffb", bank="caf\udce9")
    written = session_toml(replace(sample_session(), answers=(answer,)))
    written.encode()
    assert parse_session(written).answers[0].text == "a\ufffdb"


@settings(max_examples=30)
@given(sessions(), st.text(), st.floats(0, 1e6))
def test_reused_text_equals_newly_written_text(session: Session, text: str, seconds: float) -> None:
    writer = SessionWriter()
    writer.text(session)
    answers = [replace(each, text=text, answer_seconds=seconds) for each in session.answers]
    for changed in (replace(session, answers=tuple(answers[:1]) + session.answers[1:]), session):
        assert writer.text(changed) == session_toml(changed)
        whole = tomllib.loads(dumps(session_tables(changed)))
        assert {"answers": []} | tomllib.loads(session_toml(changed)) == whole


def test_typed_text_is_written_readably() -> None:
    written = session_toml(sample_session())
    lines = [
        'text = """',
        "A lock.",
        '\tOnly one thread \\\\o/ at a time; it\'s \\"exclusive\\"."""',
    ]
    assert "\n".join(lines) in written


def test_no_limit_is_infinity_and_null_in_json() -> None:
    answer = replace(sample_session().answers[0], time_limit=math.inf)
    session = replace(sample_session(), answers=(answer,), setup=Setup(time_limit=NO_LIMIT))
    assert "time_limit = inf" in session_toml(session)
    assert parse_session(session_toml(session)) == session
    decoded = json.loads(sessions_json([session], STARTED.date()))
    assert decoded["setup"]["time_limit"] is None
    assert decoded["answers"][0]["time_limit"] is None


def test_json_has_the_names_of_the_file() -> None:
    written = tomllib.loads(session_toml(sample_session()))
    decoded = json.loads(sessions_json([sample_session()], STARTED.date()))
    assert decoded.keys() == written.keys()
    assert decoded["summary"] == written["summary"]
    assert decoded["answers"][0].keys() == written["answers"][0].keys()
    assert decoded["started_at"] == "2026-11-22T18:30:05+01:00"


def test_defaults_are_left_out() -> None:
    bare = Session(setup=Setup(), answers=(Answer("b", "i", "q"),), started_at=STARTED)
    written = tomllib.loads(session_toml(bare))["answers"][0]
    assert not {"say", "language", "from_answer", "rerated", "outcome", "rating"} & written.keys()


def test_offsets_that_toml_cannot_hold_are_rounded() -> None:
    odd = datetime(2026, 1, 1, tzinfo=timezone(timedelta(minutes=53, seconds=28)))
    session = replace(sample_session(), started_at=odd)
    assert parse_session(session_toml(session)).started_at == odd


def test_unknown_keys_are_kept_wherever_they_are() -> None:
    text = (
        EXAMPLE.replace("format = 1", "format = 1\nmine = 1", 1)
        .replace('mode = "interview"', 'mode = "interview"\nmood = "good"')
        .replace('phase = "answering"', 'phase = "answering"\nscroll = 3')
        .replace("rating = 3", "rating = 3\nhearts = [1, 2]")
        .replace("bonus = false", 'bonus = false\nweight = 2\nwhy = """a\nb"""')
        .replace("covered = [true]", 'covered = [true]\nby = "me"')
        .replace("[end]", "[plugin]\nx = { y = 1 }\n[end]\nsum = 5")
    )
    kept = tomllib.loads(session_toml(parse_session(text)))
    assert kept["mine"] == 1
    assert kept["setup"]["mood"] == "good"
    assert kept["current"]["scroll"] == 3
    assert kept["answers"][0]["hearts"] == [1, 2]
    assert kept["answers"][0]["key_points"][0]["weight"] == 2
    assert kept["answers"][0]["key_points"][0]["why"] == "a\nb"
    assert kept["answers"][0]["rerated"][0]["by"] == "me"
    assert kept["plugin"] == {"x": {"y": 1}}
    assert kept["end"] == {"sum": 5, "answers": 1}
    again = session_toml(parse_session(text))
    assert session_toml(parse_session(again)) == again


def test_a_date_without_offset_is_local() -> None:
    text = EXAMPLE.replace("T18:30:05+01:00", "T18:30:05", 1)
    assert parse_session(text).started_at.tzinfo is not None


def test_long_answers_survive_a_round_trip(tmp_path: Path) -> None:
    answer = replace(sample_session().answers[0], text="word \n" * 200_000)
    path = tmp_path / "s.toml"
    path.write_text(session_toml(replace(sample_session(), answers=(answer,))))
    assert read_session(path).answers[0].text == answer.text
