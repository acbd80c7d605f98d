"""`report`, `export`, `sessions`, `progress`, `due`, `notes`: their output and exit codes."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from simulator.cli import console
from simulator.cli.commands import due as due_command
from simulator.core.bank import Bank, Question
from simulator.core.session import Session
from simulator.exporters.session_files import SESSION_FORMATS
from simulator.storage.banks.write import bank_toml
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store
from simulator.system.faults import FileFault
from tests.cli.commands.running import Out, run
from tests.histories import MONDAY, given, session, skipped
from tests.samples import running_session, sample_session


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty home with one bank of five questions."""
    (tmp_path / "shipped").mkdir()
    made = tuple(Question(id=name, question=f"What is {name}?", topic="T") for name in "abcde")
    (tmp_path / "shipped" / "bank.toml").write_text(bank_toml(Bank("bank", "Bank", made)))
    return Store(tmp_path / "home", tmp_path / "shipped")


def keep(store: Store, *sessions: Session) -> None:
    for each in sessions:
        store.sessions.create(each).close()


@pytest.fixture
def held(store: Store) -> Store:
    """Three sessions, and a damaged file."""
    keep(
        store,
        session(given("a", 2, points="x.", confidence=5, note="say\nit"), given("b", 3)),
        session(given("a", 3, points="xx"), skipped("c"), day=2),
        sample_session(),
    )
    return store


def damage(store: Store) -> None:
    path = store.sessions_folder / "2026-11-01T000000-bad.toml"
    path.write_text("format = 1\nstatus = ")


def test_the_last_report_in_text(held: Store, capsys: Out) -> None:
    assert run(held, "report") == 0
    out = capsys.readouterr().out
    assert out.startswith("Plain, 22 Nov 2026, 18:30\n")
    assert out.endswith("not a prediction.\n")


def test_a_report_by_its_stem_into_a_file(held: Store, tmp_path: Path, capsys: Out) -> None:
    stem = held.sessions.paths()[-1].stem
    target = tmp_path / "report.html"
    assert run(held, "report", stem, "--format", "html", "-o", target) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert str(target) in captured.err
    assert "Sure and wrong on 1." in target.read_text()


def test_no_session_no_report(store: Store) -> None:
    with pytest.raises(FileFault):
        run(store, "report")


def test_the_last_report_is_of_an_interview_with_an_answer(held: Store, capsys: Out) -> None:
    empty = replace(running_session(), started_at=sample_session().started_at + timedelta(days=1))
    answers = tuple(replace(each, outcome=None, text="", flagged=False) for each in empty.answers)
    keep(held, replace(empty, answers=answers))
    assert run(held, "report") == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("Plain, 22 Nov 2026, 18:30\n")
    assert "has no answers yet; this is an earlier interview." in captured.err


def test_the_only_report_is_shown_even_if_empty(store: Store, capsys: Out) -> None:
    empty = running_session()
    answers = tuple(replace(each, outcome=None, text="", flagged=False) for each in empty.answers)
    keep(store, replace(empty, answers=answers))
    assert run(store, "report") == 0
    assert capsys.readouterr().err == ""


