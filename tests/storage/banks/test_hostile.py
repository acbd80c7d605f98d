"""Tests that hostile files either load clean or are refused with a line."""

from __future__ import annotations

import io
import os
import re
import resource
import subprocess
import sys
import tomllib
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from simulator.core.bank import Bank, Drawn
from simulator.core.session import Session
from simulator.core.setup import Setup
from simulator.storage.banks.read import bank_toml, parse_bank, read_bank
from simulator.storage.sessions.read import parse_session
from simulator.storage.sessions.write import session_toml
from simulator.storage.store import Store
from simulator.system.faults import BankFault
from tests.limits import within
from tests.storage.banks.hostile_files import ALL, Hostile

SAMPLES = os.environ.get("MOCK_INTERVIEW_SAMPLES")
ROOT = Path(__file__).parents[3]
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
STARTED = datetime(2026, 11, 22, 18, 30, 5, tzinfo=UTC)


def texts(value: Any) -> list[str]:
    """Yield every text in a value except the author's own table, which is never shown."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [
            t for f in fields(value) if f.name != "extra" for t in texts(getattr(value, f.name))
        ]
    if isinstance(value, (list, tuple)):
        return [text for each in value for text in texts(each)]
    return []


def assert_harmless(bank: Bank) -> None:
    """Check that no text can control a terminal, and that the bank and an interview round-trip."""
    assert not [text for text in texts(bank) if FORBIDDEN.search(text)]
    assert parse_bank(bank_toml(bank).encode(), file="again", name=bank.name) == bank
    session = Session.of(Setup(), [Drawn(bank, question) for question in bank.questions], STARTED)
    assert parse_session(session_toml(session)) == session


@pytest.mark.parametrize("hostile", ALL, ids=str)
def test_our_own_hostile_files(hostile: Hostile, tmp_path: Path) -> None:
    path = tmp_path / hostile.name
    path.write_bytes(hostile.data)
    with within(2.0):
        if hostile.questions is None:
            with pytest.raises(BankFault) as caught:
                read_bank(path)
            said = str(caught.value)
            assert not FORBIDDEN.search(said)
            assert all(each in said for each in hostile.must_mention), said
            assert all(len(line) < 500 for line in said.split("\n"))
        else:
            bank = read_bank(path)
            assert len(bank.questions) == hostile.questions
            assert_harmless(bank)


def test_mutated_banks_give_only_faults() -> None:
    import random

    rng = random.Random(7)
    seeds = [hostile.data for hostile in ALL if len(hostile.data) < 2000]
    for _ in range(2000):
        data = bytearray(rng.choice(seeds))
        for _ in range(rng.randint(1, 4)):
            place = rng.randrange(len(data) + 1)
            kind = rng.randrange(4)
            if kind == 0:
                data[place:place] = rng.choice(
                    (b'"', b"'''", b"[", b"]]", b"\\", b"\n", b"=", b"\xff")
                )
            elif kind == 1:
                del data[place : place + rng.randint(1, 8)]
            elif kind == 2:
                other = rng.choice(seeds)
                start = rng.randrange(len(other))
                data[place:place] = other[start : start + rng.randint(1, 30)]
            else:
                del data[place:]
        try:
            bank = parse_bank(bytes(data), file="m.toml", name="m")
        except BankFault as fault:
            said = str(fault)
        else:
            said = ""
            assert_harmless(bank)
        assert not FORBIDDEN.search(said.replace("\n", ""))


# The shared set, according to its EXPECTED.toml


def expected() -> list[dict[str, Any]]:
    """Return the entries for banks; the others are for the importers' tests."""
    if not SAMPLES:
        return []
    listed = tomllib.loads(Path(SAMPLES, "hostile", "EXPECTED.toml").read_text(encoding="utf-8"))
    return [entry for entry in listed["file"] if not entry["file"].startswith("import/")]


needs_samples = pytest.mark.skipif(not SAMPLES, reason="MOCK_INTERVIEW_SAMPLES is not set")


