"""Opens the page of notes, and reloads it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.core.notes import Reminder
from simulator.ui.context import AppContext, Interviews, Keys
from simulator.ui.notes.screen import NotesScreen
from simulator.ui.widgets.background import in_background
from simulator.usecases.look_back import what_to_remember


class NotesController:
    """Opens the page to read before an interview; `interviews` returns what starts interviews."""

    def __init__(self, context: AppContext, *, interviews: Callable[[], Interviews]) -> None:
        self._context = context
        self._interviews = interviews

    def open(self) -> None:
        """Load the page and show it, unless something else has been opened by then."""
        context, below = self._context, self._context.app.screen
        day, interview_on = context.clock.wall().date(), context.settings.interview_date

        def show(found: Sequence[Reminder]) -> None:
            if context.app.screen is below:
                screen = NotesScreen(found, self, today=day, interview_on=interview_on)
                context.app.push_screen(screen)

        in_background(context.app, lambda: what_to_remember(context.store), show, owner=below)

    def reload(self, screen: NotesScreen) -> None:
        """Load the page's contents again."""
        context = self._context
        in_background(
            context.app, lambda: what_to_remember(context.store), screen.show, owner=screen
        )

    def practise(self, keys: Keys) -> None:
        """Start an interview with the first of these questions, as many as the setup has."""
        setup = self._context.settings.setup
        self._interviews().begin_chosen(setup, keys[: setup.questions])
