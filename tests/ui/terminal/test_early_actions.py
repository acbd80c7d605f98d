"""Keys that come too early for a screen: their actions wait for its widgets, or are ignored."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from tests.ui.driver import MakeApp


class Touched(Screen[None]):
    """Its action needs a widget."""

    times = 0

    def compose(self) -> ComposeResult:
        yield Static(id="needed")

    def action_touch(self) -> None:
        self.query_one("#needed")
        self.times += 1


async def test_an_action_of_a_screen_without_widgets_is_ignored(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        screen = Touched()
        opened = app.push_screen(screen)
        assert not await app.run_action("touch", screen)
        await opened
        await pilot.pause()
        assert await app.run_action("touch", screen)
        assert screen.times == 1
        await screen.dismiss()
        assert not await app.run_action("touch", screen)
