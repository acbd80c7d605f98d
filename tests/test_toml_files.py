"""Reading TOML from anybody: what is refused, on which line, how fast; and writing it whole."""

from __future__ import annotations

import errno
import importlib
import os
import re
import stat
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.atomic import SUFFIX, atomic_write, create_exclusively, make_folder, prepare, sweep
from simulator.bank_files.reader import bank_toml
from simulator.faults import Fault, FileFault
from simulator.toml import files, scan
from simulator.toml.files import _has_long_key, parse, read_bytes
from simulator.toml.scan import deep_line, has_long_key, key_lines, line_of
from tests.samples import hostile_bank
from tests.strategies import banks


def fault(data: bytes | str) -> Fault:
    """The one fault of a content that can't be parsed."""
    content = data.encode() if isinstance(data, str) else data
    with pytest.raises(FileFault) as caught:
        parse(content, file="x.toml")
    assert len(caught.value.faults) == 1
    return caught.value.faults[0]


# Faults


def test_a_fault_says_where_and_what() -> None:
    assert (
        str(Fault("b.toml", 7, "questions[2].time_limit", "expected a positive number, got -5"))
        == "b.toml:7: questions[2].time_limit: expected a positive number, got -5"
    )
    assert str(Fault("b.toml", None, "", "is empty")) == "b.toml: is empty"


def test_a_fault_never_holds_what_a_terminal_obeys() -> None:
    said = str(Fault("\x1b[31m\udcff.toml", 1, "a\x9bb", "c\u202ed\ne"))
    assert said == r"\x1b[31m" + "\ufffd.toml:1: a\\x9bb: c\\u202ed\\ne"


# Reading


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    fifo, loop, folder = tmp_path / "fifo.toml", tmp_path / "loop.toml", tmp_path / "folder.toml"
    os.mkfifo(fifo)
    loop.symlink_to(loop)
    folder.mkdir()
    words = {fifo: "pipes", loop: "symbolic link", folder: "folder", Path("/dev/zero"): "devices"}
    for path, word in words.items():
        with pytest.raises(FileFault, match=word):
            read_bytes(path)


def test_a_missing_file_a_nul_in_its_name_and_one_that_is_too_long(tmp_path: Path) -> None:
    for name in ("no.toml", "nul\0.toml", "x" * 300):
        with pytest.raises(FileFault):
            read_bytes(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.toml"
    path.touch(0o000)
    with pytest.raises(FileFault, match="permission denied"):
        read_bytes(path)


def test_a_file_is_refused_by_its_size_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.toml"
    with path.open("wb") as file:
        file.truncate(17 * 1024 * 1024)
    before = time.perf_counter()
    with pytest.raises(FileFault, match="too large: at most 16 MiB"):
        read_bytes(path)
    assert time.perf_counter() - before < 0.05


# Syntax: the line, and the words


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('a = "x\nb = 1', 1, "quote is missing"),
        ("a = 'x\nb = 1", 1, "quote is missing"),
        ('a = 1\nb = """x\ny\nz', 2, "never closed"),
        ("a = 1\n\nb = '''x\ny\nz", 3, "never closed"),
        ('q = 1\na = """\nfirst\n[[questions]]\nb = """\nprose here\n"""\n', 2, "never closed"),
        ("a = [1,\n2\nb = 3", 3, "list"),
        ("a = {b = 1", 1, "}"),
        ("a = 1\na = 2", 2, "already there"),
        ("[a]\n[a]", 2, "already there"),
        ("a =", 1, "value"),
        ("a = hello", 1, "quotes"),
        ("= 1", 1, ""),
        ("a 1", 1, "="),
        ("a = 1 b = 2", 1, "nothing may follow"),
        ('a = "\\frac"\nb = "\\l"', 2, "'''"),
        ('a = "\\ux"', 1, "'''"),
        ("a = 2026-02-30", 1, "date"),
        ("a = “x”", 1, "typographic"),
        ("a = ’x’", 1, "typographic"),
        ("a = None", 1, "None"),
        ("a = True", 1, "write true"),
        ("a = null", 1, "null"),
        ("<<<<<<< HEAD\na = 1", 1, "git"),
        ("a = 1\n=======\na = 2", 2, "git"),
        ("title: x\nquestions:\n  - a", 1, "YAML"),
        ("---\ntitle: x", 1, "YAML"),
        ("# c\n\n- question: x", 3, "YAML"),
        ('{"a": 1}', 1, "JSON"),
        ('\n[\n  {"a": 1}\n]', 2, "JSON"),
        ("<!DOCTYPE html>\n<html>", 1, "HTML"),
        ("  <html>", 1, "HTML"),
        ('a = "x\x01y"', 1, "may not stand"),
        ("a = " + "9" * 5000, 1, "digits"),
        ("# " + "9" * 5000 + "\nb.c = '" + "9" * 5000 + "'\na = " + "9" * 5000, 3, "digits"),
    ],
)
def test_syntax(text: str, line: int, word: str) -> None:
    found = fault(text)
    assert (found.line, word in found.message) == (line, True), found