@needs_samples
@pytest.mark.parametrize("entry", expected(), ids=lambda entry: str(entry["file"]))
def test_the_shared_hostile_files(entry: dict[str, Any]) -> None:
    path = Path(SAMPLES or "", "hostile", entry["file"])
    with within(entry.get("max_seconds", 5)):
        said, bank = "", None
        try:
            bank = read_bank(path)
        except BankFault as fault:
            said = str(fault)
    assert not FORBIDDEN.search(said.replace("\n", ""))
    outcome = "error" if bank is None else "loads"
    assert outcome in (entry["outcome"], entry.get("outcome_also")), said
    if bank is None:
        assert all(each in said for each in entry.get("must_mention", ())), said
        return
    assert len(bank.questions) == entry.get("questions", len(bank.questions))
    assert_harmless(bank)
    shown = "\n".join(texts(bank))
    assert all(each in shown for each in entry.get("must_show", ()))
    assert not any(each in shown + said for each in entry.get("must_not_output", ()))


LOADER = """
import re, sys
from pathlib import Path
from simulator.storage.banks.read import read_bank
from simulator.system.faults import BankFault
for name in sys.argv[1:]:
    try:
        read_bank(Path(name))
    except BankFault:
        pass
status = Path("/proc/self/status").read_text()  # getrusage counts what was there before exec.
print(int(re.search(r"VmHWM:\\s+([0-9]+)", status)[1]) // 1024)
"""


def megabytes(paths: list[Path]) -> int:
    """Return the peak memory, in MB, of a program that loads these files and may not use 1 GB."""
    done = subprocess.run(
        [sys.executable, "-c", LOADER, *map(str, paths)], cwd=ROOT, capture_output=True, text=True,
        timeout=60, check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30)),
    )  # fmt: skip
    return int(done.stdout)


def test_our_own_hostile_files_need_little_memory(tmp_path: Path) -> None:
    paths = []
    for hostile in ALL:
        paths.append(tmp_path / hostile.name)
        paths[-1].write_bytes(hostile.data)
    assert megabytes(paths) < 200


@needs_samples
def test_the_shared_hostile_files_need_little_memory() -> None:
    paths = [Path(SAMPLES or "", "hostile", entry["file"]) for entry in expected()]
    assert megabytes(paths) < 200


# Special cases that only a test can create


def test_a_hundred_megabytes_are_refused_by_size(tmp_path: Path) -> None:
    path = tmp_path / "big.toml"
    with path.open("wb") as file:
        file.write(b'a = "')
        file.truncate(100_000_000)
    with pytest.raises(BankFault, match="too large"):
        read_bank(path)


def test_folders_pipes_and_links_are_listed_with_faults(store: Store) -> None:
    store.banks_folder.mkdir(parents=True)
    (store.banks_folder / "good.toml").write_text('title = "Good"')
    (store.banks_folder / "loop.toml").symlink_to("loop.toml")
    (store.banks_folder / "zero.toml").symlink_to("/dev/zero")
    (store.banks_folder / "tty.toml").symlink_to("/dev/tty")
    (store.banks_folder / "gone.toml").symlink_to("nowhere")
    (store.banks_folder / "folder.toml").mkdir()
    os.mkfifo(store.banks_folder / "fifo.toml")
    listed = {each.name: each for each in store.shelf.listed()}
    assert listed["good"].bank is not None
    for name in ("loop", "zero", "tty", "gone", "folder", "fifo"):
        assert listed[name].bank is None
        assert len(listed[name].faults) == 1
        assert "\n" not in io.StringIO(str(listed[name].faults[0])).getvalue()


def test_an_interview_holds_its_own_copy(store: Store) -> None:
    store.banks_folder.mkdir(parents=True)
    path = store.banks_folder / "mine.toml"
    path.write_text('title = "T"\n[[questions]]\nquestion = "q"\nanswer = "a"\n')
    bank = store.shelf.bank("mine")
    session = Session.of(Setup(), [Drawn(bank, bank.questions[0])], STARTED)
    file = store.sessions.create(session)
    path.write_bytes(b"\xff")
    path.unlink()
    file.save(session)
    file.close()
    assert store.sessions.load(file.path).answers[0].model_answer == "a"
