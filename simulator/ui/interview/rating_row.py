"""What the ticks propose or what was chosen, and below it the four ratings side by side.

Each is a button with its key; the proposed one is highlighted, the chosen one filled.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from simulator.core.session import Answer
from simulator.core.states import Rating
from simulator.core.wording import ACCEPTED, ANCHORS, proposal_reasons
from simulator.ui.widgets.colours import MUTED

CHOSEN, PROPOSED = "●", "▼"


class Segment(Static):
    """One rating: its digit and word, and its meaning if there is room."""

    def __init__(self, rating: Rating, rate: Callable[[int], None]) -> None:
        super().__init__(classes=f"-rating-{rating.value}")
        self._rating = rating
        self._rate = rate

    def show(self, answer: Answer) -> None:
        """Draw it as chosen, as proposed, or plain."""
        chosen = answer.rating is self._rating
        proposed = answer.rating is None and answer.default_rating is self._rating
        self.set_class(chosen, "-chosen")
        self.set_class(proposed, "-proposed")
        sign = f"{CHOSEN} " if chosen else f"{PROPOSED} " if proposed else ""
        key = (str(self._rating.value), "" if chosen else "$text-accent")
        head = Content.assemble(sign, key, f" {self._rating.words}").stylize_before("bold")
        self.update(Content("\n").join([head, Content(ANCHORS[self._rating])]))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self._rate(self._rating.value)


class RatingHint(Widget):
    """A line above the ratings: their question, a mark over the proposed one, or what to do."""

    def __init__(self) -> None:
        super().__init__(id="rating-hint")
        self._answer: Answer | None = None
        self._accepts = self._asked = ""

    def show(self, answer: Answer, accepts: str, asked: str) -> None:
        """Show the proposed rating and the key that accepts it, or `asked` if given.

        The key is "" while there are points still to be seen.
        """
        self._answer, self._accepts, self._asked = answer, accepts, asked
        self.refresh()

    def render(self) -> Content:
        answer, width = self._answer, self.size.width
        if answer is None:
            return Content("")
        if self._asked:
            return Content.styled(self._asked, "$text-warning")
        if answer.rating is not None:
            return self._chosen(answer.rating, width)
        if answer.default_rating is not None:
            return self._proposed(answer, answer.default_rating, width)
        return Content.styled(ACCEPTED, "bold")

    def _chosen(self, rating: Rating, width: int) -> Content:
        words = f"{CHOSEN} chosen: {rating.words}"
        more = f", {ANCHORS[rating]}. {self._accepts} goes on."
        fits = len(words) + len(more) <= width
        return Content.assemble(
            (words, "bold"), (more if fits else f". {self._accepts} goes on.", MUTED)
        )

    def _proposed(self, answer: Answer, rating: Rating, width: int) -> Content:
        words = f"{PROPOSED} {rating.words} by your ticks so far"
        if self._accepts:
            words = f"{PROPOSED} {self._accepts}: {rating.words}, by your ticks"
        first = min((rating.value - 1) * width // len(Rating), max(0, width - len(words)))
        before, after = "".ljust(first), ""
        for reason in proposal_reasons(answer):  # Why it is not higher.
            if len(reason) + 3 <= width - first - len(words):
                after = f"   {reason}"
                break
            if len(reason) + 3 <= first:
                before = reason.ljust(first)
                break
        return Content.assemble((before, MUTED), (words, "bold $text-accent"), (after, MUTED))


class RatingRow(Vertical):
    """The ratings from `not yet` to `strong`."""

    def __init__(self, rate: Callable[[int], None]) -> None:
        """`rate` is called with the clicked rating, 1 to 4."""
        super().__init__(id="ratings")
        self._rate = rate

    def compose(self) -> ComposeResult:
        yield RatingHint()
        with Horizontal(id="segments"):
            for rating in Rating:
                yield Segment(rating, self._rate)

    def show(self, answer: Answer, accepts: str, asked: str = "") -> None:
        """Show the answer's rating, or the proposed one; `asked`: words to show instead."""
        for segment in self.query(Segment):
            segment.show(answer)
        self.query_one(RatingHint).show(answer, accepts, asked)
