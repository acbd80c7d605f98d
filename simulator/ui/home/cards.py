"""The cards of home in a wide window; they come when the menu stands, and move nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from simulator.ui.home.board import Board, Card

if TYPE_CHECKING:
    from simulator.ui.home.screen import HomeScreen

EDGES = 5
"""Cells of a column beside what a card says: its border, its blanks, and what is around it."""

LEFT_ABOVE, SIDE_ABOVE = 15, 4
"""Rows above the first card: title and menu, or the title alone; the footer is one more."""


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


def show_board(screen: HomeScreen, board: Board) -> None:
    """Put the parts beside the menu, or bring those that are there up to date."""
    width, height = screen.size
    left = min(116, width * 58 // 100)
    parts = {
        "home-left": board.left(left - EDGES + 1, height - LEFT_ABOVE - 1),
        "home-side": board.side(min(80, width * 4 // 10) - EDGES + 1, height - SIDE_ABOVE - 1),
    }
    for name, cards in parts.items():
        column = next(iter(screen.query(f"#{name}").results(Vertical)), None)
        if column is None:
            widgets = [HomeCard(card.name) for card in cards]
            screen.mount(Vertical(*widgets, id=name), after="#menu")
        else:
            widgets = [*column.query(HomeCard)]
        for widget, card in zip(widgets, cards, strict=True):
            widget.show(card, screen.shown_key(card.name))
