"""The events for a terminal's bytes, however they are split; no terminal needed."""

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


def test_keys_work_after_one_that_kills_the_parser() -> None:
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
def test_a_paste_may_be_split_anywhere(data: st.DataObject) -> None:
    whole = "xy\x1b[200~a\x1b[31mé\x1b[201~z\x1b[200~b\x1b[201~".encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=6)))
    pieces = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert _feed(TerminalInput(), *pieces) == ["x", "y", "<a[31mé>", "z", "<b>"]


@pytest.mark.parametrize(
    "character", ["\u3000", "\u200c", "\u200d", "\xa0", "\u202f", "\U0001fae9"]
)
def test_unprintable_characters_of_keyboards_are_text(character: str) -> None:
    assert _feed(TerminalInput(), f"a{character}b".encode()) == ["a", f"<{character}>", "b"]


@pytest.mark.parametrize(
    ("sequence", "key"),
    [
        ("\x1b[1099;5u", "ctrl+s"),  # ы
        ("\x1b[1099::115;5u", "ctrl+s"),
        ("\x1b[27;5;1099~", "ctrl+s"),
        ("\x1b[1081;5u", "ctrl+q"),  # й
        ("\x1b[1110;5:1u", "ctrl+s"),  # і
        ("\x1b[961;5u", "ctrl+r"),  # ρ
        ("\x1b[27;5;963~", "ctrl+s"),  # σ
        ("\x1b[1491;5u", "ctrl+s"),  # ד
        ("\x1b[47::113;5u", "ctrl+q"),  # the slash of a Hebrew layout, on Q
        ("\x1b[115::59;5u", "ctrl+s"),  # Dvorak: the letter is Latin already
        ("\x1b[115;5u", "ctrl+s"),
        ("\x1b[27;5;115~", "ctrl+s"),
        ("\x1b[1099;5;1099u", "ctrl+s"),
    ],
)
def test_ctrl_and_a_key_of_another_layout(sequence: str, key: str) -> None:
    assert _feed(TerminalInput(), sequence.encode()) == [key]


def test_keys_with_alternates_and_event_types() -> None:
    typed = "\x1b[1099::115;;1099u\x1b[1099::115;1:3u\x1b[97;1:2;97u"
    assert _feed(TerminalInput(), typed.encode()) == ["ы", "a"]
    assert _feed(TerminalInput(), b"\x1b[0;;26085:26412u") == ["<日本>"]


@pytest.mark.parametrize("size", [100, 10_000])
@pytest.mark.parametrize(
    ("begins", "middle", "ends"),
    [
        ("\x1b[", "1;", "z"),
        ("\x1b[?", "9", "$y"),
        ("\x1b]52;c;", "QUJD", "\x07"),
        ("\x1b]11;", "rgb:", "\x1b\\"),
        ("\x1bP", "1$r", "\x1b\\"),
        ("\x1b_G", "OK", "\x1b\\"),
    ],
)
@pytest.mark.parametrize("piece", [64, 4096])
def test_a_long_sequence_types_nothing(
    begins: str, middle: str, ends: str, size: int, piece: int
) -> None:
    data = f"a{begins}{middle * (size // len(middle))}{ends}b".encode()
    pieces = [data[at : at + piece] for at in range(0, len(data), piece)]
    assert _feed(TerminalInput(), *pieces) == ["a", "b"]


def test_text_after_alt_and_a_letter_is_typed() -> None:
    terminal = TerminalInput()
    assert _feed(terminal, b"\x1bPro") == []
    heard: list[str] = []
    while terminal.patience is not None:
        time.sleep(terminal.patience)
        heard += _said(terminal.silence())
    assert heard[-2:] == ["r", "o"]
