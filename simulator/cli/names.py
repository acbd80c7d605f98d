"""The names that a shell completes: of banks, sessions, topics and tags."""

from __future__ import annotations

from simulator.cli.console import FINE, say
from simulator.storage.store import Store
from simulator.system.listing import toml_names

COMPLETED = ("banks", "sessions", "topics", "tags")


def say_names(what: str, store: Store) -> int:
    """Print the names of one kind, one per line, sessions newest first. Must be quick."""
    if names := _names(store, what):
        say("\n".join(names))
    return FINE


def _names(store: Store, what: str) -> list[str]:
    if what == "banks":
        return [*store.shelf.names()]
    if what == "sessions":
        names = sorted(toml_names(store.sessions_folder), reverse=True)
        return ["last", *(name.removesuffix(".toml") for name in names)]
    questions = (question for bank in store.shelf.good() for question in bank.questions)
    if what == "topics":
        return sorted({each.topic for each in questions})
    return sorted({tag for each in questions for tag in each.tags})
