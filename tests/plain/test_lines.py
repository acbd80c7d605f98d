"""Lines come from a pipe, a stream or a terminal, clean and one by one."""

from __future__ import annotations

import io
import os
import select
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from simulator.plain.input import EndOfInput, LineInput


@contextmanager
def piped(data: bytes) -> Iterator[LineInput]:
    """Lines from a closed pipe with this data."""
    read_end, write_end = os.pipe()
    os.write(write_end, data)
    os.close(write_end)
    with os.fdopen(read_end, encoding="utf-8") as stream:
        yield LineInput(stream)


def all_of(lines: LineInput) -> list[str]:
    read: list[str] = []
    try:
        while (line := lines.read(5.0)) is not None:
            read.append(line)
    except EndOfInput:
        return read
    raise AssertionError("neither a line nor the end within five seconds")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b"one\r\ntwo\n", ["one", "two"]),
        (b"no end", ["no end"]),
        (b"\xef\xbb\xbfmark\n\n", ["mark", ""]),
        (b"caf\xc3\xa9 \xff\n", ["café \ufffd"]),
        (b"\x1b]52;c;AAAA\x07bad\x9b2J\n", ["]52;c;AAAAbad\ufffd2J"]),
    ],
)
def test_lines_of_a_pipe(data: bytes, expected: list[str]) -> None:
    with piped(data) as lines:
        assert not lines.interactive
        assert all_of(lines) == expected


def test_lines_of_a_stream_without_a_descriptor() -> None:
    assert all_of(LineInput(io.StringIO("one\ntwo"))) == ["one", "two"]


def test_a_terminal_hands_out_its_unfinished_line() -> None:
    master, slave = os.openpty()
    with os.fdopen(slave, encoding="utf-8") as stream, os.fdopen(master, "wb", buffering=0) as keys:
        lines = LineInput(stream)
        assert lines.interactive
        keys.write(b"whole\nhalf a l")
        assert lines.read(5.0) == "whole"
        assert lines.read(0.0) is None
        assert lines.typed() == "half a l"
        keys.write(b"ine\n\x04")
        assert lines.read(5.0) == "ine"
        with pytest.raises(EndOfInput):
            lines.read(5.0)
        keys.write(b"after ctrl+d\n")
        assert lines.read(5.0) == "after ctrl+d"


def test_keys_between_two_reads_do_what_they_do_within_one() -> None:
    master, slave = os.openpty()
    with os.fdopen(slave, encoding="utf-8") as stream, os.fdopen(master, "wb", buffering=0) as keys:
        lines = LineInput(stream)
        with lines.unedited():
            keys.write(b"ab")
            select.select([slave], [], [], 5.0)
            assert lines.read(0.0) is None
            keys.write(b"\x7fc ma\xc3\x9f\x7fn\n")
            select.select([slave], [], [], 5.0)
            assert lines.read(5.0) == "ac man"
        shown = b""
        while not shown.endswith(b"\n"):
            shown += os.read(master, 1000)
        assert shown == "ab\b \bc maß\b \bn\r\n".encode()
