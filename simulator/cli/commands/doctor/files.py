"""Checks of a home: its folders, settings, banks and sessions."""

from __future__ import annotations

import os
import shlex
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from simulator.cli.commands.doctor.finding import Finding, failed, passed, warned
from simulator.cli.settings import load_settings
from simulator.core.wording import counted
from simulator.storage.banks.warnings import bank_warnings
from simulator.storage.sessions.head import DamagedSession, SessionHead
from simulator.storage.sessions.recordings import folders, room
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store
from simulator.storage.toml.parse import read_bytes
from simulator.system.atomic_write import ENOUGH_BYTES, free_bytes
from simulator.system.faults import Denied, Fault, FileFault
from simulator.system.listing import in_the_way, toml_names
from simulator.ui.themes import theme_warnings

LITTLE_BYTES = 1024 * 1024

MOST_LISTED = 5
"""The most faults of a kind listed one by one."""

ALL_OF_THEM = "mock-interview doctor --all lists all of them"


def check_folders(store: Store) -> Iterator[Finding]:
    """Check that the home is writable, has space, and is closed to others."""
    for folder in (store.home, store.sessions_folder):
        yield _writable(folder)
    there = nearest_folder(store.home)
    free = free_bytes(there)
    megabytes = f"{free // (1024 * 1024):,} MB free for {store.home}"
    cure = "free some space on this disk: every answer is saved to it"
    if free < LITTLE_BYTES:
        yield failed("space", megabytes, cure)
    elif free < ENOUGH_BYTES:
        yield warned("space", megabytes, cure)
    else:
        yield passed("space", megabytes)
    sessions = store.sessions_folder
    open_ = sessions.is_dir() and sessions.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    if open_ and toml_names(sessions):  # The first session makes it private.
        found = f"other users of this machine can look into {sessions}"
        yield warned("privacy", found, f"close it to them: chmod 700 {shlex.quote(str(sessions))}")


def nearest_folder(path: Path) -> Path:
    """Return the path, or the nearest existing folder above it."""
    return next((each for each in (path, *path.parents) if each.is_dir()), Path("/"))


def _writable(folder: Path) -> Finding:
    """Try writing into the folder, or into the one where it would be created."""
    there = nearest_folder(folder)
    if (other := in_the_way(folder)) is not None:
        cure = "move it away, or choose another home with --home DIR"
        return failed("folder", f"{folder}: {other} is not a folder", cure)
    try:
        with tempfile.TemporaryFile(dir=there) as file:
            file.write(b"x")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        denied = Denied.of(error).to_a_command
        return failed("folder", f"{folder}: can't be written to: {denied.reason}", denied.cure)
    made = "" if there == folder else " (will be created)"
    return passed("folder", f"{folder}{made}")


def check_settings(store: Store, most: int | None = MOST_LISTED) -> Iterator[Finding]:
    """Check that the settings can be read and all have an effect."""
    try:
        settings = load_settings(store)
        themes = store.settings_faults(theme_warnings(settings.ui.theme))
    except FileFault as fault:
        yield from first_findings([_faulty_settings(each) for each in fault.faults], most)
    else:
        found = store.settings_path.exists()
        yield passed("settings", str(store.settings_path) if found else "none: the defaults apply")
        cure = "all names and keys are in docs/settings.md"
        yield from first_findings(
            [warned("settings", str(each), cure) for each in (*settings.warnings, *themes)], most
        )


def _faulty_settings(fault: Fault) -> Finding:
    cure = "fix that line, or delete the file"
    if fault.line is None:
        cure = "move it away: the defaults apply without it"
    return failed("settings", str(fault), cure)


def settings_of(store: Store) -> Settings:
    """Return the settings, or the defaults if their file is faulty."""
    try:
        return load_settings(store)
    except FileFault:
        return Settings()


def check_banks(store: Store) -> Iterator[Finding]:
    """Check that every bank can be read, and warn about likely mistakes."""
    banks = store.shelf.listed()
    good = store.shelf.good()
    questions = sum(len(bank.questions) for bank in good)
    found = f"{counted(len(good), 'bank')}, {counted(questions, 'question')}"
    if questions:
        yield passed("banks", found)
    else:
        yield failed("banks", found, "mock-interview bank new NAME, or bank import FILE")
    for listed in banks:
        if listed.faults:
            cure = f"fix it; all faults: mock-interview bank check {listed.path}"
            yield failed("bank", first_of(listed.faults), cure)
            continue
        try:
            warnings = bank_warnings(read_bytes(listed.path), file=str(listed.path))
        except FileFault:
            continue
        if warnings:
            yield warned("bank", first_of(warnings), "write such a text between ''' and '''")


def _recordings(store: Store) -> Iterator[Finding]:
    """Report the space taken by recordings, also in the trash, and recordings without a session."""
    for folder, where in ((store.sessions_folder, ""), (store.sessions.trash, " in the trash")):
        number, size = room(folder)
        if number:
            found = f"of {counted(number, 'interview')}{where}, {size / 1_000_000:,.1f} MB"
            yield passed("recordings", found)
    for folder in sorted(folders(store.sessions_folder)):
        if not folder.with_suffix(".toml").exists():
            cure = "its session is gone: move it away, or delete it"
            yield warned("recordings", f"{folder.name} belongs to no interview", cure)


def check_sessions(store: Store, most: int | None = MOST_LISTED) -> Iterator[Finding]:
    """Check that every session can be read to its end."""
    heads = store.sessions.heads()
    damaged: list[FileFault | DamagedSession] = []
    for head in heads:
        if isinstance(head, DamagedSession):
            damaged.append(head)
            continue
        try:
            store.sessions.load(head.path)
        except FileFault as fault:
            damaged.append(fault)
    running = len(store.sessions.running())
    left = f", {running} to be resumed" if running else ""
    yield passed("sessions", f"{len(heads) - len(damaged)} can be read{left}")
    yield from _recordings(store)
    cure = "look at both, and move away the one that you don't need"
    copies = [
        warned("session", f"{name}: a copy of {counts}, which is the one that counts", cure)
        for name, counts in sorted(store.sessions.copies().items())
    ]
    yield from first_findings(copies, most)
    cure = "set the clock; fix started_at, or it counts from that day on"
    ahead = [
        warned("session", f"{head.path.name}: began in the future", cure)
        for head in heads
        if isinstance(head, SessionHead) and store.sessions.lies_ahead(head)
    ]
    yield from first_findings(ahead, most)
    yield from first_findings([_damaged(each.faults, most) for each in damaged], most)


def _damaged(faults: Sequence[Fault], most: int | None) -> Finding:
    """Name the first fault of a session, or all of them without a limit."""
    cure = "it is left as it is: fix that line, or move the file away"
    if faults[0].line is None:
        cure = "it is left as it is: move it away if you don't need it"
    found = first_of(faults) if most is not None else "; ".join(map(str, faults))
    return failed("session", found, cure)


def first_findings(findings: Sequence[Finding], most: int | None) -> Iterator[Finding]:
    """Yield the first findings, and how many more there are; all if `most` is None."""
    yield from findings[:most]
    if more := len(findings) - len(findings[:most]):
        last = findings[-1]
        yield Finding(last.verdict, last.what, f"{more} more like these", ALL_OF_THEM)


def first_of(faults: Sequence[Fault]) -> str:
    """Return the first fault, and how many more there are."""
    return f"{faults[0]} (and {len(faults) - 1} more)" if len(faults) > 1 else str(faults[0])
