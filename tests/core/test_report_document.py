"""Tests the report as a document: its parts, and the blocks of each answer."""

import math
from dataclasses import replace
from datetime import date

import pytest

from simulator.core.delivery import Delivery
from simulator.core.figures import Score
from simulator.core.report import Report
from simulator.core.report_document import (
    SAID_ALOUD,
    Entry,
    Facts,
    Listing,
    Measure,
    Paragraph,
    Part,
    Quote,
    ReportDocument,
    Ticks,
    answer_facts,
    answer_part,
    ticks_of,
    time_bars,
    time_share,
)
from simulator.core.session import KeyPoint
from simulator.core.states import Outcome, Status
from simulator.core.table import Cell, Table, Tone, tone_of_share
from simulator.core.wording import points_words
from tests.histories import MONDAY, given, session, skipped, unreached

TODAY = date(2026, 11, 3)


def document(*answers: object) -> ReportDocument:
    return ReportDocument.of(Report(session(*answers)), TODAY)  # type: ignore[arg-type]


def test_empty_parts_are_left_out() -> None:
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
    assert set(made.parts) == set(Part) - {Part.TAKE, Part.GAINED}
    assert made.part(Part.STRONGEST) == (Paragraph("What is a?"),)
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
    assert words == Paragraph("Sure of 2: 1 was solid or strong.")


def test_certain_and_ticked_wrong_is_sure_and_wrong_whatever_the_rating() -> None:
    answer = replace(given("a", 3, points="xx", confidence=5), wrong=True)
    made = document(answer)
    assert made.part(Part.URGENT) == (Listing((Entry("What is a?", "something in it was wrong"),)),)
    assert Report(session(answer)).missed == (answer,)
    assert Report(session(answer)).strongest is None


def test_a_mostly_skipped_session_says_so_first() -> None:
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


def test_unrevealed_texts_are_left_out() -> None:
    secret = replace(unreached("a"), model_answer="secret", key_points=(KeyPoint("secret"),))
    assert "secret" not in repr(document(secret))
    assert MONDAY.year == 2026


def test_the_tones_of_shares() -> None:
    assert [tone_of_share(share) for share in (0.3, 0.5, 0.75)] == [
        Tone.POOR,
        Tone.FAIR,
        Tone.GOOD,
    ]


def test_time_bars_are_for_given_answers() -> None:
    report = Report(session(given("a", used=60, limit=float("inf")), skipped("b")))
    assert time_bars(report) == (("1. What is a?", 60.0, 0.0, False),)


def test_the_hero_sums_up_the_session() -> None:
    hero = document(
        given("a", 4, points="xx", confidence=5, used=60, limit=120),
        given("b", 1, points="x.", confidence=4, used=60, limit=120),
        given("c", None),
    ).hero
    assert (hero.score, hero.tone) == ("1/2", Tone.FAIR)
    assert [(name.text, count) for name, count in hero.ratings] == [
        ("strong", 1), ("not yet", 1), ("unrated", 1),
    ]  # fmt: skip
    assert hero.points == Measure(0.75, Cell("3 of 4", Tone.GOOD))
    assert hero.time == Measure(0.5, Cell("50 %"))
    assert [cell.text for cell in hero.sure] == ["1 of 2 right when sure", "1 sure and wrong"]
    assert (hero.change.text, hero.ended) == ("", "")


def test_the_hero_of_an_unrated_session_is_empty() -> None:
    hero = document(unreached("a")).hero
    assert (hero.score, hero.tone, hero.ratings) == ("", Tone.SOFT, ())
    assert (hero.points, hero.time, hero.sure) == (None, None, ())


def test_the_hero_shows_overruns_and_timeouts() -> None:
    over = given("a", 3, used=130, limit=120)
    out = given("b", 3, used=120, limit=120, outcome=Outcome.TIMED_OUT)
    hero = document(over, out).hero
    assert hero.time == Measure(250 / 240, Cell("104 %, over on 1, ran out on 1", Tone.POOR))


@pytest.mark.parametrize(
    ("before", "said", "tone"),
    [
        (Score(1, 4), "▲ up from 1/4", Tone.GOOD),
        (Score(2, 2), "▼ down from 2/2", Tone.POOR),
        (Score(2, 4), "= 2/4 last time", Tone.SOFT),
        (Score(0, 0), "", Tone.PLAIN),
        (None, "", Tone.PLAIN),
    ],
)
def test_the_result_is_compared_with_last_time(before: Score | None, said: str, tone: Tone) -> None:
    report = Report(session(given("a", 3), given("b", 1)))
    assert ReportDocument.of(report, TODAY, before).hero.change == Cell(said, tone)
    assert Score(0, 0).share == 0


def test_a_session_that_was_stopped_says_so() -> None:
    held = replace(session(given("a", 3), unreached("b")), status=Status.STOPPED)
    assert ReportDocument.of(Report(held), TODAY).hero.ended == "Stopped after 1 of 2 questions."


def test_only_an_all_strong_session_is_praised() -> None:
    strong = given("a", 4, points="x"), given("b", 4, points="x")
    assert Report(session(*strong)).sentence.startswith("All 2 strong: a good day.")
    for less in (given("c", 3), replace(given("c", 4), wrong=True), skipped("c")):
        assert "All" not in Report(session(*strong, less)).sentence
    assert "All" not in Report(session(strong[0])).sentence


def test_what_comes_next_has_a_title_and_results() -> None:
    made = document(given("a", 1), skipped("b"))
    assert made.next_title == "Again in 2 days: these 2"
    listing = made.part(Part.NEXT)[1]
    assert isinstance(listing, Listing)
    assert [entry.result for entry in listing.entries] == [
        Cell("not yet", Tone.POOR), Cell("skipped", Tone.SOFT),
    ]  # fmt: skip
    assert document(given("a", 3)).next_title == "Once more in 2 days: this one"
    assert document(unreached("a")).next_title == ""


def test_the_share_of_time() -> None:
    assert time_share(given("a", used=60, limit=120)) == 0.5
    assert time_share(given("a", used=60, limit=math.inf)) is None
    assert time_share(skipped("a")) is None


def test_the_delivery_of_a_recorded_answer_is_reported() -> None:
    said = replace(given("a", 4), delivery=Delivery(first_word_seconds=1.0, speech_seconds=9.0))
    (told,) = [
        block
        for block in document(said).answers[0].blocks
        if isinstance(block, Quote) and block.title == SAID_ALOUD
    ]
    assert told.text.startswith("First word after 1.0 s")


def test_an_answer_rated_without_ticks_misses_nothing_and_has_no_coverage() -> None:
    answer = given("a", 3, points="..", confidence=5, wrong=True)
    report = Report(session(answer))
    assert "key points" not in report.sentence
    assert not any(tick.missed for tick in ticks_of(answer).ticks)
    assert points_words(answer) == "-"
    assert all(tick.missed for tick in ticks_of(given("a", 2, points="..")).ticks)
