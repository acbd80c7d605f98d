"""The part of a plain interview with a running clock: thinking and answering."""

from __future__ import annotations

import math

from simulator.core.countdown import Notice, notice
from simulator.core.interview import WrongPhase
from simulator.core.states import Phase
from simulator.core.wording import notice_words
from simulator.plain import words
from simulator.plain.conversation import Conversation
from simulator.plain.input import EndOfInput

CLOCK_SAVE_SECONDS = 0.9
"""While nothing is typed, the time used is saved about this often."""

BATCH_SECONDS = 0.5
"""Lines that arrive within this time of each other are saved together."""

LOOK_SECONDS = 1.0
"""The longest wait between looks at the clock, and so the lag after a sleep."""

_SHARES = {Notice.NONE: 0.25, Notice.QUARTER: 0.10, Notice.TENTH: 0.0}
"""The share of the limit left when the next notice is due."""


class TimedTurn:
    """One run of the clock; ends with the phase."""

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk
        self._phase = talk.interview.phase
        self._begun = talk.interview.view_state
        self._noticed = Notice.NONE

    @property
    def over(self) -> bool:
        """True once the interview has moved on."""
        return self._talk.interview.view_state != self._begun

    def run(self) -> None:
        """Take lines until the phase is over. Raises EndOfInput, LeftInterview, InterviewMoved."""
        talk = self._talk
        talk.show_question()
        left = talk.interview.countdown.remaining(talk.clock.now())
        if self._phase is Phase.THINKING:
            talk.say(words.how_to_think(left))
        else:
            talk.say(words.how_to_answer(talk.interview, left))
        while not self.over:
            line = talk.lines.read(self._patience())
            if line is None:
                self._look()
            else:
                self._take(line)

    def _patience(self) -> float | None:
        """Return the seconds until something is due; None while the clock is stopped."""
        interview = self._talk.interview
        if interview.paused:
            return None
        countdown = interview.countdown
        if math.isinf(countdown.limit):
            return CLOCK_SAVE_SECONDS
        share = 0.0 if self._phase is Phase.THINKING else _SHARES.get(self._noticed, -math.inf)
        due = countdown.remaining(self._talk.clock.now()) - share * countdown.limit
        return min(max(due, 0.0) + 0.001, LOOK_SECONDS)

    def _look(self) -> None:
        """Do what is due: notices, time-up, and a save now and then."""
        talk = self._talk
        talk.notice_sleep()
        now = talk.clock.now()
        interview = talk.interview
        if interview.paused:
            return
        if interview.answering:
            self._give_notice(now)
            if interview.countdown.is_over(now) and not interview.practice:
                self._write(talk.lines.typed())
        talk.advance(talk.interview.tick(now))
        if not self.over and now - talk.saved_at >= CLOCK_SAVE_SECONDS:
            talk.record()

    def _give_notice(self, now: float) -> None:
        interview = self._talk.interview
        left = interview.countdown.remaining(now)
        level = notice(left, interview.countdown.limit)
        if level > self._noticed:
            self._noticed = level
            said = notice_words(level, interview.practice, words.duration(math.ceil(left)))
            if said:
                self._talk.say(said)

    def _take(self, line: str) -> None:
        talk, said = self._talk, line.strip()
        if talk.interview.paused and said in ("", "/pause"):
            talk.advance(talk.interview.resume(talk.clock.now()))
            talk.say("The clock runs again.")
        elif talk.interview.paused and not said.startswith("/"):
            self._write(line)
            talk.say("That is kept. The clock is still stopped; Enter restarts it.")
        elif said == "/pause":
            self._pause()
        elif said.startswith("/") and talk.command(line):
            pass
        elif self._phase is Phase.THINKING:
            talk.advance(talk.interview.begin(talk.clock.now()))
            if said:
                talk.lines.give_back(line)
        elif said == words.END_OF_ANSWER:
            self._finish()
        else:
            self._take_text(line)
            if words.COMMAND.fullmatch(said):
                talk.say(f"{said} is not a command: it is kept as text. /help lists the commands.")
            self._look()

    def _take_text(self, line: str) -> None:
        """Write a line and any already waiting, so that a long text is saved once."""
        gathered = [line]
        try:
            self._gather(gathered)
        finally:
            self._write("\n".join(gathered))

    def _gather(self, gathered: list[str]) -> None:
        """Add lines of the answer that are already waiting."""
        lines, clock = self._talk.lines, self._talk.clock
        until = clock.now() + BATCH_SECONDS
        while clock.now() <= until:
            try:
                line = lines.read(0.0)
            except EndOfInput:
                return  # It will be raised again by the next read.
            if line is None:
                return
            said = line.strip()
            if said == words.END_OF_ANSWER or said.startswith("/"):
                lines.give_back(line)
                return
            gathered.append(line)

    def _write(self, line: str) -> None:
        text = self._talk.interview.asked.text
        if line or text:
            whole = f"{text}\n{line}" if text else line
            self._talk.advance(self._talk.interview.write(whole))

    def _finish(self) -> None:
        self._look()
        if not self.over:
            self._talk.advance(self._talk.interview.finish(self._talk.clock.now()))

    def _pause(self) -> None:
        talk = self._talk
        try:
            talk.advance(talk.interview.pause(talk.clock.now()))
        except WrongPhase as reason:
            talk.say(f"Not now: {reason}.")
        else:
            talk.say("The clock is stopped. Enter restarts it.")
