"""A rating, drawn the same on every screen."""

from __future__ import annotations

from textual.content import Content

from simulator.core.states import Rating

COLOURS = {
    Rating.NOT_YET: "$text-error",
    Rating.PARTIAL: "$text-warning",
    Rating.SOLID: "$text-success",
    Rating.STRONG: "bold $text-success",
}
"""The colour of each rating; always shown with its word."""

SIGNS = {Rating.NOT_YET: "▁", Rating.PARTIAL: "▃", Rating.SOLID: "▅", Rating.STRONG: "▇"}
"""Each rating in one cell, for rows of marks: the better, the higher, even without colours."""


def rating_mark(rating: Rating) -> Content:
    """Return a rating as squares and its word."""
    squares = "▪" * rating.value + "▫" * (4 - rating.value)
    return Content.styled(f"{squares} {rating.words}", COLOURS[rating])
