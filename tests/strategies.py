"""Any bank and any session, for properties."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from simulator.core.bank import Bank, FollowUp, Question, derived_id
from simulator.core.choices import Difficulty, Order
from simulator.core.session import Answer, AskedFollowUp, Current, KeyPoint, Rerating, Session
from simulator.core.setup import Debrief, Mode, Setup
from simulator.core.states import Outcome, Phase, Rating, Status
from simulator.storage.toml.table import trimmed
from simulator.text.cleaning import clean, one_line

any_text = st.text(max_size=60) | st.sampled_from(
    ["'''", '"""', "a\\b", '"\\"""', "a'''\n'", 'x\n"', "\\", "\n\n", "tail \\\n", "\r\n", "é" * 30]
)
texts = any_text.map(clean)
proses = any_text.map(clean).map(trimmed)
lines = any_text.map(one_line)
names = st.text("abcdefghijklmnop-_0123", min_size=1, max_size=12)
limits = st.none() | st.integers(1, 86_400).map(float)
times = st.floats(0, 1e6).map(lambda value: round(value, 3))
values: st.SearchStrategy[object] = st.recursive(
    any_text.map(clean) | st.booleans() | st.integers() | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(any_text.map(clean), inner, max_size=3)
    ),
    max_leaves=5,
)
extras = st.dictionaries(names.map(lambda name: f"my-{name}"), values, max_size=2)
moments = st.builds(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds),
    st.integers(0, 10**8),
)


follow_ups = st.builds(
    FollowUp,
    question=proses.filter(bool),
    key_points=st.lists(proses.filter(bool), max_size=2).map(tuple),
    answer=proses,
    time_limit=limits,
)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question in the form that reading gives it."""
    text = draw(proses.map(str.strip).filter(bool))
    return Question(
        id=draw(names | st.just(derived_id(text))),
        question=text,
        answer=draw(proses),
        topic=draw(lines.filter(bool)),
        tags=tuple(draw(st.lists(lines.filter(bool), max_size=3))),
        difficulty=draw(st.sampled_from(Difficulty)),
        time_limit=draw(limits),
        key_points=tuple(draw(st.lists(proses.filter(bool), max_size=3))),
        mistakes=tuple(draw(st.lists(proses.filter(bool), max_size=2))),
        follow_ups=tuple(draw(st.lists(follow_ups, max_size=2, unique_by=lambda f: f.question))),
        references=tuple(draw(st.lists(proses.filter(bool), max_size=2))),
        reviewed=draw(st.none() | st.dates(date(2000, 1, 1), date(2099, 1, 1))),
        say=draw(proses),
        extra=draw(extras),
    )


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    """A bank in the form that reading gives it."""
    asked = draw(st.lists(questions(), max_size=4, unique_by=lambda question: question.id))
    return Bank(
        name="any",
        title=draw(lines.filter(bool)),
        questions=tuple(asked),
        description=draw(proses),
        language=draw(st.sampled_from(["en", "de", "pt-BR", "zh-Hans-CN"])),
        authors=tuple(draw(st.lists(lines.filter(bool), max_size=2))),
        license=draw(lines),
        source=draw(lines),
        version=draw(lines),
        time_limit=draw(limits),
    )


setups = st.builds(
    Setup,
    mode=st.sampled_from(Mode),
    banks=st.lists(texts, max_size=2).map(tuple),
    topics=st.lists(texts, max_size=2).map(tuple),
    difficulties=st.lists(st.sampled_from(Difficulty), max_size=2).map(tuple),
    tags=st.lists(texts, max_size=2).map(tuple),
    questions=st.integers(1, 1000),
    think_seconds=times,
    time_limit=st.none() | times | st.just(float("inf")),
    extra_time=st.sampled_from([1.0, 1.25, 1.5, 2.0]),
    debrief=st.none() | st.sampled_from(Debrief),
    order=st.sampled_from(Order),
    seed=st.none() | st.integers(0, 2**31),
    voice=st.booleans(),
    follow_ups=st.integers(0, 3),
)
asked_follow_ups = st.builds(
    AskedFollowUp,
    question=texts,
    model_answer=texts,
    time_limit=times | st.just(float("inf")),
    outcome=st.none() | st.sampled_from(Outcome),
    answer_seconds=times,
    paused_seconds=times,
    away_seconds=times,
    text=texts,
    key_points=st.lists(st.builds(KeyPoint, text=texts, covered=st.booleans()), max_size=2).map(
        tuple
    ),
    extra=extras,
)
answers = st.builds(
    Answer,
    bank=texts,
    id=texts,
    question=texts,
    model_answer=texts,
    topic=texts,
    difficulty=st.sampled_from(Difficulty),
    tags=st.lists(texts, max_size=2).map(tuple),
    mistakes=st.lists(texts, max_size=2).map(tuple),
    say=texts,
    language=st.sampled_from(["en", "de"]),
    time_limit=times | st.just(float("inf")),
    outcome=st.none() | st.sampled_from(Outcome),
    think_seconds=times,
    answer_seconds=times,
    paused_seconds=times,
    away_seconds=times,
    flagged=st.booleans(),
    text=texts,
    confidence=st.none() | st.integers(1, 5),
    rating=st.none() | st.sampled_from(Rating),
    wrong=st.booleans(),
    note=texts,
    key_points=st.lists(
        st.builds(KeyPoint, text=texts, covered=st.booleans(), bonus=st.booleans()), max_size=3
    ).map(tuple),
    from_answer=st.booleans(),
    asked_follow_ups=st.lists(asked_follow_ups, max_size=2).map(tuple),
    rerated=st.lists(
        st.builds(
            Rerating,
            at=moments,
            rating=st.sampled_from(Rating),
            covered=st.lists(st.booleans(), max_size=3).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    extra=extras,
)


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Any session."""
    given = tuple(draw(st.lists(answers, max_size=3)))
    running = draw(st.booleans())
    here = st.builds(
        Current,
        st.integers(1, max(1, len(given))),
        st.sampled_from(Phase),
        st.none() | st.integers(1, 3),
    )
    return Session(
        setup=draw(setups),
        answers=given,
        started_at=draw(moments),
        status=Status.RUNNING if running else draw(st.sampled_from(Status)),
        finished_at=draw(st.none() | moments),
        current=draw(here) if running else None,
        take_of=draw(st.none() | names),
        titles=tuple(draw(st.lists(names, max_size=2))),
        extra=draw(extras),
    )
