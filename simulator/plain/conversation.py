"""The shared part of a plain interview: its state, the voice, asking, and the commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TextIO, TypeVar

from simulator.core.countdown import away_between
from simulator.core.interview import Interview, WrongPhase
from simulator.core.session import Session
from simulator.core.states import Phase
from simulator.plain import words
from simulator.plain.input import LineInput
from simulator.plain.recording import LineRecording
from simulator.speech import Speaker, SpeakerState, spoken_text
from simulator.system import log
from simulator.system.clock import Clock
from simulator.system.terminal import columns_of
from simulator.text.wrapping import fitted
from simulator.usecases.asking import spoken_question

VOICE_PATIENCE_SECONDS = 15.0
"""The longest wait for a question's first sound; then the interview goes on."""

VOICE_GRACE_SECONDS = 2.0
"""How much longer than its known length an utterance may take."""

LONGEST_UTTERANCE_SECONDS = 120.0
"""The longest wait for an utterance of unknown length."""

LOOK_AT_VOICE_SECONDS = 0.05

MICROPHONE_PATIENCE_SECONDS = 2.0
"""The longest wait for a microphone before the welcome, which says whether there is one."""

Value = TypeVar("Value")


class LeftInterview(Exception):
    """The candidate left, and may resume later."""


class InterviewMoved(Exception):
    """A command moved the interview on; drop the current question."""


