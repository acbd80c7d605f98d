"""The rules of a timed interview: an immutable value whose every step returns the next one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Self

from simulator.core.countdown import Countdown
from simulator.core.delivery import Delivery
from simulator.core.session import Answer, AskedFollowUp, Current, Session
from simulator.core.setup import Debrief, Mode
from simulator.core.states import Outcome, Phase, Rating, Status

BREATH_SECONDS = 3.0
"""Uncounted seconds before each question after the first."""


class WrongPhase(Exception):
    """The requested step is not allowed in the current phase."""


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview in progress.

    `now` is a reading, in seconds, of a clock that counts sleep if the system has one. Steps not
    allowed in the phase raise WrongPhase. `index` and `follow_up` count from 0; `follow_up` is the
    one being asked in FOLLOW_UP, where it is first read out and then timed.
    """

    session: Session
    phase: Phase = Phase.READY
    index: int = 0
    follow_up: int = 0
    countdown: Countdown = field(default_factory=Countdown)
    paused_since: float | None = None
    stopping: bool = False
    next_phase: Phase = Phase.ASKING
    """The phase after READY: a resumed interview continues where it was."""
    revealed: frozenset[int] = frozenset()
    """Indexes of skipped questions whose model answers were shown: they stay skipped."""

    @classmethod
    def of(cls, session: Session) -> Self:
        """Return the interview over a session, new or resumed, ready to start."""
        current = session.current or Current(1, Phase.READY)
        index = min(max(current.question, 1), len(session.answers)) - 1
        phase = Phase.ASKING if current.phase is Phase.READY else current.phase
        if phase is Phase.FINISHED or session.status is not Status.RUNNING:
            return cls(session=session, phase=Phase.FINISHED, index=index)
        asked = len(session.answers[index].asked_follow_ups)
        if phase is Phase.FOLLOW_UP and not asked:
            phase = Phase.CONFIDENCE
        follow_up = min(current.follow_up or 1, max(1, asked)) - 1
        return cls(session=session, index=index, next_phase=phase, follow_up=follow_up)

    @property
    def answer(self) -> Answer:
        """The current answer."""
        return self.session.answers[self.index]

    @property
    def asked(self) -> Answer | AskedFollowUp:
        """The question being asked, or in FOLLOW_UP the follow-up."""
        here = self.next_phase if self.phase is Phase.READY else self.phase
        if here is Phase.FOLLOW_UP:
            return self.answer.asked_follow_ups[self.follow_up]
        return self.answer

    @property
    def view_state(self) -> tuple[Phase, int, int, bool, bool, bool]:
        """Identifies what a screen shows: states with equal values look alike."""
        asked = self.phase, self.index, self.follow_up, self.being_asked
        return *asked, self.stopping, self.held_back

    @property
    def being_asked(self) -> bool:
        """True while a question or follow-up is being read out; `begin` starts its clock."""
        return self.phase is Phase.ASKING or (self.phase is Phase.FOLLOW_UP and not self.clocked)

    @property
    def answering(self) -> bool:
        """True while the clock of an answer runs, to the question or a follow-up."""
        return self.phase is Phase.ANSWERING or (self.phase is Phase.FOLLOW_UP and self.clocked)

    @property
    def acts_like(self) -> Phase:
        """The phase whose actions apply: a follow-up is first asked, then answered."""
        if self.phase is Phase.FOLLOW_UP:
            return Phase.ASKING if self.being_asked else Phase.ANSWERING
        return self.phase

    @property
    def after_time_up(self) -> bool:
        """True if the current phase was reached because time ran out."""
        if self.phase is Phase.CONFIDENCE:
            given = self.answer.asked_on
        elif self.phase is Phase.FOLLOW_UP and not self.clocked:
            given = self.answer.asked_follow_ups[: self.follow_up]
        else:
            return False
        last: Answer | AskedFollowUp = given[-1] if given else self.answer
        return last.outcome is Outcome.TIMED_OUT

    @property
    def recorded(self) -> tuple[int, int] | None:
        """What to record now: question index from 0, and follow-up from 1 or 0 for none.

        None unless the setup asks for recording and an answer's clock is running.
        """
        if not self.session.setup.record or not self.answering or self.paused:
            return None
        return self.index, self.follow_up + 1 if self.phase is Phase.FOLLOW_UP else 0

    @property
    def paused(self) -> bool:
        """True if the candidate paused the clock."""
        return self.paused_since is not None

    @property
    def practice(self) -> bool:
        """True if pauses and over-run are allowed."""
        return self.session.setup.mode is Mode.PRACTICE

    @property
    def breath(self) -> float:
        """The minimum number of seconds that a question is shown before its clock starts."""
        if self.phase is Phase.FOLLOW_UP:
            return 0.0 if self.practice else BREATH_SECONDS
        return 0.0 if self.index == 0 else BREATH_SECONDS

    @property
    def clocked(self) -> bool:
        """True in phases that count time."""
        if self.phase is Phase.FOLLOW_UP:
            return self.countdown.running or self.paused
        return self.phase in (Phase.THINKING, Phase.ANSWERING)

    @property
    def takes_text(self) -> bool:
        """True while text can be typed: from when a question is asked until it is answered."""
        return self.clocked or self.being_asked

    @property
    def in_debrief(self) -> bool:
        """True while answers are judged one after another at the end."""
        return self.phase is Phase.ASSESSING and self.session.setup.debrief_when is Debrief.END

    @property
    def read_only(self) -> bool:
        """True if the question shown was skipped, so that it can't be judged."""
        return self.answer.outcome is Outcome.SKIPPED

    @property
    def skipped_follow_up(self) -> int | None:
        """The index of the follow-up just skipped, if it can still be taken up again.

        It can't once the confidence is given.
        """
        asked = self.answer.asked_follow_ups
        ends = {Phase.FOLLOW_UP: self.follow_up, Phase.CONFIDENCE: len(asked)}
        before = asked[: ends.get(self.phase, 0)]
        skipped = before and before[-1].outcome is Outcome.SKIPPED
        return len(before) - 1 if skipped else None

    @property
    def held_back(self) -> bool:
        """True while a skipped question's model answer is hidden and the skip can be undone."""
        judging = self.phase is Phase.ASSESSING
        return judging and self.read_only and self.index not in self.revealed

    @property
    def judged_before(self) -> int | None:
        """The index of the answer whose judging can be returned to, or None.

        In the debrief, that is the previous answer. Otherwise, it is the answer just judged, until
        the next question is begun: until something is typed, or its clock has run.
        """
        behind = [i for i, each in enumerate(self.session.answers[: self.index]) if each.outcome]
        begun = bool(self.answer.text or self.answer.seconds)
        if self.in_debrief:
            can_return = bool(behind)
        elif self.phase is not Phase.ASKING or begun or not behind:
            can_return = False
        else:
            last = self.session.answers[behind[-1]]
            judged = last.was_answered and last.is_revealed
            can_return = judged and self.session.setup.debrief_when is Debrief.EACH
        return behind[-1] if can_return else None

    # Steps: asking and answering

    def ask(self, now: float) -> Self:
        """Start asking, or continue in the phase that was left."""
        self._require(Phase.READY)
        entered = replace(self, phase=self.next_phase, next_phase=Phase.ASKING)
        begun = entered.phase is Phase.FOLLOW_UP and entered.asked.answer_seconds > 0
        if begun or entered.clocked:
            return replace(entered, countdown=entered._countdown_for(entered.phase).start(now))
        return entered

    def begin(self, now: float) -> Self:
        """Start the think time or the answer once the question is asked, or end the think time."""
        if self.phase is Phase.FOLLOW_UP and self.being_asked:
            return self._enter_clocked(Phase.FOLLOW_UP, now)
        self._require(Phase.ASKING, Phase.THINKING)
        if self.phase is Phase.ASKING and self.session.setup.think_limit > 0:
            return self._enter_clocked(Phase.THINKING, now)
        return self._settled(now)._enter_clocked(Phase.ANSWERING, now)

    def tick(self, now: float) -> Self:
        """Return the interview after time has passed; the same object if nothing changed."""
        if not self.clocked or self.paused or not self.countdown.is_over(now):
            return self
        if self.phase is Phase.THINKING:
            ended = self.countdown.ended_at()
            return self._settled(ended)._enter_clocked(Phase.ANSWERING, ended).tick(now)
        return self if self.practice else self._time_out()

    def write(self, text: str) -> Self:
        """Store the current text of the answer, or of the answer to the follow-up.

        Text typed while the question is still being asked counts as well.
        """
        if not self.takes_text:
            raise WrongPhase(f"not while {self.phase.value}")
        return self if text == self.asked.text else self._with_asked(text=text)

    def finish(self, now: float) -> Self:
        """Submit the answer. In interview mode, it times out instead if that comes too late."""
        if not self.answering:
            raise WrongPhase(f"not while {self.phase.value}")
        if not self.practice and self.countdown.is_over(now):
            return self._time_out()
        return self._settled(now)._with_asked(outcome=Outcome.ANSWERED)._asked_on()

    def skip(self, now: float) -> Self:
        """Skip the question; its text is kept but not judged.

        Skipping a follow-up leads to the next one. In interview mode, the answer times out instead
        if the skip comes too late.
        """
        self._require(Phase.ASKING, Phase.THINKING, Phase.ANSWERING, Phase.FOLLOW_UP)
        if self.answering and not self.practice and self.countdown.is_over(now):
            return self._time_out()
        skipped = self._settled(now)._with_asked(outcome=Outcome.SKIPPED)
        if self.phase is Phase.FOLLOW_UP:
            return skipped._asked_on()
        if self.session.setup.debrief_when is Debrief.EACH:
            return skipped._enter(Phase.ASSESSING)
        return skipped._next_question()

    def reveal(self) -> Self:
        """Show the model answer of a skipped question, which makes the skip final."""
        if not self.held_back:
            raise WrongPhase("nothing is held back")
        return replace(self, revealed=self.revealed | {self.index})

    def take_up(self, now: float) -> Self:
        """Undo a skip while the model answer is hidden; the time used so far still counts.

        A skipped follow-up can be taken up from the next one or from the confidence. In interview
        mode the next one times out instead if its time is up.
        """
        if self.skipped_follow_up is not None:
            if self.answering and not self.practice and self.countdown.is_over(now):
                return self._time_out()
            return self._settled(now)._asking_again(self.skipped_follow_up, now)
        if not self.held_back:
            raise WrongPhase("there is no skip to undo")
        answer, open_again = self.answer, self._with(outcome=None, delivery=None)
        if answer.answer_seconds:
            return open_again._enter_clocked(Phase.ANSWERING, now)
        if answer.think_seconds:
            return open_again._enter_clocked(Phase.THINKING, now)
        return open_again._enter(Phase.ASKING)

    def pause(self, now: float) -> Self:
        """Stop the clock; only in practice."""
        if not self.clocked or not self.practice or self.paused:
            raise WrongPhase("only a running clock in practice can be paused")
        return replace(self, countdown=self.countdown.stop(now), paused_since=now)

    def resume(self, now: float) -> Self:
        """Restart a paused clock and record the pause."""
        if self.paused_since is None:
            raise WrongPhase("nothing is paused")
        return replace(self._settled(now), countdown=self.countdown.start(now))

    def away(self, seconds: float) -> Self:
        """Record that the machine slept for `seconds`; in practice they don't count."""
        if not self.clocked or self.paused:
            return self
        countdown = self.countdown.leave_out(seconds) if self.practice else self.countdown
        recorded = self._with_asked(away_seconds=self.asked.away_seconds + seconds)
        return replace(recorded, countdown=countdown)

    def deliver(self, index: int, follow_up: int, delivery: Delivery) -> Self:
        """Store how an answer was spoken; `follow_up` counts from 1, 0 is the answer itself."""
        answer = self.session.answers[index].with_delivery(follow_up, delivery)
        return replace(self, session=self.session.with_answer(index, answer))

    def flag(self) -> Self:
        """Flag the question to be looked at again, or remove the flag."""
        if self.phase is Phase.FINISHED:
            raise WrongPhase("the interview is finished")
        return self._with(flagged=not self.answer.flagged)

    # Steps: judging

    def declare(self, confidence: int) -> Self:
        """Give the confidence, 1 to 5, before anything is revealed; it is final."""
        self._require(Phase.CONFIDENCE)
        if not 1 <= confidence <= 5:
            raise ValueError("confidence is 1 to 5")
        declared = self._with(confidence=confidence)
        if self.stopping or self.session.setup.debrief_when is Debrief.EACH:
            return declared._enter(Phase.ASSESSING)
        return declared._next_question()

    def cover(self, index: int, covered: bool) -> Self:
        """Tick or untick the point at `index`, from 0, of the answer's `points`."""
        self._require_judging()
        answer = self.answer.with_tick(index, covered)
        return replace(self, session=self.session.with_answer(self.index, answer))

    def mark_wrong(self, wrong: bool) -> Self:
        """Record whether something said was wrong."""
        self._require_judging()
        return self._with(wrong=wrong)

    def write_note(self, note: str) -> Self:
        """Store what the candidate will say next time."""
        self._require_judging()
        return self if note == self.answer.note else self._with(note=note)

    def assess(self, rating: Rating | None) -> Self:
        """Rate the answer; None clears the rating."""
        self._require_judging()
        return self._with(rating=rating)

    def proceed(self) -> Self:
        """Go on after a judged or skipped answer."""
        self._require(Phase.ASSESSING)
        if self.session.setup.debrief_when is Debrief.EACH and not self.stopping:
            return self._next_question()
        return self._to_debrief(self.index + 1)

    def back(self) -> Self:
        """Return to the judging just left, with ticks, rating and note as they were."""
        if self.judged_before is None:
            raise WrongPhase("there is no judging to return to")
        return replace(self._enter(Phase.ASSESSING), index=self.judged_before)

    def stop(self, now: float) -> Self:
        """End early; answers given, or typed so far, are judged first unless they were already."""
        if self.phase is Phase.FINISHED:
            raise WrongPhase("the interview is finished")
        stopped = replace(self._cut_short(now), stopping=True)
        leaving_debrief = self.stopping or self.phase is Phase.ASSESSING
        return stopped._finished() if leaving_debrief else stopped._to_debrief(0)

    # The file

    def record(self, now: float) -> Session:
        """Return the session as it should be saved now, including where to resume."""
        if self.phase is Phase.FINISHED:
            return self.session
        phase = self.next_phase if self.phase is Phase.READY else self.phase
        settled = self._settled(now) if self.clocked else self
        follow_up = self.follow_up + 1 if phase is Phase.FOLLOW_UP else None
        return replace(settled.session, current=Current(self.index + 1, phase, follow_up))

    # Parts of the steps

    def _require(self, *phases: Phase) -> None:
        if self.phase not in phases:
            raise WrongPhase(f"not while {self.phase.value}")

    def _require_judging(self) -> None:
        self._require(Phase.ASSESSING)
        if self.read_only:
            raise WrongPhase("a skipped question is not judged")

    def _with(self, **changes: Any) -> Self:
        answer = replace(self.answer, **changes)
        return replace(self, session=self.session.with_answer(self.index, answer))

    def _with_asked(self, **changes: Any) -> Self:
        """Change what is being asked: the answer or the follow-up."""
        if self.phase is not Phase.FOLLOW_UP:
            return self._with(**changes)
        asked = list(self.answer.asked_follow_ups)
        asked[self.follow_up] = replace(asked[self.follow_up], **changes)
        return self._with(asked_follow_ups=tuple(asked))

    def _asked_on(self) -> Self:
        """Go to the next follow-up, or to the confidence after the last."""
        following = self.follow_up + 1 if self.phase is Phase.FOLLOW_UP else 0
        if following < len(self.answer.asked_follow_ups):
            return replace(self._enter(Phase.FOLLOW_UP), follow_up=following)
        return self._enter(Phase.CONFIDENCE)

    def _asking_again(self, follow_up: int, now: float) -> Self:
        """Return to a skipped follow-up: ask it again, or let its clock run on."""
        again = replace(self._enter(Phase.FOLLOW_UP), follow_up=follow_up)
        again = again._with_asked(outcome=None, delivery=None)
        begun = again.asked.answer_seconds > 0
        return again._enter_clocked(Phase.FOLLOW_UP, now) if begun else again

    def _enter(self, phase: Phase) -> Self:
        return replace(self, phase=phase, follow_up=0, countdown=Countdown(), paused_since=None)

    def _countdown_for(self, phase: Phase) -> Countdown:
        if phase is Phase.THINKING:
            return Countdown(self.session.setup.think_limit, self.answer.think_seconds)
        return Countdown(self.asked.time_limit, self.asked.answer_seconds)

    def _enter_clocked(self, phase: Phase, now: float) -> Self:
        follow_up = self.follow_up if phase is self.phase else 0
        entered = replace(self._enter(phase), follow_up=follow_up)
        return replace(entered, countdown=entered._countdown_for(phase).start(now))

    def _settled(self, now: float) -> Self:
        """Write the times counted so far into the answer, and close an open pause."""
        if not self.clocked:
            return self
        kind = "think_seconds" if self.phase is Phase.THINKING else "answer_seconds"
        pause = 0.0 if self.paused_since is None else max(0.0, now - self.paused_since)
        settled = self._with_asked(
            **{kind: self.countdown.elapsed(now)},
            paused_seconds=self.asked.paused_seconds + pause,
        )
        return replace(settled, paused_since=None)

    def _time_out(self) -> Self:
        """Time the answer out with exactly the limit used, however late that is noticed."""
        limit = self.asked.time_limit
        return self._with_asked(answer_seconds=limit, outcome=Outcome.TIMED_OUT)._asked_on()

    def _cut_short(self, now: float) -> Self:
        """Settle an answer that is cut short: it counts as answered if something was typed."""
        cut = self._settled(now)
        if cut.phase is Phase.READY:
            cut = replace(cut, phase=cut.next_phase)
        asked = cut.asked
        if asked.outcome is not None:
            return cut
        if not cut.practice and asked.answer_seconds >= asked.time_limit:
            return cut._time_out()
        return cut._with_asked(outcome=Outcome.ANSWERED) if asked.text.strip() else cut

    def _next_question(self) -> Self:
        """Go to the next open question; if none is left, to the debrief or the end."""
        for index, answer in enumerate(self.session.answers[self.index + 1 :], self.index + 1):
            if answer.outcome is None and not self.stopping:
                return replace(self._enter(Phase.ASKING), index=index)
        if self.session.setup.debrief_when is Debrief.EACH:
            return self._finished()
        begun = any(answer.rating for answer in self.session.answers)
        return self._to_debrief(self.index if begun else 0)

    def _to_debrief(self, start: int) -> Self:
        """Move to the next answer to judge at or after `start`, or finish."""
        at_the_end = self.session.setup.debrief_when is Debrief.END
        for index, answer in enumerate(self.session.answers[start:], start):
            if answer.outcome and (at_the_end or (answer.was_answered and answer.rating is None)):
                unsure = answer.was_answered and answer.confidence is None
                phase = Phase.CONFIDENCE if unsure else Phase.ASSESSING
                return replace(self._enter(phase), index=index)
        return self._finished()

    def _finished(self) -> Self:
        complete = all(answer.outcome for answer in self.session.answers)
        status = Status.FINISHED if complete else Status.STOPPED
        session = replace(self.session, status=status, current=None)
        return replace(self._enter(Phase.FINISHED), session=session)
