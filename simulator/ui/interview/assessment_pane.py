"""Shows the candidate's answer beside the model answer and takes the rating.

Three zones: the question; the texts to read and the points to tick; the ratings and the note. Only
the middle one scrolls, so that the ratings are always on screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Input, Static

from simulator.core.interview import Interview
from simulator.core.interview_words import no_model_words
from simulator.core.session import Answer
from simulator.core.states import Phase, Rating
from simulator.text.cleaning import one_line
from simulator.ui.interview.assessment_text import (
    NO_WORDS,
    NO_WORDS_SKIPPED,
    after_rating,
    model_text,
    own_text,
    own_title,
)
from simulator.ui.interview.keys import JUDGING_KEYS
from simulator.ui.interview.point_list import PointList
from simulator.ui.interview.question_strip import QuestionStrip
from simulator.ui.interview.rating_row import RatingRow
from simulator.ui.interview.reading import Page, PageStrip, page_names, read_on, strip
from simulator.ui.keys.actions import TICK_LETTERS
from simulator.ui.keys.keymap import shown_key
from simulator.ui.widgets.choices import StaysFocused
from simulator.ui.widgets.heard import Heard
from simulator.ui.widgets.markdown import markdown_content
from simulator.ui.widgets.note import fill
from simulator.usecases.recording import Track

TITLE_MARGIN = 6
"""The width of a box minus that of its title: corners, lines and blanks, in cells."""

MOST_POINTS, TALL_POINTS, LEAST_POINTS = 9, 16, 2
"""Rows of points below a long text, in a tall window, and the fewest that are worth a title."""

BESIDE_POINTS = 2
"""The rows of their title and of the line "I also said something wrong"."""

BOUND = ("accept", "rate", "note", "wrong", "undo", "turn_page", "turn_to_question", "hear")
"""Actions that are possible only while an answer is being judged."""


class NoteField(Input, StaysFocused):
    """The field for the note for next time; without the focus it shows the note's beginning."""

    def on_blur(self) -> None:
        self.scroll_to(x=0, animate=False, force=True)

    def on_focus(self) -> None:
        before = cell_len(self.value[: self.cursor_position])
        self.scroll_to_region(Region(before, 0, 2, 1), animate=False, force=True)


