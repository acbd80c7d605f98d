"""Tests that any steps in any order leave an interview consistent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.core.interview import Interview, WrongPhase
from simulator.core.session import Answer, AskedFollowUp
from simulator.core.setup import Debrief, Mode
from simulator.core.states import Outcome, Phase, Rating, Status
from tests.core.interviews import answering, interview

STEPS = [
    "ask",
    "begin",
    "tick",
    "write",
    "finish",
    "skip",
    "take_up",
    "pause",
    "resume",
    "away",
    "flag",
    "declare",
    "cover",
    "mark_wrong",
    "write_note",
    "assess",
    "proceed",
    "back",
    "stop",
    "restart",
]


ASKED_ON = [
    "ask", "begin", "begin", "tick", "write", "finish", "skip", "skip", "take_up", "pause",
    "resume", "away", "declare", "stop", "restart",
]  # fmt: skip
"""Steps for when follow-ups are asked."""


@dataclass(frozen=True)
class Step:
    name: str
    gap: float
    number: int


steps = st.builds(
    Step, st.sampled_from(STEPS), st.floats(0.0, 90.0), st.integers(min_value=0, max_value=5)
)


def take(at: Interview, step: Step, now: float) -> Interview:
    match step.name:
        case "ask" | "begin" | "tick" | "finish" | "skip" | "take_up" | "pause" | "resume" | "stop":
            taken: Interview = getattr(at, step.name)(now)
            return taken
        case "away":
            return at.away(min(step.gap, 20.0))
        case "flag" | "proceed" | "back":
            taken = getattr(at, step.name)()
            return taken
        case "declare":
            return at.declare(max(1, step.number))
        case "cover":
            return at.cover(step.number % len(at.answer.points), step.number > 2)
        case "mark_wrong":
            return at.mark_wrong(step.number > 2)
        case "assess":
            return at.assess(Rating(step.number) if 1 <= step.number <= 4 else None)
        case "restart":
            return Interview.of(at.record(now))
        case _:
            taken = getattr(at, step.name)(f"text {step.number}")
            return taken


def played(at: Interview, taken: Iterable[Step], now: float) -> Iterator[tuple[Step, Interview]]:
    """Take and check the steps, in wrong phases too; yield each with the interview it led to."""
    for step in taken:
        now += step.gap
        before = at
        try:
            at = take(at, step, now)
        except WrongPhase:
            assert at is before
        check(before, at, now)
        yield step, at


@settings(max_examples=400)
@given(
    st.lists(steps, max_size=80),
    st.sampled_from(Mode),
    st.sampled_from([None, *Debrief]),
    st.sampled_from([0.0, 20.0]),
    st.integers(0, 2),
)
def test_any_order_of_steps(
    taken: list[Step], mode: Mode, debrief: Debrief | None, think: float, follow_ups: int
) -> None:
    at = interview(3, mode=mode, debrief=debrief, think_seconds=think, follow_ups=follow_ups)
    for _ in played(at, taken, 1000.0):
        pass


@settings(max_examples=300)
@example(
    [Step(name, 1.0, 0) for name in ("skip", "skip", "begin", "take_up", "take_up")], Mode.PRACTICE
)
@given(
    st.lists(
        st.builds(Step, st.sampled_from(ASKED_ON), st.floats(0.0, 40.0), st.integers(0, 5)),
        max_size=40,
    ),
    st.sampled_from(Mode),
)
def test_any_order_of_steps_after_an_answer(taken: list[Step], mode: Mode) -> None:
    at = answering(3, 1000.0, mode=mode, follow_ups=3).finish(1001.0)
    texts = set[str]()
    for step, after in played(at, taken, 1001.0):
        kept = {each.text for each in after.session.answers[0].asked_follow_ups}
        assert step.name == "write" or texts <= kept
        texts = kept


def is_begun(asked: AskedFollowUp) -> bool:
    used = asked.text or asked.answer_seconds or asked.paused_seconds
    return asked.outcome is not None or bool(used)


def check_follow_ups(before: Answer, after: Answer, mode: Mode) -> None:
    asked = after.asked_follow_ups
    for place, (was, now) in enumerate(zip(before.asked_follow_ups, asked, strict=True)):
        if is_begun(now):
            assert after.was_answered
            # Earlier skips may be undone later, one after another.
            earlier = before.asked_follow_ups[:place]
            assert is_begun(was) or all(each.outcome is not None for each in earlier)
        taken_up = was.outcome is Outcome.SKIPPED and now.outcome is None
        if taken_up:
            assert before.confidence is None
            assert all(each.outcome is None for each in asked[place:])
            assert now == replace(was, outcome=None)
        elif was.outcome is not None or before.confidence is not None:
            assert (now.outcome, now.text) == (was.outcome, was.text)
            assert now.answer_seconds == was.answer_seconds
        if now.outcome is Outcome.TIMED_OUT:
            assert now.answer_seconds == now.time_limit
        if mode is Mode.INTERVIEW and now.outcome is not None:
            assert now.answer_seconds <= now.time_limit + 1e-6
        if after.confidence is None:
            assert now.covered == 0


def check(before: Interview, at: Interview, now: float) -> None:
    answers = at.session.answers
    assert len(answers) == 3
    for was, answer in zip(before.session.answers, answers, strict=True):
        assert answer.answer_seconds >= 0 <= answer.think_seconds
        assert answer.paused_seconds >= 0 <= answer.away_seconds
        if at.session.setup.mode is Mode.INTERVIEW:
            assert answer.answer_seconds <= answer.time_limit + 1e-6 or answer.outcome is None
            assert answer.paused_seconds == 0
        if answer.outcome is Outcome.TIMED_OUT:
            assert answer.answer_seconds == answer.time_limit
        if answer.rating is not None:
            assert answer.was_answered
            assert answer.confidence is not None
        if was.confidence is not None:
            assert answer.confidence == was.confidence
        if was.outcome is Outcome.SKIPPED and answer.outcome is None:
            assert at.answer is answer
            assert before.held_back
        elif was.outcome is not None:
            assert answer.outcome == was.outcome
            assert answer.text == was.text
            assert answer.answer_seconds == was.answer_seconds
        check_follow_ups(was, answer, at.session.setup.mode)
    if at.phase is Phase.ASSESSING:
        assert at.answer.outcome is Outcome.SKIPPED or at.answer.confidence is not None
    over = at.phase is Phase.FINISHED
    assert over == (at.session.status is not Status.RUNNING)
    if over:
        complete = all(answer.outcome for answer in answers)
        assert complete == (at.session.status is Status.FINISHED)
    recorded = at.record(now)
    assert over == (recorded.current is None)
