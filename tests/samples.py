"""Banks and sessions that tests share."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from simulator.core.bank import Bank, Drawn, FollowUp, Question
from simulator.core.choices import Difficulty
from simulator.core.session import Answer, Current, KeyPoint, Rerating, Session
from simulator.core.setup import Mode, Setup
from simulator.core.states import Outcome, Phase, Rating, Status
from simulator.storage.banks.read import parse_bank

STARTED = datetime(2026, 11, 22, 18, 30, 5, tzinfo=timezone(timedelta(hours=1)))

SENTINELS = (
    "SENTINELANSWER",
    "SENTINELPOINT",
    "SENTINELBONUS",
    "SENTINELMISTAKE",
    "SENTINELFOLLOWUP",
    "SENTINELREFERENCE",
)
"""Words that no screen may hold before an answer's confidence is given."""


TWO_QUESTIONS = """
title = "Mine"
[[questions]]
id = "one"
question = "What is one?"
answer = "MODEL-one"
key_points = ["POINT-a", "POINT-b"]
[[questions]]
id = "two"
question = "What is two?"
answer = "MODEL-two"
key_points = ["POINT-c"]
"""
"""A bank file as somebody might write it, for whole interviews."""


def plain_bank() -> Bank:
    """Five everyday questions over two topics, with every difficulty, and one of each kind."""
    return Bank(
        name="plain",
        title="Plain questions",
        description="For tests.",
        authors=("Ada Example",),
        license="CC0-1.0",
        time_limit=90.0,
        questions=(
            Question(
                id="mutex",
                question="What is a mutex?",
                answer="A lock that one thread holds at a time.\n\nIt guards shared state.",
                topic="Concurrency",
                tags=("basics", "threads"),
                difficulty=Difficulty.EASY,
                time_limit=60.0,
                key_points=("A lock", "One holder at a time", "Guards shared state"),
                bonus_points=("May be recursive",),
                mistakes=("Confusing it with a semaphore",),
                follow_ups=(FollowUp("What is a deadlock?"),),
                references=("https://example.org/mutex",),
            ),
            Question(
                id="deadlock",
                question="What is a deadlock, and how do you prevent one?",
                answer="- Everyone waits for another.\n- Take locks in one order.",
                topic="Concurrency",
                tags=("threads",),
                difficulty=Difficulty.HARD,
            ),
            Question(
                id="index",
                question="What does a database index cost?",
                answer="Space and slower writes. In return reads are faster.",
                topic="Databases",
                tags=("basics",),
                key_points=("Space", "Slower writes"),
            ),
            Question(id="no-model", question="Tell me about a failure.", topic="Databases"),
            Question(
                id="formula",
                question="Write down the softmax.",
                answer=r"$\frac{e^{x_i}}{\sum_j e^{x_j}}$",
                topic="Databases",
                key_points=("Exponentials over their sum",),
                say="Write down the soft max.",
            ),
        ),
    )


def sentinel_bank() -> Bank:
    """Three questions; everything that is to be revealed later holds one of `SENTINELS`."""
    answer, point, bonus, mistake, follow_up, reference = SENTINELS
    return Bank(
        name="sentinel",
        title="Nothing is revealed early",
        questions=tuple(
            Question(
                id=f"question-{number}",
                question=f"Question number {number}?",
                answer=f"{answer} {number}",
                topic="Secrets",
                key_points=(f"{point} {number} a", f"{point} {number} b"),
                bonus_points=(f"{bonus} {number}",),
                mistakes=(f"{mistake} {number}",),
                follow_ups=(FollowUp(f"{follow_up} {number}"),),
                references=(f"{reference} {number}",),
            )
            for number in (1, 2, 3)
        ),
    )


HOSTILE = {
    "markup": "[/foo] [bold]not bold[/bold] [@click=app.quit]quit[/] list[int] [link='x']y[/link]",
    "controls": "before \x1b]0;x\x07 \x1b[2J \x1b]52;c;cm0gLXJmIH4=\x1b\\ \x9b31m \x00 after",
    "right to left": "שלום \u202eevil\u202c مرحبا \u2066x\u2069 \u200f done",
    "wide": "漢字 👩‍👩‍👧‍👦 🇬🇷 " + "e\u0301" * 20 + " \ufdfd",
    "long": "x" * 10_000,
    "html": "List<String> <script>alert(1)</script> =1+1 `code` **bold**",
}
"""Texts that break careless screens, by what they do."""


def hostile_bank_toml() -> str:
    """The file of a bank whose every field is hostile."""
    from simulator.storage.toml.write import pair

    parts = [pair("format", 1) + pair("title", f"Hostile {HOSTILE['markup']} \x1b]0;x\x07")]
    for name, text in HOSTILE.items():
        parts.append(
            "[[questions]]\n"
            + pair("id", f"{name} [/foo] \x1b]0;x\x07")
            + pair("question", f"{text} ({name})?")
            + pair("answer", f"{text}\n\n- {text}")
            + pair("topic", f"[/foo] {text[:60]}")
            + pair("tags", ["[/foo]", text[:30]])
            + "".join(
                pair(key, [text, f"[/{key}] \x1b]0;x\x07"])
                for key in ("key_points", "bonus_points", "mistakes", "follow_ups", "references")
            )
            + pair("say", text)
        )
    return "\n".join(parts)


def hostile_bank() -> Bank:
    """That bank as it is after loading: markup as it was, control characters gone."""
    return parse_bank(hostile_bank_toml().encode(), file="hostile.toml", name="hostile")


def sample_session() -> Session:
    """A finished interview over the plain bank, with every outcome and a judgement of each kind."""
    bank = plain_bank()
    setup = Setup(mode=Mode.INTERVIEW, banks=("plain",), questions=5, seed=7)
    opened = [Answer.to(Drawn(bank, question), setup) for question in bank.questions]
    mutex, deadlock, index, failure, formula = opened
    answers = (
        replace(
            mutex,
            outcome=Outcome.ANSWERED,
            answer_seconds=41.25,
            text='A lock.\n\tOnly one thread \\o/ at a time; it\'s "exclusive".',
            confidence=4,
            rating=Rating.STRONG,
            note="Name a library.",
            key_points=tuple(KeyPoint(p.text, True, p.bonus) for p in mutex.key_points),
            rerated=(Rerating(datetime(2026, 12, 1, 9, tzinfo=UTC), Rating.SOLID, (True, False)),),
        ),
        replace(
            deadlock,
            outcome=Outcome.TIMED_OUT,
            answer_seconds=90.0,
            text="Everyone waits",
            confidence=5,
            rating=Rating.PARTIAL,
            wrong=True,
            flagged=True,
        ),
        replace(index, outcome=Outcome.SKIPPED, answer_seconds=3.5, text="Space?"),
        replace(failure, outcome=Outcome.ANSWERED, answer_seconds=60.0, confidence=2),
        replace(
            formula,
            outcome=Outcome.ANSWERED,
            answer_seconds=12.125,
            text=r"\frac{e^x}{\sum e^x}",
            confidence=1,
            rating=Rating.SOLID,
            key_points=(KeyPoint("Exponentials over their sum", True),),
        ),
    )
    return Session(
        setup=setup,
        answers=answers,
        started_at=STARTED,
        status=Status.FINISHED,
        finished_at=STARTED + timedelta(minutes=5),
        titles=("Plain",),
    )


def running_session() -> Session:
    """The sample as it was in its second question."""
    return replace(
        sample_session(),
        status=Status.RUNNING,
        finished_at=None,
        current=Current(2, Phase.ANSWERING),
    )
