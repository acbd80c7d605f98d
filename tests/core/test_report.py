"""Tests the figures and sentences of one session."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from simulator.core.choices import Difficulty
from simulator.core.expected_gain import free_on
from simulator.core.figures import Calibration, Coverage
from simulator.core.report import Report
from simulator.core.session import Rerating, Session
from simulator.core.spaced_repetition import replay
from simulator.core.states import Outcome, Rating, Status
from tests.histories import given, session, skipped, unreached

TODAY = date(2026, 11, 2)
"""The day of `session(...)`."""

WHOLE = session(
    given("a", 3, points="xx.", confidence=4, used=60),
    given("b", 2, points="x..", confidence=5, used=150, topic="U", flagged=True),
    given("c", 4, points="xxx", confidence=2, used=30, difficulty=Difficulty.HARD),
    given("d", 1, points="..", confidence=1, used=120, outcome=Outcome.TIMED_OUT, topic="U"),
    given("e", None, points="xx", confidence=3, used=40),
    skipped("f", flagged=True),
)


def names(answers: object) -> list[str]:
    return [answer.id for answer in answers]  # type: ignore[attr-defined]


def test_the_leading_sentence() -> None:
    expected = (
        "2 of 4 solid or strong. You covered 6 of 11 key points. Sure and wrong on 1. "
        "1 not rated yet."
    )
    assert Report(WHOLE).sentence == expected


def test_the_sentence_omits_what_does_not_apply() -> None:
    assert Report(session(given("a", 4))).sentence == "1 of 1 solid or strong."


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ([], "No question was answered."),
        ([skipped("a"), unreached("b")], "No question was answered."),
        ([given("a"), given("b"), skipped("c")], "2 of 3 answered, none rated yet."),
    ],
)
def test_the_sentence_without_ratings(answers: list[object], sentence: str) -> None:
    assert Report(session(*answers)).sentence == sentence  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rated", "sentence"),
    [
        ("A4 B1", "Went well: A. Most to gain: B."),
        ("A4 A2 B3 B3", "Went well: B. Most to gain: A."),
        ("A3 B1 C2 D1 E1", "Went well: A. Most to gain: B, C."),
        ("A4 B4 C4 D3 D4 D2", "Went well: C, B."),
        ("A3 A3 A2 B1", "Most to gain: B."),
        ("A4 B3", ""),
        ("A1 B2", ""),
        ("A4 A1", ""),
    ],
)
def test_topics_that_went_well_and_topics_with_most_to_gain(rated: str, sentence: str) -> None:
    answers = [
        given(f"{each}{number}", int(each[1]), topic=each[0])
        for number, each in enumerate(rated.split())
    ]
    assert " ".join(Report(session(*answers)).topic_sentences) == sentence


def test_counts() -> None:
    report = Report(WHOLE)
    assert report.count(Outcome.ANSWERED) == 4
    assert report.count(Outcome.TIMED_OUT) == 1
    assert report.count(Outcome.SKIPPED) == 1
    assert (len(report.rated), report.unrated, report.solid_or_strong) == (4, 1, 2)
    assert report.coverage == Coverage(6, 11)
    assert report.calibration == Calibration(1, 1, 1, 1)


def test_sure_and_wrong_come_first_among_the_missed() -> None:
    report = Report(
        session(given("a", 2), skipped("b"), given("c", 1, confidence=4), given("d", 3))
    )
    assert names(report.sure_and_wrong) == ["c"]
    assert names(report.missed) == ["c", "a", "b"]


def test_flagged_and_groups() -> None:
    report = Report(WHOLE)
    assert names(report.flagged) == ["b", "f"]
    assert [(g.name, g.solid_or_strong, g.rated) for g in report.by_topic] == [
        ("U", 0, 2),
        ("T", 2, 2),
    ]
    assert [(g.name, g.rated) for g in report.by_difficulty] == [("medium", 3), ("hard", 1)]


def test_the_strongest_answer_is_best_rated_then_best_covered_then_fastest() -> None:
    assert Report(WHOLE).strongest is WHOLE.answers[2]
    close = [
        given("a", 3, points="x."),
        given("b", 3, points="xx", used=50),
        given("c", 3, points="xx", used=40),
        given("d", 3),
    ]
    assert Report(session(*close)).strongest is close[2]
    assert Report(session(given("a", 2))).strongest is None


def test_missed_questions_come_next_once_they_have_rested() -> None:
    coming = Report(WHOLE).next_up()
    assert coming is not None
    assert names(coming.answers) == ["b", "d", "f"]
    assert coming.on == free_on(replay([WHOLE], TODAY), WHOLE.answers[1].key)
    assert coming.sentence(TODAY) == "In 3 days, 5 Nov 2026: these 3 again."
    assert coming.title(TODAY) == "Again in 3 days: these 3"


@pytest.mark.parametrize(
    ("interview", "on"),
    [(2, 5), (3, 3), (4, 3), (5, 4), (6, 5), (30, 5), (1, 5)],
)
def test_missed_questions_come_again_before_the_interview(interview: int, on: int) -> None:
    before = replace(WHOLE, interview_on=date(2026, 11, interview))
    coming = Report(before).next_up()
    assert coming is not None
    assert coming.on == date(2026, 11, on)
    history = replay([WHOLE], TODAY, before.interview_on)
    # An interview that is over no longer counts.
    assert free_on(history, WHOLE.answers[1].key) == coming.on


def test_good_answers_are_refreshed_in_three_days() -> None:
    coming = Report(session(given("a", 4))).next_up()
    assert coming is not None
    words = "In 3 days, 5 Nov 2026: this one once more, to keep what you have."
    assert coming.sentence(TODAY) == words
    assert coming.title(TODAY) == "Once more in 3 days: this one"
    assert coming.title(coming.on) == "Once more: this one"


@pytest.mark.parametrize("later", [date(2026, 11, 5), date(2026, 12, 24)])
def test_overdue_advice_says_since_when_and_never_today(later: date) -> None:
    coming = Report(WHOLE).next_up()
    assert coming is not None
    assert coming.title(later) == "Again: these 3"
    assert coming.sentence(later) == "Since 5 Nov 2026: these 3 again."


def test_a_distant_day_is_shown_as_a_date() -> None:
    coming = Report(WHOLE).next_up()
    assert coming is not None
    assert coming.sentence(date(2026, 10, 20)) == "5 Nov 2026: these 3 again."


def test_questions_of_a_take_rest_from_the_first_session() -> None:
    take = replace(session(given("a", 1), day=2), take_of="x", take_before=session(given("a", 1)))
    coming = Report(take).next_up()
    assert coming is not None
    assert coming.on == date(2026, 11, 5)


def test_nothing_comes_next_without_answers() -> None:
    assert Report(session(unreached("a"), given("b"))).next_up() is None


def test_time_in_one_sentence() -> None:
    # 60 + 150 + 30 + 120 + 40 out of 5 times 120 seconds
    assert Report(WHOLE).time_sentence == (
        "You used 67 % of your time, ran over on 1 question, time ran out on 1."
    )
    assert Report(session(given("a", used=60))).time_sentence == "You used 50 % of your time."
    out = Report(session(given("a", used=120, outcome=Outcome.TIMED_OUT)))
    assert out.time_sentence == "You used 100 % of your time, time ran out on 1 question."
    assert Report(session(given("a", limit=float("inf")))).time_sentence == ""


def test_confidence_in_one_sentence() -> None:
    words = "Sure of 2: 1 was solid or strong. Unsure of 2: 1 was solid or strong."
    assert Report(WHOLE).calibration_sentence == words
    assert Report(session(given("a", 3))).calibration_sentence == ""
    sure = session(*(given(str(n), 3 if n < 15 else 1, confidence=5) for n in range(20)))
    assert Report(sure).calibration_sentence == (
        "Sure of 20: 15 were solid or strong. Your confidence was right in 75 % of 20 answers."
    )
    unsure = Report(session(given("a", 1, confidence=1)))
    assert unsure.calibration_sentence == "Unsure of 1: none were solid or strong."


def test_a_stopped_session_counts_only_what_was_answered() -> None:
    finished = session(given("a", 3, points="x."), given("b", 1, points=".."))
    stopped = session(*finished.answers, unreached("c"), unreached("d"), status=Status.STOPPED)
    one, other = Report(finished), Report(stopped)
    for name in ("sentence", "coverage", "by_topic", "calibration", "time_used", "missed"):
        assert getattr(one, name) == getattr(other, name), name


def test_a_rerating_is_kept_beside_the_first_rating() -> None:
    again = Rerating(datetime(2026, 12, 1, tzinfo=UTC), Rating.NOT_YET, (True,))
    before: Session = WHOLE
    after = Report(before).with_rerating(0, again)
    assert after.answers[0].rerated == (again,)
    assert after.answers[0].rating is Rating.SOLID
    assert after.sentence == Report(before).sentence


def test_a_sentence_can_end_with_a_cut_topic() -> None:
    long = "Interpretability, robustness and everything else that an interviewer may ask"
    told = Report(session(given("a", 1, topic=long), given("b", 4, topic="Nets"))).topic_sentences
    assert told[0] == "Went well: Nets."
    assert told[1].endswith("…")
