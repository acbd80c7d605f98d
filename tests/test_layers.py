"""What loads what: no circle, few imports inside functions, no screen for what needs none.

The layers themselves are contracts in pyproject.toml.
"""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import simulator.core

ROOT = Path(simulator.__file__).parents[1]
Statement = ast.Import | ast.ImportFrom

MOST_LATE_IMPORTS = 69
"""Imports of our own modules inside functions: only where they pay for a fast start."""

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


def test_the_first_screen_loads_nothing_that_reads_banks_or_sessions() -> None:
    reading = ["core.bank", "core.session", "core.report", "storage.banks", "storage.sessions.head"]
    forbidden = ["tomllib", "fsrs", *(f"simulator.{name}" for name in reading)]
    result = run(SCRIPT.format(module="simulator.ui.app", forbidden=forbidden))
    assert result.returncode == 0, result.stderr


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


def modules() -> dict[str, ast.Module]:
    """Every module of the program, parsed, by its dotted name."""
    found = {}
    for path in sorted((ROOT / "simulator").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imports(
    node: ast.AST, late: bool = False
) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    """The imports below a node, and whether each stands inside a function.

    What only type checkers see is passed over: it is no import when the program runs.
    """
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, late
        inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from imports(child, late or inside)


def own(statement: Statement, known: dict[str, ast.Module]) -> set[str]:
    """Our own modules that an import statement names."""
    if isinstance(statement, ast.Import):
        named = {alias.name for alias in statement.names}
    else:
        below = {f"{statement.module}.{alias.name}" for alias in statement.names}
        named = {name if name in known else str(statement.module) for name in below}
    return named & known.keys()


def test_no_module_depends_on_itself() -> None:
    known = modules()
    graph = {
        name: {each for statement, _ in imports(tree) for each in own(statement, known)} - {name}
        for name, tree in known.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_few_imports_stand_inside_functions() -> None:
    known = modules()
    late = [
        f"{name}:{statement.lineno}"
        for name, tree in known.items()
        for statement, inside in imports(tree)
        if inside and own(statement, known)
    ]
    assert len(late) <= MOST_LATE_IMPORTS, "\n".join(late)


def test_the_counter_sees_imports_where_they_are() -> None:
    tree = ast.parse(
        "import simulator.core\n"
        "if TYPE_CHECKING:\n    import simulator.text\n"
        "def f():\n    if True:\n        from simulator import core, text\n"
        "class C:\n    import os\n"
    )
    known = {"simulator": tree, "simulator.core": tree, "simulator.text": tree}
    found = [(own(statement, known), late) for statement, late in imports(tree)]
    assert found == [
        ({"simulator.core"}, False),
        ({"simulator.core", "simulator.text"}, True),
        (set(), False),
    ]
