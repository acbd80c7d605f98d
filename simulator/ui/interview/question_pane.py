"""The question, its clock, and the box for the answer."""

from __future__ import annotations

import math
from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Digits, Static

from simulator.core.countdown import Notice, notice
from simulator.core.interview import Interview
from simulator.core.states import Phase
from simulator.core.times import show_time
from simulator.core.wording import first_line, notice_words
from simulator.ui.interview.command_menu import CommandMenu
from simulator.ui.keys.keymap import shown_key
from simulator.ui.widgets.choices import StaysFocused
from simulator.ui.widgets.markdown import markdown_content
from simulator.ui.widgets.text_box import TextBox

BAR = "━"


class ClockFace(Vertical):
    """Minutes and seconds, large where there is room; painted only when what it shows changes."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, str] | None = None

    def compose(self) -> ComposeResult:
        yield Digits("", id="digits")
        with Horizontal(id="clock-line"):
            yield Static(id="clock-time")
            yield Static(id="clock-label")

    def show(self, time: str, label: str, level: Notice) -> None:
        """Show a time, what it means, and how urgent it is."""
        if self._shown == (time, label):
            return
        self._shown = (time, label)
        self.query_one(Digits).update(time)
        self._set("#clock-time", time)
        self._set("#clock-label", label)
        self.set_class(level >= Notice.QUARTER, "-quarter")
        self.set_class(level >= Notice.TENTH, "-tenth")

    def _set(self, name: str, words: str) -> None:
        """Words as long as those before them need no new layout."""
        part = self.query_one(name, Static)
        part.update(words, layout=len(str(part.content)) != len(words))


class TimeBar(Static):
    """How much of the time is used, as one thin line."""

    def __init__(self) -> None:
        super().__init__()
        self._cells = (-1, -1)
        self._share = 0.0

    def on_resize(self) -> None:
        """Another window."""
        self.show(self._share)

    def show(self, share: float) -> None:
        """Show a share between 0 and 1 as used."""
        self._share = share
        width = self.size.width
        used = min(width, round(max(0.0, share) * width))
        if (used, width) != self._cells:
            self._cells = (used, width)
            self.update(
                Content.assemble(
                    (BAR * used, "$accent"), (BAR * (width - used), "$surface-lighten-2")
                ),
                layout=False,  # It is as wide as its window.
            )


class AnswerBox(TextBox, StaysFocused):
    """Where the answer is typed; every printable key is text."""

    BINDING_GROUP_TITLE = "Answer"

    def on_mount(self) -> None:
        """A cursor that stands still costs nothing while the candidate thinks."""
        self.cursor_blink = False


class QuestionPane(Vertical):
    """Shows one question and takes its answer."""

    def __init__(
        self,
        *,
        stay_hidden: bool,
        act: Callable[[str], None],
        type_on: Callable[[str], None],
    ) -> None:
        """`act` and `type_on` are the menu's: what it does, and what was typed meanwhile."""
        super().__init__(id="question")
        self._menu = CommandMenu(act, type_on)
        self._stay_hidden = stay_hidden
        self.clock_hidden = False
        self._level = Notice.NONE
        self._held: tuple[object, ...] | None = None
        """What the text in the box answers; None while that changes."""

    def compose(self) -> ComposeResult:
        yield Static(id="main-question")
        with Horizontal(id="question-head"):
            with VerticalScroll(id="question-box", can_focus=False):
                yield Static(id="question-text")
            yield ClockFace()
        yield TimeBar()
        yield AnswerBox(id="answer", tab_behavior="focus")
        yield self._menu
        yield Static(id="notice")

    def show(self, interview: Interview, now: float) -> None:
        """Set everything for the interview's current question and phase."""
        answer = interview.asked
        self._level = Notice.NONE
        asks_on = interview.phase is Phase.FOLLOW_UP
        main = self.query_one("#main-question", Static)
        main.display = asks_on
        above = first_line(interview.answer.question) if asks_on else ""
        main.update(markdown_content(above))
        self.query_one("#question-text", Static).update(markdown_content(answer.question))
        self.query_one("#question-box").scroll_home(animate=False)
        box = self.query_one(AnswerBox)
        self._held = None
        if box.text != answer.text:
            box.load_text(answer.text)
            box.move_cursor(box.document.end)
        self._held = _answered(interview)
        box.display = not interview.being_asked
        box.read_only = interview.paused
        box.border_title = self._title(interview)
        self.say("")
        self.show_time(interview, now)

    def _title(self, interview: Interview) -> str:
        if interview.paused:
            keys = (shown_key(self, "pause"), shown_key(self, "go-on"))
            return f"Paused: {' or '.join(key for key in keys if len(key) > 1)} goes on"
        if interview.phase is Phase.THINKING:
            return "Think; notes are fine, and stay"
        return "Your answer: type it, or say it aloud"

    def say(self, text: str) -> None:
        """Show one calm line under the answer."""
        self.query_one("#notice", Static).update(Content(text))

    def show_time(self, interview: Interview, now: float) -> None:
        """Bring clock, bar and notices up to date."""
        face = self.query_one(ClockFace)
        if not interview.clocked:
            face.show("", "being asked", Notice.NONE)
            self.query_one(TimeBar).show(0.0)
            return
        countdown = interview.countdown
        left = countdown.remaining(now)
        level = notice(left, countdown.limit) if interview.answering else Notice.NONE
        if level > self._level:
            self._level = level
            self.say(notice_words(level, left, interview.practice))
        hidden = self.clock_hidden and (self._stay_hidden or level < Notice.TENTH)
        time, label = (
            ("", f"clock hidden · {shown_key(self, 'hide-clock')} shows it")
            if hidden
            else self._reading(interview, now)
        )
        face.show(time, label, Notice.NONE if hidden else level)
        unlimited = math.isinf(countdown.limit)
        used = 0.0 if unlimited or hidden else countdown.elapsed(now) / countdown.limit
        self.query_one(TimeBar).show(used)

    @staticmethod
    def _reading(interview: Interview, now: float) -> tuple[str, str]:
        left = interview.countdown.remaining(now)
        if math.isinf(left):
            time, label = show_time(interview.countdown.elapsed(now)), "no limit"
        elif left > 0:
            time, label = show_time(math.ceil(left)), "left"
        else:
            time, label = "+" + show_time(-left), "over"
        if interview.phase is Phase.THINKING:
            label = "to think"
        return time, "paused" if interview.paused else label

    def as_typed(self, interview: Interview) -> Interview:
        """The interview with the answer that stands in the box, where it is this one's."""
        if not interview.clocked or self._held != _answered(interview):
            return interview
        return interview.write(self.query_one(AnswerBox).text)


def _answered(interview: Interview) -> tuple[object, ...]:
    """Which question, or which of its follow-ups, is being answered."""
    return interview.index, interview.phase is Phase.FOLLOW_UP, interview.follow_up
