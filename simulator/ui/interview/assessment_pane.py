"""The own answer beside the model answer, to be judged point by point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from simulator.core.interview import Interview
from simulator.core.session import Answer
from simulator.core.states import Phase, Rating
from simulator.ui.interview.assessment_text import (
    ASK,
    LETTERS,
    NO_WORDS,
    NO_WORDS_SKIPPED,
    after_rating,
    own_title,
    rating_line,
    tick,
    ticks_title,
)
from simulator.ui.keys.footer import NARROW
from simulator.ui.keys.keymap import shown_key
from simulator.ui.widgets.choices import Choices, Line, StaysFocused
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.markdown import markdown_content, shown
from simulator.ui.widgets.note import Note

TITLE_MARGIN = 6
"""Cells of a box that its title can't have: corners, lines and blanks beside it."""


class NoteField(Input, StaysFocused):
    """Where the note for next time is typed."""


class OwnAnswer(VerticalScroll):
    """The box of the own answer, with a heading that fits."""

    _answer: Answer | None = None

    def head(self, answer: Answer) -> None:
        """Say above the box what this answer took."""
        self._answer = answer
        # Before it is laid out the screen tells how wide it will be: half of it, or all.
        screen = self.app.size.width
        width = self.outer_size.width or (screen - 2 if screen < NARROW else (screen - 3) // 2)
        self.border_title = own_title(answer, width - TITLE_MARGIN)

    def on_resize(self) -> None:
        """There is another room for the heading."""
        if self._answer is not None:
            self.head(self._answer)


class AssessmentPane(VerticalScroll):
    """Ticks, rating and note for one answer."""

    @dataclass
    class Ticked(Message):
        """The key point at `place`, from 0, was ticked or unticked."""

        place: int

    @dataclass
    class Rated(Message):
        """A rating was chosen."""

        rating: Rating

    @dataclass
    class WrongToggled(Message):
        """The mark for something wrong was toggled."""

    @dataclass
    class Noted(Message):
        """The note for next time changed."""

        note: str

    def __init__(self, promises: Mapping[tuple[str, str], str]) -> None:
        super().__init__(id="assessment")
        self._promises = promises
        self._judged: Answer | None = None
        self.cursor = 0
        self._held: int | None = None
        """The index of the answer whose note is in the field; None while that changes."""

    def compose(self) -> ComposeResult:
        yield Static(id="assessed-question")
        with Container(id="answers"):
            with OwnAnswer(id="own-answer", can_focus=False):
                yield Static(id="own-text")
            with VerticalScroll(id="model-answer", can_focus=False):
                yield Static(id="model-text")
        with Container(id="judging"):
            with Vertical(id="ticks"):
                yield Static(id="ticks-title")
                yield Choices(name="points")
                yield Line(Content(""), Content(""), name="wrong")
            with Vertical(id="ratings"):
                yield Static(ASK, id="ratings-title")
                yield Choices(name="rating-lines")
        with Horizontal(id="note-row"):
            yield Static(
                Content(f"{shown_key(self, 'note')} Next time I will say:"), id="note-label"
            )
            yield NoteField(id="note", compact=True)
        yield Note(id="promise")
        yield Note(id="after")

    def show(self, interview: Interview) -> None:
        """Set everything for the answer whose turn it is."""
        answer = interview.answer
        self.cursor = 0
        self.scroll_home(animate=False)
        self.query_one("#assessed-question", Static).update(shown(answer.question))
        own = self.query_one(OwnAnswer)
        own.head(answer)
        own.scroll_home(animate=False)
        silent = NO_WORDS_SKIPPED if interview.read_only else NO_WORDS
        text = shown(answer.text) if answer.text.strip() else Content.styled(silent, MUTED)
        self.query_one("#own-text", Static).update(text)
        model = self.query_one("#model-answer")
        model.border_title = "Model answer"
        model.scroll_home(animate=False)
        none = "The bank gives no model answer to this question; rate it by your own lights."
        self.query_one("#model-text", Static).update(markdown_content(answer.model_answer or none))
        note = self.query_one("#note", Input)
        self._held = None
        with note.prevent(Input.Changed):
            note.value = answer.note
        self._held = interview.index
        self.query_one("#promise", Note).say(self._promise(answer))
        self.update_judgement(interview)

    def update_judgement(self, interview: Interview) -> None:
        """Bring ticks, ratings and what is shown after the rating up to date."""
        answer, read_only = interview.answer, interview.read_only
        self.set_class(read_only, "-read-only")
        self.query_one("#ticks-title", Static).update(ticks_title(answer, read_only))
        points = [self._tick_line(place, answer) for place in range(len(answer.key_points))]
        self.query_one("#points", Choices).show(points)
        self.query_one("#wrong", Line).show(
            tick(shown_key(self, "wrong"), answer.wrong), Content("I also said something wrong")
        )
        self.query_one("#rating-lines", Choices).show(
            [rating_line(rating, answer, shown_key(self, "go-on")) for rating in Rating]
        )
        judged = answer.rating is not None or read_only
        if judged or self._judged is None or self._judged.key != answer.key:
            self.query_one("#ratings-title", Static).update(ASK)
        self.query_one("#after", Note).say(after_rating(answer) if judged else Content(""))
        self._follow(answer)

    def _follow(self, answer: Answer) -> None:
        """Scroll to what was judged just now; in a small window it may be out of sight."""
        before, self._judged = self._judged, answer
        if before is None or before.key != answer.key:
            return
        if before.rating is not answer.rating:
            changed = "#ratings"
        elif before.wrong is not answer.wrong:
            changed = "#wrong"
        elif before.key_points is not answer.key_points:
            self.call_after_refresh(self._show_point, self.cursor)
            return
        else:
            return
        self.call_after_refresh(self.query_one(changed).scroll_visible, animate=False)

    def _show_point(self, place: int) -> None:
        self.query("#points Line")[place].scroll_visible(animate=False)

    def move_cursor(self, place: int, interview: Interview) -> None:
        """The arrows are at this key point now."""
        self.cursor = place
        self.update_judgement(interview)
        self._show_point(place)

    def ask_for_rating(self) -> None:
        """Say where the ratings are that one of them is needed, until there is one."""
        first, last = shown_key(self, "number-1"), shown_key(self, "number-4")
        title = self.query_one("#ratings-title", Static)
        title.update(Content.styled(f"Press {first} to {last} to rate it first.", "$text-warning"))
        title.scroll_visible(animate=False)

    def scroll_model(self, down: bool) -> bool:
        """Turn a page of the model answer; False where there is none left in that direction."""
        box = self.query_one("#model-answer")
        if box.scroll_y >= box.max_scroll_y if down else box.scroll_y <= 0:
            return False
        (box.scroll_page_down if down else box.scroll_page_up)(animate=False)
        return True

    def _promise(self, answer: Answer) -> Content:
        promise = self._promises.get(answer.key, "")
        if not promise:
            return Content("")
        return Content.assemble(("Last time you promised: ", MUTED), promise)

    def _tick_line(self, place: int, answer: Answer) -> tuple[Content, Content]:
        point = answer.key_points[place]
        letter = LETTERS[place] if place < len(LETTERS) else " "
        here = place == self.cursor and not self.has_class("-read-only")
        words = Content.assemble(("bonus: " if point.bonus else "", MUTED), point.text)
        return tick(letter, point.covered, here=here), words

    @on(Choices.Chosen, "#points")
    def _point_chosen(self, event: Choices.Chosen) -> None:
        event.stop()
        self.post_message(self.Ticked(event.place))

    @on(Choices.Chosen, "#rating-lines")
    def _rating_chosen(self, event: Choices.Chosen) -> None:
        event.stop()
        self.post_message(self.Rated(Rating(event.place + 1)))

    @on(Line.Pressed, "#wrong")
    def _wrong_pressed(self, event: Line.Pressed) -> None:
        event.stop()
        self.post_message(self.WrongToggled())

    def as_typed(self, interview: Interview) -> Interview:
        """The interview with the note that stands in the field, where it is this answer's."""
        judging = interview.phase is Phase.ASSESSING and not interview.read_only
        if not judging or self._held != interview.index:
            return interview
        return interview.write_note(self.query_one("#note", Input).value)

    @on(Input.Changed, "#note")
    def _note_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Noted(event.value))

    @on(Input.Submitted, "#note")
    def _note_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.set_focus(self)