class AssessmentPane(Vertical, can_focus=True):
    """Ticks, rating and note for one answer."""

    BINDINGS = JUDGING_KEYS

    def __init__(
        self,
        promises: Mapping[tuple[str, str], str],
        judge: Callable[[Callable[[Interview], Interview]], None],
        take_up: Callable[[], None],
        tracks: Callable[[Answer], Sequence[Track]] = lambda answer: (),
    ) -> None:
        """`judge` applies a step to the interview at once, so that no key overtakes another;
        `take_up` goes back to a skipped question; `tracks` returns an answer's recordings.
        """
        super().__init__(id="assessment")
        self._promises = promises
        self._judge = judge
        self._take_up = take_up
        self._tracks = tracks
        self._interview: Interview | None = None
        self._judged: Answer | None = None
        self._page = Page.MODEL
        self._own = Content("")
        self._asked = ""
        """A request for a rating, shown instead of a proposal."""
        self.cursor = 0
        self._held: int | None = None
        """The index of the answer whose note is in the field; None while it is being replaced."""

    def compose(self) -> ComposeResult:
        yield QuestionStrip()
        yield PageStrip(self.action_turn_page)
        yield Static(id="held-back")
        with Container(id="zones"):
            with VerticalScroll(id="own-answer", classes="page", can_focus=False):
                yield Static(id="own-text")
            with Vertical(id="reading"):
                with VerticalScroll(id="model-answer", classes="page", can_focus=False):
                    yield Static(id="model-text")
                with VerticalScroll(id="whole-question", classes="page", can_focus=False):
                    yield Static(id="whole-text")
                with VerticalScroll(id="next", classes="page", can_focus=False):
                    yield Static(id="after")
            yield PointList(self._points_seen, self._toggle, self.action_wrong)
        yield Heard()
        yield RatingRow(self.action_rate)
        with Horizontal(id="note-row"):
            yield Static(
                Content(f"{shown_key(self, 'note')} Next time I will say:"), id="note-label"
            )
            # If the whole note were selected, the next letter would replace it.
            yield NoteField(id="note", compact=True, select_on_focus=False)

    def show(self, interview: Interview) -> None:
        """Set everything for the interview's current answer."""
        answer = interview.answer
        self.cursor = 0
        self._page = Page.MODEL
        self.query_one(QuestionStrip).show(answer.question)
        self.query_one("#whole-text", Static).update(markdown_content(answer.question))
        hidden = interview.held_back
        self.set_class(hidden, "-held-back")
        self.query_one("#held-back", Static).update(self._held_words(answer) if hidden else "")
        words = "" if hidden else model_text(answer, no_model_words(interview))
        self.query_one("#model-text", Static).update(words)
        for scroll in self.query(VerticalScroll):
            scroll.scroll_home(animate=False)
        note = self.query_one("#note", Input)
        self._held = None
        with note.prevent(Input.Changed):
            note.value = answer.note
        self._held = interview.index
        self.query_one(PointList).begin("" if hidden else self._promises.get(answer.key, ""))
        self.update_judgement(interview)
        self.call_after_refresh(self._show_page)  # Only then is it known what is cut off.

    def _held_words(self, answer: Answer) -> Content:
        show, undo = shown_key(self, "go-on"), shown_key(self, "undo-rating")
        goes = "shows the model answer" if answer.model_answer else "goes on"
        words = f"{show} {goes}. {undo} lets you answer it after all."
        return Content(f"{NO_WORDS_SKIPPED}\n\n{words}")

    def update_judgement(self, interview: Interview) -> None:
        """Update the ticks, the ratings and what is shown after the rating."""
        self._interview = interview
        answer, read_only, hidden = interview.answer, interview.read_only, interview.held_back
        self.set_class(read_only, "-read-only")
        self.query_one(Heard).show(self._tracks(answer))
        silent = NO_WORDS_SKIPPED if read_only else NO_WORDS
        own = own_text(answer, silent, interview.session.usual)
        if own != self._own:
            self._own = own
            self.set_class(own.plain == NO_WORDS_SKIPPED, "-wordless")
            self.query_one("#own-text", Static).update(own)
        self.query_one(PointList).show(
            answer, cursor=self.cursor, read_only=read_only, hidden=hidden
        )
        judged = answer.rating is not None or (read_only and not hidden)
        if judged or self._judged is None or self._judged.key != answer.key:
            self._asked = ""
        self._show_ratings()
        fill(self.query_one("#after", Static), after_rating(answer) if judged else Content(""))
        self._follow(answer)
        self._show_page()

    def _show_ratings(self) -> None:
        if self._interview is not None:
            accepts = "" if self._more_points else shown_key(self, "go-on")
            self.query_one(RatingRow).show(self._interview.answer, accepts, self._asked)

    @property
    def _more_points(self) -> bool:
        """True if Enter first shows points that have not been on screen yet."""
        unrated = self._interview is not None and self._interview.answer.rating is None
        return unrated and bool(self.query_one(PointList).unseen)

    def _points_seen(self) -> None:
        self._show_ratings()
        self.refresh_bindings()

    def _follow(self, answer: Answer) -> None:
        """Turn and scroll to what has just been judged, or to what follows the rating."""
        before, self._judged = self._judged, answer
        if before is None or before.key != answer.key:
            return
        if before.rating is not answer.rating:
            self.call_after_refresh(self._show_page)  # Only then is it known what is cut off.
            if before.rating is None:
                self._page = Page.NEXT
            elif answer.rating is None and self._page is Page.NEXT:
                self._page = Page.MODEL
        elif before.wrong is not answer.wrong or before.points != answer.points:
            self._to_points()

    def _to_points(self) -> None:
        self._turn_to_points()
        self.call_after_refresh(self.query_one(PointList).reveal, self.cursor)

    def _turn_to_points(self) -> None:
        if self.has_class("-with-points"):
            return
        if Page.POINTS in self._pages():
            self._page = Page.POINTS
        elif self._page is Page.QUESTION and not self.screen.has_class("-wide"):
            self._page = Page.MODEL  # The question takes the place of the points.

    def _show_more_points(self) -> None:
        self._turn_to_points()
        if Page.POINTS in self._pages():
            self._page = Page.POINTS  # Even if some are shown below a text.
        self._show_page()
        self.call_after_refresh(self.query_one(PointList).show_unseen)

    # Pages

    def _pages(self) -> list[Page]:
        """Return the pages to turn through; the other texts are shown beside them."""
        if self._interview is None or self._interview.held_back:
            return [Page.MODEL]
        if self.screen.has_class("-wide"):
            return [Page.MODEL, *filter(self._is_cut, (Page.OWN, Page.QUESTION, Page.NEXT))]
        found = [Page.MODEL, Page.OWN]
        if self._is_cut(Page.QUESTION):
            found.append(Page.QUESTION)
        if self.query_one("#after").display:
            found.append(Page.NEXT)
        if self.screen.has_class("-short"):
            found.append(Page.POINTS)
        return found

    def _is_cut(self, page: Page) -> bool:
        """Return whether a text shown beside the others is partly hidden."""
        if page is Page.QUESTION:
            return self.query_one(QuestionStrip).cut
        box = self.query_one(SCROLLED[page])
        return box.display and box.max_scroll_y > 0

    def _show_page(self) -> None:
        """Show the current page, or the model answer if the page no longer exists."""
        if self._interview is None:
            return
        answer, pages = self._interview.answer, self._pages()
        page = self._page if self._page in pages else Page.MODEL
        if not self.has_class(f"-page-{page.value}"):
            self.call_after_refresh(self._show_page)  # Only then is it known what is cut off.
        for each in Page:
            self.set_class(each is page, f"-page-{each.value}")
        self.set_class(self.query_one("#after").display, "-judged")
        self._give_room(page)
        names = page_names(answer)
        if self.screen.has_class("-wide"):
            names[Page.OWN] = ("Yours",)  # The facts are in its own title.
        forms, key = [names[each] for each in pages], shown_key(self, "turn-page")
        own, reading = self.query_one("#own-answer"), self.query_one("#reading")
        more = {
            each: read_on(self.query_one(box), by_keys=each is page)
            for each, box in SCROLLED.items()
        }
        self.query_one(PageStrip).show(forms, pages.index(page), key, more[page])
        # Each of these is on the line below its text.
        upper = more[Page.QUESTION if page is Page.QUESTION else Page.MODEL]
        following = self.query_one("#next")
        own.border_subtitle = more[Page.OWN]
        following.border_title = upper
        reading.border_subtitle = more[Page.NEXT] if following.display else upper
        # Before the layout its width is known from the screen's: half of it.
        width = own.outer_size.width or self.app.size.width // 2
        own.border_title = own_title(answer, width - TITLE_MARGIN)
        reading.border_title = strip(forms, pages.index(page), width - TITLE_MARGIN, key)
        self.refresh_bindings()

    def _give_room(self, page: Page) -> None:
        """Give the points below a short text the rows that it leaves free."""
        screen, box = self.screen, self.query_one("#points-box")
        if screen.has_class("-wide") or page is Page.POINTS:
            self.remove_class("-with-points")
            box.styles.max_height = None
            return
        text = self.query_one(SCROLLED[page]).query_one(Static).virtual_region.height
        left = self.query_one("#zones").size.height - text - BESIDE_POINTS
        short = screen.has_class("-short")
        self.set_class(short and bool(text) and left >= LEAST_POINTS, "-with-points")
        usual = 0 if short else TALL_POINTS if screen.has_class("-tall") else MOST_POINTS
        box.styles.max_height = max(usual, left) if text else usual

    def on_mount(self) -> None:
        """Update the reading hints whenever a text is scrolled."""
        for box in self.query(VerticalScroll):
            for what in ("scroll_y", "virtual_size"):
                self.watch(box, what, self._scrolled, init=False)

    def _scrolled(self) -> None:
        self.call_after_refresh(self._show_page)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_page)

    def action_turn_page(self) -> None:
        """Turn to the next text: the candidate's answer, the model answer, or another page."""
        pages = self._pages()
        place = pages.index(self._page) if self._page in pages else 0
        self._page = pages[(place + 1) % len(pages)]
        self._show_page()

    def action_turn_to_question(self) -> None:
        """Turn to the whole question, or back to the model answer."""
        self._page = Page.MODEL if self._page is Page.QUESTION else Page.QUESTION
        self._show_page()

    def as_typed(self, interview: Interview) -> Interview:
        """Return the interview with the note from the field, if it is this answer's."""
        judging = interview.phase is Phase.ASSESSING and not interview.read_only
        if not judging or self._held != interview.index:
            return interview
        return interview.write_note(self.query_one("#note", Input).value)

    # Keys and clicks

    def as_shown(self, binding: Binding) -> Binding:
        """Return a binding with its current description: what Enter does depends on the page."""
        if binding.action == "submit":
            return replace(binding, description="Back to rating", show=True)
        if binding.action not in ("accept", "go_on"):
            return binding
        words = self._enter_words()
        return replace(binding, description=words, show=bool(words))

    def _enter_words(self) -> str:
        """Return what Enter does now; "" if the answer has to be rated first."""
        interview = self._interview
        if interview is None or interview.read_only or interview.answer.rating is not None:
            hides = interview is not None and interview.held_back and interview.answer.model_answer
            return "Model answer" if hides else "Go on"
        if self._more_points:
            elsewhere = Page.POINTS in self._pages() and self._page is not Page.POINTS
            return "Points" if elsewhere else "More"
        return "" if interview.answer.default_rating is None else "Go on"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable what makes no sense now: rating a skipped answer, undoing nothing."""
        interview = self._interview
        if interview is None or interview.phase is not Phase.ASSESSING:
            return action not in BOUND
        if action in ("rate", "note", "wrong"):
            return not interview.read_only
        if action == "undo":
            back = interview.judged_before is not None or interview.held_back
            return back or interview.answer.rating is not None
        if action == "turn_page":
            return len(self._pages()) > 1
        if action == "turn_to_question":
            return Page.QUESTION in self._pages()
        if action == "hear":
            return self.query_one(Heard).can_play
        return True

    def on_key(self, event: events.Key) -> None:
        """Handle the keys for the points: letters and space tick, the arrows move."""
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
            self._to_points()
            self._show_page()
        elif event.key in ("pagedown", "pageup"):
            self._scroll(down=event.key == "pagedown")
        else:
            return
        event.stop()

    def _scroll(self, *, down: bool) -> None:
        """Scroll the current page down or up."""
        page = self._page if self._page in self._pages() else Page.MODEL
        box = self.query_one(SCROLLED[page])
        (box.scroll_page_down if down else box.scroll_page_up)(animate=False)

    def _toggle(self, place: int) -> None:
        def toggled(interview: Interview) -> Interview:
            points = interview.answer.points
            if interview.read_only or place >= len(points):
                return interview
            self.cursor = place
            return interview.cover(place, not points[place].covered)

        self._judge(toggled)

    def action_accept(self) -> None:
        """Go on to the next answer, with the given or the proposed rating."""
        self._judge(self._accepted)

    def _accepted(self, interview: Interview) -> Interview:
        if interview.held_back:
            return interview.reveal()
        answer = interview.answer
        if not interview.read_only and answer.rating is None:
            if self._more_points:
                self._show_more_points()
                return interview
            if answer.default_rating is None:
                keys = shown_key(self, "number-1"), shown_key(self, "number-4")
                self._asked = "Press {} to {} to rate it first.".format(*keys)
                self._show_ratings()
                return interview
            interview = interview.assess(answer.default_rating)
        return interview.proceed()

    def action_rate(self, number: int) -> None:
        self._judge(
            lambda interview: interview if interview.read_only else interview.assess(Rating(number))
        )

    def action_wrong(self) -> None:
        self._judge(
            lambda interview: (
                interview
                if interview.read_only
                else interview.mark_wrong(not interview.answer.wrong)
            )
        )

    def be_silent(self) -> None:
        """Stop playing the recording."""
        self.query_one(Heard).stop()

    def action_hear(self, what: str) -> None:
        self.query_one(Heard).hear(what)

    def action_note(self) -> None:
        """Focus the note, with the cursor at its end."""
        note = self.query_one("#note", Input)
        note.cursor_position = len(note.value)
        self.screen.set_focus(note)

    def action_undo(self) -> None:
        """Undo a skip, clear the rating, or in the debrief go back to the previous answer."""
        if self._interview is not None and self._interview.held_back:
            self._take_up()
        else:
            self._judge(_undone)

    def add_to_note(self, text: str) -> None:
        """Add text that was pasted outside the field."""
        if self._interview is not None and not self._interview.read_only:
            note = self.query_one("#note", Input)
            self.screen.set_focus(note)
            gap = " " if note.value[:1] and not note.value.endswith(" ") else ""
            note.insert_text_at_cursor(gap + one_line(text))

    @on(Input.Submitted, "#note")
    def _note_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.set_focus(self)


SCROLLED = {
    Page.MODEL: "#model-answer",
    Page.OWN: "#own-answer",
    Page.QUESTION: "#whole-question",
    Page.NEXT: "#next",
    Page.POINTS: "#points-box",
}
"""The scrolling widget of each page."""


def _undone(interview: Interview) -> Interview:
    if interview.answer.rating is not None and not interview.read_only:
        return interview.assess(None)
    return interview if interview.judged_before is None else interview.back()
