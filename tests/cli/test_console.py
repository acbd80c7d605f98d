"""Output to a terminal or pipe whose encoding lacks a character."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.cli.console import deliver, replace_unencodable, say
from simulator.exporters.session_files import SESSION_FORMATS
from tests.ui.terminal.terminal import Terminal


def piped(monkeypatch: pytest.MonkeyPatch) -> Callable[[], bytes]:
    """A standard output in a Western encoding, and a function that returns the bytes written."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))

    def written() -> bytes:
        sys.stdout.flush()
        return raw.getvalue()

    return written


def test_a_missing_character_becomes_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    written = piped(monkeypatch)
    replace_unencodable()
    say("\u0414\u0430, caf\u00e9")
    assert written() == b"??, caf\xe9\n"


def test_output_for_programs_is_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    written = piped(monkeypatch)
    replace_unencodable()
    deliver("\u0414\u0430", None, SESSION_FORMATS["csv"])
    assert written() == "\u0414\u0430\n".encode()


def test_a_report_for_people_uses_the_terminals_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    written = piped(monkeypatch)
    replace_unencodable()
    deliver("caf\u00e9", None, SESSION_FORMATS["text"])
    assert written() == b"caf\xe9\n"


def test_a_requested_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    written = piped(monkeypatch)
    deliver("caf\u00e9", None, SESSION_FORMATS["csv"], "latin-1")
    assert written() == b"caf\xe9\n"


def test_a_report_in_a_pipe_is_as_wide_as_the_terminal_beside_it(tmp_path: Path) -> None:
    """As behind `report | less`; a file has no width."""
    program = "import sys; from simulator.cli.console import columns_for; print(columns_for(None))"
    reading, writing = os.pipe()
    argv = [sys.executable, "-c", program]
    root = Path(__file__).parents[2]
    with Terminal(argv, cwd=root, size=(72, 24), stdout=writing) as terminal:
        assert terminal.wait() == 0
    os.close(writing)
    assert os.read(reading, 100) == b"72\n"
    os.close(reading)
    out = (tmp_path / "out").open("wb")
    with out, Terminal(argv, cwd=root, size=(72, 24), stdout=out.fileno()) as terminal:
        assert terminal.wait() == 0
    assert (tmp_path / "out").read_text() == "None\n"
