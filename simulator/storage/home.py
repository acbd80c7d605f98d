"""Finds the home: the folder of a candidate's files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

HOME_VARIABLE = "MOCK_INTERVIEW_HOME"


def find_home(option: Path | None, environ: Mapping[str, str], cwd: Path) -> Path:
    """Return the folder of banks, sessions and settings; it need not exist.

    The first of: the option, the environment variable, the current folder if it has `banks/*.toml`
    and `sessions/`, and the user's data folder.
    """
    if option is not None:
        return _absolute(option, cwd)
    named = environ.get(HOME_VARIABLE, "")
    if named:
        return _absolute(Path(named), cwd)
    if is_home(cwd):
        return cwd
    from platformdirs import user_data_path

    return user_data_path("mock-interview", appauthor=False)


def is_home(folder: Path) -> bool:
    """True if a folder has `banks/*.toml` and `sessions/`."""
    try:
        return (folder / "sessions").is_dir() and any((folder / "banks").glob("*.toml"))
    except OSError:
        return False


def _absolute(path: Path, cwd: Path) -> Path:
    try:
        return cwd / path.expanduser()
    except (RuntimeError, ValueError):
        return cwd / path


def shipped_banks() -> Path:
    """Return the folder of shipped banks, in the installed package or the checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "banks"
    return inside if inside.is_dir() else package.parent / "banks"
