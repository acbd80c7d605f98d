"""Completion scripts, tried by the shells themselves."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from simulator.cli.commands.completion import completion_script, run
from simulator.cli.parser import build_parser
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
        [program, *quiet, "-c", ask], capture_output=True, text=True, cwd=tmp_path, timeout=20
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
    shell: str, line: str, expected: set[str], tmp_path: Path
) -> None:
    assert set(offered(shell, line, tmp_path)) == expected


@pytest.mark.parametrize("shell", sorted(TRIES))
def test_a_shell_offers_files_where_files_belong(shell: str, tmp_path: Path) -> None:
    (tmp_path / "questions.toml").touch()
    assert "questions.toml" in offered(shell, "mock-interview bank check quest", tmp_path)


def test_zsh_completes_at_its_prompt(tmp_path: Path) -> None:
    program = shutil.which("zsh")
    if program is None:
        pytest.skip("zsh is not installed")
    (tmp_path / "script").write_text(completion_script(build_parser(), "zsh"), encoding="utf-8")
    with Terminal([program, "-f"], cwd=tmp_path, env={"PS1": "ask>"}) as terminal:
        terminal.read_until("ask>")
        terminal.send(b"autoload -U compinit; compinit -D; eval \"$(<script)\"; print rea''dy\n")
        terminal.read_until("ready")
        terminal.send(b"mock-interview bank ch\t--js\t")
        terminal.read_until("mock-interview bank check --json")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_command_prints_the_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(build_parser().parse_args(["completion", shell])) == 0
    printed = capsys.readouterr().out
    assert "--extra-time" in printed
    assert "mock-interview" in printed
