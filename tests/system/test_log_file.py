"""Tests the log: it says what the program did, and never a word of a question or answer."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from simulator import __version__
from simulator.cli import main as cli
from simulator.core.states import Status
from simulator.storage.sessions.file import SessionFile
from simulator.storage.sessions.saver import Saver
from simulator.storage.sessions.write import session_toml
from simulator.system import log
from simulator.ui.terminal.crash import write_crash_log
from tests.histories import given, session
from tests.speech.watched import wait_for

LINE = re.compile(r"(\S+) (\d+) (INFO|WARNING|ERROR) (.*)")
SAID = "thecandidatesaysthis"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """Return the path for a log; logging ends with the test."""
    yield tmp_path / "log" / "what.log"
    log.end()


@pytest.fixture
def kept(file: Path) -> Path:
    """Return the file of a running log."""
    file.parent.mkdir()
    log.begin(file)
    return file


def messages(file: Path) -> list[str]:
    """Return each line's message; check that it has an aware time, this process and a level."""
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("    "):
            match = LINE.fullmatch(line)
            assert match, line
            assert datetime.fromisoformat(match[1]).tzinfo is not None
            found.append(f"{match[3]} {match[4]}")
    return found


def run(file: Path, *words: str, home: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program with a log."""
    return subprocess.run(
        [sys.executable, "-m", "simulator", "--home", str(home), "--log-file", str(file), *words],
        input=text, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_each_command_logs_its_start_home_and_end(tmp_path: Path) -> None:
    file = tmp_path / "what.log"
    for words in (["paths"], ["bank", "list"], ["doctor"]):
        assert run(file, *words, home=tmp_path).returncode == 0
    told = messages(file)
    first = [each for each in told if "mock-interview" in each]
    assert [each.rpartition(": ")[2] for each in first] == ["paths", "bank list", "doctor"]
    assert all(f"INFO mock-interview {__version__}, Python 3." in each for each in first)
    assert told.count(f"INFO home: {tmp_path}") == 3
    assert told.count("INFO ended with code 0") == 3
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_log_is_appended_to(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("before\n")
    log.begin(file)
    log.note("after")
    assert file.read_text().startswith("before\n")
    assert file.read_text().endswith(" INFO after\n")


def test_a_plain_interview_is_logged_by_numbers(tmp_path: Path) -> None:
    (tmp_path / "banks").mkdir()
    bank = tmp_path / "banks" / "b.toml"
    bank.write_text(
        'title = "T"\n[[questions]]\nquestion = "What is a whatisit?"\nanswer = "A thing."\n'
    )
    file = tmp_path / "what.log"
    typed = f"\n{SAID}\n.\n4\ny\n\n3\n\n\n\n"
    assert run(file, "start", "b", "--plain", home=tmp_path, text=typed).returncode == 0
    text, told = file.read_text(), "\n".join(messages(file))
    for step in ("asking", "answering", "confidence", "assessing", "finished"):
        assert f"INFO question 1 of 1: {step}" in told
    assert "-b.toml: question 1, confidence" in told
    assert "-b.toml: finished" in told
    for secret in (SAID, "whatisit", "thing"):
        assert secret not in text


def test_a_damaged_file_is_logged_by_its_place_alone(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    written = session_toml(session(given("a", 3))).replace("confidence", f'rating = "{SAID}" #')
    damaged = written.replace("flagged = false", f'flagged = "{SAID}"')
    (folder / "2026-11-22T183005-b.toml").write_text(damaged)
    file = tmp_path / "what.log"
    result = run(file, "report", home=tmp_path)
    assert result.returncode == 1
    assert SAID in result.stderr
    (told,) = (each for each in messages(file) if each.startswith("WARNING"))
    assert re.search(r"faulty: .*-b\.toml:\d+: answers\[1\]\.flagged$", told)
    assert SAID not in file.read_text()


def test_an_exception_is_logged_by_its_frames(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> int:
        raise ValueError(SAID)

    with pytest.raises(ValueError, match=SAID):
        log.logged("paths", broken)
    write_crash_log(RuntimeError(SAID), tmp_path)
    text = kept.read_text()
    assert text.count(" ERROR fault:\n") == 2
    assert "    builtins.ValueError\n" in text
    assert f"{Path(__file__).name}:" in text
    assert "in test_an_exception_is_logged_by_its_frames.<locals>.broken" in text
    assert SAID not in text


def test_failing_and_recovering_saves_are_logged(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.storage.sessions.saver.RETRY_SECONDS", 0.01)
    held = session(given("a"), status=Status.STOPPED)
    saver = Saver(SessionFile.create(tmp_path / "sessions", held))
    with monkeypatch.context() as broken:
        broken.setattr(
            SessionFile, "prepare", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left"))
        )
        saver.save(held)
        wait_for(lambda: "INFO can't save: No space left" in messages(kept))
    wait_for(lambda: "INFO saving works again" in messages(kept))
    saver.close()
    assert any(each.endswith(".toml: stopped") for each in messages(kept))


def test_a_failing_voice_is_logged_without_its_words(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from simulator.cli.settings import open_voice
    from simulator.speech import ENGINE_VARIABLE
    from simulator.storage.settings.model import Settings

    open_voice(Settings(), False).close()
    monkeypatch.setenv(ENGINE_VARIABLE, "tests.speech.engines:Raises")
    speaker = open_voice(Settings(), True)
    wait_for(lambda: not speaker.status.busy)
    speaker.say(SAID)
    wait_for(lambda: not speaker.status.busy)
    speaker.close()
    told = messages(kept)
    assert "INFO voice: not wanted" in told
    assert any(re.match(r"INFO voice: .+ is ready\.", each) for each in told)
    assert any(re.match(r"INFO voice: failed while speaking, code \d+$", each) for each in told)
    assert SAID not in kept.read_text()


@pytest.mark.parametrize("kind", ["folder", "no folder", "no reader"])
def test_an_unwritable_log_is_reported_in_one_sentence(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = {"folder": tmp_path, "no folder": tmp_path / "no" / "x", "no reader": tmp_path / "p"}[
        kind
    ]
    if kind == "no reader":
        os.mkfifo(file)
    assert cli.main(["--home", str(tmp_path), "--log-file", str(file), "paths"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert re.fullmatch(r"mock-interview: --log-file \S+: can't be written: [^\n]+\n", said.err)


def test_controls_in_a_message_reach_no_terminal(kept: Path) -> None:
    log.note("home: /tmp/\x1b]0;x\x07\nINFO forged")
    text = kept.read_text()
    assert "\x1b" not in text
    assert text.count("\n") == 2
    assert text.splitlines()[1] == "    INFO forged"


def test_without_a_log_logging_is_not_imported() -> None:
    script = (
        "import sys\nfrom simulator.cli.main import main\nmain({words})\n"
        "late = {{'logging', 'simulator.system.log_file', 'simulator.system.exception_trace'}}\n"
        "sys.exit(' '.join(late & set(sys.modules)) or 0)"
    )
    for words in (["--version"], ["paths"]):
        done = subprocess.run(
            [sys.executable, "-c", script.format(words=words)], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr


def test_browser_tabs_write_to_the_same_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("textual_serve")
    from simulator.cli.commands import serve

    ran: list[list[str]] = []

    async def fake(_: type, argv: list[str], host: str, port: int) -> int:
        ran.append(argv)
        return 0

    monkeypatch.setattr(serve, "_serve", fake)
    assert serve.serve(home=tmp_path, log_file=tmp_path / "l") == 0
    assert ran[0][-4:] == ["--home", str(tmp_path), "--log-file", str(tmp_path / "l")]
