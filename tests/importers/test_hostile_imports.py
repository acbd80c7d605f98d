"""Malicious packages, pages and tables: quickly refused in a sentence, or read as text."""

from __future__ import annotations

import contextlib
import os
import tomllib
import zlib
from pathlib import Path

import pytest

from simulator.importers import CannotRead, read_files
from simulator.importers.files import read_bytes
from tests.importers.packages import NEW, OLD, database, new_package, old_package, zipped
from tests.limits import within

MIB = 1024 * 1024
SAMPLES = os.environ.get("MOCK_INTERVIEW_SAMPLES")


@pytest.mark.parametrize("package", [old_package, new_package])
def test_a_good_package_of_either_kind(package: object) -> None:
    assert callable(package)
    data = package(("What <b>sings</b>?", "<ul><li>a wren</li></ul>"), ("{{c1::Owls}} hoot", ""))
    draft = read_bytes(data, name="birds.apkg")
    first, second = (item.question for item in draft.items)
    assert (first.question, first.answer) == ("What **sings**?", "- a wren")
    assert (first.id, first.topic, first.tags) == ("guid1", "Birds", ("tag",))
    assert second.question == "[...] hoot"
    assert draft.title == "Zoo"


def test_fields_bring_no_scripts_and_no_controls() -> None:
    field = "What?<script>alert(1)</script><img src=x onerror=alert(2)>\x1b[2J\x9b"
    question = read_bytes(old_package((field, "a")), name="x.apkg").items[0].question.question
    assert "alert" not in question
    assert not {"\x1b", "\x9b"} & set(question)


def bomb(name: str, data: bytes, *words: str) -> object:
    return pytest.param(name, data, words, id=name)


def _zstd_bomb() -> bytes:
    import zstandard

    packed = zstandard.ZstdCompressor().compress(bytes(100 * MIB))
    return zipped({"collection.anki21b": packed})


def _lying_size() -> bytes:
    data = bytearray(zipped({"collection.anki2": bytes(80 * MIB)}))
    head = data.index(b"PK\x01\x02")
    data[head + 24 : head + 28] = (1000).to_bytes(4, "little")
    data[22:26] = (1000).to_bytes(4, "little")
    return bytes(data)


VIEW = OLD.replace("CREATE TABLE notes", "CREATE TABLE other") + (
    "CREATE VIEW notes AS SELECT 1 AS id, '' AS guid, 7 AS mid, '' AS tags, "
    "zeroblob(900000000) AS flds;"
)
DOCTYPE = (
    '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aaaa">]><quiz><question>&a;</question></quiz>'
)
DEEP_XML = "<quiz>" + "<question>" * 5_000

BOMBS = [
    bomb("zip.apkg", zipped({"collection.anki2": bytes(200 * MIB)}), "large"),
    bomb("zstd.apkg", _zstd_bomb(), "large"),
    bomb("lying.apkg", _lying_size()),
    bomb("none.apkg", zipped({"other": b""}), "collection"),
    bomb("text.apkg", b"not a zip", "zip"),
    bomb("view.apkg", zipped({"collection.anki2": database(VIEW)}), "notes"),
    bomb("cut.apkg", old_package(("a", "b"))[:-300], "zip"),
    bomb(
        "noise.apkg", zipped({"collection.anki2": b"SQLite format 3\0" + zlib.compress(b"x") * 99})
    ),
    bomb("entities.xml", DOCTYPE.encode(), "DTD"),
    bomb("deep.xml", DEEP_XML.encode(), "deep"),
    bomb("brackets.md", b"[" * (16 * MIB), "letters"),
    bomb("brackets.json", b"[" * (16 * MIB), "letters"),
    bomb("lines.md", b"[a\n" * (5 * MIB), "large"),
    bomb("deep.json", b'{"a":' * 100_000, "deep"),
    bomb("braces.gift", b"What? {" * 50_000, "braces.gift:1"),
    bomb("open.gift", b"What? {=a\n\n", "open.gift:1"),
    bomb("quote.csv", b'a,b\n"c,d\ne,f\n', "quote.csv:2"),
    bomb("binary.md", bytes(range(256)) * 40, "not text"),
    bomb("tags.html", b"<html>" + b"<b>x\n" * 200_000, "tags"),
    bomb("paper.pdf", b"%PDF-1.7 ...", "PDF"),
]


