"""Tests that invalid TOML is refused with its line, in helpful words."""

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
        ("a = [1,\n2\nb = 3", 1, "the list that opens here is never closed"),
        ("a = [1,\nb = [3]", 1, "the list that opens here is never closed"),
        ("c = [[1], [2]]\na = [\n  [1],\n\n[[b]]\nd = 1", 2, "the list that opens here"),
        ("a = {b = 1", 1, "}"),
        ('a = [{b = "x", time_limit = 90s}]', 1, "90s has a unit: write the number of seconds: 90"),
        ('a = ["x",, "y"]', 1, "one comma too many"),
        ('a = ("x", "y")', 1, "a list goes between [ and ]"),
        ('a = {"x", "y"}', 1, "a list goes between [ and ]"),
        ("a = |\n  x\n", 1, "text on several lines"),
        ('a == "x"', 1, "a single = belongs"),
        ('a := "x"', 1, "a single = belongs"),
        ("a = 1\n// x", 2, "a comment begins with #"),
        ('[b]\nkey points = ["x"]', 2, "a key has no spaces"),
        ('a = "x\\"', 1, "a backslash before the last quote"),
        ('a = "x”', 1, "typographic"),
        ('a = "\\ud800"', 1, "is not a character"),
        ('a = """x """y"""', 1, 'the text ends at the first """'),
        ("a = 1\nb = 2\rc = 3\n", 2, "old Macs"),
        ("a = 1\na = 2", 2, "already exists"),
        ("[a]\n[a]", 2, "already exists"),
        ("a =", 1, "the value is missing"),
        ("a = hello", 1, "quotes"),
        ("= 1", 1, ""),
        ("[b]\na 1", 2, "="),
        ('a = "x" y', 1, "nothing may follow"),
        ("a = 1 b = 2", 1, "on a line of its own"),
        ('a = "\\frac"\nb = "\\l"', 2, "'''"),
        ('a = "\\ux"', 1, "'''"),
        ("a = 2026-02-30", 1, "date"),
        ("a = “x”", 1, "typographic"),
        ("a = ’x’", 1, "typographic"),
        ("a = [“x”, “y”]", 1, "typographic"),
        ("a ＝ 1", 1, "(U+FF1D)"),
        ("[[a]]\nb: 1", 2, "not a colon"),
        ("[[a]\nb = 1", 1, "]] is missing"),
        ("a = 1;", 1, "the semicolon after the value"),
        ('a = "x", # y', 1, "the comma after the value"),
        ('a = ["x"],', 1, "the comma after the value"),
        ('a = "x" b = 1', 1, "on a line of its own"),
        ("a = 'What's up?'", 1, "quotes inside quotes"),
        ("a = 2026-13-01", 1, "no such date"),
        ("a = 1:30", 1, "1:30 is minutes and seconds: write the number of seconds: 90"),
        ("a = 2 minutes", 1, "2 minutes has a unit: write the number of seconds: 120"),
        ("a = 1\rb = 2\r", 1, "old Macs"),
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
        ("* What is it?\n  That.\n", 1, "another document"),
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


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\x1f\x8b\x08\x00", "a compressed file"),
        (b"%PDF-1.7\n%\xe2", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"{\\rtf1 What?}", "an office document"),
    ],
)
def test_a_file_of_another_kind_is_reported_as_such(start: bytes, kind: str) -> None:
    """Saving it as UTF-8 would not help."""
    assert kind in fault(start + b"\xff rest").message
    assert "UTF-8" not in fault(start + b"\xff rest").message


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    assert parse(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n", file="x").values == {"a": 1, "b": 2}


def test_a_long_number_names_its_field() -> None:
    assert fault("x = 1\ntime_limit = " + "9" * 5000).field == "time_limit"
