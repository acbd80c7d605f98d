"""Tests what to practise next: the ranking by gain, and the reasons."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from simulator.core.bank import Drawn
from simulator.core.expected_gain import (
    LEARNED,
    RESTS_DAYS,
    Knowledge,
    Ranked,
    Reason,
    free_on,
    gain_order,
    ranked,
    rested_on,
)
from simulator.core.fields import FIRST_DAY, LAST_DAY, is_sound
from simulator.core.progress import Progress
from simulator.core.session import Session
from simulator.core.spaced_repetition import replay
from tests.histories import MONDAY, given, questions, session, skipped


def on(day: int) -> date:
    return MONDAY.date() + timedelta(days=day)


def ranks(
    held: Sequence[Session], day: int, pool: tuple[Drawn, ...], interview: int | None = None
) -> dict[str, Ranked]:
    ahead = None if interview is None else on(interview)
    order = ranked(replay(held, on(day), ahead), pool, random.Random(1))
    return {each.drawn.question.id: each for each in order}


def test_a_new_question_gains_its_unknown_share() -> None:
    empty = ranks([], 0, questions("a", "b"))
    assert empty["a"].gain == pytest.approx(LEARNED * (1 - 1.8 / 4))
    held = [session(given("a", 3, points="xxxx"), given("b", 1, points="...."))]
    mean = (1 + 0 + 1.8) / 6
    new = ranks(held, 0, questions("c", topics=["Other"]))["c"]
    assert new.gain == pytest.approx(LEARNED * (1 - mean))
    # In the topic itself, the shift is (0.5 * 2 - 2 m) / (n + 2).
    same = ranks(held, 0, questions("d", topics=["T"]))["d"]
    assert same.gain == pytest.approx(LEARNED * (1 - (mean + (1 - 2 * mean) / 4)))


def test_a_weak_topic_comes_first_and_says_so() -> None:
    held = [
        session(
            *(given(f"v{n}", 1, points="x...", topic="Vision") for n in range(3)),
            *(given(f"t{n}", 4, points="xxxx", topic="Training") for n in range(3)),
        )
    ]
    pool = questions("new-t", "new-v", topics=["Training", "Vision"])
    found = ranks(held, 1, pool)
    assert list(found) == ["new-v", "new-t"]
    assert found["new-v"].why == "never asked, you are weak in Vision"
    assert found["new-t"].why == "never asked"
    assert Knowledge(replay([], on(0))).is_weak("Vision") is False


def test_a_topic_rated_solid_without_a_tick_is_not_weak() -> None:
    solid = [given(f"v{n}", 3, points="....", topic="Vision") for n in range(2)]
    others = [given(f"t{n}", 3, points="xxx.", topic="Training") for n in range(4)]
    found = ranks([session(*solid, *others)], 1, questions("new", topics=["Vision"]))
    assert found["new"].why == "never asked"


def test_the_gain_of_a_known_question_is_the_increase_in_recall() -> None:
    held = [session(given("a", 3))]
    memory = replay(held, on(20)).memories["bank", "a"]
    r = memory.recall
    gain = ranks(held, 20, questions("a"))["a"].gain
    expected = r * memory.after_good + (1 - r) * memory.after_again - memory.unasked
    assert gain == pytest.approx(expected)
    assert gain > ranks(held, 5, questions("a"))["a"].gain > 0


def test_recently_asked_questions_come_after_all_others() -> None:
    held = [session(given("a", 1), skipped("s")), session(given("b", 4), day=-90)]
    order = list(ranks(held, RESTS_DAYS - 1, questions("a", "s", "b", "c")))
    assert set(order[:2]) == {"b", "c"}
    assert set(order[2:]) == {"a", "s"}
    assert free_on(replay(held, on(1)), ("bank", "a")) == on(RESTS_DAYS)
    found = ranks(held, RESTS_DAYS, questions("a", "s", "b", "c"))
    assert found["a"].reason is Reason.WEAK
    assert found["s"].reason is Reason.NOT_RATED
    assert found["b"].reason is Reason.FADING
    assert found["b"].why == "about to be forgotten"
    assert ranks([session(given("b", 4))], 4, questions("b"))["b"].reason is Reason.KNOWN


def test_sure_and_wrong_is_the_reason_but_the_gain_decides_the_rank() -> None:
    wrong = [given(f"w{n}", 1, confidence=5) for n in range(6)]
    held = [session(*wrong, given("m", 1, confidence=2), given("r", 3, confidence=5))]
    pool = questions(*"xyz", "m", "r", *(f"w{n}" for n in range(6)))
    found = ranks(held, RESTS_DAYS, pool)
    assert [each.gain for each in found.values()] == sorted(
        (each.gain for each in found.values()), reverse=True
    )
    assert found["w0"].why == "sure and wrong"
    assert found["m"].reason is Reason.WEAK
    # It rests like all other questions.
    assert ranks(held, 1, pool)["w0"].reason is Reason.JUST_ASKED


def weak_in(topic: str, others: Sequence[str]) -> list[Session]:
    bad = [given(f"{topic} {n}", 1, points="....", topic=topic) for n in range(4)]
    good = [given(f"{each} {n}", 4, points="xxxx", topic=each) for each in others for n in range(2)]
    return [session(*bad, *good)]


def topics_in_order(held: Sequence[Session], names: str, day: int = 1) -> list[str]:
    pool = questions(*(f"n{place}" for place in range(len(names))), topics=names)
    return [each.drawn.question.topic for each in ranks(held, day, pool).values()]


def test_no_topic_gets_more_than_a_third_of_the_new_questions() -> None:
    order = topics_in_order(weak_in("A", "BCD"), "A" * 8 + "B" * 8 + "C" * 8 + "D" * 8)
    assert order[0] == "A"
    for number in range(1, 13):
        most = -(-number // 3)
        assert all(order[:number].count(topic) <= most for topic in "ABCD"), number
    assert order[:12].count("A") == 4
    assert sorted(order) == sorted("A" * 8 + "B" * 8 + "C" * 8 + "D" * 8)


def test_two_topics_alternate_and_a_single_one_is_not_held_back() -> None:
    assert topics_in_order(weak_in("A", "B"), "AAAABB") == list("ABABAA")
    assert topics_in_order([], "AAAA") == list("AAAA")


def test_known_questions_pass_new_ones_that_are_held_back() -> None:
    known = [
        given(f"{topic} {n}", 4, points="xxxx", topic=topic) for n in range(20) for topic in "BC"
    ]
    held = [*weak_in("A", "BC"), session(*known), session(given("old", 1, topic="A"), day=-1)]
    pool = questions("a1", "a2", "b1", "b2", "c1", "c2", "old", topics="AABBCCA")
    found = ranks(held, RESTS_DAYS - 1, pool)
    order = list(found)
    assert order[0] in ("a1", "a2")
    assert order[1] == "old"
    assert sorted(found[name].drawn.question.topic for name in order[2:4]) == ["B", "C"]


def test_every_reason_has_a_brief_word() -> None:
    assert len({each.brief for each in Reason}) == len(Reason)
    assert max(len(each.brief) for each in Reason) <= 11


def test_ties_go_to_the_questions_for_newcomers() -> None:
    pool = questions(*"abcdefgh")
    for place in (2, 5):
        drawn = pool[place]
        asked = replace(drawn.question, tags=("core", "speech"))
        pool = (*pool[:place], drawn._replace(question=asked), *pool[place + 1 :])
    for seed in range(5):
        order = gain_order(replay([], on(0)), pool, random.Random(seed))
        assert {key[1] for key in order[:2]} == {"c", "f"}


def test_chance_decides_the_remaining_ties() -> None:
    pool, history = questions(*"abcdefgh"), replay([], on(0))
    orders = {gain_order(history, pool, random.Random(seed)) for seed in range(10)}
    assert len(orders) > 5
    assert gain_order(history, pool, random.Random(3)) == gain_order(
        history, pool, random.Random(3)
    )


def test_only_questions_still_in_a_bank_are_ranked() -> None:
    held = [session(given("a", 1), given("b", 1))]
    history = replay(held, on(9))
    assert gain_order(history, questions("b"), random.Random(1)) == (("bank", "b"),)


@pytest.mark.parametrize("today", [FIRST_DAY, LAST_DAY])
@pytest.mark.parametrize("interview", [FIRST_DAY, LAST_DAY, None])
def test_every_valid_date_in_a_file_can_be_ranked(today: date, interview: date | None) -> None:
    held = [
        replace(
            session(given(f"q{n}", 2), given(f"r{n}", 3)),
            started_at=datetime(day.year, day.month, day.day, tzinfo=timezone(timedelta(hours=n))),
        )
        for n, day in zip((-12, 14), (FIRST_DAY, LAST_DAY), strict=True)
    ]
    assert all(is_sound(each.started_at) for each in held)
    history = replay(held, today, interview)
    pool = questions(*(name for _, name in history.asked))
    assert len(ranked(history, pool, random.Random(1))) == 4
    weeks = Progress.of(held).weeks
    assert (weeks[0].monday, weeks[-1].monday) == (date(1969, 12, 29), date(2199, 12, 30))
    for day in (FIRST_DAY, LAST_DAY):
        assert rested_on(day, interview) > day
