"""Plays a recorded answer: one line with speech, silence and the current position."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from simulator.core.delivery import strip
from simulator.core.times import show_time
from simulator.speech import open_player
from simulator.ui.keys.keymap import shown_key
from simulator.ui.keys.table import bind
from simulator.ui.widgets.colours import MUTED

if TYPE_CHECKING:
    from textual import events

    from simulator.speech.answer_player import AnswerPlayer
    from simulator.usecases.recording import Track

WORDS, SILENCE, HERE, BETWEEN = "━", "·", "●", "│"

JUMP_SECONDS = 5.0
"""The length of a jump."""

STEP_SECONDS = 0.25
"""How often the position is redrawn during playback."""

LEAD_SECONDS = 0.5
"""How much of the speech before a pause is played after a jump to it."""

HINT_CELLS = 70
"""The width from which the line also shows the playback keys."""


HEAR_KEYS: list[BindingType] = [
    bind("answer", "hear", "hear('toggle')", "Hear it"),
    bind("answer", "hear-back", "hear('back')", "5 s back", show=False),
    bind("answer", "hear-on", "hear('on')", "5 s on", show=False),
    bind("answer", "hear-pause", "hear('next_pause')", "Next pause", show=False),
]
"""The playback keys; their argument is for `Heard.hear`."""


class Heard(Widget):
    """Plays the recordings of an answer and then its follow-ups. Hidden if there are none."""

    DEFAULT_CSS = "Heard { height: 1; display: none; } Heard.-told { display: block; }"
    ALLOW_SELECT = False

    class Changed(Message):
        """Playback started, went on or ended; posted from the player's thread."""

    def __init__(self, player: Callable[[], AnswerPlayer] | None = None) -> None:
        super().__init__(id="heard")
        self._open_player = player or open_player
        self._player: AnswerPlayer | None = None
        self._tracks: tuple[Track, ...] = ()
        self._timer: Timer | None = None
        self._at = 0.0

    def show(self, tracks: Sequence[Track]) -> None:
        """Offer these tracks from the start, and stop the current playback."""
        if tuple(tracks) == self._tracks:
            return
        self.stop()
        self._tracks, self._at = tuple(tracks), 0.0
        self.set_class(bool(self._tracks), "-told")
        self.refresh()

    @property
    def can_play(self) -> bool:
        """True if there is any sound."""
        return any(track.file for track in self._tracks)

    @property
    def playing(self) -> bool:
        """True during playback, or when it is about to start."""
        return self._player is not None and self._player.status.busy

    @property
    def position(self) -> float:
        """The current or last position, in seconds."""
        if self._player is not None and self.playing:
            return min(self._player.position, self._length)
        return self._at

    @property
    def _played(self) -> list[Track]:
        return [track for track in self._tracks if track.file] or list(self._tracks)

    @property
    def _length(self) -> float:
        return sum(track.seconds for track in self._played)

    def hear(self, what: str) -> None:
        """Do what one of `HEAR_KEYS` asks for."""
        match what:
            case "toggle":
                self.toggle()
            case "back":
                self.jump(-JUMP_SECONDS)
            case "on":
                self.jump(JUMP_SECONDS)
            case "next_pause":
                self.next_pause()

    def toggle(self) -> None:
        """Play, or pause."""
        if self.playing:
            self.stop()
        elif self.can_play:
            self._play(0.0 if self._at >= self._length - 0.1 else self._at)

    def jump(self, seconds: float) -> None:
        """Jump forward by `seconds`, or back if negative."""
        self._go(self.position + seconds)

    def next_pause(self) -> None:
        """Jump to just before the next silence of a second or more."""
        before, here = 0.0, self.position + LEAD_SECONDS + 0.1
        for track in self._played:
            pause = track.delivery.pause_after(here - before)
            if pause is not None:
                self._go(before + pause.at - LEAD_SECONDS)
                return
            before += track.seconds

    def stop(self) -> None:
        """Stop playback and keep the position."""
        if self._player is not None and self.playing:
            self._at = self.position
            self._player.stop()
        self._follow()

    def close(self) -> None:
        """Stop playback and close the player."""
        if self._player is not None:
            self._player.close()
            self._player = None

    def on_unmount(self) -> None:
        self.close()

    def _go(self, second: float) -> None:
        if not self.can_play:
            return
        second = max(0.0, min(second, self._length))
        if self.playing:
            self._play(second)
        else:
            self._at = second
            self.refresh()

    def _play(self, second: float) -> None:
        if self._player is None:
            self._player = self._open_player()
            self._player.on_change = lambda _: self._player_changed()
        self._at = second
        files = [track.file for track in self._played if track.file]
        self._player.play(files, second)
        self._follow()

    def _player_changed(self) -> None:
        if self.is_running:
            self.post_message(self.Changed())

    def on_heard_changed(self, event: Heard.Changed) -> None:
        """Redraw; after the end of the sound the position stays there until it is played again."""
        event.stop()
        if self._player is not None and not self.playing:
            ended = self._player.status.ended
            self._at = self._length if ended else min(self._player.position, self._length)
        self._follow()

    def _follow(self) -> None:
        """Redraw the position regularly during playback."""
        if self.playing and self._timer is None:
            self._timer = self.set_interval(STEP_SECONDS, self.refresh)
        elif not self.playing and self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.is_running:
            self.refresh()
            self.screen.refresh_bindings()

    def on_click(self, event: events.Click) -> None:
        """Jump to the clicked position; outside the strip, play or pause."""
        event.stop()
        place = event.x - self._lead.cell_length
        cells = self._cells
        if 0 <= place < cells and self.can_play:
            self._go(self._length * place / cells)
        else:
            self.toggle()

    @property
    def _lead(self) -> Content:
        if not self.can_play:
            return Content.styled("Said aloud ", MUTED)
        sign = "❚❚" if self.playing else "▶"
        return Content.assemble((shown_key(self, "hear"), "bold $text-accent"), f" {sign} ")

    @property
    def _tail(self) -> Content:
        reason = self._player.status.reason if self._player is not None else ""
        if reason and not self.playing:
            return Content.styled(f" {reason}", "$text-warning")
        if not self.can_play:
            return Content.styled(f" {show_time(self._length)}, sound deleted", MUTED)
        where = f" {show_time(self.position)} of {show_time(self._length)}"
        hint = ""
        if self.playing and self.size.width >= HINT_CELLS:
            keys = [shown_key(self, name) for name in ("hear-back", "hear-on", "hear-pause")]
            hint = " · {} {} 5 s · {} pause".format(*keys)
        return Content.assemble((where, MUTED), (hint, MUTED))

    @property
    def _cells(self) -> int:
        room = self.size.width - self._lead.cell_length
        tail = self._tail.cell_length
        return max(0, room - tail) if tail < room else 0

    def render(self) -> Content:
        """Draw one line: the key, speech and silence with the position, and the times."""
        if not self._tracks:
            return Content("")
        return Content.assemble(self._lead, self._strip(self._cells), self._tail)

    def _strip(self, cells: int) -> Content:
        length = self._length
        if length <= 0 or cells <= 0:
            return Content("")
        drawn: list[tuple[str, str]] = []
        for number, track in enumerate(self._played):
            last = number == len(self._played) - 1
            own = cells - len(drawn) if last else round(cells * track.seconds / length)
            held = strip(track.delivery, track.seconds, own - (not last))
            drawn += [(WORDS, "$primary") if words else (SILENCE, MUTED) for words in held]
            if not last and own:
                drawn.append((BETWEEN, MUTED))
        if self.can_play and drawn and (self.playing or self._at):
            here = min(len(drawn) - 1, int(self.position / length * len(drawn)))
            drawn[here] = (HERE, "bold $text-warning")
        return Content.assemble(*drawn)