@pytest.mark.parametrize(("name", "data", "words"), BOMBS)
def test_it_is_refused_in_a_sentence_within_two_seconds(
    name: str, data: bytes, words: tuple[str, ...]
) -> None:
    with within(2), pytest.raises(CannotRead) as caught:
        read_bytes(data, name=name)
    sentence = str(caught.value)
    assert sentence.startswith(name)
    assert "\n" not in sentence
    for word in words:
        assert word in sentence


SLOW = {
    "links.md": b"# What is x?\n\n" + b"[]()" * 50_000 + b"a\n",
    "ticks.md": b"# What is x?\n\n" + b"`" * 500_000 + b"<b\n",
    "stars.md": b"**" * 300_000,
    "quotes.md": b">" * 500_000,
    "comments.md": b"<!-- \n" * 30_000,
    "folds.md": b"<details>\n<summary>What is a?</summary>\n" * 8_000,
    "boxes.md": b"!!! question\n    " * 8_000,
    "colons.md": b"#flashcards\n\n" + b"a :: " * 900 + b"`a` " * 900 + b"::\n",
    "comments.html": b"<html>" + b"<!--\n" * 100_000,
    "attributes.html": b"<html>" + b"<a \n" * 30_000,
    "tildes.gift": b"q {=" + b"~=" * 40_000 + b"}",
    "drawers.org": b"* What is a?\n" + b":a:\n" * 40_000,
    "blocks.org": b"* What is a?\n" + b"#+begin_x\n" * 30_000 + b"#+end_x\n" * 30_000,
    "spaces.org": b"* What is" + b" " * 200_000 + b"a?\n",
    "equals.org": b"* What is a?\n" + (b"=a" * 9_000 + b"\n") * 50,
    "cards.org": b"* a? :fc:\nb\n" * 20_000,
    "pairs.json": b"[" + b'["What is a?", "b"],' * 20_000 + b'["c?", "d"]]',
    "objects.json": b"[" + b'{"Question (short)": "a?", "b": [1]},' * 20_000 + b"{}]",
    "quotes_of_lines.md": b"> What is a?\n" * 12_000,
    "asking.md": b"What is a?\nb\n" * 8_000,
    "twins.csv": b"question,answer\n" + b"a?,b\n" * 20_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_no_text_takes_long_to_read(name: str) -> None:
    with within(3), contextlib.suppress(CannotRead):
        read_bytes(SLOW[name], name=name)


def test_triggers_and_foreign_tables_never_run() -> None:
    trigger = "CREATE TRIGGER t AFTER UPDATE ON notes BEGIN DELETE FROM notes; END;"
    assert len(read_bytes(old_package(("a", "b"), more=trigger), name="t.apkg").items) == 1


def test_a_package_of_the_new_kind_needs_its_own_schema_only() -> None:
    data = zipped({"collection.anki21": database(NEW, [("What?", "That.")])})
    assert len(read_bytes(data, name="n.apkg").items) == 1


def test_lines_of_blanks_are_read_quickly() -> None:
    blanks = " " * 200_000
    text = "# Questions\n\n" + "".join(f"- What is {n}?{blanks}\n  x: y\n" for n in range(5))
    with within(2):
        assert len(read_bytes(text.encode(), name="blanks.md").items) == 5


@pytest.mark.skipif(not SAMPLES, reason="MOCK_INTERVIEW_SAMPLES is not set")
def test_the_shared_hostile_files() -> None:
    folder = Path(SAMPLES or "") / "hostile"
    entries = tomllib.loads((folder / "EXPECTED.toml").read_text())["file"]
    for entry in entries:
        if not entry["file"].startswith("import/"):
            continue
        outcome, text = "loads", ""
        try:
            draft = read_files([folder / entry["file"]])
            outcome = "error" if draft.refused else "loads"
            text = draft.refused or ""
            output = repr(draft)
        except CannotRead as error:
            outcome, text = "error", str(error)
            output = text
        assert outcome in (entry["outcome"], entry.get("outcome_also")), entry["file"]
        if outcome == "error":
            assert all(word in text for word in entry.get("must_mention", [])), text
        assert not any(sign in output for sign in entry.get("must_not_output", []))
