"""What reaches a terminal or a pipe whose encoding lacks a letter."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest

from simulator.cli.console import deliver, say, show_what_can_be_shown
from simulator.exporters.session_files import SESSION_FORMATS


def piped(monkeypatch: pytest.MonkeyPatch) -> Callable[[], bytes]:
    """A standard output in a western encoding, and what gives the bytes written to it."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))

    def written() -> bytes:
        sys.stdout.flush()
        return raw.getvalue()

    return written


def test_a_letter_that_is_lacking_becomes_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    written = piped(monkeypatch)
    show_what_can_be_shown()
    say("\u0414\u0430, caf\u00e9")
    assert written() == b"??, caf\xe9\n"


def test_what_programs_read_is_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    written = piped(monkeypatch)
    show_what_can_be_shown()
    deliver("\u0414\u0430", None, SESSION_FORMATS["csv"])
    assert written() == "\u0414\u0430\n".encode()


def test_a_report_for_people_stays_in_their_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    written = piped(monkeypatch)
    show_what_can_be_shown()
    deliver("caf\u00e9", None, SESSION_FORMATS["text"])
    assert written() == b"caf\xe9\n"


def test_an_encoding_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    written = piped(monkeypatch)
    deliver("caf\u00e9", None, SESSION_FORMATS["csv"], "latin-1")
    assert written() == b"caf\xe9\n"
