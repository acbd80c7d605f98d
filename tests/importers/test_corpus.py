"""The importers over documents of the real world, where a folder of them is at hand."""

from __future__ import annotations

import importlib.util
import os
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

SAMPLES = os.environ.get("MOCK_INTERVIEW_SAMPLES")
needs_samples = pytest.mark.skipif(not SAMPLES, reason="MOCK_INTERVIEW_SAMPLES is not set")
SMALL = 60_000
"""Bytes. Larger documents are for the benchmark, which takes them all."""


def benchmark() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks" / "importers.py"
    spec = importlib.util.spec_from_file_location("importers_benchmark", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@needs_samples
def test_real_documents_give_their_questions_and_nothing_else() -> None:
    module = benchmark()
    folder = Path(SAMPLES or "") / "corpus"
    rules = module.rules_of(folder)
    sources = tomllib.loads((folder / "GROUND_TRUTH.toml").read_text("utf-8"))["source"]
    rows = [module.measure(folder, s, rules) for s in sources if s["bytes"] <= SMALL]
    asked = [row for row in rows if row.expect == "import"]
    assert sum(row.found for row in asked) >= 0.985 * sum(row.wanted for row in asked)
    assert sum(row.own for row in asked) >= 0.98 * sum(row.pairs for row in asked)
    assert sum(row.false for row in asked) <= 0.02 * sum(row.items for row in asked)
    assert [row.name for row in rows if row.unaccounted or row.faults] == []
    assert [r.name for r in rows if r.expect != "import" and not (r.refused or r.doubt)] == []
