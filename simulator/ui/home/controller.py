"""Reads the home's folders in the background and updates the home screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from simulator.ui.context import AppContext
from simulator.ui.home.screen import HomeFacts, HomeScreen
from simulator.ui.widgets.background import in_background

MANY_SESSIONS = 1_000
"""From this number on, reading them all would be felt, so it waits for the first keys."""

SETTLE_SECONDS = 2.0

DAY_SECONDS = 30.0
"""How often the date is checked: after midnight the facts about today are out of date."""


class HomeController:
    """`home` returns the home screen; None while the app exits, when threads may still call."""

    def __init__(self, context: AppContext, home: Callable[[], HomeScreen | None]) -> None:
        self._context = context
        self._home = home
        self._day: date | None = None
        """The date for which home was read; None before that."""

    def watch_date(self) -> None:
        """From now on, reload when a new day has begun while home is on screen."""
        self._context.app.set_interval(DAY_SECONDS, self.check_date)

    def check_date(self) -> None:
        """Reload if home is on screen with another day's facts; coming back reloads anyway."""
        home, day = self._home(), self._context.clock.wall().date()
        if home is None or self._context.app.screen is not home:
            return
        if self._day not in (None, day):
            self.refresh()

    def refresh(self) -> None:
        """Show what is quick to read; what takes all sessions follows."""
        context, now = self._context, self._context.clock.wall()
        self._day = now.date()
        settings = context.settings

        def quick() -> HomeFacts:
            # Imported in this thread, so that the first keys need not wait.
            from simulator.ui.home.facts import home_facts

            return home_facts(context.store, settings, now)

        def read_on(facts: HomeFacts) -> None:
            self._show(self._with_known_facts(facts))
            if facts.number > MANY_SESSIONS:
                context.app.set_timer(SETTLE_SECONDS, lambda: self._read_all(facts, now.date()))
            else:
                self._read_all(facts, now.date())

        in_background(context.app, quick, read_on)

    def _read_all(self, facts: HomeFacts, day: date) -> None:
        store, settings = self._context.store, self._context.settings

        def slow() -> HomeFacts:
            from simulator.ui.home.facts import with_history

            return with_history(facts, store, day, settings)

        in_background(self._context.app, slow, self._show)

    def _with_known_facts(self, facts: HomeFacts) -> HomeFacts:
        """Keep the facts that take reading all sessions until they are read again."""
        home = self._home()
        if home is None or not facts.number:
            return facts
        known = home.facts
        if known.board is not None and facts.last == known.last:
            facts = facts._replace(sessions=known.sessions, number=known.number)
        return facts._replace(
            today=known.today,
            notes=known.notes,
            progress=known.progress,
            readiness=known.readiness,
            board=known.board,
            waits=known.board is None and facts.number > MANY_SESSIONS,
        )

    def _show(self, facts: HomeFacts) -> None:
        home = self._home()
        if home is not None and facts != home.facts:
            home.learn(facts)
