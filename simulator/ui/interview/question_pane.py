"""The question, its clock, and the box for the answer."""

from __future__ import annotations

import math
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.layout import Layout
from textual.message import Message
from textual.widgets import Static

from simulator.core.countdown import Notice, notice
from simulator.core.interview import Interview
from simulator.core.states import Phase
from simulator.core.times import show_time
from simulator.core.wording import BRING_TO_A_CLOSE, notice_words
from simulator.text.cleaning import one_line
from simulator.text.markdown import line_join
from simulator.ui.interview.clock import ClockFace, Reading, TimeBar
from simulator.ui.interview.command_menu import CommandMenu
from simulator.ui.interview.question_layout import (
    Arrangement,
    QuestionLayout,
    Room,
    arrangement,
)
from simulator.ui.interview.reading import part_of
from simulator.ui.keys.keymap import shown_key
from simulator.ui.widgets.choices import StaysFocused
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.markdown import Rendered, drawn
from simulator.ui.widgets.prose import hanging
from simulator.ui.widgets.text_box import TextBox

SIDES, ABOVE_AND_BELOW = 4, 2
"""Columns to the left and right of the pane's parts; screen rows above and below the pane."""

LONGEST_KEPT = 100
"""Characters in the line that shows what has been kept."""

LEANING = ".,;:!?…)]}"
"""Punctuation that follows a word without a space."""


class AnswerBox(TextBox, StaysFocused):
    """The box for the answer; every printable key is text."""

    BINDING_GROUP_TITLE = "Answer"

    paged: Callable[[bool], None]
    """Called for a page key that has nothing to scroll here; the argument is True for down."""

    paused = False
    """True during a pause; the key that ends it does not insert a new line."""

    def on_mount(self) -> None:
        """Turn off blinking, which would cost CPU time while the candidate thinks."""
        self.cursor_blink = False

    def on_key(self, event: events.Key) -> None:
        """During a pause, leave the key that ends it to the screen instead of Textual."""
        bound = self.screen.active_bindings.get(event.key) if self.paused else None
        if bound is not None and bound.enabled and bound.binding.id == "go-on":
            event.prevent_default()

    def action_cursor_page_down(self) -> None:
        """Page through the answer, or through the question if the answer fits."""
        if self.max_scroll_y > 0:
            super().action_cursor_page_down()
        else:
            self.paged(True)

    def action_cursor_page_up(self) -> None:
        if self.max_scroll_y > 0:
            super().action_cursor_page_up()
        else:
            self.paged(False)


