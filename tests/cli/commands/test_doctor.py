"""`mock-interview doctor`: each problem is found and named, with its cure."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import Namespace
from collections import namedtuple
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.cli.commands.doctor import machine
from simulator.cli.commands.doctor.examine import run
from simulator.cli.commands.doctor.files import (
    check_banks,
    check_folders,
    check_sessions,
    check_settings,
)
from simulator.cli.commands.doctor.finding import Finding
from simulator.cli.main import main
from simulator.core.drawing import draw_session
from simulator.core.setup import Setup
from simulator.speech import doctor
from simulator.speech.doctor import Verdict
from simulator.storage.home import shipped_banks
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store
from tests.samples import sample_session
from tests.ui.terminal.terminal import Terminal

STARTED = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A home with one bank, and one interview left running."""
    banks = tmp_path / "banks"
    banks.mkdir()
    (banks / "mine.toml").write_text('title = "Mine"\n[[questions]]\nquestion = "Why?"\n')
    store = Store(tmp_path, tmp_path / "nothing ships")
    setup = Setup(banks=("mine",))
    session = draw_session([store.shelf.bank("mine")], setup, started_at=STARTED, seed=1)
    store.sessions.create(session).close()
    return store


def only(findings: Iterable[Finding], verdict: Verdict) -> list[Finding]:
    return [finding for finding in findings if finding.verdict is verdict]


def test_a_healthy_home_passes(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Namespace(all=False), store, {"TERM": "xterm-256color"}) == 0
    printed = capsys.readouterr().out
    assert "FAIL" not in printed
    assert "1 bank, 1 question" in printed
    assert "1 can be read, 1 to be resumed" in printed
    assert f"Python {sys.version_info.major}.{sys.version_info.minor}" in printed
    for line in printed.splitlines():
        assert line.startswith(("PASS", "WARN", "      "))


def test_the_shipped_bank_passes(tmp_path: Path) -> None:
    findings = list(check_banks(Store(tmp_path, shipped_banks())))
    assert [finding.verdict for finding in findings] == [Verdict.PASS]


def test_a_faulty_bank_fails_with_file_and_line(store: Store) -> None:
    bad = store.banks_folder / "bad.toml"
    bad.write_text('title = "Bad"\n[[questions]]\nqestion = "Why?"\n')
    (fault,) = only(check_banks(store), Verdict.FAIL)
    assert f"{bad}:2" in fault.found
    assert f"mock-interview bank check {bad}" in fault.cure
    assert run(Namespace(all=False), store, {}) == 1


def test_eaten_backslashes_are_a_warning(store: Store) -> None:
    doubtful = store.banks_folder / "latex.toml"
    doubtful.write_text('title = "L"\n[[questions]]\nquestion = "What is $\\theta$?"\n')
    (doubt,) = only(check_banks(store), Verdict.WARN)
    assert f"{doubtful}:3" in doubt.found


def test_nothing_to_ask_fails(tmp_path: Path) -> None:
    (finding,) = check_banks(Store(tmp_path, tmp_path / "nothing"))
    assert finding.verdict is Verdict.FAIL
    assert "bank new" in finding.cure


