"""Tests that TOML built to be deep or slow is refused quickly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.storage.toml.parse import _has_long_key, parse
from simulator.storage.toml.positions import deep_line, has_long_key, key_lines
from simulator.system.faults import Fault, FileFault
from tests.limits import within
from tests.storage.toml.parsing import fault


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
    with within(0.5):
        found = fault("\n\n" + text)
    assert "nested" in found.message
    assert found.line == 3 + text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        'a = "b' + '"""' * 200_000,
        'a = "b"\n' + '"' * 600_000,
        "a = [\n" * 50_000,
        "a = 'b" * 100_000,
    ],
)
def test_a_mistake_among_many_texts_is_found_quickly(text: str) -> None:
    """Lines are not counted from the start of the file for each text."""
    with within(1.0):
        fault(text)


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
    with within(0.5):
        _has_long_key(text)
        has_long_key(text)
        deep_line(text)


@given(st.text(st.sampled_from("[]{}\"'\\#.=a \n,1-:\ufefféx"), max_size=200))
def test_any_text_gives_a_document_or_a_fault(text: str) -> None:
    faults: tuple[Fault, ...] = ()
    try:
        key_lines(parse(text.encode(), file="x").text)
    except FileFault as caught:
        faults = caught.faults
    assert all(each.line is None or each.line >= 1 for each in faults)
