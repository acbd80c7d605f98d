"""Completion scripts, tried by the shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import simulator
from simulator.cli.commands.completion import completion_script
from simulator.cli.parser import build_parser
from simulator.storage.store import Store
from tests.cli.commands.running import Out, run
from tests.ui.terminal.terminal import Terminal

TRIES = {
    "bash": """
        source {script}
        COMP_LINE={line!r}
        COMP_WORDS=({line}) COMP_CWORD={last}
        COMP_POINT=${{#COMP_LINE}}
        $(complete -p mock-interview | sed 's/.*-F \\([^ ]*\\).*/\\1/') mock-interview
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """,
    "fish": "source {script}; complete -C {line!r}",
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a bank and a session, and the program in `bin` beside it."""
    home = tmp_path / "home"
    for folder in (home / "banks", home / "sessions", tmp_path / "bin"):
        folder.mkdir(parents=True)
    question = 'question = "Why?"\ntopic = "Zebra crossings"\ntags = ["zoo"]\n'
    bank = f'title = "Mine"\n[[questions]]\n{question}'
    (home / "banks" / "zoology.toml").write_text(bank, encoding="utf-8")
    (home / "sessions" / "2026-11-30T090000-zoology.toml").touch()
    program = tmp_path / "bin" / "mock-interview"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m simulator "$@"\n', encoding="utf-8")
    program.chmod(0o700)
    return home


def env_of(tmp_path: Path) -> dict[str, str]:
    """An environment that finds the program and the home."""
    root = str(Path(simulator.__file__).parents[1])
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    return {"MOCK_INTERVIEW_HOME": str(tmp_path / "home"), "PATH": path, "PYTHONPATH": root}


def offered(shell: str, line: str, tmp_path: Path) -> list[str]:
    """What a real shell offers for the last word of a line."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "script"
    script.write_text(completion_script(build_parser(), shell), encoding="utf-8")
    ask = TRIES[shell].format(script=script, line=line, last=len(line.split()) - 1)
    quiet = ["--norc"] if shell == "bash" else ["--no-config"]
    done = subprocess.run(
        [program, *quiet, "-c", ask],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
        env=os.environ | env_of(tmp_path),
    )
    assert done.stderr == ""
    return [each.split("\t")[0].strip() for each in done.stdout.splitlines()]


@pytest.mark.parametrize("shell", sorted(TRIES))
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("mock-interview st", {"start"}),
        ("mock-interview bank ch", {"check"}),
        ("mock-interview start --or", {"--order"}),
        ("mock-interview start --mode int", {"interview"}),
        ("mock-interview start --time o", {"own", "off"}),
    ],
)
def test_a_shell_offers_the_right_words(
    shell: str, line: str, expected: set[str], home: Path, tmp_path: Path
) -> None:
    assert set(offered(shell, line, tmp_path)) == expected


@pytest.mark.parametrize("shell", sorted(TRIES))
def test_a_shell_offers_files_for_file_arguments(shell: str, home: Path, tmp_path: Path) -> None:
    (tmp_path / "questions.toml").touch()
    assert "questions.toml" in offered(shell, "mock-interview bank check quest", tmp_path)


@pytest.mark.parametrize("shell", sorted(TRIES))
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("start zo", "zoology"),
        ("bank check zo", "zoology"),
        ("bank delete zo", "zoology"),
        ("bank import --to zo", "zoology"),
        ("report 2026-11-3", "2026-11-30T090000-zoology"),
        ("resume la", "last"),
        ("start --tag zo", "zoo"),
    ],
)
def test_a_shell_offers_names(
    shell: str, line: str, expected: str, home: Path, tmp_path: Path
) -> None:
    assert offered(shell, f"mock-interview {line}", tmp_path) == [expected]


def test_bash_quotes_a_topic(home: Path, tmp_path: Path) -> None:
    topic = r"Zebra\ crossings"
    assert offered("bash", "mock-interview start --topic Ze", tmp_path) == [topic]


def test_files_are_offered_beside_names(home: Path, tmp_path: Path) -> None:
    (tmp_path / "zones.toml").touch()
    line = "mock-interview bank check zo"
    assert offered("bash", line, tmp_path) == ["zoology", "zones.toml"]


def test_names_are_printed_without_slow_imports(home: Path, tmp_path: Path) -> None:
    ask = (
        "import sys; from simulator.cli.main import main; main(['completion', 'banks']);"
        "print({'argparse', 'shtab', 'textual'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, env=env_of(tmp_path)
    )
    *names, loaded = done.stdout.splitlines()
    assert (done.stderr, loaded) == ("", "set()")
    assert {"deep_learning", "zoology"} <= {*names}


def test_zsh_completes_at_its_prompt(home: Path, tmp_path: Path) -> None:
    program = shutil.which("zsh")
    if program is None:
        pytest.skip("zsh is not installed")
    (tmp_path / "script").write_text(completion_script(build_parser(), "zsh"), encoding="utf-8")
    env = {"PS1": "ask>"} | env_of(tmp_path)
    with Terminal([program, "-f"], cwd=tmp_path, env=env) as terminal:
        terminal.read_until("ask>")
        terminal.send(b"autoload -U compinit; compinit -D; eval \"$(<script)\"; print rea''dy\n")
        terminal.read_until("ready")
        terminal.send(b"mock-interview bank ch\t--js\t")
        terminal.read_until("mock-interview bank check --json")
        terminal.send(b"\x15mock-interview start zool\t--topic Zebr\t")
        terminal.read_until(r"start zoology --topic Zebra\ crossings")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_command_prints_the_script(shell: str, home: Path, capsys: Out) -> None:
    assert run(Store(home, home), "completion", shell) == 0
    printed = capsys.readouterr().out
    assert "--extra-time" in printed
    assert "mock-interview" in printed
