"""The cards of home in a wide window; they come when the menu stands, and move nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from simulator.ui.home.screen import HomeScreen


class Card(NamedTuple):
    """One part: where it leads, what stands over and under it, and what it says.

    `keyed`: under it stands the key that leads there.
    """

    name: str
    title: str
    foot: str
    words: Content
    keyed: bool = True


class HomeCard(Static):
    """One part; a click leads where its key does."""

    def __init__(self, name: str) -> None:
        super().__init__(classes="home-card")
        self.leads_to = name

    def on_click(self, event: events.Click) -> None:
        """Go there."""
        event.stop()
        screen = self.screen
        if hasattr(screen, "action_go"):
            screen.action_go(self.leads_to)

    def show(self, card: Card, key: str) -> None:
        """Show what it says now; `key` leads there."""
        self.leads_to = card.name
        self.border_title = Content(card.title)
        shown = f"{key} " if card.keyed else ""
        self.border_subtitle = Content.assemble((shown, "$text-accent"), card.foot)
        self.update(card.words)


def show_cards(screen: HomeScreen, column: str, cards: Sequence[Card]) -> None:
    """Show these in a column of this id, which is made for the first of them."""
    there = next(iter(screen.query(f"#{column}").results(Vertical)), None)
    if there is None:
        widgets = [HomeCard(card.name) for card in cards]
        screen.mount(Vertical(*widgets, id=column), after="#menu")
    else:
        widgets = [*there.query(HomeCard)]
    for widget, card in zip(widgets, cards, strict=True):
        widget.show(card, screen.shown_key(card.name))
