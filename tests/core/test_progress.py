"""Tests figures over many sessions against values worked out by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from simulator.core.figures import Calibration, Coverage
from simulator.core.progress import Agreement, Progress, Week, monday_of
from simulator.core.session import Rerating
from simulator.core.states import Rating, Status
from tests.histories import given, questions, session, skipped, unreached

FIRST = session(
    given("a", 2, points="x.", confidence=5, topic="A", used=60),
    given("b", 3, points="xx", confidence=4, topic="B", used=120),
)
SECOND = session(given("a", 3, points="xx", confidence=2, topic="A", used=30), day=7)
STOPPED = session(
    given("c", 1, points="..", confidence=1, topic="A", used=200),
    unreached("d"),
    day=22,
    status=Status.STOPPED,
)
PROGRESS = Progress.of([STOPPED, SECOND, FIRST])


def test_sessions_are_in_chronological_order() -> None:
    assert PROGRESS.sessions == (FIRST, SECOND, STOPPED)


def test_totals() -> None:
    total = PROGRESS.total
    assert (total.asked, total.rated, total.solid_or_strong) == (4, 4, 2)
    assert total.coverage == Coverage(5, 8)
    assert PROGRESS.calibration == Calibration(1, 1, 1, 1)
    assert PROGRESS.time_used.share == pytest.approx(410 / 480)
    assert PROGRESS.time_used.overran == 1
    assert [group.name for group in PROGRESS.by_difficulty] == ["medium"]


def test_the_trend_leaves_out_sessions_without_a_rating() -> None:
    progress = Progress.of([FIRST, SECOND, session(given("x"), day=9), session(day=10)])
    assert [point.share for point in progress.trend] == [0.5, 1.0]
    assert [point.coverage for point in progress.trend] == [Coverage(3, 4), Coverage(2, 2)]


def test_weeks_without_a_session_are_included() -> None:
    assert PROGRESS.weeks == (
        Week(date(2026, 11, 2), 1, 180.0),
        Week(date(2026, 11, 9), 1, 30.0),
        Week(date(2026, 11, 16), 0, 0),
        Week(date(2026, 11, 23), 1, 200.0),
    )
    assert monday_of(date(2026, 11, 8)) == date(2026, 11, 2)


def test_readiness_follows_the_latest_rating_of_each_question() -> None:
    a, b = PROGRESS.readiness
    assert (a.topic, a.ready, a.partly, a.rated, a.share) == ("A", 1, 0, 2, 0.5)
    assert a.by_week == (0.0, 1.0, 1.0, 0.5)
    assert (b.topic, b.ready, b.rated, b.by_week) == ("B", 1, 1, (1.0, 1.0, 1.0, 1.0))


def test_partial_ratings_are_counted_separately_and_break_ties() -> None:
    answers = [given("a", 2, topic="Partly"), given("b", 1, topic="Partly")]
    answers += [given("c", 1, topic="None"), given("d", 1, topic="None")]
    answers += [given("e", 4, topic="Some"), given("f", 2, topic="Some")]
    later = session(given("f", 3, topic="Some"), given("e", 2, topic="Some"), day=1)
    found = [
        (each.topic, each.ready, each.partly, each.rated)
        for each in Progress.of([session(*answers), later]).readiness
    ]
    assert found == [("None", 0, 0, 2), ("Partly", 0, 1, 2), ("Some", 1, 1, 2)]


def test_a_topic_has_no_share_before_its_first_rating() -> None:
    late = Progress.of([FIRST, session(given("z", 4, topic="Z"), day=15)])
    assert {r.topic: r.by_week for r in late.readiness}["Z"] == (None, None, 1.0)


def test_unreached_and_unrated_questions_change_no_average() -> None:
    more = session(given("e", None, topic="E"), skipped("f"), unreached("g"), day=3)
    progress = Progress.of([FIRST, SECOND, STOPPED, more])
    assert progress.total.solid_or_strong == 2
    assert progress.total.rated == 4
    assert progress.readiness == PROGRESS.readiness
    assert progress.calibration == PROGRESS.calibration


def test_never_asked() -> None:
    pool = questions("a", "b", "c", "d", "e")
    assert [drawn.question.id for drawn in PROGRESS.never_asked(pool)] == ["d", "e"]


def test_a_topic_counts_as_asked_under_its_old_name_too() -> None:
    pool = questions("a", "d", "e", "f", "g", topics="NNOAP")  # `a` was asked under topic A.
    assert PROGRESS.topics_never_asked(pool) == {"O", "P"}


def test_later_ratings_are_compared_with_the_first() -> None:
    at = datetime(2026, 12, 1, tzinfo=UTC)

    def again(first: int, *ratings: int) -> object:
        judged = tuple(Rerating(at, Rating(rating)) for rating in ratings)
        return replace(given(f"q{first}{ratings}", first), rerated=judged)

    answers = [again(3, 3), again(3, 1, 4), again(2, 1), again(4, 2), again(1), given("x", None)]
    progress = Progress.of([session(*answers)])  # type: ignore[arg-type]
    assert progress.agreement == Agreement(same=1, higher=1, lower=2)
    assert progress.agreement.total == 4


def test_progress_without_sessions_is_empty() -> None:
    empty = Progress.of([])
    assert (empty.weeks, empty.readiness, empty.trend, empty.answers) == ((), (), (), ())
    assert empty.total.share is None


def test_the_sentence_counts_each_question_once_and_names_takes() -> None:
    first = session(given("a", 3, points="x."), given("b", 1, points=".."))
    take = replace(session(given("a", 4, points="xx"), day=1), take_of="first")
    progress = Progress.of([first, session(given("a", 2, points="x."), day=2), take])
    assert progress.sentence(questions("a", "b", "c")) == (
        "2 sessions and 1 take: 1 of 3 solid or strong. You covered 2 of 6 key points. "
        "2 of 3 questions asked."
    )


def test_unjudged_points_are_not_mentioned() -> None:
    progress = Progress.of([session(given("a", 3, points=".."))])
    assert progress.sentence(()) == "1 session: 1 of 1 solid or strong. 0 of 0 questions asked."
