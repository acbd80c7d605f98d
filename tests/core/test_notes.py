"""Tests notes for next time, and the page to read before the interview."""

from datetime import date

from simulator.core.notes import Reminder, by_topic, is_near, latest_notes, reminders, summary
from simulator.core.report import Report
from tests.histories import given, session, skipped, unreached


def test_the_latest_note_counts_in_any_order_of_sessions() -> None:
    first = session(given("a", 1, note="one"), given("b", 1, note="b"))
    second = session(given("a", 2, note="two"), day=2)
    third = session(given("a", 3, note=" "), day=4)
    assert latest_notes([third, second, first]) == {("bank", "a"): "two", ("bank", "b"): "b"}
    assert latest_notes([third, second, first], third.started_at) == latest_notes([first, second])


def test_reminders_hold_the_latest_misses_and_note() -> None:
    found = reminders(
        [
            session(given("a", 1, points="..", note="say it"), given("b", 4, points="xx")),
            session(given("a", 3, points="x."), given("c", 2, points="x.", confidence=5), day=1),
            session(skipped("a"), given("d", None, points="..", note="later"), day=2),
            session(unreached("c"), day=3),
        ]
    )
    assert [(each.answer.id, each.note, each.missed) for each in found] == [
        ("c", "", ("c point 2",)),
        ("d", "later", ()),
        ("a", "say it", ("a point 2",)),
    ]


def test_the_page_is_grouped_by_topic_most_urgent_first() -> None:
    found = reminders(
        [
            session(
                given("a", 2, points=".", topic="Nets", note="say\nit"),
                given("b", 1, points="..", topic="Sums"),
                given("c", 2, points=".", topic="Sums", confidence=5),
            )
        ]
    )
    assert {topic: [each.answer.id for each in of] for topic, of in by_topic(found).items()} == {
        "Sums": ["c", "b"],
        "Nets": ["a"],
    }
    assert [each.promise for each in found] == ["", "", "say it"]
    assert summary(found) == "1 note and 4 missed points"
    assert summary(found[:1]) == "1 missed point"
    assert summary(()) == ""
    missed = Reminder(given("a", 1), "", ("one",), ("Why?", "And?"))
    assert summary([missed]) == "1 missed point and 2 missed follow-ups"


def test_an_interview_is_near_within_a_week() -> None:
    days = [date(2026, 12, day) for day in (1, 2, 9, 10)]
    assert [is_near(date(2026, 12, 9), day) for day in days] == [False, True, True, False]
    assert not is_near(None, days[0])


def test_the_notes_hold_what_the_report_counts_as_missed() -> None:
    rated = [given(f"{n}", n, points=points) for n in (1, 2, 3, 4) for points in ("..", "x.")]
    for answer in rated:
        coverage = Report(session(answer)).coverage
        missed = [each.missed for each in reminders([session(answer)])]
        assert coverage.of - coverage.covered == sum(map(len, missed))
