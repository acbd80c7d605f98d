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
"""Columns beside the pane's parts, and rows of the screen above and below it."""

LONGEST_KEPT = 100
"""Letters of the line that tells what is kept."""

LEANING = ".,;:!?…)]}"
"""What stands at the word before it."""


class AnswerBox(TextBox, StaysFocused):
    """Where the answer is typed; every printable key is text."""

    BINDING_GROUP_TITLE = "Answer"

    paged: Callable[[bool], None]
    """Told of a page key, down or not, that moves nothing here: the whole answer shows."""

    paused = False
    """Whether the clock stands: a key that ends the pause begins no new line."""

    def on_mount(self) -> None:
        """A cursor that stands still costs nothing while the candidate thinks."""
        self.cursor_blink = False

    def on_key(self, event: events.Key) -> None:
        """Leave the key that goes on to the screen, before Textual's own handler has it."""
        bound = self.screen.active_bindings.get(event.key) if self.paused else None
        if bound is not None and bound.enabled and bound.binding.id == "go-on":
            event.prevent_default()

    def action_cursor_page_down(self) -> None:
        """A page of the answer, else of the question."""
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
        """What was typed while the box takes nothing is kept, and to be saved."""

    def __init__(self, *, stay_hidden: bool, act: Callable[[str], None]) -> None:
        """`act` does a command of the menu, by its action."""
        super().__init__(id="question")
        self.menu = CommandMenu(act, self.type_on)
        self._stay_hidden = stay_hidden
        self._clock_hidden = False
        self._back: bool | None = None
        """Whether a hidden clock came back for the last tenth; None while that is to come."""
        self._said = ""
        self._tells_part = False
        """Whether what is said is which part of the question shows."""
        self._level = Notice.NONE
        self._places = QuestionLayout()
        self._asked: Rendered | None = None
        self._held: tuple[object, ...] | None = None
        """What the text in the box answers; None while that changes."""
        self._kept = ""
        """What was typed while it was asked; it comes into the box afterwards."""

    @property
    def layout(self) -> Layout:
        return self._places

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="question-box", can_focus=False):
            yield Static(id="question-text")
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
        """Where the answer is typed."""
        return self.query_one(AnswerBox)

    def show(self, interview: Interview, now: float, line: str = "") -> None:
        """Set everything for the interview's current question and phase, `line` below it."""
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
        """Arrange question, clock and answer for the room that there is."""
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
        # The screen's, for which it does no harm when it is being left.
        self.call_after_refresh(self.screen.refresh_bindings)

    @property
    def can_read_on(self) -> bool:
        """Whether the question is longer than what shows of it."""
        return self._asked is not None and self.query_one("#question-box").max_scroll_y > 0

    def read_on(self) -> None:
        """Show the next lines of the question; behind the last ones the first again."""
        box = self.query_one("#question-box")
        self._read(box.scroll_y < box.max_scroll_y, from_the_top=True)

    def _paged(self, down: bool) -> None:
        if self.can_read_on:
            self._read(down)

    def _read(self, down: bool, *, from_the_top: bool = False) -> None:
        """Turn a page of the question, or back to its first one, and say which one shows."""
        box = self.query_one("#question-box")
        page = max(1, box.scrollable_content_region.height)
        up = 0.0 if from_the_top else box.scroll_y - page
        place = min(max(0.0, box.scroll_y + page if down else up), box.max_scroll_y)
        box.scroll_to(y=place, animate=False, immediate=True)
        self._tell_part(place)

    def _tell_part(self, place: float) -> None:
        box = self.query_one("#question-box")
        number, parts = part_of(box, place)
        last = f"the end. {shown_key(self, 'read-on')} begins it again."
        more = f", {last}" if number == parts else " of the question."
        self.say(Content.styled(f"Part {number} of {parts}{more}", MUTED) if parts > 1 else "")
        self._tells_part = parts > 1

    def on_resize(self) -> None:
        """There is another room, and a question has other parts in it."""
        self._fit()
        if self._tells_part:
            box = self.query_one("#question-box")
            self.call_after_refresh(lambda: self._tell_part(box.scroll_y))

    def _title(self, interview: Interview) -> str:
        if interview.paused:
            keys = (shown_key(self, "pause"), shown_key(self, "go-on"))
            going_on = " or ".join(key for key in keys if len(key) > 1)
            return f"Paused: {going_on} goes on. You can keep typing."
        if interview.phase is Phase.THINKING:
            return "Time to think. Notes you type stay in the answer."
        return "Your answer: type it, or say it aloud"

    def type_on(self, text: str = "") -> None:
        """Back into the answer box, with what was typed for it elsewhere."""
        box = self.box
        self.screen.set_focus(box if box.display else None)
        if text and box.read_only:
            self.keep(text)
        elif text:
            box.insert(text, maintain_selection_offset=False)

    def keep(self, text: str) -> None:
        """Keep what is typed while there is no box; a backspace takes a letter back."""
        self._kept = self._kept[:-1] if text == "\b" else self._kept + text
        self.post_message(self.Kept())
        words = f"Kept, and put into the answer once it is asked: {one_line(self._kept)}"
        short = words if len(words) <= LONGEST_KEPT else f"{words[:LONGEST_KEPT]}…"
        self.say(short if self._kept else "")

    def say(self, text: str | Content) -> None:
        """Show one calm line under the answer."""
        words = Content(text) if isinstance(text, str) else text
        self._said, self._tells_part = words.plain, False
        self.query_one("#notice", Static).update(words)

    def show_time(self, interview: Interview, now: float) -> None:
        """Bring clock, bar and notices up to date."""
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
            # Its own words say it where there is room for them.
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
        """Whether the clock shows no time now."""
        return self._clock_hidden and not self._back

    def toggle_clock(self) -> None:
        """Hide the clock, or show it; what is hidden in the last tenth does not come back."""
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
        """The interview with the answer that stands in the box, where it is this one's."""
        if not interview.takes_text or self._held != _answered(interview):
            return interview
        return interview.write(self._text)

    @property
    def _text(self) -> str:
        """What stands in the box, and behind it as words of their own what is kept."""
        text, kept = self.box.text, self._kept
        apart = text and kept and not text[-1].isspace() and not kept[0].isspace()
        joint = line_join(text, kept) if apart and kept[0] not in LEANING else ""
        return f"{text}{joint}{kept}"


def _answered(interview: Interview) -> tuple[object, ...]:
    """Which question, or which of its follow-ups, is being answered."""
    return interview.index, interview.phase is Phase.FOLLOW_UP, interview.follow_up


def _above(asked: Rendered, main: Rendered) -> Rendered:
    """A follow-up with the question that it is about below it, quieter but for its code."""
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
    )
