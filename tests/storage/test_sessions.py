"""Tests the sessions of a home: created, named, found, and their heads in order."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.core.states import Status
from simulator.storage.banks.write import bank_toml
from simulator.storage.sessions.head import DamagedSession, SessionHead
from simulator.storage.sessions.write import session_toml
from simulator.storage.store import Store
from simulator.system.faults import SessionFault
from tests.samples import plain_bank, running_session, sample_session


def test_a_new_session_is_private_owned_and_named_by_its_start(store: Store) -> None:
    file = store.sessions.create(running_session())
    assert file.path.name == "2026-11-22T183005-plain.toml"
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.sessions_folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(store.home.stat().st_mode) == 0o700
    again = store.sessions.create(running_session())
    third = store.sessions.create(running_session())
    assert again.path.name == "2026-11-22T183005-plain-2.toml"
    assert third.path.name == "2026-11-22T183005-plain-3.toml"
    file.save(sample_session())
    assert store.sessions.load(file.path) == sample_session()
    assert store.sessions.load(again.path) == running_session()
    for each in (file, again, third):
        each.close()
        each.close()
    assert sorted(path.name for path in store.sessions_folder.iterdir()) == sorted(
        each.path.name for each in (file, again, third)
    )


@pytest.mark.parametrize(
    ("bank", "slug"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("con", "x-con"),
        ("COM1", "x-COM1"),
        ("🙂" * 300, "interview"),
        ("", "plain"),
        ("x" * 300, "x" * 40),
        ("-rf", "rf"),
        ("a\0b\x1b\u202ec\n", "a-b-c"),
        ("Größe", "Groe"),
    ],
)
def test_names_are_safe_whatever_the_bank_is_called(store: Store, bank: str, slug: str) -> None:
    answer = replace(sample_session().answers[0], bank=bank)
    with_bank = replace(sample_session(), answers=(answer,))
    file = store.sessions.create(with_bank)
    file.close()
    assert file.path.name == f"2026-11-22T183005-{slug}.toml"
    assert file.path.parent == store.sessions_folder


def test_heads_are_newest_first_including_damaged_ones(store: Store) -> None:
    for year in (2024, 2026, 2025):
        started = sample_session().started_at.replace(year=year)
        store.sessions.create(replace(sample_session(), started_at=started)).close()
    (store.sessions_folder / "2025-99-broken.toml").write_text("x")
    (store.sessions_folder / "folder.toml").mkdir()
    heads = store.sessions.heads()
    assert [head.path.name[:4] for head in heads] == ["fold", "2026", "2025", "2025", "2024"]
    assert [isinstance(head, DamagedSession) for head in heads] == [
        True, False, True, False, False,
    ]  # fmt: skip
    assert store.sessions.heads(2) == heads[:2]
    assert tuple(store.sessions.iter_heads()) == heads
    assert Store(store.home / "nothing", store.shipped).sessions.heads() == ()


def test_the_head_of_a_changed_file_is_read_again(store: Store) -> None:
    file = store.sessions.create(running_session())
    (head,) = store.sessions.heads()
    assert isinstance(head, SessionHead)
    assert head.current_question == 2
    file.save(sample_session())
    file.close()
    (head,) = store.sessions.heads()
    assert isinstance(head, SessionHead)
    assert head.status is Status.FINISHED


def test_a_folder_is_made_private_only_before_its_first_session(store: Store) -> None:
    store.sessions_folder.mkdir(parents=True)
    store.sessions_folder.chmod(0o755)
    store.sessions.create(sample_session()).close()
    assert stat.S_IMODE(store.sessions_folder.stat().st_mode) == 0o700
    store.sessions_folder.chmod(0o750)
    store.sessions.create(sample_session()).close()
    assert stat.S_IMODE(store.sessions_folder.stat().st_mode) == 0o750


def test_find(store: Store, tmp_path: Path) -> None:
    with pytest.raises(SessionFault, match="no sessions yet"):
        store.sessions.find("last")
    file = store.sessions.create(sample_session())
    file.close()
    assert store.sessions.find() == store.sessions.find("last") == file.path
    assert store.sessions.find(file.path.stem) == file.path
    assert store.sessions.find(file.path.name) == file.path
    assert store.sessions.find(str(file.path)) == file.path
    elsewhere = tmp_path / "copy.toml"
    elsewhere.write_text(session_toml(sample_session()))
    assert store.sessions.find(str(elsewhere)) == elsewhere
    for name in ("2026-11-22T183005-plan", "no/such/file.toml", "nul\0", "x" * 5000):
        with pytest.raises(SessionFault, match="no such session"):
            store.sessions.find(name)
    with pytest.raises(SessionFault, match="did you mean 2026-11-22T183005-plain"):
        store.sessions.find("2026-11-22T183005-plan")


def test_an_older_file_shows_the_current_titles_without_storing_them(store: Store) -> None:
    store.banks_folder.mkdir(parents=True)
    (store.banks_folder / "plain.toml").write_text(bank_toml(plain_bank()), encoding="utf-8")
    old = replace(sample_session(), titles=())
    held = replace(old, setup=replace(old.setup, banks=("plain", "mine/old_bank")))
    file = store.sessions.create(held)
    file.close()
    titles = (plain_bank().title, "Old bank")
    assert [head.titles for head in store.sessions.iter_heads()
            if isinstance(head, SessionHead)] == [titles]  # fmt: skip
    read = store.sessions.load(file.path)
    assert read.shown_titles == titles
    assert [each.shown_titles for each in store.sessions.past()] == [titles]
    assert session_toml(read) == session_toml(held)
