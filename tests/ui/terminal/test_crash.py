"""Crashes: everything is saved, one sentence is shown, and the log has no text of the candidate."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.ui.terminal.crash import crash_sentence, describe, signature, write_crash_log
from tests.ui.terminal.pty_keys import CTRL_Q, F2, F3, F4, F6, F8, SECRET
from tests.ui.terminal.terminal import RunTiny, letters

NOW = datetime(2026, 11, 22, 18, 30, 5, tzinfo=UTC)


def _error() -> ValueError:
    private = SECRET
    try:
        try:
            raise KeyError(private)
        except KeyError as error:
            raise ValueError(f"bad: {private}") from error
    except ValueError as error:
        return error


def _logs(folder: Path) -> list[Path]:
    return sorted((folder / "crashes").glob("*"))


@pytest.mark.parametrize("key", [F2, F8], ids=["handler", "worker"])
def test_a_crash_ends_in_one_sentence(run_tiny: RunTiny, tmp_path: Path, key: bytes) -> None:
    terminal = run_tiny("safe", "safe")
    terminal.send(b"abc")
    terminal.read_until("abc")
    terminal.send(key)
    assert terminal.wait() == 1
    assert terminal.faults() == []
    (log,) = _logs(tmp_path)
    # On the shell's screen, which is narrower than the sentence.
    sentence = crash_sentence(str(tmp_path / "saved"), log)
    assert letters(terminal.text) == letters(sentence)
    assert (tmp_path / "saved").read_text(encoding="utf-8") == "abc"
    assert SECRET not in log.read_text(encoding="utf-8")
    assert "builtins.ValueError" in log.read_text(encoding="utf-8")
    assert SECRET.encode() not in terminal.output


def test_the_stock_app_prints_what_the_candidate_wrote(run_tiny: RunTiny) -> None:
    terminal = run_tiny("stock", "stock")
    terminal.send(F2)
    assert terminal.wait() == 1
    assert SECRET.encode() in terminal.output


@pytest.mark.parametrize("key", [F3, F4], ids=["thread", "task"])
def test_a_fault_in_the_background_is_reported_once(
    run_tiny: RunTiny, tmp_path: Path, key: bytes
) -> None:
    terminal = run_tiny("safe", "safe")
    terminal.send(key + key)
    terminal.read_until("Something went wrong")
    terminal.send(b"abc")
    terminal.read_until("abc")
    assert len(_logs(tmp_path)) == 1
    terminal.send(CTRL_Q)
    assert terminal.wait() == 0
    assert SECRET.encode() not in terminal.output


def test_the_stock_app_swallows_a_fault_in_a_task(run_tiny: RunTiny) -> None:
    terminal = run_tiny("stock", "stock")
    terminal.send(F4)
    terminal.pump_for(0.3)
    assert terminal.alive
    assert "wrong" not in terminal.text


def test_an_exit_without_a_code_is_a_failure(run_tiny: RunTiny) -> None:
    terminal = run_tiny("safe", "safe")
    terminal.send(F6)
    assert terminal.wait() == 1
    assert "Something went wrong" in terminal.text


def test_a_log_is_private_and_new(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet"
    first, second = (write_crash_log(_error(), folder, NOW) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first != second
    assert first.name.startswith("crash-20261122T183005Z-")
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_log_that_cannot_be_written_returns_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert write_crash_log(_error(), tmp_path / "file" / "folder", NOW) is None


def test_a_log_says_where_and_not_what() -> None:
    text = describe(_error(), NOW)
    assert SECRET not in text
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert f"{__file__}:" in text
    assert "in _error" in text
    assert "private" not in text


def _fall(depth: int) -> None:
    _fall(depth + 1)


def test_an_endless_recursion_makes_a_short_log() -> None:
    with pytest.raises(RecursionError) as caught:
        _fall(0)
    assert len(describe(caught.value, NOW).splitlines()) < 100


def test_a_group_names_its_parts() -> None:
    assert "builtins.KeyError" in describe(ExceptionGroup(SECRET, [KeyError(SECRET)]), NOW)


def test_the_same_fault_has_the_same_signature() -> None:
    assert signature(_error()) == signature(_error())
    assert signature(_error()) != signature(KeyError())


def test_the_sentence_is_one_printable_line() -> None:
    sentence = crash_sentence("/home/\x1b]0;pwned\x07/x\n\u202e.toml", None)
    assert sentence.isprintable()
    assert crash_sentence("", None) == "Something went wrong."
