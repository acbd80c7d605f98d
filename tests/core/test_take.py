"""Tests repeating an interview in less time."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest

from simulator.core.progress import Progress
from simulator.core.report import Report
from simulator.core.report_document import Listing, Paragraph, Part, ReportDocument, mode_words
from simulator.core.session import Session
from simulator.core.states import Phase, Rating, Status
from simulator.core.table import Table
from simulator.core.take import take_of, without_takes
from tests.core.interviews import START, answering, finished, judged


def held(words: str, seconds: float, covered: int, **choices: object) -> Session:
    at = answering(1, follow_ups=1, **choices).write(words).finish(seconds)  # type: ignore[arg-type]
    at = at.begin(100.0).write("so").finish(104.0).declare(3)
    for place in range(covered):
        at = at.cover(place, True)
    return judged_only(at.session)


def judged_only(session: Session) -> Session:
    answer = replace(session.answers[0], rating=Rating.SOLID)
    return replace(session, answers=(answer,), status=Status.FINISHED, current=None)


def test_a_take_asks_the_same_questions_in_three_quarters_of_the_time() -> None:
    before = held("one two", 30.0, 1)
    take = take_of(before, "stem", START + timedelta(hours=1))
    (was,), (now,) = before.answers, take.answers
    assert (now.key, now.question, now.model_answer) == (was.key, was.question, was.model_answer)
    assert now.time_limit == was.time_limit * 0.75
    (asked,), (asked_before,) = now.asked_follow_ups, was.asked_follow_ups
    assert asked.question == asked_before.question
    assert asked.time_limit == asked_before.time_limit * 0.75
    assert (now.text, now.covered, now.rating, asked.text) == ("", 0, None, "")
    assert take.take_of == "stem"
    assert take.current is not None
    assert take.current.phase is Phase.READY
    assert take.setup == before.setup


@pytest.mark.parametrize(("used", "limit"), [(40.0, 30.0), (10.0, 15.0)])
def test_without_a_limit_a_take_gets_three_quarters_of_the_time_used(
    used: float, limit: float
) -> None:
    before = held("x", used, 0, time_limit=math.inf)
    take = take_of(before, "stem", START)
    assert take.answers[0].time_limit == limit
    assert take.answers[0].asked_follow_ups[0].time_limit == 15.0


def test_takes_do_not_count() -> None:
    take = replace(finished().session, take_of="x")
    assert without_takes([take]) == ()
    assert Progress.of([take]).answers == ()
    assert len(Progress.of([take, finished().session]).answers) == 1


def test_the_report_shows_both_takes_side_by_side() -> None:
    before = held("one two three four", 40.0, 1)
    after = replace(
        held("one two three", 25.0, 2),
        started_at=START + timedelta(hours=1),
        take_of="x",
        take_before=before,
    )
    document = ReportDocument.of(Report(after), date(2026, 11, 22))
    words, table = document.part(Part.TAKE)
    (listed,) = document.part(Part.GAINED)
    told = "1 point gained, 0 lost. 0:15 saved. 4 words, 5 before."
    assert words == Paragraph(told)
    assert isinstance(table, Table)
    texts = [cell.text for cell in table.rows[0][1:]]
    assert texts == ["1 of 2 → 2 of 2", "0:40 → 0:25", "5 → 4"]
    assert isinstance(listed, Listing)
    assert listed.entries[0].text.startswith("gained: ")
    assert judged(answering(1).finish(1.0)).session.take_before is None
    assert mode_words(after) == "practice, a take"
    assert mode_words(before) == "practice"


def test_time_on_follow_ups_is_reported_separately() -> None:
    before = held("one two", 40.0, 1)
    (answer,) = held("one two", 50.0, 1).answers
    longer = replace(answer.asked_follow_ups[0], answer_seconds=9.0)
    after = replace(
        before,
        answers=(replace(answer, asked_follow_ups=(longer,)),),
        take_of="x",
        take_before=before,
    )
    document = ReportDocument.of(Report(after), date(2026, 11, 22))
    words, _ = document.part(Part.TAKE)
    assert words == Paragraph(
        "0 points gained, 0 lost. 0:10 more, 0:05 more on follow-ups. 3 words, 3 before."
    )
    assert document.part(Part.GAINED) == ()