def test_not_utf8() -> None:
    assert fault(b"a = 1\n# \xff\n").line == 2
    assert "UTF-8" in fault(b"a = 1\n# \xff\n").message
    assert "UTF-16" in fault("a = 1".encode("utf-16")).message
    assert "UTF-16" in fault("a = 1".encode("utf-16-le")).message
    assert "UTF-16" in fault("a = 1".encode("utf-16-be")).message
    assert "UTF-8" in fault(b"\0" * 100).message


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    assert parse(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n", file="x").values == {"a": 1, "b": 2}


def test_a_long_number_names_its_field() -> None:
    assert fault("x = 1\ntime_limit = " + "9" * 5000).field == "time_limit"


# Attacks on the parser


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 20_000 + " = 1",
        "[" + "a." * 20_000 + "a]",
        "x = {" + "a." * 20_000 + "a = 1}",
        '"a"' + '."a"' * 20_000 + " = 1",
        "'a'" + " . 'a'" * 20_000 + " = 1",
        r'"a\""' + r'."\"a\\"' * 20_000 + " = 1",
        'x = "a" # "\n' + "a." * 20_000 + "a = 1",
        "x = " + "[" * 100_000 + "]" * 100_000,
        "x = " + "[" * 100_000,
        "x = " + "{a=" * 50_000 + "1" + "}" * 50_000,
        "x = " + "[" * 17 + "]" * 17,
        "x = " + "[ {a = " * 9 + "1" + "} ]" * 9,
        "a" + ".b" * 17 + " = 1",
    ],
)
def test_too_deep(text: str) -> None:
    before = time.perf_counter()
    found = fault("\n\n" + text)
    assert time.perf_counter() - before < 0.5
    assert "nested" in found.message
    assert found.line == 3 + text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 15 + "]" * 15,
        'x = "' + "[" * 100 + '"',
        "x = '''\n" + "[" * 100 + "\n'''",
        "# " + "a." * 100,
        'x = "' + "a." * 100 + '"',
        "x = '''" + "a.b." * 100 + "'''",
        'x = """\\"""' + "a.b." * 100 + '"""',
        "x = [" + "[], " * 100 + "]",
        "a" + ".b" * 14 + " = 1",
    ],
)
def test_what_only_looks_deep_is_fine(text: str) -> None:
    parse(text.encode(), file="x")


@pytest.mark.parametrize(
    "text", ["a" * 200_000 + ".", '"' * 200_001, "'" * 200_001, '"\\' * 100_000, "." * 200_000,
             'x = """' + '""\\' * 100_000, "x = '''" + "''a" * 100_000, "\\" * 200_000]
)  # fmt: skip
def test_the_scan_is_linear(text: str) -> None:
    before = time.perf_counter()
    _has_long_key(text)
    has_long_key(text)
    deep_line(text)
    assert time.perf_counter() - before < 0.5


@given(st.text(st.sampled_from("[]{}\"'\\#.=a \n,1-:\ufefféx"), max_size=200))
def test_whatever_it_is_there_is_a_document_or_a_fault(text: str) -> None:
    faults: tuple[Fault, ...] = ()
    try:
        key_lines(parse(text.encode(), file="x").text)
    except FileFault as caught:
        faults = caught.faults
    assert all(each.line is None or each.line >= 1 for each in faults)


# Lines of keys


def test_key_lines() -> None:
    lines = key_lines(
        'format = 1\n"quoted" = 2\n\na.b = 3 # c\n[table] # [no]\n'
        'x = """\ny = 1\n[[questions]]\n"""\n'
        "[[questions]]\nq = [\n  'a', # ]\n  { k = 1, m = [\n    2] },\n]\n[questions.extra]\n"
        "z = 1\n[[questions]]\nq = 'last'\n"
    )
    assert lines == {
        ("format",): 1,
        ("quoted",): 2,
        ("a",): 4,
        ("a", "b"): 4,
        ("table",): 5,
        ("table", "x"): 6,
        ("questions",): 10,
        ("questions", 0): 10,
        ("questions", 0, "q"): 11,
        ("questions", 0, "q", 0): 12,
        ("questions", 0, "q", 1): 13,
        ("questions", 0, "q", 1, "k"): 13,
        ("questions", 0, "q", 1, "m"): 13,
        ("questions", 0, "q", 1, "m", 0): 14,
        ("questions", 0, "extra"): 16,
        ("questions", 0, "extra", "z"): 17,
        ("questions", 1): 18,
        ("questions", 1, "q"): 19,
    }
    assert line_of(lines, ("questions", 1, "missing")) == 18
    assert line_of(lines, ("nothing",)) is None


