"""Tests follow-ups in reports, advice, notes and comparisons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from simulator.core.comparison import Comparison
from simulator.core.drawing import asked_follow_ups
from simulator.core.notes import reminders
from simulator.core.report import Report
from simulator.core.report_document import Paragraph, Part, Quote, ReportDocument, Ticks
from simulator.core.session import Session
from simulator.core.states import Rating
from tests.core.interviews import answering


def held(covered: int) -> Session:
    """Return a session with one solid answer whose follow-up covers this many of two points."""
    at = answering(1, follow_ups=3).write("main").finish(10.0)
    while at.being_asked:
        if at.asked.question.startswith("Why"):
            at = at.begin(20.0).write("because").finish(27.0)
        else:
            at = at.skip(20.0)
    at = at.declare(3)
    for place in range(covered):
        at = at.cover(2 + place, True)
    return at.cover(0, True).assess(Rating.SOLID).proceed().session


def test_a_follow_up_is_reported_under_its_question() -> None:
    document = ReportDocument.of(Report(held(1)), date(2026, 11, 22))
    blocks = document.answers[0].blocks
    titles = [block.title for block in blocks if isinstance(block, Quote | Ticks)]
    why = next(title for title in titles if title.endswith("answered, 0:07 of 0:30"))
    name = why.split(",")[0].lower()
    assert f"Your words to {name}" in titles
    assert f"Model answer to {name}" in titles
    (ticks,) = (b for b in blocks if isinstance(b, Ticks) and b.title == f"Points of {name}")
    assert [(tick.text, tick.covered) for tick in ticks.ticks] == [("since", True), ("so", False)]


def test_missed_follow_ups_are_named_in_what_comes_next() -> None:
    for covered, expected in ((0, True), (1, False)):
        report = Report(held(covered))
        document = ReportDocument.of(report, date(2026, 11, 22))
        told = " ".join(b.text for b in document.part(Part.NEXT) if isinstance(b, Paragraph))
        (answer,) = report.answers
        why = next(each for each in answer.asked_on if each.question.startswith("Why"))
        assert (why.question in told) is expected
        (reminder,) = reminders([report.session])
        assert (why.question in reminder.missed_follow_ups) is expected
        assert why.question not in reminder.missed


def test_without_any_tick_nothing_counts_as_missed() -> None:
    rated = held(0)
    (answer,) = rated.answers
    unticked = replace(rated, answers=(answer.with_tick(0, False),))
    assert not unticked.answers[0].ticked
    assert Report(unticked).missed_follow_ups == ()
    assert set(asked_follow_ups([unticked]).values()) == {False}
    assert True in asked_follow_ups([rated]).values()
    assert reminders([unticked]) == ()
    weak = replace(unticked.answers[0], rating=Rating.PARTIAL)
    (reminder,) = reminders([replace(rated, answers=(weak,))])
    assert reminder.missed == tuple(point.text for point in weak.required)


def test_a_comparison_distinguishes_points_of_follow_ups() -> None:
    before = held(0)
    after = replace(held(2), started_at=before.started_at + timedelta(days=1))
    (pair,) = Comparison.of(before, after).pairs
    assert [text.split("? ")[1] for text in pair.gained] == ["since", "so"]
    assert pair.lost == ()
