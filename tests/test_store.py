"""The folders of a home: banks listed, sessions made, owned, found, discarded and restored."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from simulator import locks
from simulator.bank_files.reader import bank_toml
from simulator.faults import BankFault, SessionBusy, SessionFault
from simulator.locks import side_file
from simulator.session import Current, Session
from simulator.session_files.file import session_toml
from simulator.session_files.head import DamagedSession, SessionHead
from simulator.settings import Settings
from simulator.setup import Setup
from simulator.states import Phase, Status
from simulator.store import Store
from tests.samples import hostile_bank_toml, plain_bank, sample_session

HOLDER = """
import sys
from pathlib import Path
from simulator.store import Store
file, _ = Store(Path(sys.argv[1]), Path("/nowhere")).reopen(Path(sys.argv[2]))
print("held", flush=True)
sys.stdin.read()
"""


def running_session() -> Session:
    """The sample as it was in its second question."""
    return replace(
        sample_session(),
        status=Status.RUNNING,
        finished_at=None,
        current=Current(2, Phase.ANSWERING),
    )


@contextmanager
def other_program(store: Store, path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has a session open."""
    command = [sys.executable, "-c", HOLDER, str(store.home), str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


# Banks


def test_the_shipped_bank_is_offered(store: Store) -> None:
    assert store.bank_names() == ("deep_learning",)
    (listed,) = store.banks()
    assert listed.shipped
    assert listed.bank is store.bank("deep_learning")
    assert store.banks()[0].bank is listed.bank


def test_a_home_bank_replaces_its_namesake_and_a_broken_one_hides_nothing(store: Store) -> None:
    store.banks_folder.mkdir(parents=True)
    (store.banks_folder / "deep_learning.toml").write_text(bank_toml(plain_bank()))
    (store.banks_folder / "a_broken.toml").write_text("title = 5\n")
    (store.banks_folder / "hostile.toml").write_text(hostile_bank_toml())
    (store.banks_folder / ".hidden.toml").write_text("x")
    (store.banks_folder / "notes.md").write_text("x")
    listed = store.banks()
    assert [each.name for each in listed] == ["hostile", "deep_learning", "a_broken"]
    assert not listed[1].shipped
    assert listed[1].bank is not None
    assert listed[1].bank.title == "Plain questions"
    assert listed[2].bank is None
    assert listed[2].faults[0].line == 1
    with pytest.raises(BankFault):
        store.bank("a_broken")


def test_a_bank_is_read_again_when_it_has_changed(store: Store) -> None:
    store.banks_folder.mkdir(parents=True)
    path = store.banks_folder / "mine.toml"
    path.write_text('title = "One"')
    assert store.bank("mine").title == "One"
    path.write_text('title = "Two!"')
    assert store.bank("mine").title == "Two!"
    path.unlink()
    with pytest.raises(BankFault):
        store.bank("mine")


def test_an_unknown_bank_gets_the_nearest_name(store: Store) -> None:
    with pytest.raises(BankFault, match=r"deep_lerning: .*did you mean deep_learning\?"):
        store.bank("deep_lerning")


def test_five_hundred_banks_one_of_them_damaged(store: Store) -> None:
    store.banks_folder.mkdir(parents=True)
    for number in range(499):
        (store.banks_folder / f"b{number}.toml").write_text('title = "T"')
    (store.banks_folder / "b499.toml").write_text("title")
    listed = store.banks()
    assert sum(each.bank is not None for each in listed) == 500
    assert sum(len(each.faults) for each in listed) == 1


def test_strange_file_names(store: Store) -> None:
    store.banks_folder.mkdir(parents=True)
    names = [b"caf\xe9\xff.toml", b"[@click=app.quit]x[/].toml".replace(b"/", b"_"), b"-rf.toml",
             b"a\nb.toml", b"\x1b[31m.toml"]  # fmt: skip
    for name in names:
        (store.banks_folder / os.fsdecode(name)).write_text(bank_toml(plain_bank()))
    for each in store.banks():
        assert each.bank is not None
        assert each.name.isprintable()
        each.name.encode()
        answer = replace(sample_session().answers[0], bank=each.name)
        file = store.create(replace(sample_session(), answers=(answer,)))
        file.close()
        assert store.load(file.path).answers[0].bank == each.name


# Sessions


def test_a_new_session_is_private_owned_and_named_by_its_start(store: Store) -> None:
    file = store.create(running_session())
    assert file.path.name == "2026-11-22T183005-plain.toml"
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.sessions_folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(store.home.stat().st_mode) == 0o700
    again = store.create(running_session())
    third = store.create(running_session())
    assert again.path.name == "2026-11-22T183005-plain-2.toml"
    assert third.path.name == "2026-11-22T183005-plain-3.toml"
    file.save(sample_session())
    assert store.load(file.path) == sample_session()
    assert store.load(again.path) == running_session()
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
    file = store.create(with_bank)
    file.close()
    assert file.path.name == f"2026-11-22T183005-{slug}.toml"
    assert file.path.parent == store.sessions_folder


def test_heads_are_the_newest_first_with_the_damaged_among_them(store: Store) -> None:
    for year in (2024, 2026, 2025):
        started = sample_session().started_at.replace(year=year)
        store.create(replace(sample_session(), started_at=started)).close()
    (store.sessions_folder / "2025-99-broken.toml").write_text("x")
    (store.sessions_folder / "folder.toml").mkdir()
    heads = store.heads()
    assert [head.path.name[:4] for head in heads] == ["fold", "2026", "2025", "2025", "2024"]
    assert [isinstance(head, DamagedSession) for head in heads] == [
        True, False, True, False, False,
    ]  # fmt: skip
    assert store.heads(2) == heads[:2]
    assert tuple(store.iter_heads()) == heads
    assert Store(store.home / "nothing", store.shipped).heads() == ()


def test_a_head_is_read_again_when_its_file_has_changed(store: Store) -> None:
    file = store.create(running_session())
    (head,) = store.heads()
    assert isinstance(head, SessionHead)
    assert head.current_question == 2
    file.save(sample_session())
    file.close()
    (head,) = store.heads()
    assert isinstance(head, SessionHead)
    assert head.status is Status.FINISHED


def test_find(store: Store, tmp_path: Path) -> None:
    with pytest.raises(SessionFault, match="no sessions yet"):
        store.find("last")
    file = store.create(sample_session())
    file.close()
    assert store.find() == store.find("last") == file.path
    assert store.find(file.path.stem) == file.path
    assert store.find(file.path.name) == file.path
    assert store.find(str(file.path)) == file.path
    elsewhere = tmp_path / "copy.toml"
    elsewhere.write_text(session_toml(sample_session()))
    assert store.find(str(elsewhere)) == elsewhere
    for name in ("2026-11-22T183005-plan", "no/such/file.toml", "nul\0", "x" * 5000):
        with pytest.raises(SessionFault, match="no such session"):
            store.find(name)
    with pytest.raises(SessionFault, match="did you mean 2026-11-22T183005-plain"):
        store.find("2026-11-22T183005-plan")


# Owning


def test_running_sessions_are_offered_unless_a_program_has_them_open(store: Store) -> None:
    store.create(sample_session()).close()
    file = store.create(running_session())
    assert store.running() == ()
    file.close()
    (head,) = store.running()
    assert head.path == file.path
    with other_program(store, file.path) as process:
        assert store.running() == ()
        with pytest.raises(SessionBusy, match="another program"):
            store.reopen(file.path)
        with pytest.raises(SessionBusy):
            store.discard(file.path)
        assert store.load(file.path) == running_session()
        process.kill()
        process.wait()
        assert side_file(file.path).exists()
        assert [each.path for each in store.running()] == [file.path]
        reopened, session = store.reopen(file.path)
        assert session == running_session()
        assert store.running() == ()
        reopened.close()
    assert not side_file(file.path).exists()


def test_the_lock_outlives_saves(store: Store) -> None:
    file = store.create(running_session())
    file.save(running_session())
    with pytest.raises(SessionBusy):
        store.reopen(file.path)
    file.close()


def test_a_faulty_session_is_not_kept_open(store: Store) -> None:
    file = store.create(running_session())
    file.close()
    file.path.write_text("x")
    with pytest.raises(SessionFault):
        store.reopen(file.path)
    assert not side_file(file.path).exists()
    with pytest.raises(SessionFault):
        store.reopen(store.sessions_folder / "no.toml")
    with pytest.raises(SessionFault):
        store.reopen(store.home / "no folder" / "no.toml")
    assert file.path.read_text() == "x"


def test_a_removed_folder_is_made_again(store: Store) -> None:
    file = store.create(running_session())
    for path in store.sessions_folder.iterdir():
        path.unlink()
    store.sessions_folder.rmdir()
    file.save(sample_session())
    assert store.load(file.path) == sample_session()
    file.close()


def test_no_more_than_its_folder_is_made_again(store: Store, tmp_path: Path) -> None:
    file = store.create(running_session())
    store.home.rename(tmp_path / "moved")
    with pytest.raises(FileNotFoundError):
        file.save(sample_session())
    assert not store.home.exists()


def test_leftovers_of_killed_programs_are_swept(store: Store) -> None:
    store.create(running_session()).close()
    left = store.sessions_folder / ".x.toml.1.abcd.tmp"
    left.touch()
    os.utime(left, (0, 0))
    store.create(running_session()).close()
    assert not left.exists()


def test_a_lock_on_a_file_that_was_just_removed_does_not_count(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = store.create(running_session())
    file.close()
    attempt, attempts = locks._try, []

    def late(descriptor: int) -> bool:
        attempts.append(descriptor)
        if len(attempts) == 1:
            side_file(file.path).unlink()
        return attempt(descriptor)

    monkeypatch.setattr(locks, "_try", late)
    reopened, _ = store.reopen(file.path)
    monkeypatch.undo()
    assert store.running() == ()
    reopened.close()


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_where_no_lock_can_be_made_a_session_can_still_be_opened(
    code: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = store.create(running_session())
    file.close()

    def refuse(side: Path) -> int:
        raise OSError(code, "no")

    monkeypatch.setattr(locks, "_open", refuse)
    reopened, session = store.reopen(file.path)
    assert session == running_session()
    reopened.close()


# Trash


def test_discard_and_restore(store: Store) -> None:
    file = store.create(sample_session())
    file.close()
    trashed = store.discard(file.path)
    assert store.heads() == ()
    assert store.trashed() == (trashed,)
    other = store.create(sample_session())
    other.close()
    assert other.path == file.path
    restored = store.restore(trashed)
    assert restored.name == "2026-11-22T183005-plain-2.toml"
    assert store.load(restored) == sample_session()
    assert store.trashed() == ()
    assert [path.name for path in map(store.discard, (restored, other.path))] == [
        "2026-11-22T183005-plain-2.toml",
        "2026-11-22T183005-plain.toml",
    ]
    assert store.empty_trash() == 2
    assert store.trashed() == ()
    with pytest.raises(SessionFault):
        store.discard(store.home / "no" / "no.toml")


def test_two_of_one_name_in_the_trash(store: Store) -> None:
    for number in (1, 2):
        file = store.create(sample_session())
        file.close()
        store.discard(file.path)
        assert len(store.trashed()) == number


# Settings


def test_settings(store: Store) -> None:
    assert store.read_settings() == Settings()
    changed = Settings(setup=Setup(questions=3))
    store.write_settings(changed)
    assert store.read_settings() == changed