@settings(max_examples=40)
@given(banks())
def test_every_value_of_a_bank_has_its_line(bank: object) -> None:
    text = bank_toml(bank)  # type: ignore[arg-type]
    lines = key_lines(text)
    values = tomllib.loads(text)
    written = text.split("\n")
    for index, question in enumerate(values.get("questions", [])):
        assert written[lines["questions", index] - 1] == "[[questions]]"
        for key in question:
            if key != "extra":
                assert written[lines["questions", index, key] - 1].startswith(f"{key} = ")


def test_lines_of_a_hostile_bank() -> None:
    text = bank_toml(hostile_bank())
    assert text.split("\n")[key_lines(text)["questions", 5, "say"] - 1].startswith("say = ")


# Writing


def test_a_file_is_replaced_and_private(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    atomic_write(path, b"one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    atomic_write(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in tmp_path.iterdir()] == ["a.toml"]


def test_permissions_that_the_owner_gave_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.touch()
    path.chmod(0o644)
    atomic_write(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_symbolic_link_stays(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "real.toml", tmp_path / "link.toml"
    target.write_bytes(b"one")
    link.symlink_to(target)
    atomic_write(link, b"two")
    assert link.is_symlink()
    assert target.read_bytes() == b"two"


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_failed_write_changes_nothing(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.toml"
    atomic_write(path, b"one")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match="full"):
        atomic_write(path, b"two")
    monkeypatch.undo()
    assert path.read_bytes() == b"one"
    assert [each.name for each in tmp_path.iterdir()] == ["a.toml"]


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, bytes(data[:3])))
    atomic_write(tmp_path / "a.toml", b"0123456789")
    assert (tmp_path / "a.toml").read_bytes() == b"0123456789"


def test_what_was_abandoned_can_not_be_committed(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    atomic_write(path, b"one")
    prepared = prepare(path, b"two")
    prepared.abandon()
    prepared.abandon()
    with pytest.raises(FileNotFoundError):
        prepared.commit()
    assert path.read_bytes() == b"one"


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_replaces_another(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:

        def no_links(*_: object) -> None:
            raise OSError(errno.EPERM, "no hard links here")

        monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "a.toml"
    create_exclusively(path, b"one")
    with pytest.raises(FileExistsError):
        create_exclusively(path, b"two")
    assert path.read_bytes() == b"one"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["a.toml"]


def test_folders_are_private(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_names_of_any_length_and_bytes(tmp_path: Path) -> None:
    for name in ("é" * 120 + ".toml", os.fsdecode(b"caf\xe9\xff.toml"), "\x1b[31m\n.toml"):
        atomic_write(tmp_path / name, b"x")
        assert (tmp_path / name).read_bytes() == b"x"


def test_what_a_killed_program_left_is_swept_after_an_hour(tmp_path: Path) -> None:
    left, other = tmp_path / f".a.toml.1.ab{SUFFIX}", tmp_path / "mine.tmp"
    left.touch()
    other.touch()
    now = left.stat().st_mtime
    sweep(tmp_path, now + 3500)
    assert left.exists()
    sweep(tmp_path, now + 3700)
    assert not left.exists()
    assert other.exists()
    sweep(tmp_path / "not there", now)


def looks_ahead(parsed: Any, *, possessive: bool = False) -> bool:
    """Whether a parsed pattern looks ahead within a possessive group."""
    for operation, value in parsed:
        name = str(operation)
        if possessive and name in ("ASSERT", "ASSERT_NOT"):
            return True
        inside = possessive or name == "POSSESSIVE_REPEAT"
        if any(looks_ahead(part, possessive=inside) for part in parts_of(value)):
            return True
    return False


def parts_of(value: Any) -> Iterator[Any]:
    """The patterns within a part of a pattern."""
    for each in value if isinstance(value, (tuple, list)) else ():
        if type(each).__name__ == "SubPattern":
            yield each
        else:
            yield from parts_of(each)


@pytest.mark.parametrize("module", [scan, files])
def test_no_pattern_looks_ahead_where_older_pythons_lose_the_match(module: Any) -> None:
    parser = importlib.import_module("re._parser")
    patterns = [each for each in vars(module).values() if isinstance(each, re.Pattern)]
    assert patterns
    assert looks_ahead(parser.parse(r"(?:a|'(?!'))*+"))
    assert not looks_ahead(parser.parse(r"(?:a|b)*+(?!c)"))
    for pattern in patterns:
        assert not looks_ahead(parser.parse(pattern.pattern)), pattern.pattern
