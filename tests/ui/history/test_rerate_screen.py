"""Judging again, blind: no widget holds the old judgement before the new one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.core.session import KeyPoint, Rerating, Session
from simulator.core.states import Rating
from simulator.ui.history.report_screen import ReportScreen
from simulator.ui.history.rerate_screen import RerateScreen, blind
from tests.histories import given, session
from tests.samples import SENTINELS
from tests.ui.driver import lines, press
from tests.ui.history.reports import NOW, PATH, screen, top
from tests.ui.showing import Asked, everything, showing


def secret() -> Session:
    """Return an answer whose old judgement is full of sentinel words."""
    points = (KeyPoint("point one", True), KeyPoint("point two"), KeyPoint("extra", True, True))
    answer = replace(
        given("a", 4, confidence=5, wrong=True, flagged=True, note=SENTINELS[0]),
        key_points=points,
        rerated=(Rerating(NOW, Rating.STRONG, (True, True, True)),),
    )
    return session(answer, given("b", 2), given("c", None))


def test_a_blind_answer_holds_no_judgement() -> None:
    bare = blind(secret().answers[0])
    assert (bare.rating, bare.confidence, bare.wrong, bare.note) == (None, None, False, "")
    assert (bare.rerated, bare.flagged, bare.covered) == ((), False, 0)
    assert [point.text for point in bare.key_points] == ["point one", "point two", "extra"]


async def test_no_widget_holds_the_old_rating_before_the_new_one() -> None:
    judge = RerateScreen.of_session(secret(), lambda: NOW, print)
    async with showing(judge, (120, 40)) as pilot:
        words = everything(pilot)
        assert SENTINELS[0] not in words
        assert "5/5" not in words
        assert "Then" not in words
        assert "[x]" not in words
        assert all("strong" not in line for line in lines(pilot) if "▪▪▪▪" not in line)
        await press(pilot, "1")
        assert "Then  ▪▪▪▪ strong" in everything(pilot)
        assert "confidence 5/5" in everything(pilot)


async def test_texts_are_limited_to_a_readable_width() -> None:
    held = session(replace(given("a", 4), text="word " * 90, model_answer="word " * 90))
    async with showing(RerateScreen.of_session(held, lambda: NOW, print), (200, 50)) as pilot:
        texts = pilot.app.screen.query_one("#rerate-texts").region
        written = [line[texts.x : texts.right].rstrip() for line in lines(pilot)]
        written = [line for line in written if "word word" in line]
        assert len(written) > 8
        assert max(map(len, written)) <= 101


async def test_ticks_a_proposal_and_both_ratings() -> None:
    rated: list[int] = []
    judge = RerateScreen.of_session(secret(), lambda: NOW, lambda place, _: rated.append(place))
    async with showing(judge, (120, 40)) as pilot:
        await press(pilot, "enter")
        assert judge.given == {}
        await press(pilot, "a")
        assert "◂ proposed" in everything(pilot)
        await press(pilot, "b", "b", "enter")
        assert judge.given[0] == Rerating(NOW, Rating.PARTIAL, (True, False, False))
        assert "Lower now." in everything(pilot)
        await press(pilot, "4", "a")
        assert judge.given[0].rating is Rating.PARTIAL
        await press(pilot, "enter")
        assert "What is b?" in everything(pilot)
        await press(pilot, "2")
        assert "The same." in everything(pilot)
        await press(pilot, "enter")
        assert top(pilot) is not judge
        assert rated == [0, 1]


async def test_judging_by_mouse() -> None:
    judge = RerateScreen.of_session(secret(), lambda: NOW, print)
    async with showing(judge, (120, 40)) as pilot:
        await pilot.click("#rerate-points ClickableLine")
        await pilot.click("#rerate-ratings ClickableLine")
        await pilot.pause()
        assert judge.given[0] == Rerating(NOW, Rating.NOT_YET, (True, False, False))


async def test_re_rating_starts_from_the_report() -> None:
    asked = Asked()
    async with showing(screen(secret(), asked=asked), (120, 40)) as pilot:
        await press(pilot, "b", "2")
        assert asked.calls == [
            ("rerated", PATH, 0, Rerating(NOW, Rating.PARTIAL, (False, False, False)))
        ]
        await press(pilot, "escape")
        assert isinstance(top(pilot), ReportScreen)


async def test_only_a_rated_answer_can_be_judged_again() -> None:
    async with showing(screen(secret())) as pilot:
        await press(pilot, "end", "b")
        assert isinstance(top(pilot), ReportScreen)
    with pytest.raises(ValueError, match="rated"):
        RerateScreen.of_session(session(given("a")), lambda: NOW, print)


async def test_in_a_wide_window_the_ticks_are_beside_the_texts() -> None:
    held = session(replace(given("a", 4, points="x."), text="word " * 90))
    async with showing(RerateScreen.of_session(held, lambda: NOW, print), (120, 40)) as pilot:
        parts = ("#rerate-texts", "#rerate-points", "#rerate-ratings")
        texts, points, ratings = (pilot.app.screen.query_one(each).region for each in parts)
        assert points.x >= texts.right
        assert ratings.y >= points.bottom
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        texts, points, ratings = (pilot.app.screen.query_one(each).region for each in parts)
        assert points.y >= texts.bottom
