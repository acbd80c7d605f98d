"""Shows the candidate's answer beside the model answer and takes the rating."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from simulator.core.interview import Interview
from simulator.core.session import Answer
from simulator.core.states import Phase, Rating
from simulator.core.wording import point_kind
from simulator.text.cleaning import one_line
from simulator.ui.interview.assessment_text import (
    ASK,
    NO_WORDS,
    NO_WORDS_SKIPPED,
    after_rating,
    model_text,
    own_text,
    own_title,
    rating_line,
    tick,
    ticks_title,
)
from simulator.ui.interview.keys import JUDGING_KEYS
from simulator.ui.keys.actions import TICK_LETTERS
from simulator.ui.keys.footer import NARROW
from simulator.ui.keys.keymap import shown_key
from simulator.ui.widgets.choices import Choices, Line, StaysFocused
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.markdown import markdown_content
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

    BINDINGS = JUDGING_KEYS

    def __init__(
        self,
        promises: Mapping[tuple[str, str], str],
        judge: Callable[[Callable[[Interview], Interview]], None],
        take_up: Callable[[], None],
    ) -> None:
        """`judge` applies a step to the interview at once, so that no key overtakes another;
        `take_up` goes back into a skipped question.
        """
        super().__init__(id="assessment")
        self._promises = promises
        self._judge = judge
        self._take_up = take_up
        self._interview: Interview | None = None
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
        yield Static(id="held-back")
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
        self.query_one("#assessed-question", Static).update(markdown_content(answer.question))
        own = self.query_one(OwnAnswer)
        own.head(answer)
        own.scroll_home(animate=False)
        silent = NO_WORDS_SKIPPED if interview.read_only else NO_WORDS
        self.query_one("#own-text", Static).update(own_text(answer, silent))
        model = self.query_one("#model-answer")
        model.border_title = "Model answer"
        model.scroll_home(animate=False)
        none = "The bank gives no model answer to this question; rate it by your own lights."
        hidden = interview.held_back
        self.set_class(hidden, "-held-back")
        self.query_one("#held-back", Static).update(self._held_words() if hidden else "")
        words = "" if hidden else model_text(answer, none)
        self.query_one("#model-text", Static).update(words)
        note = self.query_one("#note", Input)
        self._held = None
        with note.prevent(Input.Changed):
            note.value = answer.note
        self._held = interview.index
        self.query_one("#promise", Note).say(Content("") if hidden else self._promise(answer))
        self.update_judgement(interview)

    def _held_words(self) -> Content:
        show, undo = shown_key(self, "go-on"), shown_key(self, "undo-rating")
        return Content(f"{show} shows the model answer. {undo} takes the skip back: answer it now.")

    def update_judgement(self, interview: Interview) -> None:
        """Bring ticks, ratings and what is shown after the rating up to date."""
        self._interview = interview
        answer, read_only = interview.answer, interview.read_only
        self.set_class(read_only, "-read-only")
        self.query_one("#ticks-title", Static).update(ticks_title(answer, read_only))
        shown_points = () if interview.held_back else range(len(answer.points))
        points = [self._tick_line(place, answer) for place in shown_points]
        self.query_one("#points", Choices).show(points)
        self.query_one("#wrong", Line).show(
            tick(shown_key(self, "wrong"), answer.wrong), Content("I also said something wrong")
        )
        self.query_one("#rating-lines", Choices).show(
            [rating_line(rating, answer, shown_key(self, "go-on")) for rating in Rating]
        )
        judged = answer.rating is not None or (read_only and not interview.held_back)
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
        elif before.points != answer.points:
            self.call_after_refresh(self._show_point, self.cursor)
            return
        else:
            return
        self.call_after_refresh(self.query_one(changed).scroll_visible, animate=False)

    def _show_point(self, place: int) -> None:
        self.query("#points Line")[place].scroll_visible(animate=False)

    def ask_for_rating(self) -> None:
        """Say where the ratings are that one of them is needed, until there is one."""
        first, last = shown_key(self, "number-1"), shown_key(self, "number-4")
        title = self.query_one("#ratings-title", Static)
        title.update(Content.styled(f"Press {first} to {last} to rate it first.", "$text-warning"))
        title.scroll_visible(animate=False)

    def _promise(self, answer: Answer) -> Content:
        promise = self._promises.get(answer.key, "")
        if not promise:
            return Content("")
        return Content.assemble(("Last time you promised: ", MUTED), promise)

    def _tick_line(self, place: int, answer: Answer) -> tuple[Content, Content]:
        point = answer.points[place]
        letter = TICK_LETTERS[place] if place < len(TICK_LETTERS) else " "
        here = place == self.cursor and not self.has_class("-read-only")
        kind = point_kind(answer, place)
        words = Content.assemble((kind, MUTED), markdown_content(point.text))
        return tick(letter, point.covered, here=here), words

    def as_typed(self, interview: Interview) -> Interview:
        """The interview with the note that stands in the field, where it is this answer's."""
        judging = interview.phase is Phase.ASSESSING and not interview.read_only
        if not judging or self._held != interview.index:
            return interview
        return interview.write_note(self.query_one("#note", Input).value)

    # Keys and clicks

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A skipped answer is only looked at; a choice is cleared where there is one."""
        interview = self._interview
        if interview is None or interview.phase is not Phase.ASSESSING:
            return action not in ("accept", "rate", "note", "wrong", "undo")
        if action in ("rate", "note", "wrong"):
            return not interview.read_only
        if action == "undo":
            back = interview.in_debrief or interview.held_back
            return back or interview.answer.rating is not None
        return True

    def on_key(self, event: events.Key) -> None:
        """Letters tick key points; the arrows and space move and tick."""
        if self._interview is None or isinstance(self.screen.focused, Input):
            return
        points = self._interview.answer.points
        if event.character in tuple(TICK_LETTERS[: len(points)]):
            self._toggle(TICK_LETTERS.index(event.character))
        elif event.key == "space" and points:
            self._toggle(self.cursor)
        elif event.key in ("up", "down") and points:
            self.cursor = (self.cursor + (1 if event.key == "down" else -1)) % len(points)
            self.update_judgement(self._interview)
            self._show_point(self.cursor)
        elif event.key not in ("pagedown", "pageup") or not self._turn_page(event.key):
            return
        event.stop()

    def _turn_page(self, key: str) -> bool:
        """Turn a page of the model answer; False where there is none left in that direction."""
        box, down = self.query_one("#model-answer"), key == "pagedown"
        seen = self.region.intersection(box.region).height
        if 2 * seen <= box.region.height:
            return False  # What cannot be seen is not what is to be read on.
        if box.scroll_y >= box.max_scroll_y if down else box.scroll_y <= 0:
            return False
        (box.scroll_page_down if down else box.scroll_page_up)(animate=False)
        return True

    def _toggle(self, place: int) -> None:
        def toggled(interview: Interview) -> Interview:
            points = interview.answer.points
            if interview.read_only or place >= len(points):
                return interview
            self.cursor = place
            return interview.cover(place, not points[place].covered)

        self._judge(toggled)

    def action_accept(self) -> None:
        """On to the next answer, with the rating that was given or proposed."""
        self._judge(self._accepted)

    def _accepted(self, interview: Interview) -> Interview:
        if interview.held_back:
            return interview.reveal()
        answer = interview.answer
        if not interview.read_only and answer.rating is None:
            if answer.accepted is None:
                self.ask_for_rating()
                return interview
            interview = interview.assess(answer.accepted)
        return interview.proceed()

    def action_rate(self, number: int) -> None:
        """Rate the answer, 1 to 4."""
        self._judge(
            lambda interview: interview if interview.read_only else interview.assess(Rating(number))
        )

    def action_wrong(self) -> None:
        """Something said was wrong, or not after all."""
        self._judge(
            lambda interview: (
                interview
                if interview.read_only
                else interview.mark_wrong(not interview.answer.wrong)
            )
        )

    def action_note(self) -> None:
        """Into the note."""
        self.screen.set_focus(self.query_one("#note", Input))

    def action_undo(self) -> None:
        """Clear the choice, or take a skip back; in the debrief, else, to the answer before."""
        if self._interview is not None and self._interview.held_back:
            self._take_up()
        else:
            self._judge(_undone)

    def add_to_note(self, text: str) -> None:
        """Put what was pasted beside the field into it."""
        if self._interview is not None and not self._interview.read_only:
            note = self.query_one("#note", Input)
            self.screen.set_focus(note)
            gap = " " if note.value[:1] and not note.value.endswith(" ") else ""
            note.insert_text_at_cursor(gap + one_line(text))

    @on(Choices.Chosen, "#points")
    def _point_chosen(self, event: Choices.Chosen) -> None:
        event.stop()
        self._toggle(event.place)

    @on(Choices.Chosen, "#rating-lines")
    def _rating_chosen(self, event: Choices.Chosen) -> None:
        event.stop()
        self.action_rate(event.place + 1)

    @on(Line.Pressed, "#wrong")
    def _wrong_pressed(self, event: Line.Pressed) -> None:
        event.stop()
        self.action_wrong()

    @on(Input.Submitted, "#note")
    def _note_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.set_focus(self)


def _undone(interview: Interview) -> Interview:
    if interview.answer.rating is not None and not interview.read_only:
        return interview.assess(None)
    return interview.back() if interview.in_debrief else interview
