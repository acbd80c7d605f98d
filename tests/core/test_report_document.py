"""A report as one document: its parts, and what stands under each answer."""

from dataclasses import replace
from datetime import date

from simulator.core.report import Report
from simulator.core.report_document import (
    Entry,
    Facts,
    Listing,
    Part,
    Quote,
    ReportDocument,
    Table,
    Ticks,
    Tone,
    Words,
    answer_facts,
    answer_part,
    time_bars,
    tone_of_share,
)
from simulator.core.session import KeyPoint
from tests.histories import MONDAY, given, session, skipped, unreached

TODAY = date(2026, 11, 3)


def document(*answers: object) -> ReportDocument:
    return ReportDocument.of(Report(session(*answers)), TODAY)  # type: ignore[arg-type]


def test_parts_that_have_nothing_to_say_are_not_there() -> None:
    made = document(unreached("a"))
    assert set(made.parts) == {Part.QUESTIONS}
    assert made.part(Part.NEXT) == ()
    assert made.sentence == "No question was answered."


def test_every_part_of_a_session_with_everything() -> None:
    made = document(
        given("a", 4, points="xx", confidence=5, used=60, limit=120),
        given("b", 1, points="x.", confidence=4, flagged=True, used=130, limit=120),
        skipped("c"),
    )
    assert set(made.parts) == set(Part) - {Part.TAKE}
    assert made.part(Part.STRONGEST) == (Words("What is a?"),)
    (urgent,) = made.part(Part.URGENT)
    assert isinstance(urgent, Listing)
    assert urgent.entries[0].under.startswith("missed: ")
    (overview,) = made.part(Part.QUESTIONS)
    assert isinstance(overview, Table)
    assert [row[1].text for row in overview.rows] == [
        "What is a?",
        "What is b? (flagged)",
        "What is c?",
    ]
    assert [row[2].tone for row in overview.rows] == [Tone.GOOD, Tone.POOR, Tone.SOFT]
    square, words = made.part(Part.CONFIDENCE)
    assert isinstance(square, Table)
    assert [[cell.text for cell in row[1:]] for row in square.rows] == [["1", "1"], ["0", "0"]]
    assert words == Words("Sure on 2: 1 solid or strong.")


def test_certain_and_ticked_wrong_is_sure_and_wrong_whatever_the_rating() -> None:
    answer = replace(given("a", 3, points="xx", confidence=5), wrong=True)
    made = document(answer)
    assert made.part(Part.URGENT) == (Listing((Entry("What is a?", "something in it was wrong"),)),)
    assert Report(session(answer)).missed == (answer,)
    assert Report(session(answer)).strongest is None


def test_what_was_mostly_skipped_says_so_first() -> None:
    sentence = Report(session(given("a", 3), skipped("b"), skipped("c"))).sentence
    assert sentence.startswith("2 of 3 questions skipped. 1 of 1 solid or strong.")


def test_the_blocks_of_an_answer() -> None:
    answer = replace(
        given("a", 2, points="x.", note="Say more."),
        text="mine",
        model_answer="theirs",
        mistakes=("often",),
        references=("book",),
        think_seconds=3.0,
        paused_seconds=4.0,
        away_seconds=0.4,
        wrong=False,
    )
    part = answer_part(2, answer)
    kinds = [type(block) for block in part.blocks]
    assert kinds == [Facts, Quote, Quote, Ticks, Quote]
    ticks = part.blocks[3]
    assert isinstance(ticks, Ticks)
    assert [(tick.covered, tick.missed) for tick in ticks.ticks] == [(True, False), (False, True)]
    assert part.more == (
        Quote("Interviewers often hear", "often", True),
        Quote("Read", "book", False),
    )
    texts = [fact.text for fact in answer_facts(answer)]
    assert texts[2:4] == ["thought for 0:03", "paused 0:04"]


def test_what_was_not_revealed_is_not_in_it() -> None:
    secret = replace(unreached("a"), model_answer="secret", key_points=(KeyPoint("secret"),))
    assert "secret" not in repr(document(secret))
    assert MONDAY.year == 2026


def test_the_tones_of_shares() -> None:
    assert [tone_of_share(share) for share in (0.3, 0.5, 0.75)] == [
        Tone.POOR,
        Tone.FAIR,
        Tone.GOOD,
    ]


def test_the_times_of_what_was_given() -> None:
    report = Report(session(given("a", used=60, limit=float("inf")), skipped("b")))
    assert time_bars(report) == (("1. What is a?", 60.0, 0.0, False),)