class QuestionPane(Vertical):
    """Shows one question and takes its answer."""

    class Kept(Message):
        """Text typed while there is no box has been kept, and needs saving."""

    def __init__(self, *, stay_hidden: bool, act: Callable[[str], None]) -> None:
        """`act` runs a command of the menu, by its action."""
        super().__init__(id="question")
        self.menu = CommandMenu(act, self.type_on)
        self._stay_hidden = stay_hidden
        self._clock_hidden = False
        self._back: bool | None = None
        """True if a hidden clock has come back for the last tenth; None before that."""
        self._said = ""
        self._level = Notice.NONE
        self._places = QuestionLayout()
        self._asked: Rendered | None = None
        self._held: tuple[object, ...] | None = None
        """Identifies what the text in the box answers; None while it is being replaced."""
        self._kept = ""
        """Text typed while the question was being asked; it goes into the box afterwards."""

    @property
    def layout(self) -> Layout:
        return self._places

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="question-box", can_focus=False):
            yield Static(id="question-text")
        yield Static(id="question-more")
        yield Static(id="question-rest")
        yield ClockFace()
        yield TimeBar()
        box = AnswerBox(id="answer", tab_behavior="focus")
        box.paged = self._paged
        yield box
        yield self.menu
        yield Static(id="notice")

    @property
    def box(self) -> AnswerBox:
        """The box for the answer."""
        return self.query_one(AnswerBox)

    def show(self, interview: Interview, now: float, line: str = "") -> None:
        """Set everything for the current question and phase, with `line` below the answer."""
        answer = interview.asked
        self._level = Notice.NONE
        self._asked = drawn(answer.question)
        if interview.phase is Phase.FOLLOW_UP:
            self._asked = _above(self._asked, drawn(interview.answer.question))
        self._fit()
        if self._held != _answered(interview):
            self.query_one("#question-box").scroll_home(animate=False)
            self._back = None
        box = self.box
        self._held = None
        asked = interview.being_asked
        if not asked or self._text != answer.text:
            if box.text != answer.text:
                box.load_text(answer.text)
                box.move_cursor(box.document.end)
            self._kept = ""
        self._held = _answered(interview)
        box.display = not asked
        box.read_only = asked
        box.paused = interview.paused
        box.border_title = self._title(interview)
        self.say(line)
        self.show_time(interview, now)

    def _fit(self) -> None:
        """Arrange question, clock and answer in the available room."""
        if self._asked is None:
            return
        columns, rows = self.app.size
        asked = self._asked
        found = arrangement(Room(columns - SIDES, rows - ABOVE_AND_BELOW), asked)
        self._places.arrangement, self._places.widest = found, asked.widest
        split = found is Arrangement.SPLIT
        self.query_one("#question-text", Static).update(asked.intro if split else asked.whole)
        rest = self.query_one("#question-rest", Static)
        rest.update(asked.rest)
        rest.display = split
        self.set_class(found is Arrangement.BELOW, "-below")
        self.query_one(ClockFace).in_a_line = found is Arrangement.BELOW
        self.refresh(layout=True)
        # The screen's method, which is harmless while the screen is being closed.
        self.call_after_refresh(self.screen.refresh_bindings)
        self.call_after_refresh(self._tell_part)

    @property
    def can_read_on(self) -> bool:
        """True if only part of the question is visible."""
        return self._asked is not None and self.query_one("#question-box").max_scroll_y > 0

    def read_on(self) -> None:
        """Show the next lines of the question; after the last ones, the first again."""
        box = self.query_one("#question-box")
        self._read(box.scroll_y < box.max_scroll_y, from_the_top=True)

    def _paged(self, down: bool) -> None:
        if self.can_read_on:
            self._read(down)

    def _read(self, down: bool, *, from_the_top: bool = False) -> None:
        """Scroll the question by a page, or back to its start."""
        box = self.query_one("#question-box")
        page = max(1, box.scrollable_content_region.height)
        up = 0.0 if from_the_top else box.scroll_y - page
        place = min(max(0.0, box.scroll_y + page if down else up), box.max_scroll_y)
        box.scroll_to(y=place, animate=False, immediate=True)

    def on_mount(self) -> None:
        """Update the line below the question whenever that is scrolled or changes its length."""
        for what in ("scroll_y", "virtual_size"):
            self.watch(self.query_one("#question-box"), what, self._part_changed, init=False)

    def _part_changed(self) -> None:
        self.call_after_refresh(self._tell_part)

    def _tell_part(self) -> None:
        """Say below a question that is cut which part is shown, and what the key shows next."""
        if (
            self._asked is None
            or len(self.query("#question-box, #question-text, #question-more")) < 3
        ):
            return  # A screen that closes loses its children first.
        box, text = self.query_one("#question-box"), self.query_one("#question-text")
        bottom = box.scroll_y + box.scrollable_content_region.height
        sign, words = "▾", " reads on"
        if box.scroll_y >= box.max_scroll_y:
            sign, words = "▴", " goes back to the start"
        elif self._asked.what and bottom <= 1 + self._asked.intro.get_height(
            {}, max(1, text.content_size.width)
        ):
            words += f": {self._asked.what}"  # None of it is visible.
        part = "{}, {} of {}".format(words, *part_of(box, box.scroll_y))
        key = (shown_key(self, "read-on"), "bold $text-accent")
        self.query_one("#question-more", Static).update(
            Content.assemble((f"{sign} ", MUTED), key, (part, MUTED)), layout=False
        )

    def on_resize(self) -> None:
        """Rearrange everything; the question now has other parts."""
        self._fit()

    def _title(self, interview: Interview) -> str:
        if interview.paused:
            keys = (shown_key(self, "pause"), shown_key(self, "go-on"))
            going_on = " or ".join(key for key in keys if len(key) > 1)
            return f"Paused: {going_on} goes on. You can keep typing."
        if interview.phase is Phase.THINKING:
            return "Time to think. Notes you type stay in the answer."
        return "Your answer: type it, or say it aloud"

    def type_on(self, text: str = "") -> None:
        """Go back to the answer box, adding text that was typed for it elsewhere."""
        box = self.box
        self.screen.set_focus(box if box.display else None)
        if text and box.read_only:
            self.keep(text)
        elif text:
            box.insert(text, maintain_selection_offset=False)

    def keep(self, text: str) -> None:
        """Keep text typed while there is no box; a backspace removes the last character."""
        self._kept = self._kept[:-1] if text == "\b" else self._kept + text
        self.post_message(self.Kept())
        words = f"Kept, and put into the answer once it is asked: {one_line(self._kept)}"
        short = words if len(words) <= LONGEST_KEPT else f"{words[:LONGEST_KEPT]}…"
        self.say(short if self._kept else "")

    def say(self, text: str | Content) -> None:
        """Show one calm line under the answer."""
        words = Content(text) if isinstance(text, str) else text
        self._said = words.plain
        self.query_one("#notice", Static).update(words)

    def show_time(self, interview: Interview, now: float) -> None:
        """Update the clock, the bar and the notices."""
        face = self.query_one(ClockFace)
        if not interview.clocked:
            face.show(Reading("", "being asked", "being asked"), Notice.NONE)
            self.query_one(TimeBar).show(None, Notice.NONE)
            return
        countdown = interview.countdown
        left = countdown.remaining(now)
        level = notice(left, countdown.limit) if interview.answering else Notice.NONE
        if level >= Notice.TENTH and self._back is None:
            self._back = not self._stay_hidden
        hidden = self.clock_hidden
        if level > self._level:
            self._level = level
            # The clock's own words say it if there is room for them.
            closes = level is Notice.TENTH and not hidden and not face.in_a_line
            self.say("" if closes else notice_words(level, interview.practice))
        if hidden:
            words = f"clock hidden · {shown_key(self, 'hide-clock')} shows it"
            reading = Reading("", words, words)
        else:
            reading = self._reading(interview, now, level)
        shown = Notice.NONE if hidden else level
        face.set_class(interview.paused, "-paused")
        face.show(reading, shown)
        unlimited = hidden or math.isinf(countdown.limit)
        used = None if unlimited else countdown.elapsed(now) / countdown.limit
        self.query_one(TimeBar).show(used, shown)

    @property
    def clock_hidden(self) -> bool:
        """True while the clock shows no time."""
        return self._clock_hidden and not self._back

    def toggle_clock(self) -> None:
        """Hide or show the clock; if hidden in the last tenth, it does not come back."""
        self._clock_hidden = not self.clock_hidden
        if self._back:
            self._back = False

    def _reading(self, interview: Interview, now: float, level: Notice) -> Reading:
        limit, left = interview.countdown.limit, interview.countdown.remaining(now)
        if math.isinf(left):
            time = show_time(interview.countdown.elapsed(now))
            words = brief = "no limit"
        elif left > 0:
            time, brief = show_time(math.ceil(left)), "left"
            closes = level is Notice.TENTH and BRING_TO_A_CLOSE not in self._said
            words = BRING_TO_A_CLOSE if closes else f"left of {show_time(limit)}"
        else:
            time, words, brief = "+" + show_time(-left), f"over {show_time(limit)}", "over"
        if interview.phase is Phase.THINKING:
            words = brief = "to think"
        if interview.paused:
            words = brief = "paused"
        return Reading(time, words, brief)

    def as_typed(self, interview: Interview) -> Interview:
        """Return the interview with the answer from the box, if that is the current one."""
        if not interview.takes_text or self._held != _answered(interview):
            return interview
        return interview.write(self._text)

    @property
    def _text(self) -> str:
        """The text in the box, followed by what was kept as separate words."""
        text, kept = self.box.text, self._kept
        apart = text and kept and not text[-1].isspace() and not kept[0].isspace()
        joint = line_join(text, kept) if apart and kept[0] not in LEANING else ""
        return f"{text}{joint}{kept}"


def _answered(interview: Interview) -> tuple[object, ...]:
    """Identify the question, or the follow-up, that is being answered."""
    return interview.index, interview.phase is Phase.FOLLOW_UP, interview.follow_up


def _above(asked: Rendered, main: Rendered) -> Rendered:
    """Put the main question below its follow-up, muted except for its code."""
    blank = Content("\n\n")

    def quiet(content: Content) -> Content:
        return content.stylize_before(f"not bold {MUTED}")

    intro, rest = [asked.intro], [asked.rest]
    (rest if asked.rest.plain else intro).append(quiet(main.intro))
    rest.append(quiet(main.rest))
    return Rendered(
        hanging(blank.join([asked.whole, quiet(main.whole)])),
        hanging(blank.join(part for part in intro if part.plain)),
        hanging(blank.join(part for part in rest if part.plain)),
        max(asked.widest, main.widest),
        asked.what or main.what,
    )
