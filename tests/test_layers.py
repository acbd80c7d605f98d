"""The core loads no screen: each module is imported in a process of its own."""

import pkgutil
import subprocess
import sys

import pytest

import simulator.core

CORE = [f"core.{module.name}" for module in pkgutil.iter_modules(simulator.core.__path__)]
NO_SCREEN = [
    *CORE,
    "storage.store",
    "storage.sessions.saver",
    "storage.settings.model",
    "speech",
    "importers",
    "plain.interview",
    "cli.main",
]

SCRIPT = """
import sys
import {module}
loaded = [name for name in {forbidden} if name in sys.modules]
sys.exit(f"loaded {{', '.join(loaded)}}" if loaded else 0)
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("module", NO_SCREEN)
def test_no_screen_is_loaded(module: str) -> None:
    result = run(SCRIPT.format(module=f"simulator.{module}", forbidden=["textual", "rich"]))
    assert result.returncode == 0, result.stderr


def test_the_test_can_fail() -> None:
    result = run(SCRIPT.format(module="simulator.ui.app", forbidden=["textual", "rich"]))
    assert result.returncode != 0
    assert "textual" in result.stderr


@pytest.mark.parametrize("arguments", [["--version"], ["paths"], ["sessions"], ["bank", "list"]])
def test_commands_that_print_load_no_screen(arguments: list[str]) -> None:
    code = (
        "import sys, contextlib\n"
        "from simulator.cli.main import main\n"
        "with contextlib.suppress(SystemExit):\n"
        f"    main(['--home', '/nonexistent-home', *{arguments!r}])\n"
        "sys.exit('textual was loaded' if 'textual' in sys.modules else 0)\n"
    )
    result = run(code)
    assert result.returncode == 0, result.stderr


def test_the_version_takes_next_to_nothing() -> None:
    loaded = run(
        "import sys\n"
        "before = set(sys.modules)\n"
        "from simulator.cli.main import main\n"
        "main(['--version'])\n"
        "print(*sorted(set(sys.modules) - before))\n"
    ).stdout.split()
    assert set(loaded[2:]) == {"__future__", "simulator", "simulator.cli", "simulator.cli.main"}


def test_the_first_screen_is_there_before_what_reads_the_files_is_loaded() -> None:
    late = ["core.bank", "core.session", "core.report", "storage.banks", "storage.sessions"]
    late.append("ui.widgets.dialogs")
    result = run(
        "import sys, simulator.ui.app\n"
        f"late = {['simulator.' + name for name in late]!r}\n"
        "sys.exit(' '.join(name for name in late if name in sys.modules) or 0)\n"
    )
    assert result.returncode == 0, result.stderr
