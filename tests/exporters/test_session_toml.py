"""Reports as TOML, written by tomli-w, and compared with the program's own writer."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, settings
from hypothesis import given as given_any

from simulator.cli.main import main
from simulator.core.session import Session
from simulator.exporters.session_toml import sessions_toml
from simulator.storage.sessions.read import parse_session
from simulator.storage.sessions.table import session_tables
from simulator.storage.sessions.write import session_toml
from tests.histories import given, session, skipped
from tests.samples import sample_session
from tests.strategies import sessions

TODAY = date(2026, 11, 23)
calm = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def written(*held: Session) -> dict[str, Any]:
    """What another program reads from the export."""
    return tomllib.loads(sessions_toml(held, TODAY))


def test_a_report_has_the_results_of_the_session() -> None:
    found = written(sample_session())
    assert found["report"]["sentence"].startswith("2 of 3 solid or strong.")
    assert found["report"]["sure_and_wrong"] == ["deadlock"]
    assert found["report"]["next_on"] == date(2026, 11, 25)
    assert found["report"]["topics"][0]["solid_or_strong"] == 1
    assert found["answers"][0]["model_answer"].startswith("A lock that")
    assert found["summary"]["covered"] == 4
    assert found["started_at"].isoformat() == "2026-11-22T18:30:05+01:00"


def test_it_reads_like_a_session_of_this_program_too() -> None:
    held = sample_session()
    again = parse_session(sessions_toml([held], TODAY))
    assert again.answers == held.answers
    assert again.setup == held.setup


def test_long_texts_are_multi_line_strings() -> None:
    assert '"""\nA lock that one thread holds at a time.\n\nIt guards' in sessions_toml(
        [sample_session()], TODAY
    )


def test_several_are_a_list() -> None:
    found = written(session(given("a", 3)), session(skipped("b")))
    assert [len(each["answers"]) for each in found["sessions"]] == [1, 1]
    assert written() == {"sessions": []}


def test_an_offset_of_seconds_is_rounded_to_one_that_toml_has() -> None:
    odd = timezone(timedelta(hours=1, seconds=20))
    start = datetime(2026, 11, 22, 18, 30, 5, 700, tzinfo=odd)
    found = written(session(given("a"), start=start))["started_at"]
    assert found == start.astimezone(UTC).replace(microsecond=0)
    assert found.utcoffset() == timedelta(hours=1)


@calm
@given_any(sessions())
def test_any_session_comes_back(held: Session) -> None:
    answers = written(held)["answers"]
    assert [each["text"] for each in answers] == [answer.text for answer in held.answers]


@calm
@given_any(sessions())
def test_the_programs_own_writer_says_the_same_as_tomli_w(held: Session) -> None:
    theirs = tomllib.loads(tomli_w.dumps(session_tables(held)))
    assert {"answers": [], **tomllib.loads(session_toml(held))} == theirs


def test_the_command(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    (folder / "2026-11-22T183005-plain.toml").write_text(session_toml(sample_session()))
    assert main(["--home", str(tmp_path), "report", "--format", "toml"]) == 0
    assert tomllib.loads(capsys.readouterr().out)["report"]["flagged"] == ["deadlock"]
    assert main(["--home", str(tmp_path), "export", "--all", "--format", "toml"]) == 0
    assert tomllib.loads(capsys.readouterr().out)["status"] == "finished"
