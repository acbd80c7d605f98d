"""Judges an old answer again without showing the first judgement, then shows both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Self

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.core.session import Answer, KeyPoint, Rerating, Session
from simulator.core.states import Rating
from simulator.core.wording import ACCEPTED, points_words, time_words
from simulator.ui.keys.actions import TICK_LETTERS
from simulator.ui.keys.keymap import keyed
from simulator.ui.keys.table import bind
from simulator.ui.widgets.choices import Choices
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.markdown import markdown_content, shown
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.prose import hanging
from simulator.ui.widgets.rating import rating_mark
from simulator.ui.widgets.screen import ListScreen


def blind(answer: Answer) -> Answer:
    """Return the answer as it was given, without any judgement."""
    points = tuple(KeyPoint(point.text, bonus=point.bonus) for point in answer.key_points)
    return replace(
        answer,
        key_points=points,
        rating=None,
        confidence=None,
        wrong=False,
        note="",
        flagged=False,
        rerated=(),
        extra={},
    )


class RerateScreen(ListScreen):
    """Takes one answer after another: ticks and a rating, blind, then both judgements."""

    CSS_PATH = "look_back.tcss"

    BINDINGS = [
        bind("rerate", "number-1", "rate(1)", "Not yet", show=False),
        bind("rerate", "number-2", "rate(2)", "Partial", show=False),
        bind("rerate", "number-3", "rate(3)", "Solid", show=False),
        bind("rerate", "number-4", "rate(4)", "Strong", show=False),
        bind("rerate", "proceed", "proceed", "Go on"),
    ]
    EXTRA_KEYS = (("a b c …", "Tick a key point"), ("1-4", "Rate it"))
    HELP_TEXT = (
        "Your earlier answer, without your earlier rating. Judge it again: it is the only check "
        "on how you rate yourself. Both ratings are kept."
    )

    def __init__(
        self,
        answers: Sequence[tuple[int, Answer]],
        *,
        reveal: Callable[[int], Answer],
        wall: Callable[[], datetime],
        rated: Callable[[int, Rerating], object],
    ) -> None:
        """`answers`: at least one, from `blind`, each with its index in the session.

        `reveal` returns the answer with its first judgement, and is called only after the new
        rating. `rated` is called with the index and the new rating.
        """
        super().__init__()
        self._rated = rated
        self._answers = list(answers)
        self._reveal = reveal
        self._wall = wall
        self._turn = 0
        self.given: dict[int, Rerating] = {}
        """The new ratings, by the answer's index in the session."""

    @classmethod
    def of_session(
        cls,
        session: Session,
        wall: Callable[[], datetime],
        rated: Callable[[int, Rerating], object],
    ) -> Self:
        """Take all rated answers of a session in turn. Raises ValueError if there are none."""
        answers = [(n, blind(a)) for n, a in enumerate(session.answers) if a.rating is not None]
        if not answers:
            raise ValueError("no answer of this session was rated")
        return cls(answers, reveal=session.answers.__getitem__, wall=wall, rated=rated)

    @property
    def answer(self) -> Answer:
        """The answer being judged."""
        return self._answers[self._turn][1]

    @property
    def judged(self) -> bool:
        """True if the current answer has its new rating."""
        return self._answers[self._turn][0] in self.given

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="page"):
            yield Static(id="rerate-head")
            yield Static(id="answer-question")
            with Container(id="rerate-columns"):
                yield Static(id="rerate-texts")
                with Vertical(id="rerate-judgement"):
                    yield Static("Tick what it really says", id="rerate-title")
                    yield Choices(self._tick, name="rerate-points")
                    yield Static(ACCEPTED, id="rerate-ask")
                    yield Choices(lambda place: self.action_rate(place + 1), name="rerate-ratings")
                    yield Static(id="rerate-both")

    def on_mount(self) -> None:
        self._fill()
        self.set_focus(self.query_one("#page"))

    def _fill(self) -> None:
        answer = self.answer
        number = f"{self._turn + 1} of {len(self._answers)} · " if len(self._answers) > 1 else ""
        self.query_one("#rerate-head", Static).update(
            Content(f"Judge again, blind · {number}{answer.topic} · {time_words(answer)}")
        )
        self.query_one("#answer-question", Static).update(markdown_content(answer.question))
        own = shown(answer.text) if answer.text.strip() else Content("Nothing was typed.")
        texts = Content.assemble(
            ("Your words\n", "bold $text-primary"), own,
            ("\n\nModel answer\n", "bold $text-primary"),
            markdown_content(answer.model_answer or "The bank gives none."),
        )  # fmt: skip
        self.query_one("#rerate-texts", Static).update(hanging(texts))
        self.query_one("#rerate-title").display = bool(answer.key_points)
        self._fill_judgement()
        self.query_one("#page").scroll_home(animate=False)

    def _fill_judgement(self) -> None:
        answer = self.answer
        lines = [
            (
                Content(TICK_LETTERS[place] if place < len(TICK_LETTERS) else " "),
                Content.assemble(
                    "[x] " if point.covered else "[ ] ",
                    ("bonus: " if point.bonus else "", MUTED),
                    markdown_content(point.text),
                ),
            )
            for place, point in enumerate(answer.key_points)
        ]
        self.query_one("#rerate-points", Choices).show(lines)
        proposed = None if self.judged else answer.default_rating
        ratings = [
            (
                Content(str(rating.value)),
                Content.assemble(
                    rating_mark(rating), ("  ◂ proposed" if rating is proposed else "", "bold")
                ),
            )
            for rating in Rating
        ]
        self.query_one("#rerate-ratings", Choices).show(ratings)
        fill(self.query_one("#rerate-both", Static), self._both())

    def _both(self) -> Content:
        if not self.judged:
            return Content("")
        before = self._reveal(self._answers[self._turn][0])
        now = self.given[self._answers[self._turn][0]].rating
        then = before.rating or now
        verdict = "The same." if now is then else "Higher now." if now > then else "Lower now."
        sure = "" if before.confidence is None else f", confidence {before.confidence}/5"
        on = f" Both are kept. {self.shown_key('proceed')} goes on."
        points = f"  {points_words(before)} points{sure}\n"
        return Content.assemble(
            ("Then  ", MUTED), rating_mark(then), points,
            ("Now   ", MUTED), rating_mark(now),
            f"  {points_words(replace(self.answer, rating=now))} points\n",
            (verdict, "bold"), (on, MUTED),
        )  # fmt: skip

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character in TICK_LETTERS:
            place = TICK_LETTERS.index(event.character)
            if place < len(self.answer.key_points):
                event.stop()
                self._tick(place)

    def _tick(self, place: int) -> None:
        if self.judged:
            return
        points = list(self.answer.key_points)
        points[place] = replace(points[place], covered=not points[place].covered)
        index = self._answers[self._turn][0]
        self._answers[self._turn] = (index, replace(self.answer, key_points=tuple(points)))
        self._fill_judgement()

    def action_rate(self, rating: int) -> None:
        """Set the new rating, which can't be changed afterwards, because both are shown."""
        if self.judged:
            return
        covered = tuple(point.covered for point in self.answer.key_points)
        index = self._answers[self._turn][0]
        self.given[index] = Rerating(self._wall(), Rating(rating), covered)
        self._rated(index, self.given[index])
        self._fill_judgement()
        self.call_after_refresh(self.query_one("#page").scroll_end, animate=False)

    def action_proceed(self) -> None:
        """Accept the proposed rating, or go on from a judged answer to the next."""
        if not self.judged:
            if self.answer.default_rating is None:
                self.notify(keyed(self.app, "Press {number-1} to {number-4}."), markup=False)
            else:
                self.action_rate(self.answer.default_rating.value)
        elif self._turn + 1 < len(self._answers):
            self._turn += 1
            self._fill()
        else:
            self.action_back()