def test_json_of_one_session_is_strict(held: Store, capsys: Out) -> None:
    assert run(held, "report", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["setup"]["banks"] == ["plain"]


def test_nothing_a_terminal_obeys_is_printed(store: Store, capsys: Out) -> None:
    hostile = session(given("a\x1b]0;x\x07", 2, note="\x9b31m\u202e", confidence=5))
    keep(store, hostile)
    for fmt in SESSION_FORMATS:
        run(store, "report", "--format", fmt)
    run(store, "notes")
    out = capsys.readouterr().out
    assert not set(out) & set("\x1b\x07\x9b\u202e")


def test_all_sessions_oldest_first(held: Store, capsys: Out) -> None:
    assert run(held, "export", "--all", "--format", "csv") == 0
    lines = capsys.readouterr().out.splitlines()
    days = [line[:10] for line in lines[1:] if line.startswith("2026")]
    assert days == sorted(days)
    assert len(days) == 2 + 2 + 5


def test_a_damaged_session_is_named_and_the_rest_is_written(held: Store, capsys: Out) -> None:
    damage(held)
    assert run(held, "export", "--all", "--format", "json") == 1
    captured = capsys.readouterr()
    assert len(json.loads(captured.out)) == 3
    assert captured.err.startswith("mock-interview: ")
    assert "bad.toml:2" in captured.err
    assert captured.err.count("\n") == 1


def test_sessions(held: Store, capsys: Out) -> None:
    assert run(held, "sessions") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("22 Nov 2026, 18:30  finished  interview Plain, 5 questions, 2 of 3")
    damage(held)
    assert run(held, "sessions") == 1
    captured = capsys.readouterr()
    assert "damaged" in captured.out
    assert "1 session can't be read: mend it, or delete it in the history." in captured.err


def test_an_interview_is_running_only_while_a_program_has_it_open(
    store: Store, capsys: Out
) -> None:
    file = store.sessions.create(running_session())
    run(store, "sessions")
    assert "  running   " in capsys.readouterr().out
    file.close()
    run(store, "sessions")
    out = capsys.readouterr().out
    assert "  left      " in out
    assert "running" not in out
    run(store, "report")
    assert ", not finished\n" in capsys.readouterr().out


def test_output_fits_the_terminal(
    store: Store, third_day: date, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    weak = [given(f"v{n}", 1, points="x...", topic="T") for n in range(3)]
    good = [given(f"g{n}", 4, points="xxxx", topic="U") for n in range(9)]
    keep(store, session(*weak, *good), sample_session())
    damage(store)
    words = ("solid or strong", "never asked, you are weak in T", "What is a?")
    for columns in (50, 60, 80):
        monkeypatch.setattr(console, "columns_of", lambda stream, columns=columns: columns)
        run(store, "sessions")
        run(store, "due")
        out = capsys.readouterr().out
        loose = [line for line in out.splitlines() if ".toml" not in line]  # A path stays whole.
        assert max(map(len, loose)) <= columns
        assert all(each in " ".join(out.split()) for each in words)
        assert "2026-11-22T183005-plain" in out
        run(store, "report")
        lead = next(line for line in capsys.readouterr().out.splitlines() if "You cov" in line)
        assert columns - 10 < len(lead) <= columns
    monkeypatch.setattr(console, "columns_of", lambda stream: None)
    run(store, "sessions")
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_session_without_a_rating_says_so(store: Store, capsys: Out) -> None:
    keep(store, session(given("a")), session(given("a", 3), day=1))
    assert run(store, "sessions") == 0
    rated, bare = capsys.readouterr().out.splitlines()
    assert "1 question, 1 of 1 solid or strong, 1:00" in rated
    assert "1 question, nothing rated, 1:00" in bare


def test_sessions_for_programs(held: Store, capsys: Out) -> None:
    damage(held)
    assert run(held, "sessions", "--json") == 1
    listed = json.loads(capsys.readouterr().out)
    assert [each.get("solid_or_strong") for each in listed if "faults" not in each] == [2, 1, 1]
    (bad,) = [each for each in listed if "faults" in each]
    assert ":2:" in bad["faults"][0]


def test_progress(held: Store, capsys: Out) -> None:
    assert run(held, "progress") == 0
    out = capsys.readouterr().out
    assert out.startswith("3 sessions: 4 of 6 solid or strong. You covered 7 of 10 key points. ")
    assert "3 of 5 questions asked.\n" in out
    assert "Judged again, blind: 0 the same, 0 higher, 1 lower." in out
    assert "2 Nov 2026    2  ##" in out
    assert "Time used: " in out


def test_progress_gives_a_rate_only_from_enough_answers(store: Store, capsys: Out) -> None:
    keep(store, session(*(given(f"q{n}", 3, confidence=5, limit=float("inf")) for n in range(20))))
    assert run(store, "progress") == 0
    out = capsys.readouterr().out
    assert "Your confidence was right in 100 % of 20 answers." in out
    assert "Time used" not in out
    keep(store, session(given("z", None), day=1))
    assert run(store, "progress") == 0


def test_progress_without_any_rating(store: Store, capsys: Out) -> None:
    keep(store, session(given("a")))
    assert run(store, "progress") == 0
    assert "Confidence against result" not in capsys.readouterr().out


def test_progress_for_programs(held: Store, capsys: Out) -> None:
    assert run(held, "progress", "--json") == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["sessions"], value["rated"], value["solid_or_strong"]) == (3, 6, 4)
    assert value["never_asked"] == [["bank", "d"], ["bank", "e"]]
    assert value["calibration"] == {
        "sure_right": 1, "sure_wrong": 2, "unsure_right": 1, "unsure_wrong": 0, "rate": None,
    }  # fmt: skip
    assert [week["sessions"] for week in value["weeks"]] == [2, 0, 1]


@pytest.fixture
def third_day(monkeypatch: pytest.MonkeyPatch) -> date:
    """Three days after the first session."""
    day = MONDAY.date() + timedelta(days=3)
    monkeypatch.setattr(due_command, "today", lambda: day)
    return day


def test_due(held: Store, third_day: date, capsys: Out) -> None:
    held.write_settings(Settings(interview_date=third_day + timedelta(days=3)))
    assert run(held, "due") == 0
    out = capsys.readouterr().out
    assert out.startswith("Interview in 3 days. Today: 3 questions, about 8 minutes.\n")
    assert "  about to be forgotten  What is b?" in out
    assert "  never asked            What is d?" in out
    assert out.endswith("\nStart with: mock-interview start --today\n")


def test_due_for_programs(held: Store, third_day: date, capsys: Out) -> None:
    assert run(held, "due", "--json") == 0
    value = json.loads(capsys.readouterr().out)
    assert value["interview_date"] is None
    reasons = {each["id"]: each["reason"] for each in value["questions"]}
    assert reasons == {"b": "fading", "d": "never_asked", "e": "never_asked"}


def test_notes(held: Store, capsys: Out) -> None:
    assert run(held, "notes") == 0
    out = capsys.readouterr().out
    assert "! What is a deadlock, and how do you prevent one?\n  missed: Everyone waits" in out
    assert "What is a?\n  to say: say it\n" in out


@pytest.mark.parametrize("words", ["sessions", "progress", "notes", "export --all"])
def test_nothing_to_do_is_one_line_and_code_1(store: Store, capsys: Out, words: str) -> None:
    assert run(store, *words.split()) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


def test_nothing_due_is_one_line_and_code_1(tmp_path: Path, capsys: Out) -> None:
    assert run(Store(tmp_path, tmp_path / "none"), "due") == 1
    assert capsys.readouterr().out == "Nothing is due today.\n"


def test_json_of_nothing_is_json(store: Store, capsys: Out) -> None:
    assert run(store, "sessions", "--json") == 1
    assert json.loads(capsys.readouterr().out) == []
    assert run(store, "progress", "--json") == 1
    assert json.loads(capsys.readouterr().out)["sessions"] == 0


def test_a_report_loads_no_screens() -> None:
    code = (
        "import sys, simulator.cli.commands.report, simulator.cli.commands.progress;"
        "import simulator.cli.commands.notes, simulator.cli.commands.export;"
        "import simulator.exporters.session_text;"
        "sys.exit(any(name in sys.modules for name in ('textual', 'rich', 'fsrs')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
