"""Tests that faults say what is wrong and where, and hold no terminal controls."""

from __future__ import annotations

import errno

import pytest

from simulator.system.faults import Denied, Fault


def test_a_fault_says_where_and_what() -> None:
    assert (
        str(Fault("b.toml", 7, "questions[2].time_limit", "expected a positive number, got -5"))
        == "b.toml:7: questions[2].time_limit: expected a positive number, got -5"
    )
    assert str(Fault("b.toml", None, "", "is empty")) == "b.toml: is empty"


def test_a_fault_never_holds_terminal_controls() -> None:
    said = str(Fault("\x1b[31m\udcff.toml", 1, "a\x9bb", "c\u202ed\ne"))
    assert said == r"\x1b[31m" + "\ufffd.toml:1: a\\x9bb: c\\u202ed\\ne"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.EROFS, "/h/a.toml: the disk is read-only"),
        (errno.EACCES, "/h/a.toml: permission denied; make it yours (chown, chmod)"),
        (errno.EPERM, "/h/a.toml: permission denied; make it yours (chown, chmod)"),
        (errno.ENOTDIR, "/h/a.toml: this is not a folder; move it away"),
        (errno.ENOSPC, "/h/a.toml: the disk is full; free some space on it"),
        (errno.EDQUOT, "/h/a.toml: the disk quota is used up; free some space"),
        (errno.EIO, "/h/a.toml: as the system says"),
    ],
)
def test_a_denied_write_names_the_file_reason_and_remedy(code: int, words: str) -> None:
    said = str(Denied.of(OSError(code, "as the system says", "/h/a.toml")))
    assert said == words


@pytest.mark.parametrize(
    ("code", "cure"),
    [
        (errno.EROFS, "choose another file, or another home with --home DIR"),
        (
            errno.EACCES,
            "make it yours (chown, chmod), or choose another file, or another home with --home DIR",
        ),
        (errno.ENOTDIR, "move it away, or choose another home with --home DIR"),
        (errno.ENOSPC, "free some space on it"),
        (errno.EIO, ""),
    ],
)
def test_only_commands_are_told_about_another_home(code: int, cure: str) -> None:
    denied = Denied.of(OSError(code, "as the system says", "/h/a.toml"))
    assert denied.to_a_command.cure == cure
    assert "--home" not in str(denied)
    assert str(denied.to_a_command).endswith(cure)


def test_an_error_without_name_or_message_is_described_by_its_type() -> None:
    assert str(Denied.of(OSError())) == "OSError"
    assert str(Denied.of(OSError(errno.ENOSPC, "full", "/h/\x1b[31m"))).startswith(r"/h/\x1b[31m: ")
