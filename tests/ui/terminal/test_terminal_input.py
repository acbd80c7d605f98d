"""What a terminal's bytes mean, however they are cut into pieces; no terminal needed."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import constants, events
from textual.message import Message

from simulator.ui.terminal.input import PASTE_PATIENCE, TerminalInput


def _said(messages: Iterable[Message]) -> list[str]:
    """Keys by their names, pastes as `<text>`."""
    said: list[str] = []
    for message in messages:
        if isinstance(message, events.Key):
            said.append(message.key)
        elif isinstance(message, events.Paste):
            said.append(f"<{message.text}>")
    return said


def _feed(terminal: TerminalInput, *pieces: bytes) -> list[str]:
    return [word for piece in pieces for word in _said(terminal.feed(piece))]


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ((b"ab",), ["a", "b"]),
        ((b"\xc3", b"\xa9"), ["é"]),
        ((b"\x1b", b"[D"), ["left"]),
        ((b"\x1b[", b"2~"), ["insert"]),
        ((b"\x1b[2", b"~"), ["insert"]),
        ((b"\x1b[200~a\nb\x1b[201~c",), ["<a\nb>", "c"]),
        ((b"\x1b", b"[20", b"0~", b"a\x1b[2", b"01", b"~c"), ["<a>", "c"]),
        ((b"\x1b[200~a\x1b[D\x1bb\x1b[200~\x1b[201~\x1b[C",), ["<a[Db[200~>", "right"]),
        ((b"\x1b[201~a",), ["a"]),
        ((b"\x1b[200~\x1b[201~" * 2,), ["<>", "<>"]),
    ],
)
def test_pieces(pieces: tuple[bytes, ...], said: list[str]) -> None:
    assert _feed(TerminalInput(), *pieces) == said


def test_nothing_to_wait_for() -> None:
    terminal = TerminalInput()
    assert terminal.patience is None
    terminal.feed(b"a")
    terminal.silence()
    assert terminal.patience is None


@pytest.mark.parametrize(
    ("held", "said"), [(b"\x1b", ["escape"]), (b"\x1b[", ["alt+left_square_bracket"])]
)
def test_the_beginning_of_a_sequence_can_be_a_key(held: bytes, said: list[str]) -> None:
    terminal = TerminalInput()
    assert _feed(terminal, held) == []
    heard: list[str] = []
    while terminal.patience is not None:
        assert terminal.patience <= constants.ESCAPE_DELAY + 0.01
        time.sleep(terminal.patience)
        heard += _said(terminal.silence())
    assert len(heard) == 1
    assert heard[0] in (*said, "left_square_bracket")


def test_a_paste_ends_with_a_long_silence() -> None:
    terminal = TerminalInput()
    assert _feed(terminal, b"\x1b[200~abc") == []
    assert terminal.patience == PASTE_PATIENCE
    assert _said(terminal.silence()) == ["<abc>"]
    assert terminal.patience is None
    assert _feed(terminal, b"d\x1b[201~e") == ["d", "e"]


def test_keys_go_on_after_one_that_the_parser_dies_of() -> None:
    terminal = TerminalInput()
    assert _feed(terminal, b"\x1b[9999999999u") == []
    assert _feed(terminal, b"ab") == ["a", "b"]


@given(st.lists(st.binary(max_size=12) | st.sampled_from([b"\x1b[200~", b"\x1b[201~", b"\x1b"])))
def test_no_bytes_raise(pieces: list[bytes]) -> None:
    terminal = TerminalInput()
    for piece in pieces:
        for message in terminal.feed(piece):
            if isinstance(message, events.Paste):
                assert not {*message.text} & {*map(chr, range(9))}
                assert "\x1b" not in message.text
        terminal.silence()
    terminal.feed(b"\x1b[201~")


@given(st.data())
def test_where_a_paste_is_cut_does_not_matter(data: st.DataObject) -> None:
    whole = "xy\x1b[200~a\x1b[31mé\x1b[201~z\x1b[200~b\x1b[201~".encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=6)))
    pieces = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert _feed(TerminalInput(), *pieces) == ["x", "y", "<a[31mé>", "z", "<b>"]
