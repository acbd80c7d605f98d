"""`make run` and `make test` set themselves up from the locks, whatever has been released since.

The Makefile is the project's own; program, locks and packages are tiny. Each pip in the folder that
`MOCK_INTERVIEW_PIPS` names has its turn, besides the machine's own.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).parent.parent
MACHINE = getattr(sys, "_base_executable", sys.executable)
PIPS = sorted(Path(os.environ.get("MOCK_INTERVIEW_PIPS", os.devnull)).glob("pip-*.whl"))
EXTRA = "Requires-Dist: marks[links]>=1"

RUN = ("marks", "reader")
DEV = ("marks", "pytest", "reader")

PROGRAM = """
from importlib.metadata import version
import sys
import reader
print("marks", version("marks"), *sys.argv[1:])
"""
FAKE_PYTEST = """
import sys
print("tests:", *sys.argv[1:])
"""


def wheel(folder: Path, name: str, version: str, *metadata: str, files: dict[str, str]) -> None:
    """Write a wheel by hand: no build tool, no network."""
    info = f"{name}-{version}.dist-info"
    head = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *metadata]
    tags = ["Wheel-Version: 1.0", "Generator: tests", "Root-Is-Purelib: true", "Tag: py3-none-any"]
    inside = {**files, f"{info}/METADATA": "\n".join(head), f"{info}/WHEEL": "\n".join(tags)}
    record = []
    for path, text in inside.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
        record.append(f"{path},sha256={digest.decode().rstrip('=')},{len(text.encode())}\n")
    record.append(f"{info}/RECORD,,\n")
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        for path, text in inside.items():
            archive.writestr(path, text)
        archive.writestr(f"{info}/RECORD", "".join(record))


def lock(packages: Path, names: tuple[str, ...]) -> str:
    """The lock of version 1.0 of each."""
    lines = []
    for name in names:
        content = (packages / f"{name}-1.0-py3-none-any.whl").read_bytes()
        lines.append(f"{name}==1.0 \\\n    --hash=sha256:{hashlib.sha256(content).hexdigest()}\n")
    return "".join(lines)


@dataclass
class Checkout:
    """A clone with the project's Makefile; its packages come from a folder."""

    folder: Path
    python: str = MACHINE
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def packages(self) -> Path:
        return self.folder / "packages"

    @property
    def site(self) -> Path:
        (found,) = self.folder.glob(".venv/lib/python*/site-packages")
        return found

    def fill(self, *wheels: str) -> None:
        """An environment as `make run` leaves it, with these packages."""
        venv.create(self.folder / ".venv", symlinks=True)
        for name in wheels:
            with zipfile.ZipFile(self.packages / f"{name}-py3-none-any.whl") as archive:
                archive.extractall(self.site)
        (self.folder / ".venv" / ".run").touch()

    def make(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        # Little of ours: a make above hands on its variables, and its ARGS are not meant here.
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        places = {
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": self.packages.as_uri(),
        }
        return subprocess.run(
            ["make", *arguments, f"PYTHON={self.python}"],
            cwd=self.folder,
            env={**kept, **places, **self.environment},
            capture_output=True,
            text=True,
            timeout=300,
        )

    def runs(self) -> None:
        """`make run` starts the program with what is locked."""
        done = self.make("run")
        assert (done.returncode, done.stdout) == (0, "marks 1.0\n"), done.stderr


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Since the locks were written, marks 1.1 has come out."""
    made = Checkout(tmp_path / "a checkout")
    made.packages.mkdir(parents=True)
    for version in ("1.0", "1.1"):
        wheel(made.packages, "marks", version, "Provides-Extra: links", files={"marks.py": ""})
    wheel(made.packages, "reader", "1.0", EXTRA, files={"reader.py": "import marks"})
    fake = {"pytest/__init__.py": "", "pytest/__main__.py": FAKE_PYTEST}
    wheel(made.packages, "pytest", "1.0", EXTRA, files=fake)
    shutil.copy(ROOT / "Makefile", made.folder)
    (made.folder / "requirements.lock").write_text(lock(made.packages, RUN))
    (made.folder / "requirements-dev.lock").write_text(lock(made.packages, DEV))
    (made.folder / "simulator").mkdir()
    (made.folder / "simulator" / "__main__.py").write_text(PROGRAM)
    return made


@pytest.fixture(scope="module", params=["the machine's own", *(pip.name for pip in PIPS)])
def python(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Python with this pip."""
    pips = {pip.name: pip for pip in PIPS}
    if request.param not in pips:
        return MACHINE
    folder = tmp_path_factory.mktemp("pip")
    venv.create(folder, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    with zipfile.ZipFile(pips[request.param]) as archive:
        archive.extractall(packages)
    return str(folder / "bin" / "python")


def test_the_pips_that_are_promised_are_there() -> None:
    versions = {pip.name.split("-")[1] for pip in PIPS}
    assert "MOCK_INTERVIEW_PIPS" not in os.environ or ("23.0.1" in versions and len(versions) > 1)


def test_make_run_after_a_release(checkout: Checkout, python: str) -> None:
    checkout.python = python
    first = checkout.make("run")
    assert (first.returncode, first.stdout) == (0, "marks 1.0\n"), first.stderr
    (line,) = first.stderr.splitlines()
    assert line.startswith("Setting up: installing 2 packages, ")
    second = checkout.make("run", "ARGS=--twice")
    assert (second.returncode, second.stdout, second.stderr) == (0, "marks 1.0 --twice\n", "")


def test_make_test_after_a_release(checkout: Checkout, python: str) -> None:
    checkout.python = python
    done = checkout.make("test", "ARGS=tests/one.py")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith("tests: ")
    assert done.stdout.endswith(" tests/one.py\n")
    (line,) = done.stderr.splitlines()
    assert line.startswith("Setting up: installing 3 packages, ")
    checkout.runs()  # without another set-up


def test_a_lock_that_changed_is_installed(checkout: Checkout) -> None:
    checkout.fill("marks-1.1", "reader-1.0")
    os.utime(checkout.folder / ".venv" / ".run", (0, 0))
    checkout.runs()


def test_what_was_released_again_under_its_number_is_refused(checkout: Checkout) -> None:
    wheel(checkout.packages, "marks", "1.0", files={"marks.py": "import os"})
    done = checkout.make("run")
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert "The set-up failed" in done.stderr


def test_a_set_up_that_failed_says_so_and_is_repeated(checkout: Checkout) -> None:
    there = checkout.packages / "reader-1.0-py3-none-any.whl"
    away = there.rename(checkout.folder / there.name)
    done = checkout.make("run")
    assert done.returncode != 0
    assert done.stdout == ""
    assert "The set-up failed; pip says above why." in done.stderr
    away.rename(there)
    checkout.runs()


def test_a_set_up_that_fails_takes_the_stamps_of_those_before(checkout: Checkout) -> None:
    checkout.fill("marks-1.0", "reader-1.0")
    stamp = checkout.folder / ".venv" / ".run"
    (checkout.packages / "pytest-1.0-py3-none-any.whl").unlink()
    assert checkout.make("test").returncode != 0
    assert not stamp.exists()


def test_a_half_filled_environment_is_made_anew(checkout: Checkout) -> None:
    """An interrupted pip leaves packages that it takes for installed, without their files."""
    checkout.fill("marks-1.0", "reader-1.0")
    (checkout.folder / ".venv" / ".run").unlink()
    (checkout.site / "marks.py").unlink()
    (checkout.site / "marks-1.0.dist-info" / "RECORD").unlink()
    checkout.runs()


@pytest.mark.parametrize("change", ["removed", "upgraded"])
def test_a_python_that_is_another_one_by_now(checkout: Checkout, change: str) -> None:
    checkout.fill("marks-1.0", "reader-1.0")
    if change == "removed":
        for link in (checkout.folder / ".venv" / "bin").glob("python*"):
            link.unlink()
            link.symlink_to("/nonexistent/python")
    else:
        checkout.site.parent.rename(checkout.site.parent.with_name("python3.9"))
    checkout.runs()


@pytest.mark.parametrize("where", ["environment", "file"])
def test_settings_of_pip_that_would_lead_elsewhere(checkout: Checkout, where: str) -> None:
    elsewhere = checkout.folder / "elsewhere"
    settings = {
        "user": "1",
        "target": str(elsewhere),
        "prefix": str(elsewhere),
        "root": str(elsewhere),
        "require-virtualenv": "1",
    }
    if where == "file":
        config = checkout.folder / "pip.conf"
        config.write_text("[global]\n" + "".join(f"{k} = {v}\n" for k, v in settings.items()))
        checkout.environment["PIP_CONFIG_FILE"] = str(config)
    else:
        constraints = checkout.folder / "constraints.txt"
        constraints.write_text("marks>1\n")
        settings |= {"dry-run": "1", "constraint": constraints.as_uri()}
        for name, value in settings.items():
            checkout.environment["PIP_" + name.upper().replace("-", "_")] = value
    checkout.runs()
    assert not elsewhere.exists()


def test_pip_that_may_not_use_the_network_is_named(checkout: Checkout) -> None:
    checkout.environment["PIP_FIND_LINKS"] = ""
    done = checkout.make("run")
    assert done.returncode != 0
    assert "PIP_NO_INDEX is set" in done.stderr


def test_no_python(checkout: Checkout) -> None:
    checkout.python = "python3.99"
    done = checkout.make("run")
    assert done.returncode != 0
    assert "Python 3.11 or newer is needed, and python3.99 is not." in done.stderr


def test_no_pip(checkout: Checkout) -> None:
    bare = checkout.folder.parent / "bare"
    venv.create(bare, symlinks=True)
    checkout.python = str(bare / "bin" / "python")
    done = checkout.make("test")
    assert done.returncode != 0
    assert "bare/bin/python has no pip." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_environment_is_not_emptied(checkout: Checkout) -> None:
    (checkout.folder / ".venv").mkdir()
    mine = checkout.folder / ".venv" / "mine.txt"
    mine.write_text("mine")
    checkout.runs()
    assert mine.read_text() == "mine"
