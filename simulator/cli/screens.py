"""Opens the full screen, at home or with an interview."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from simulator.cli.settings import open_recorder, open_voice, settings_or_defaults
from simulator.system import log
from simulator.ui.terminal.quick_imports import import_textual

if TYPE_CHECKING:
    from simulator.core.setup import Setup
    from simulator.storage.settings.model import Settings
    from simulator.storage.store import Store


def open_screens(
    store: Store,
    settings: Settings | None = None,
    *,
    setup: Setup | None = None,
    keys: Sequence[tuple[str, str]] = (),
    resume: Path | None = None,
    take_of: Path | None = None,
    sound: Mapping[str, bool] | None = None,
) -> NoReturn:
    """Show the home screen, begin an interview or a take, or resume one; never returns.

    `keys` are the questions of the interview, if the setup does not draw them. `sound` says
    whether a take is spoken and recorded, if given. Pass `settings` if they have been read, with
    problems already reported.
    """
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)  # If empty, it counts as unset, but makes Textual grey.
    gc.disable()  # Until the first screen is up: nothing loaded before is garbage.
    import_textual()
    from simulator.ui.app import SimulatorApp, StartRequest
    from simulator.ui.safe_app import leave

    if settings is None:
        settings = settings_or_defaults(store)
    request = StartRequest(
        setup=setup, keys=keys, resume=resume, take_of=take_of, sound=sound or {}
    )
    app = SimulatorApp(
        store, settings, open_voice=open_voice, open_recorder=open_recorder, request=request
    )
    code = app.run_safely()
    log.ended(code)
    leave(code)
