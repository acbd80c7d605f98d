"""A session in another format, as a file in the home."""

from __future__ import annotations

import pytest

from simulator.exporters.session_files import SESSION_FORMATS, render
from simulator.storage.store import Store
from simulator.usecases.export import export_session
from tests.line_ends import as_on_windows
from tests.samples import STARTED, sample_session


@pytest.mark.parametrize("fmt", SESSION_FORMATS)
def test_the_file_holds_the_bytes_of_the_text_on_every_system(
    fmt: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_on_windows(monkeypatch)
    path = export_session(store, sample_session(), fmt, STARTED)
    assert path.parent == store.home / "exports"
    text = render([sample_session()], fmt, STARTED.date())
    assert path.read_bytes() == text.encode(SESSION_FORMATS[fmt].encoding)
    assert b"\r\r" not in path.read_bytes()
