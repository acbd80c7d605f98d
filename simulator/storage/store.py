"""The store over a home's banks, sessions and settings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.system.listing import is_there

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.storage.banks.shelf import BankShelf
    from simulator.storage.sessions.folder import SessionFolder
    from simulator.storage.settings.model import Settings
    from simulator.system.faults import Fault

CACHE_NAME = ".history-cache.json"
BANK_CACHE = ".bank-cache"


class Store:
    """The files of one home, and the shipped banks; nothing needs to exist beforehand.

    Its parts are imported on first use: a store is made before the first screen.
    """

    def __init__(self, home: Path, shipped: Path) -> None:
        self.home = home
        self.shipped = shipped
        self.banks_folder = home / "banks"
        """The folder of the candidate's own banks."""
        self.sessions_folder = home / "sessions"
        """The folder with one file per interview."""
        self.settings_path = home / "settings.toml"

    @property
    def places(self) -> tuple[tuple[str, Path], ...]:
        """The name and path of everything that is kept."""
        return (
            ("home", self.home),
            ("banks", self.banks_folder),
            ("built-in banks", self.shipped),
            ("sessions", self.sessions_folder),
            ("trash", self.sessions.trash),
            ("settings", self.settings_path),
        )

    @cached_property
    def shelf(self) -> BankShelf:
        """The banks; one in the home replaces a shipped one of the same name."""
        from simulator.storage.banks.cache import BankCache
        from simulator.storage.banks.shelf import BankShelf

        cache = BankCache(self.home / BANK_CACHE)
        return BankShelf(self.shipped, self.banks_folder, cache)

    @cached_property
    def sessions(self) -> SessionFolder:
        """The sessions and their trash."""
        from simulator.storage.sessions.folder import SessionFolder

        def titles(names: Sequence[str]) -> tuple[str, ...]:
            return self.shelf.titles(names)  # Only old sessions need the shelf.

        return SessionFolder(self.sessions_folder, self.home / CACHE_NAME, titles=titles)

    def read_settings(self) -> Settings:
        """Read the settings; the defaults without a file. Raises SettingsFault."""
        if not is_there(self.settings_path):
            from simulator.storage.settings.model import Settings

            return Settings()
        from simulator.storage.settings.file import load

        return load(self.settings_path)

    def settings_faults(self, sentences: Iterable[tuple[str, str, str]]) -> tuple[Fault, ...]:
        """Turn sentences, each with its table and key of the settings, into faults with lines."""
        found = list(sentences)
        if not found:
            return ()
        from simulator.storage.settings.file import settings_faults

        return settings_faults(self.settings_path, found)

    def change_settings(self, before: Settings, after: Settings) -> None:
        """Save what changed from `before` to `after`, and leave the rest of the file alone.

        Raises like `write_settings`.
        """
        self.write_settings(self.read_settings().with_changes(before, after))

    def write_settings(self, settings: Settings) -> None:
        """Save the settings. Raises OSError, or SettingsFault if the existing file is faulty."""
        from simulator.storage.settings.file import save

        save(self.settings_path, settings)
