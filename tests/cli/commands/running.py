"""Run commands on the test's own home."""

from __future__ import annotations

import pytest

from simulator.cli.dispatch import command
from simulator.cli.parser import build_parser
from simulator.storage.store import Store

Out = pytest.CaptureFixture[str]


def run(store: Store, *words: object) -> int:
    arguments = build_parser().parse_args([*map(str, words)])
    return command(arguments.run)(arguments, store)
