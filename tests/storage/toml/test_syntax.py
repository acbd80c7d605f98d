"""What is no TOML is refused on its line, in words that help."""

from __future__ import annotations

import pytest

from simulator.storage.toml.parse import parse
from tests.storage.toml.parsing import fault


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
        ("a = 1\na = 2", 2, "already exists"),
        ("[a]\n[a]", 2, "already exists"),
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
        ('a = "x\x01y"', 1, "not allowed there"),
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
