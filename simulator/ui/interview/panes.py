"""The parts of the interview screen: the line at the top, and below it one pane at a time."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from simulator.core.interview import Interview
from simulator.core.wording import readable_name
from simulator.ui.interview.assessment_pane import AssessmentPane
from simulator.ui.interview.card import Card
from simulator.ui.interview.cards import where_words
from simulator.ui.interview.confidence_pane import ConfidencePane
from simulator.ui.interview.question_pane import QuestionPane

EDGES = 5
"""Blank cells of the top line, around and between its words."""


class Panes(ContentSwitcher):
    """The card between questions, and a pane for each phase; the front one has the focus."""

    def __init__(
        self, question: QuestionPane, confidence: ConfidencePane, assessment: AssessmentPane
    ) -> None:
        super().__init__(id="panes", initial="card")
        self.card = Card()
        self.question = question
        self.confidence = confidence
        self.assessment = assessment

    def compose(self) -> ComposeResult:
        yield self.card
        yield self.question
        yield self.confidence
        yield self.assessment

    def show_card(self, text: Content, seconds: float = 0) -> None:
        """Show words, and above them count down if there are seconds to go."""
        self.card.show(text, seconds)
        self.current = "card"
        self.screen.set_focus(None)

    def show_question(self, interview: Interview, now: float, line: str) -> None:
        """Show the question with `line` below it, and the answer box once it has been asked."""
        self.question.show(interview, now, line)
        self.current = "question"
        self.screen.set_focus(None if interview.being_asked else self.question.box)

    def show_confidence(self, interview: Interview, *, settling: bool) -> None:
        """Ask how sure the candidate is; `settling`: keys are still being swallowed."""
        self.confidence.show(interview)
        self.confidence.settle(settling)
        self.current = "confidence"
        self.screen.set_focus(None)

    def show_judging(self, interview: Interview) -> None:
        """Show the model answer, and ask for the rating."""
        self.assessment.show(interview)
        self.current = "assessment"
        self.screen.set_focus(self.assessment)


class Whereabouts(Horizontal):
    """The top line: the topic, the question's number, and a warning when saving fails."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        """`titles`: the banks' titles, by name."""
        super().__init__(id="where")
        self._titles = titles
        self._shown: tuple[Interview, str] | None = None
        self.unsaved = ""
        """Why saving fails at the moment; empty while it works."""

    def compose(self) -> ComposeResult:
        yield Static(id="where-topic")
        yield Static(id="where-number")

    def show(self, interview: Interview, mark: str) -> None:
        """Show where an interview stands, after a `mark` for the voice or the recording."""
        self._shown = interview, mark
        name = interview.answer.bank
        title = self._titles.get(name) or readable_name(name)
        warning = f"NOT SAVED: {self.unsaved} · " if self.unsaved else ""
        room = self.app.size.width - EDGES - Content(warning).cell_length
        topic, number = where_words(interview, title, mark, room)
        self.query_one("#where-topic", Static).update(
            Content.assemble((warning, "bold $text-warning"), topic)
        )
        self.query_one("#where-number", Static).update(number)

    def show_unsaved(self, reason: str) -> None:
        """Show why saving fails; "" when it works again."""
        self.unsaved = reason
        self.on_resize()

    def on_resize(self) -> None:
        if self._shown is not None:
            self.show(*self._shown)
