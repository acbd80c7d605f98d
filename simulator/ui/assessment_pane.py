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

from simulator.interview import Interview
from simulator.phrases import ANCHORS, time_words
from simulator.session import Answer, Outcome, Rating
from simulator.ui.key_footer import NARROW
from simulator.ui.keymap import shown_key
from simulator.ui.markdown_content import markdown_content, shown
from simulator.ui.menu import Note
from simulator.ui.widgets import Choices, Line, StaysFocused

LETTERS = "abcdefghijklmoprstvxyz"
"""The keys that tick key points: the alphabet but n, q, u and w, which do something else."""

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
                yield Static("Would an interviewer accept it?", id="ratings-title")
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
        spoken = "Nothing was typed: judge what you said aloud."
        text = shown(answer.text) if answer.text.strip() else Content.styled(spoken, "$text-muted")
        self.query_one("#own-text", Static).update(text)
        model = self.query_one("#model-answer")
        model.border_title = "Model answer"
        model.scroll_home(animate=False)
        none = "The bank gives no model answer to this question; rate it by your own lights."
        self.query_one("#model-text", Static).update(markdown_content(answer.model_answer or none))
        note = self.query_one("#note", Input)
        with note.prevent(Input.Changed):
            note.value = answer.note
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
            [rating_line(rating, answer) for rating in Rating]
        )
        judged = answer.rating is not None or read_only
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
        else:
            return
        self.call_after_refresh(self.query_one(changed).scroll_visible, animate=False)

    def move_cursor(self, place: int, interview: Interview) -> None:
        """The arrows are at this key point now."""
        self.cursor = place
        self.update_judgement(interview)
        self.query("#points Line")[place].scroll_visible(animate=False)

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
        return Content.assemble(("Last time you promised: ", "$text-muted"), promise)

    def _tick_line(self, place: int, answer: Answer) -> tuple[Content, Content]:
        point = answer.key_points[place]
        letter = LETTERS[place] if place < len(LETTERS) else " "
        here = place == self.cursor and not self.has_class("-read-only")
        words = Content.assemble(("bonus: " if point.bonus else "", "$text-muted"), point.text)
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

    @on(Input.Changed, "#note")
    def _note_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Noted(event.value))

    @on(Input.Submitted, "#note")
    def _note_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus()


def own_title(answer: Answer, room: int) -> Content:
    """What stands above the own answer: time used of the limit, and how sure it was.

    In the longest words for which there is room, in cells; the facts are never left out.
    """
    if answer.outcome is Outcome.SKIPPED:
        return Content("Skipped")
    time = time_words(answer).split(" (")[0]
    sure = "" if answer.confidence is None else f"{answer.confidence}/5"
    forms = [
        f"Your answer · {time}" + (f" · confident {sure}" if sure else ""),
        f"Your answer · {time}" + (f" · sure {sure}" if sure else ""),
        f"Yours · {time}" + (f" · sure {sure}" if sure else ""),
        f"{time} · {sure}".removesuffix(" · "),
    ]
    return Content(next((form for form in forms if len(form) <= room), forms[-1]))


def ticks_title(answer: Answer, read_only: bool) -> Content:
    """What stands above the key points."""
    if read_only:
        return Content("What a good answer says")
    if not answer.key_points:
        return Content("No key points to tick: rate it directly")
    source = " (from the answer)" if answer.from_answer else ""
    return Content.assemble("Tick what you really said", (source, "$text-muted"))


def tick(letter: str, ticked: bool, *, here: bool = False) -> Content:
    """A key and its box, marked where the arrows are."""
    box = "[x]" if ticked else "[ ]"
    return Content.assemble((f"{letter} ", "bold $text-accent"), (box, "reverse" if here else ""))


def rating_line(rating: Rating, answer: Answer) -> tuple[Content, Content]:
    """One rating, what it means, and whether it is chosen or proposed."""
    chosen = answer.rating is rating
    proposed = answer.rating is None and answer.accepted is rating
    mark = " ● chosen" if chosen else " ◂ proposed, Enter" if proposed else ""
    words = Content.assemble(
        (rating.words, "bold" if mark else ""),
        (mark, "bold $text-success"),
        ("  " + ANCHORS[rating], "$text-muted"),
    )
    return Content.styled(f"{rating.value}", "bold $text-accent"), words


def after_rating(answer: Answer) -> Content:
    """What interviewers hear, may ask next, and where to read on; shown after the rating."""
    parts = (
        ("Interviewers often hear: ", answer.mistakes),
        ("They may ask next: ", answer.follow_ups),
        ("Read: ", answer.references),
    )
    lines = [
        Content.assemble((title, "$text-muted"), " · ".join(texts))
        for title, texts in parts
        if texts
    ]
    return Content("\n").join(lines)