class Conversation:
    """One interview over lines; only `advance` changes its state."""

    def __init__(
        self,
        interview: Interview,
        *,
        save: Callable[[Session], None],
        clock: Clock,
        speaker: Speaker,
        lines: LineInput,
        out: TextIO,
        recorded: LineRecording | None = None,
        discard: Callable[[], None] = lambda: None,
    ) -> None:
        """`discard` moves the session into the trash; `save` must not follow it."""
        self.interview = interview
        self.recorded = recorded or LineRecording()
        self.clock = clock
        self.speaker = speaker
        self.lines = lines
        self.person = lines.interactive
        """True if a person was at the other end at the start, who may answer aloud."""
        self.saved_at = clock.now()
        self.discard = discard
        self.unsaved: OSError | None = None
        """Why the last save failed; None if it succeeded."""
        self._save = save
        self._out = out
        self._readings = (clock.now(), clock.waking())
        self._shown: str = ""
        self._shown_index: int | None = None
        self._said: set[str] = set()

    # State

    def advance(self, interview: Interview) -> None:
        """Adopt the interview's next state, and save what changed."""
        before, self.interview = self.interview, interview
        if interview is before:
            return
        self.recorded.follow(interview, self.clock.now())
        if interview.view_state != before.view_state:
            self.speaker.stop()
            self.recorded.stop()
            total = len(interview.session.answers)
            log.note(f"question {interview.index + 1} of {total}: {interview.phase.value}")
        self.record()

    def record(self) -> None:
        """Save the session now; a failure is reported once and retried each time."""
        self.saved_at = self.clock.now()
        try:
            self._save(self.interview.record(self.saved_at))
        except OSError as error:
            if self.unsaved is None:
                self.say(words.not_saved(error))
            self.unsaved = error
        else:
            if self.unsaved is not None:
                self.unsaved = None
                self.say("Saved again: all of it is in the file now.")

    def notice_sleep(self) -> None:
        """Tell the interview if the machine slept since the last call."""
        last_now, last_waking = self._readings
        self._readings = (self.clock.now(), self.clock.waking())
        away = away_between(self._readings[0] - last_now, self._readings[1] - last_waking)
        if away:
            self.advance(self.interview.away(away))

    def listen(self) -> None:
        """Add the measured facts of recorded answers to the interview."""
        session = self.recorded.listened(self.interview.session)
        if session is not self.interview.session:
            self.advance(replace(self.interview, session=session))

    # Talking

    @property
    def columns(self) -> int | None:
        """The terminal's width; None without a terminal."""
        return columns_of(self._out)

    def say(self, text: str) -> None:
        """Print a text and flush it; wrapped between words in a terminal."""
        width = self.columns
        lines = text.split("\n") if width is None else fitted(text, width)
        self._out.write("\n".join(lines) + "\n")
        self._out.flush()

    def say_once(self, text: str) -> None:
        """Print a non-empty text, but only the first time."""
        if text and text not in self._said:
            self._said.add(text)
            self.say(text)

    def ask(self, question: str, read: Callable[[str], Value | None], again: str) -> Value:
        """Ask until `read` accepts the answer, saying `again` in between. Commands work."""
        self.say(question)
        while True:
            line = self.lines.read()
            if line is None or self.command(line):
                continue
            value = read(line.strip())
            if value is not None:
                return value
            self.say(again)

    def wait_for_enter(self, words_before: str) -> None:
        """Wait for Enter; returns at once on a pipe."""
        if self.lines.interactive:
            self.ask(words_before, lambda line: True, "")

    def show_question(self, again: bool = False) -> None:
        """Print the question, unless it was the last one printed."""
        question = words.question(self.interview)
        if again or self._shown != question:
            self._shown, self._shown_index = question, self.interview.index
            self.say(question)

    def recall_question(self, again: bool = False) -> None:
        """Print the question again before judging, unless it or its follow-up was printed last."""
        if again or self._shown_index != self.interview.index:
            self.show_question(again)

    def wait_for_microphone(self) -> None:
        """Wait briefly to learn whether answers can be recorded."""
        end = self.clock.now() + MICROPHONE_PATIENCE_SECONDS
        while self.recorded.opening and self.clock.now() < end:
            self.lines.pause(LOOK_AT_VOICE_SECONDS)

    # The voice

    def speak_question(self) -> None:
        """Say the question aloud."""
        if self.speaker.status.state is SpeakerState.OFF:
            return
        self.speaker.say(spoken_question(self.interview), self.interview.answer.language)

    def wait_for_voice(self) -> None:
        """Wait until the question has been spoken, or can't be; Enter cuts it short."""
        status = self.speaker.status
        if status.state is SpeakerState.OFF:
            return
        heard = self.hold(
            VOICE_PATIENCE_SECONDS,
            lambda: self.speaker.status.state is not SpeakerState.PREPARING,
        )
        if heard:
            length = self.speaker.status.length or LONGEST_UTTERANCE_SECONDS
            self.hold(length + VOICE_GRACE_SECONDS, lambda: not self.speaker.status.busy)
        self.say_once(self.speaker.status.reason)
        self.speaker.stop()

    def hold(self, seconds: float, over: Callable[[], bool]) -> bool:
        """Wait until `over()`, at most `seconds`; False if Enter cut it short.

        Other input is kept for later. A pipe cuts nothing short.
        """
        end = self.clock.now() + seconds
        while (left := end - self.clock.now()) > 0 and not over():
            if not self.lines.interactive:
                self.lines.pause(min(left, LOOK_AT_VOICE_SECONDS))
                continue
            line = self.lines.read(min(left, LOOK_AT_VOICE_SECONDS))
            if line is not None:
                if line.strip():
                    self.lines.give_back(line)
                return False
        return True

    # Commands

    def command(self, line: str) -> bool:
        """Run `line` if it is a command; return whether it was one.

        Raises InterviewMoved and LeftInterview.
        """
        now, interview = self.clock.now(), self.interview
        match line.strip():
            case "/help":
                self.say(words.help_lines())
            case "/repeat":
                self._repeat()
            case "/hear":
                self._hear()
            case "/time":
                self.say(words.time_left(interview, now))
            case "/flag":
                self.advance(interview.flag())
                flagged = self.interview.answer.flagged
                self.say("Flagged, to look at again." if flagged else "The flag is removed.")
            case "/leave":
                raise LeftInterview
            case "/stop":
                self._move(lambda: interview.stop(now))
            case "/skip":
                self._move(lambda: interview.skip(now))
            case "/undo":
                self._move(lambda: interview.take_up(now))
            case "/later":
                self._move(interview.proceed)
            case "/back":
                self._move(interview.back)
            case "/pause":
                self.say("Not now: there is no clock to stop.")
            case _:
                return False
        return True

    def obey(self, command: str) -> None:
        """Run a command if it is the next line, already typed; raises like `command`."""
        line = self.lines.read(0.0)
        if line is not None and (line.strip() != command or not self.command(line)):
            self.lines.give_back(line)

    def _move(self, step: Callable[[], Interview]) -> None:
        try:
            moved = step()
        except WrongPhase as reason:
            self.say(f"Not now: {reason}.")
            return
        self.advance(moved)
        raise InterviewMoved

    def _hear(self) -> None:
        """Play the recorded answer while judging; earlier, the next one would record it."""
        if self.interview.phase is not Phase.ASSESSING:
            self.say("Not now: your answer can be heard when it is judged.")
        elif not self.recorded.play(self.interview.answer):
            self.say("This answer was not recorded.")

    def _repeat(self) -> None:
        answer = self.interview.answer
        if self.interview.phase is Phase.ASSESSING:
            self.say(words.model_answer(self.interview))
            self.speaker.say(spoken_text(answer.model_answer, answer.language), answer.language)
        elif self.interview.phase is not Phase.READY:
            self.show_question(again=True)
            self.speak_question()
