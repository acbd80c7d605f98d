"""The wheel, made from the sdist, works in an environment of its own, and the bank is inside."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from simulator import __version__
from tests.ui.terminal.terminal import Terminal, environment

pytestmark = pytest.mark.long

ROOT = Path(__file__).parent.parent

ONE_QUESTION = ("-n", "1", "--seed", "1", "--follow-ups", "0")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was made from it; no network is used."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def program(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command, in an environment that shares only the dependencies with ours."""
    folder = tmp_path_factory.mktemp("clean") / "env"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    pip = [getattr(sys, "_base_executable", sys.executable), "-m", "pip", "--python", str(python)]
    install = ["install", "--quiet", "--no-index", "--no-deps", str(_only(built, "*.whl"))]
    done = subprocess.run([*pip, *install], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.check_output([python, "-c", ask], text=True).strip()
    (Path(packages) / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "bin" / "mock-interview"


def _only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def run(program: Path, home: Path, *argv: str, typed: str = "") -> str:
    """What a command prints."""
    done = subprocess.run(
        [program, "--home", home, *argv],
        input=typed,
        capture_output=True,
        text=True,
        cwd=home,
        env=clean_environment(),
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def clean_environment() -> Mapping[str, str]:
    kept = environment({})
    return {name: kept[name] for name in kept if not name.startswith(("PYTHON", "VIRTUAL"))}


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no checkout")
@pytest.mark.parametrize(
    "path",
    [
        "exports/2026-11-30-report.md",
        "sessions/a.toml",
        "settings.toml",
        "crashes/a",
        ".bank-cache/a",
    ],
)
def test_what_interviews_leave_in_a_checkout_is_ignored_by_git(path: str) -> None:
    done = subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_the_bank_and_the_licence_are_inside(built: Path) -> None:
    with zipfile.ZipFile(_only(built, "*.whl")) as wheel:
        inside = wheel.namelist()
    assert "simulator/banks/deep_learning.toml" in inside
    assert "simulator/ui/app.tcss" in inside
    assert any(name.endswith("licenses/LICENSE") for name in inside)
    assert not [name for name in inside if name.startswith(("tests/", "benchmarks/", "sessions/"))]
    with tarfile.open(_only(built, "*.tar.gz")) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    needed = {"banks/deep_learning.toml", "README.md", "LICENSE", "Makefile", "requirements.lock"}
    assert needed <= names
    assert not [name for name in names if name.startswith("sessions/")]


def test_the_installed_command_finds_its_bank(program: Path, tmp_path: Path) -> None:
    assert run(program, tmp_path, "--version") == f"mock-interview {__version__}\n"
    path = Path(run(program, tmp_path, "bank", "path", "deep_learning").strip())
    assert path.is_relative_to(program.parent.parent.resolve())
    assert "simulator" in path.parts


def test_an_interview_through_a_pipe(program: Path, tmp_path: Path) -> None:
    typed = "said in one line\n.\n4\ny\n3\n\n"
    printed = run(program, tmp_path, "start", "--plain", *ONE_QUESTION, typed=typed)
    assert "1 of 1 solid or strong." in printed
    report = json.loads(run(program, tmp_path, "report", "--format", "json"))
    (answer,) = report["answers"]
    assert (answer["text"], answer["confidence"], answer["rating"]) == ("said in one line", 4, 3)


def test_an_interview_in_a_terminal(program: Path, tmp_path: Path) -> None:
    command = [str(program), "--home", str(tmp_path), "start", *ONE_QUESTION]
    with Terminal(command, cwd=tmp_path) as terminal:
        for keys, shown in (
            ("", "Press Enter when you are ready"),
            ("\r", "Your answer"),
            ("typed", "typed"),
            ("\x13", "How sure are you"),
            ("4", "Tick what you really said"),
        ):
            terminal.send(keys.encode())
            terminal.read_until(shown)
        terminal.send_until(b"3", "chosen")
        for keys, shown in (("a", "a ✓"), ("\r", "1 of 1 solid or strong")):
            terminal.send(keys.encode())
            terminal.read_until(shown)
        terminal.send(b"\x11")
        assert terminal.wait() == 0
        assert terminal.faults() == []
    (session,) = (tmp_path / "sessions").glob("*.toml")
    assert 'status = "finished"' in session.read_text(encoding="utf-8")
