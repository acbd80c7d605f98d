"""The progress over all sessions, and two sessions side by side."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from textual.containers import VerticalScroll
from textual.content import Content

from simulator.core.comparison import Comparison
from simulator.core.day_plan import plan
from simulator.core.progress import Progress
from simulator.core.session import Session
from simulator.core.spaced_repetition import replay
from simulator.ui.context import Keys
from simulator.ui.history.compare_screen import CompareScreen
from simulator.ui.history.progress_screen import ProgressScreen
from tests.histories import MONDAY, given, questions, session, skipped, unreached
from tests.samples import HOSTILE, sample_session
from tests.ui.driver import lines, press, screen_text
from tests.ui.showing import EVERY_SIZE, everything, showing

HELD = (
    session(
        given("a", 2, points="x.", confidence=5, topic="Nets"),
        given("b", 3, points="xx", confidence=3, topic="Sums", used=200),
    ),
    session(given("a", 3, points="xx", confidence=4, topic="Nets"), skipped("c"), day=7),
    sample_session(),
)


def screen(
    *held: Session,
    day: int = 21,
    interview: int | None = None,
    practise: Callable[[Keys], object] = print,
) -> ProgressScreen:
    today: date = MONDAY.date() + timedelta(days=day)
    ahead = None if interview is None else MONDAY.date() + timedelta(days=interview)
    pool = questions("a", "b", "c", "d", "e", limit=105)
    planned = plan(replay(held, today, ahead), pool, ahead)
    return ProgressScreen(Progress.of(held), pool, planned, practise)


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_progress(size: tuple[int, int]) -> None:
    async with showing(screen(*HELD, interview=24), size) as pilot:
        assert "3 sessions: 4 of 6 solid or strong." in screen_text(pilot).replace("\n", " ")
        words = everything(pilot)
        whys = (
            ("fading     What is b?", "not rated  What is c?", "new        What is d?")
            if size[0] < 80
            else (
                "about to be forgotten  What is b?",
                "not rated              What is c?",
                "never asked            What is d?",
            )
        )
        for part in (
            *whys,
            "You covered 9 of 12 key points. 3 of 5 questions asked.",
            "After 5 sessions a line shows the trend.",
            "Concurrency",
            "1 of 2",
            "Judged again, blind: 0 the same, 0 higher, 1 lower.",
            "You ran over on 1 of 7 questions. Time ran out on 1.",
        ):
            assert part in words, part
        shown = [card for card in pilot.app.screen.query(".card") if card.display]
        assert [Content.from_markup(str(card.border_title)).plain.strip() for card in shown] == [
            "Interview in 3 days. Today: 5 questions, about 12 minutes",
            "Solid or strong, by session",
            "Confidence against result",
            "Time",
            "Sessions a week",
            "Ready by topic, by last ratings  ━ ready  ╍ partly",
        ]
        page = pilot.app.screen.query_one("#page", VerticalScroll)
        await press(pilot, "j", "j", "k")
        assert page.scroll_y == max(0, min(6, page.max_scroll_y) - 3)


async def test_due_questions_are_practised() -> None:
    asked: list[Keys] = []
    async with showing(screen(*HELD, practise=asked.append)) as pilot:
        await press(pilot, "p")
        (keys,) = asked
        assert {key[1] for key in keys} == {"a", "b", "c", "d", "e"}


async def test_nothing_yet() -> None:
    asked: list[Keys] = []
    nothing = plan(replay((), MONDAY.date()), ())
    progress = ProgressScreen(Progress.of(()), (), nothing, asked.append)
    async with showing(progress) as pilot:
        assert "No sessions yet." in screen_text(pilot)
        assert "Practise" not in lines(pilot)[-1]
        await press(pilot, "p", "q")
        assert asked == []


async def test_a_rate_from_twenty_answers_on() -> None:
    many = session(*(given(f"q{n}", 3, confidence=5) for n in range(20)))
    async with showing(screen(many)) as pilot:
        assert "Your confidence was right in 100 % of 20 answers." in everything(pilot)


async def test_titles_touch_no_line_in_any_window() -> None:
    async with showing(screen(*HELD), (120, 40)) as pilot:
        for columns, rows in ((120, 40), (60, 40), (80, 15), (80, 24)):
            await pilot.resize_terminal(columns, rows)
            await pilot.pause()
            title = next(line for line in lines(pilot) if "questions, " in line and "─" in line)
            assert re.search(r"─ \w.* minutes ─", title), (columns, rows, title)


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_two_sessions_side_by_side(size: tuple[int, int]) -> None:
    before = session(
        given("a", 1, points="x..", used=130, confidence=4),
        given("b", 3),
        given("e", 3),
        skipped("f"),
    )
    after = session(
        given("a", 3, points=".xx", used=84, confidence=2),
        given("c", 3),
        given("e", 2),
        given("f", 4),
        unreached("d"),
        day=3,
    )
    async with showing(CompareScreen(Comparison.of(after, before)), size) as pilot:
        words = everything(pilot)
        for part in (
            "▲ better  What is a?",
            "▼ worse  What is e?",
            "  + a point 2\n  + a point 3\n  - a point 1",
            "Only in the earlier one\n▪▪▪▫ solid      What is b?",
            "Only in the later one\n▪▪▪▫ solid      What is c?",
        ):
            assert part in words, part
        rows = [" ".join(line.split()) for line in words.split("\n")]
        wide = ["2 Nov 2026, 18:00 5 Nov 2026, 18:00"]
        narrow = ["2 Nov 2026 5 Nov 2026", "18:00 18:00"]
        assert set(narrow if size[0] == 60 else wide) <= set(rows)
        assert "Time 2:10 → 1:24" in rows
        assert "Time - → 1:00" in rows
        assert "Points 1 of 3 → 2 of 3 ▲ better" in rows
        assert "Confidence 4/5 → 2/5" in rows
        assert "Solid or strong 2 of 3 → 3 of 4 ▲ better" in rows
        await press(pilot, "j", "k", "escape")
        assert not isinstance(pilot.app.screen, CompareScreen)


@pytest.mark.parametrize("columns", range(60, 81))
async def test_both_sessions_are_named_and_compared_in_full_at_every_width(columns: int) -> None:
    """The day of one has a digit less, and of one more is to be said in a narrow window."""
    before = session(given("a", 1, points="x" * 15 + "." * 15), day=7)
    after = session(given("a", 3, points="x" * 20 + "." * 10), day=10)
    async with showing(CompareScreen(Comparison.of(before, after)), (columns, 15)) as pilot:
        words = screen_text(pilot)
        for part in ("9 Nov 2026", "12 Nov 2026", "15 of 30", "20 of 30  ▲ better"):
            assert part in words, part
        for part in ("18:00", before.setup.mode.value):
            assert words.count(part) == 2, part


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_questions_of_only_one_session_have_a_line_each(size: tuple[int, int]) -> None:
    long = [replace(given(name, 3), question=f"{name} " + "word " * 30) for name in "ab"]
    comparison = Comparison.of(session(*long), session(given("c", 3), day=1))
    async with showing(CompareScreen(comparison), size) as pilot:
        await press(pilot, "end")
        start = next(n for n, line in enumerate(lines(pilot)) if "Only in the earlier" in line)
        for name, line in zip("ab", lines(pilot)[start + 1 :], strict=False):
            assert f"{name} word" in line
            assert line.rstrip(" ▁▂▃▄▅▆▇█").endswith("…")


@pytest.mark.parametrize("sides", [(2, None), (None, 3), (None, None)])
async def test_nothing_is_better_or_worse_than_an_unrated_answer(
    sides: tuple[int | None, int | None],
) -> None:
    given_ones = [given("a", rating, points="x.", confidence=5) for rating in sides]
    comparison = Comparison.of(session(given_ones[0]), session(given_ones[1], day=1))
    async with showing(CompareScreen(comparison)) as pilot:
        words = everything(pilot)
        assert "▲" not in words
        assert "▼" not in words
        assert "0 of 0" not in words
        assert "-0" not in words
        assert words.count("nothing rated") == sides.count(None)


async def test_two_sessions_with_nothing_in_common() -> None:
    comparison = Comparison.of(session(given("a", 3)), session(given("b", 3), day=1))
    async with showing(CompareScreen(comparison)) as pilot:
        assert "No question was asked in both." in screen_text(pilot)


async def test_hostile_texts() -> None:
    word = HOSTILE["markup"]
    one = session(given(word, 3, points="x", topic=word))
    other = session(given(word, 1, points=".", topic=word), day=1)
    async with showing(CompareScreen(Comparison.of(one, other))) as pilot:
        assert "[/foo]" in screen_text(pilot)
    async with showing(screen(one, other)) as pilot:
        assert "[/foo]" in everything(pilot)


async def test_a_wide_window_cuts_no_question_that_only_one_asked() -> None:
    asked = "Which of the words of this line " + "is the one " * 8 + "that ends it?"
    comparison = Comparison.of(
        session(replace(given("a", 3), question=asked)), session(given("c", 3), day=1)
    )
    async with showing(CompareScreen(comparison), (200, 50)) as pilot:
        assert asked in screen_text(pilot)


@pytest.mark.parametrize("size", [(120, 40), (200, 50)])
async def test_many_topics_are_in_two_columns_below_everything(size: tuple[int, int]) -> None:
    many = session(*(given(f"q{n}", 3, topic=f"Topic {n:02}") for n in range(12)))
    async with showing(screen(many), size) as pilot:
        await press(pilot, "end")
        rows = [line for line in lines(pilot) if "Topic" in line]
        assert [re.findall(r"Topic \d\d", row) for row in rows] == [
            [f"Topic {n:02}", f"Topic {n + 6:02}"] for n in range(6)
        ]
        assert len({row.index("Topic", 50) for row in rows}) == 1
        card = pilot.app.screen.query_one("#progress-topics").virtual_region
        others = [each.virtual_region for each in pilot.app.screen.query("#page > .card")]
        assert card.y == max(each.y for each in others)
