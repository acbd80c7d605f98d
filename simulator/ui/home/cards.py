"""The cards of home in a wide window; they appear after the menu without moving it."""

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
    """One card: where it leads, its title and footer, and what it says.

    `rows`: its minimum height. `keyed`: its footer shows the key that leads there.
    """

    name: str
    title: Content
    foot: str
    words: Content
    rows: int = 0
    keyed: bool = True


def level(*cards: Card) -> tuple[Card, ...]:
    """Give cards that are side by side the height of the highest."""
    rows = max(len(card.words.split("\n", allow_blank=True)) for card in cards)
    return tuple(card._replace(rows=rows) for card in cards)


class HomeCard(Static):
    """A card on the screen; a click leads where its key does."""

    def __init__(self, name: str) -> None:
        super().__init__(classes="home-card")
        self.leads_to = name

    async def on_click(self, event: events.Click) -> None:
        event.stop()
        await self.run_action(f"screen.go('{self.leads_to}')")

    def show(self, card: Card, key: str) -> None:
        """Show a card's current contents; `key` leads where the card does."""
        self.leads_to = card.name
        self.styles.min_height = card.rows + 2
        self.border_title = card.title
        shown = f"{key} " if card.keyed else ""
        self.border_subtitle = Content.assemble((shown, "$text-accent"), card.foot)
        self.update(card.words)


def show_cards(screen: HomeScreen, name: str, width: int, cards: Sequence[Card]) -> None:
    """Show cards in the column with this id and width, creating it at first."""
    column = next(iter(screen.query(f"#{name}").results(Vertical)), None)
    if column is None:
        widgets = [HomeCard(card.name) for card in cards]
        column = Vertical(*widgets, id=name)
        screen.mount(column, before="KeyFooter")
    else:
        widgets = [*column.query(HomeCard)]
    column.styles.width = width
    for widget, card in zip(widgets, cards, strict=True):
        widget.show(card, screen.shown_key(card.name))
