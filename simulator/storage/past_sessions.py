"""All past sessions of a home, through the cache."""

from __future__ import annotations

import time

from simulator.core.session import Session
from simulator.storage.sessions.cache import HistoryCache
from simulator.storage.store import Store

CACHE_NAME = ".history-cache.json"


def past_sessions(store: Store) -> tuple[Session, ...]:
    """Every readable session, oldest first, without the texts of the answers.

    Meant for a background thread: between two files it lets the others run.
    """
    cache = HistoryCache(store.sessions_folder, store.home / CACHE_NAME, store.load)
    return cache.sessions(between=lambda: time.sleep(0))
