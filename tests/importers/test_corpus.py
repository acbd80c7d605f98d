"""The importers on real documents, if a folder of them is available."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.import_truth import rules_of, sources_of
from benchmarks.importers import measure

SAMPLES = os.environ.get("MOCK_INTERVIEW_SAMPLES")
needs_samples = pytest.mark.skipif(not SAMPLES, reason="MOCK_INTERVIEW_SAMPLES is not set")
SMALL = 60_000
"""Bytes. Larger documents are for the benchmark, which takes them all."""


@needs_samples
def test_real_documents_give_their_questions_and_nothing_else() -> None:
    folder = Path(SAMPLES or "") / "corpus"
    rules = rules_of(folder)
    rows = [measure(one, rules) for one in sources_of(folder) if one.size <= SMALL]
    asked = [row for row in rows if row.expect == "import"]
    assert sum(row.found for row in asked) >= 0.985 * sum(row.wanted for row in asked)
    assert sum(row.own for row in asked) >= 0.98 * sum(row.pairs for row in asked)
    assert sum(row.false for row in asked) <= 0.02 * sum(row.items for row in asked)
    assert [row.name for row in rows if row.unaccounted or row.faults] == []
    assert [r.name for r in rows if r.expect != "import" and not (r.refused or r.doubt)] == []
