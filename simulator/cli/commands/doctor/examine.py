"""`doctor`: shows what works here, and how to fix the rest."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping

from simulator.cli.commands.doctor import files, machine
from simulator.cli.commands.doctor.finding import Finding
from simulator.cli.console import FAULTY, FINE
from simulator.speech.doctor import Verdict
from simulator.storage.store import Store

Check = Callable[[], Iterable[Finding]]


def run(arguments: Namespace, store: Store, environ: Mapping[str, str] = os.environ) -> int:
    """Examine this installation and the home, printing findings at once; 1 if anything failed."""
    most = None if arguments.all else files.MOST_LISTED
    checks: tuple[Check, ...] = (
        machine.check_versions,
        lambda: machine.check_terminal(environ),
        lambda: machine.check_keys(environ),
        lambda: files.check_folders(store),
        lambda: files.check_settings(store, most),
        lambda: files.check_banks(store),
        lambda: files.check_sessions(store, most),
        lambda: machine.check_voice(files.settings_of(store)),
        lambda: machine.check_microphone(files.settings_of(store)),
    )
    found = [finding.verdict for check in checks for finding in _told(check)]
    return FAULTY if Verdict.FAIL in found else FINE


def _told(check: Check) -> Iterable[Finding]:
    for finding in check():
        print(finding, flush=True)
        yield finding