def test_a_damaged_session_fails_and_is_left_alone(store: Store) -> None:
    (path,) = store.sessions.paths()
    whole = path.read_bytes()
    for cut in (len(whole) // 2, len(whole) - 5, 0):
        path.write_bytes(whole[:cut])
        (fault,) = only(check_sessions(store), Verdict.FAIL)
        assert path.name in fault.found
        assert path.read_bytes() == whole[:cut]
    # Damage between a good head and a good end, which only a complete reading finds.
    middle = whole.replace(b'question = "Why?"', b"question = 5")
    assert middle != whole
    path.write_bytes(middle)
    (fault,) = only(check_sessions(store), Verdict.FAIL)
    assert "question" in fault.found


def test_faulty_settings_fail_with_their_line(store: Store) -> None:
    store.settings_path.write_text("[voice]\nrate = 'fast'\n")
    (fault,) = only(check_settings(store), Verdict.FAIL)
    assert f"{store.settings_path}:2" in fault.found


def test_many_faults_are_counted_and_all_can_be_listed(store: Store) -> None:
    store.settings_path.write_text("[setup]\n" + "".join(f"k{n} = 1\n" for n in range(9)))
    for n in range(9):
        name = f"2026-11-{n + 1:02}T120000-x.toml"
        (store.sessions_folder / name).write_text('format = 2\nstatus = "walking"\n')
    for check in (check_settings, check_sessions):
        few = [each for each in check(store) if each.verdict is not Verdict.PASS]
        assert len(few) == 6
        assert few[-1].found == "4 more like these"
        assert few[-1].cure == "mock-interview doctor --all lists all of them"
        every = [each for each in check(store, None) if each.verdict is not Verdict.PASS]
        assert [each.found for each in every[:5]] == [each.found for each in few[:5]]
        assert len({each.found for each in every}) == 9


def test_all_faults_of_all_files_are_printed_with_all(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = store.sessions.paths()
    text = path.read_text().replace("seed = 1", "seed = 'x'").replace('"running"', '"walking"')
    path.write_text(text)
    home = str(store.home)
    assert main(["--home", home, "doctor"]) == 1
    assert "(and 1 more)" in capsys.readouterr().out
    assert main(["--home", home, "doctor", "--all"]) == 1
    out = capsys.readouterr().out
    assert "status: expected" in out
    assert "setup.seed: expected" in out


def test_a_fault_without_a_line_gets_another_cure(store: Store) -> None:
    store.settings_path.mkdir()
    (store.sessions_folder / "2026-11-01T120000-x.toml").mkdir()
    for check in (check_settings, check_sessions):
        (fault,) = only(check(store), Verdict.FAIL)
        assert "is a folder, not a file" in fault.found
        assert "move it away" in fault.cure
        assert "line" not in fault.cure


def test_a_full_disk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    for free, verdict in ((0, Verdict.FAIL), (10 << 20, Verdict.WARN), (1 << 40, Verdict.PASS)):
        monkeypatch.setattr(shutil, "disk_usage", lambda path, free=free: usage(1, 1, free))
        (space,) = [each for each in check_folders(store) if each.what == "space"]
        assert space.verdict is verdict


def test_a_home_that_is_a_file_or_closed(tmp_path: Path) -> None:
    missing = Store(tmp_path / "new" / "home", tmp_path)
    assert not only(check_folders(missing), Verdict.FAIL)
    assert not (tmp_path / "new").exists()  # The doctor creates nothing.
    file = tmp_path / "file"
    file.touch()
    for home in (file, file / "below"):
        failed = only(check_folders(Store(home, tmp_path)), Verdict.FAIL)
        assert [each.found for each in failed] == [
            f"{folder}: {file} is not a folder" for folder in (home, home / "sessions")
        ]
    closed = Store(Path("/proc/nothing"), tmp_path)
    assert only(check_folders(closed), Verdict.FAIL)


def test_sessions_that_others_may_read(store: Store) -> None:
    store.sessions.create(sample_session()).close()
    store.sessions_folder.chmod(0o755)
    (privacy,) = only(check_folders(store), Verdict.WARN)
    assert privacy.cure == f"close it to them: chmod 700 {store.sessions_folder}"


def test_a_fresh_checkout_begins_without_a_warning(tmp_path: Path) -> None:
    store = Store(tmp_path, tmp_path / "none")
    store.sessions_folder.mkdir()
    store.sessions_folder.chmod(0o755)
    assert only(check_folders(store), Verdict.WARN) == []
    store.sessions.create(sample_session()).close()
    assert only(check_folders(store), Verdict.WARN) == []


def test_keys_that_do_not_arrive() -> None:
    assert list(machine.check_keys({})) == []
    (code,) = machine.check_keys({"TERM_PROGRAM": "vscode"})
    assert "VS Code keeps" in code.found
    (gnome,) = machine.check_keys({"VTE_VERSION": "7600"})
    assert "F1" in gnome.found


def test_a_slow_escape_in_tmux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmux = tmp_path / "tmux"
    tmux.write_text("#!/bin/sh\necho 500\n")
    tmux.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    found = list(machine.check_keys({"TMUX": "/tmp/tmux-0/default,1,0"}))
    assert any("500 ms" in each.found and "escape-time" in each.cure for each in found)


def test_hostile_names_are_shown_not_obeyed(store: Store) -> None:
    (store.banks_folder / "\x1b]0;x\x07.toml").write_text("broken")
    lines = [str(finding) for finding in check_banks(store)]
    assert not any("\x1b" in line for line in lines)


@pytest.mark.parametrize("wanted", [False, True])
def test_a_failing_voice_is_a_failure_only_if_it_is_wanted(
    wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = doctor.VoiceCheck(doctor.Verdict.FAIL, "No voice here.", "Install espeak-ng.")
    monkeypatch.setattr(doctor, "check", lambda voice: found)
    (finding,) = machine.check_voice(Settings(setup=Setup(voice=wanted)))
    assert finding.verdict is (Verdict.FAIL if wanted else Verdict.WARN)
    assert (finding.found, finding.cure) == ("No voice here.", "Install espeak-ng.")


def test_the_voice_is_actually_tried(store: Store) -> None:
    (finding,) = machine.check_voice(Settings())
    assert finding.what == "voice"
    assert finding.found
    assert finding.cure or finding.verdict is Verdict.PASS


PROGRAM = """
import os, sys
from simulator.cli.commands.doctor import machine
for check in (machine.check_terminal(os.environ), machine.check_keys(os.environ)):
    for finding in check:
        print(finding)
print("done")
"""


@pytest.mark.parametrize(
    ("size", "env", "words"),
    [
        ((80, 24), {}, ["PASS  terminal   80 columns, 24 lines", "PASS  colours    all of them"]),
        ((50, 12), {}, ["WARN  terminal   50 columns, 12 lines", "make the window larger"]),
        ((80, 24), {"TERM": "vt100", "COLORTERM": ""}, ["WARN  colours    few (TERM=vt100)"]),
        ((80, 24), {"NO_COLOR": "1"}, ["none, as NO_COLOR asks"]),
        ((80, 24), {"TERM": "dumb"}, ["WARN  terminal", "TERM=dumb", "--plain"]),
    ],
)
def test_in_a_terminal(size: tuple[int, int], env: dict[str, str], words: list[str]) -> None:
    with Terminal([sys.executable, "-c", PROGRAM], size=size, env=env) as terminal:
        assert terminal.wait() == 0
        for each in words:
            assert each in terminal.text.replace("\n", " "), terminal.text
