"""What all tests share."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from simulator.storage.home import shipped_banks
from simulator.storage.store import Store

# The machine's load decides how long an example takes: no deadline. In CI the same examples each
# time, so that a red run means a change.
settings.register_profile("local", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "local")

# A worker holds some 300 MB of modules, themes and caches; looking through them for garbage at
# Python's own pace was a seventh of all that the tests took.
gc.set_threshold(100_000, 50, 100)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Say how many workers `-n auto` starts.

    One more than there are cores, because many tests wait for a process. None for a few tests
    that were picked out, which would wait for the workers, nor where output is to be seen.
    """
    picked = config.option.keyword or all(".py" in name for name in config.args)
    if picked or config.option.capture == "no":
        return 0
    return min((os.cpu_count() or 1) + 1, 8)


def pytest_configure(config: pytest.Config) -> None:
    """Leave out what takes long, unless it is asked for: by a path, a name or a marker."""
    if not config.option.markexpr:
        named = config.args_source is pytest.Config.ArgsSource.ARGS or config.option.keyword
        config.option.markexpr = "not torture" if named else "not torture and not long"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty home of the test's own, with the banks that ship."""
    return Store(tmp_path / "home", shipped_banks())
