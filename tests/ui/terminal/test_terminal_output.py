"""Output to a terminal: at once if it can take it, in order, whole or not at all."""

from __future__ import annotations

import os
import select
import threading
import tty
from collections.abc import Iterator

import pytest
from textual._ansi_sequences import SYNC_END, SYNC_START

from simulator.ui.terminal.output import AT_ONCE, TerminalOutput

CANCEL = b"\x18"


class Line:
    """Both ends of a terminal."""

    def __init__(self) -> None:
        self.master, self._slave = os.openpty()
        tty.setraw(self._slave)
        os.set_blocking(self.master, False)
        self.told: list[str] = []
        self.output = TerminalOutput(
            self._slave,
            on_gap=lambda: self.told.append("gap"),
            on_broken=lambda: self.told.append("broken"),
        )

    def read(self, number: int) -> bytes:
        """Read that many bytes, which may take a moment."""
        data = b""
        while len(data) < number:
            assert select.select([self.master], [], [], 10.0)[0], f"only {len(data)} came"
            data += os.read(self.master, 65536)
        return data

    def close(self) -> None:
        self.output.close()
        os.close(self.master)
        os.close(self._slave)


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line()
    yield line
    line.close()


@pytest.fixture
def pieces(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Return what the caller of `write` has written itself, without the thread."""
    found: list[bytes] = []
    write = os.write

    def watched(descriptor: int, data: bytes) -> int:
        written = write(descriptor, data)
        if threading.current_thread() is threading.main_thread():
            found.append(data[:written])
        return written

    monkeypatch.setattr(os, "write", watched)
    return found


def test_a_small_text_is_written_before_write_returns(line: Line, pieces: list[bytes]) -> None:
    texts = ("one", "zwei €", "3")
    for number, text in enumerate(texts, start=1):
        line.output.write(text)
        assert pieces == [text.encode() for text in texts[:number]]
    whole = "".join(texts).encode()
    assert line.read(len(whole)) == whole


def test_a_frame_is_written_in_one_piece(line: Line, pieces: list[bytes]) -> None:
    for part in (SYNC_START, "a", "b"):
        line.output.write(part)
        assert pieces == []
    line.output.write(SYNC_END)
    assert pieces == [f"{SYNC_START}ab{SYNC_END}".encode()]
    assert line.read(len(pieces[0])) == pieces[0]


def test_output_of_a_signal_handler_within_a_frame_is_not_lost(line: Line) -> None:
    line.output.write(SYNC_START)
    line.output.write("a")
    line.output.skip_to_now()  # As when the terminal is restored.
    line.output.write("restored")
    line.output.write(SYNC_END)
    whole = f"{SYNC_START}arestored{SYNC_END}".encode()
    assert line.read(len(whole)) == whole


def test_queued_output_goes_before_a_small_text(line: Line) -> None:
    many = "".join(f"{number:06}" for number in range(20_000))
    line.output.write(many)
    line.output.write("last")
    assert line.read(len(many) + 4) == many.encode() + b"last"
    line.output.write("now")
    assert line.read(3) == b"now"


def test_a_terminal_that_takes_half_of_a_text_gets_the_rest_later(line: Line) -> None:
    texts = [f"{number:04}" * (AT_ONCE // 8) for number in range(60)]
    for text in texts:
        line.output.write(text)
    whole = "".join(texts).encode()
    assert line.read(len(whole)) == whole


def test_a_sequence_cut_by_skipping_is_cancelled(line: Line) -> None:
    for number in range(60):
        line.output.write(f"{number:04}" * (AT_ONCE // 8))
    line.output.skip_to_now()
    line.output.write("screen")
    data = line.read(1)
    while not data.endswith(b"screen"):
        data += line.read(1)
    assert CANCEL in data
    assert len(data) < 60 * AT_ONCE // 2


def test_a_lost_terminal_is_reported(line: Line) -> None:
    os.close(line.master)
    line.output.write("to nobody")
    line.output._thread.join(10.0)
    assert line.told == ["broken"]
    line.master = os.open(os.devnull, os.O_RDONLY)
