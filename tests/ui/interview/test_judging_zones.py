"""Judging in three zones: the ratings are always on screen, and everything can be read."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

import pytest
from textual.color import Color
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, TextArea

from simulator.core.bank import Bank, FollowUp, Question
from simulator.core.setup import Mode
from simulator.core.states import Phase, Rating
from simulator.ui.interview.question_strip import QuestionStrip
from simulator.ui.interview.rating_row import Segment
from tests.ui.driver import (
    FakeClock,
    RunApp,
    has,
    interview_screen,
    press,
    screen_text,
    type_text,
    until,
    wait_until,
)
from tests.ui.interview.interviews import bank

pytestmark = pytest.mark.long

SIZES = [(60, 15), (60, 24), (80, 24), (100, 18), (120, 20), (120, 40), (200, 50)]

CODE = (
    "What is wrong here?\n\n```python\n" + "\n".join(f"line_{n} = {n}" for n in range(20)) + "\n```"
)
ASKED_ON = (
    FollowUp("Why so?", ("of the first", "more of the first"), "Modelled.", 30.0),
    FollowUp("And then, when nothing is left to share?"),
)


def of(points: int, **more: object) -> Bank:
    """Return a bank of one question with so many key points."""
    question = Question(
        "q",
        "What is it, and why?",
        "\n\n".join(f"Paragraph {n}." for n in range(30)),
        key_points=tuple(f"Point {n}" for n in range(1, points + 1)),
        mistakes=("One takes it for another", "One forgets the second"),
        follow_ups=ASKED_ON,
        references=("https://example.org/it",),
    )
    return Bank("plain", "Plain", (replace(question, **more),))  # type: ignore[arg-type]


async def judging(pilot: Pilot[int], *, follow_ups: int = 0) -> None:
    """Go from home to the judging of the first answer."""
    await press(pilot, "enter", "enter")
    await type_text(pilot, "spoken")
    for _ in range(1 + follow_ups):
        await press(pilot, "ctrl+s")
    await press(pilot, "4")
    await pilot.pause()


def whole(pilot: Pilot[int], widget: Widget) -> bool:
    """Return whether all of a widget is on screen and not covered."""
    screen = pilot.app.screen
    seen = widget.region.intersection(screen.region)
    for ancestor in widget.ancestors:
        if isinstance(ancestor, Widget):
            seen = seen.intersection(ancestor.region)
    return bool(widget.region.area) and seen == widget.region


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("points", [0, 3, 8, 20])
async def test_the_ratings_are_always_on_screen(
    run_app: RunApp, size: tuple[int, int], points: int
) -> None:
    async with run_app(of(points), questions=1, follow_ups=2, size=size) as pilot:
        await judging(pilot, follow_ups=2)
        screen = pilot.app.screen
        for _ in range(5):
            assert all(whole(pilot, each) for each in screen.query(Segment))
            assert whole(pilot, screen.query_one("#rating-hint"))
            assert whole(pilot, screen.query_one("#wrong"))
            assert whole(pilot, screen.query_one("#note", Input))
            assert screen.query_one("#note").region.bottom <= screen.query_one("KeyFooter").region.y
            await press(pilot, "tab")
        shown = screen_text(pilot)
        for words in ("1 not yet", "2 partial", "3 solid", "4 strong", "Next time I will say"):
            assert words in shown
        assert "w ○ I also said something wrong" in shown


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
async def test_eight_points_are_on_screen(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(of(8), questions=1, size=size) as pilot:
        await judging(pilot)
        shown = screen_text(pilot)
        assert all(f"{letter} ○ Point {n}" in shown for n, letter in enumerate("abcdefgh", 1))
        assert "w ○ I also said something wrong" in shown
        assert "Paragraph 0." in shown
        assert "0 of 8" in shown


@pytest.mark.parametrize("size", SIZES)
async def test_every_point_of_two_follow_ups_can_be_ticked_and_seen(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(of(8), questions=1, follow_ups=2, size=size) as pilot:
        await judging(pilot, follow_ups=2)
        for key, words in (
            ("a", "a ✓ Point 1"),
            ("i", "i ✓ follow-up 1: of the first"),
            ("k", "k ✓ follow-up 2: I answered it"),
            ("w", "w ✓ I also said something wrong"),
        ):
            await press(pilot, key)
            await pilot.pause()
            assert words in screen_text(pilot)
        await press(pilot, "down")
        await pilot.pause()
        assert "▌a ✓ Point 1" in screen_text(pilot)
        assert interview_screen(pilot).interview.answer.covered == 1


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (100, 18)])
async def test_a_key_turns_from_the_model_answer_to_ones_own(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(of(4), questions=1, size=size) as pilot:
        await judging(pilot)
        assert "Paragraph 0." in screen_text(pilot)
        assert "spoken" not in screen_text(pilot)
        assert "▸ Model" in screen_text(pilot)
        await press(pilot, "tab")
        assert "spoken" in screen_text(pilot)
        assert "Paragraph 0." not in screen_text(pilot)
        await pilot.click("#pages")
        await pilot.pause()
        assert "spoken" not in screen_text(pilot)


@pytest.mark.parametrize("size", [(120, 40), (200, 50)])
async def test_both_answers_are_side_by_side_if_there_is_room(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(of(4), questions=1, size=size) as pilot:
        await judging(pilot)
        shown = screen_text(pilot)
        assert "spoken" in shown
        assert "Paragraph 0." in shown
        assert "Other text" not in shown
        own, reading = (
            pilot.app.screen.query_one(each).region for each in ("#own-answer", "#reading")
        )
        assert own.right <= reading.x
        assert reading.right == size[0] - 1


@pytest.mark.parametrize("size", SIZES)
async def test_rating_shows_what_may_follow(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(of(8), questions=1, size=size) as pilot:
        await judging(pilot)
        assert "Interviewers often hear" not in screen_text(pilot)
        await press(pilot, "2")
        await pilot.pause()
        assert "Interviewers often hear:" in screen_text(pilot)
        assert "● chosen: partial" in screen_text(pilot)
        await press(pilot, "u")
        await pilot.pause()
        assert "Interviewers often hear" not in screen_text(pilot)
        assert "Paragraph 0." in screen_text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_question_can_be_read_in_full_while_judging(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(of(4, question=CODE), questions=1, size=size) as pilot:
        await judging(pilot)
        assert "What is wrong here?" in screen_text(pilot)
        seen = screen_text(pilot)
        for _ in range(3):
            await press(pilot, "tab")
            for _ in range(4):
                seen += screen_text(pilot)
                await press(pilot, "pagedown")
                await pilot.pause()
        assert all(f"line_{n} = {n}" in seen for n in range(20))


@pytest.mark.parametrize("size", [(60, 15), (100, 18)])
async def test_a_short_text_leaves_more_rows_to_the_points(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(of(14), questions=1, size=size) as pilot:
        await judging(pilot)
        assert "○ Point 1" not in screen_text(pilot)  # The model answer is long.
        await press(pilot, "tab")
        await until(pilot, has(pilot, "a ○ Point 1"))
        rows = screen_text(pilot).splitlines()
        (own,) = (at for at, row in enumerate(rows) if row.strip() == "spoken")
        assert "Tick what you really said" in rows[own + 1]
        assert all(row.strip() for row in rows[own:])
        await press(pilot, "b")
        assert "b ✓ Point 2" in screen_text(pilot)
        assert rows[own] in screen_text(pilot).splitlines()  # It did not turn to another page.
        await press(pilot, "enter")
        await until(pilot, lambda: rows[own] not in screen_text(pilot).splitlines())
        assert interview_screen(pilot).interview.answer.rating is None


async def test_more_points_are_shown_below_a_short_text(run_app: RunApp) -> None:
    async with run_app(of(14), questions=1, size=(80, 24)) as pilot:
        await judging(pilot)
        assert "Point 9" in screen_text(pilot)
        assert "Point 10" not in screen_text(pilot)
        await press(pilot, "tab")
        await until(pilot, has(pilot, "Point 12"))


@pytest.mark.parametrize("size", SIZES)
async def test_the_question_of_the_ratings_is_above_them(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(of(4), questions=1, size=size) as pilot:
        await judging(pilot)
        for key, asked in (
            ("", "Would an interviewer accept it?"),
            ("b", "by your ticks"),
            ("3", "chosen: solid"),
        ):
            await press(pilot, *key)
            lines = screen_text(pilot).splitlines()
            (at,) = (place for place, line in enumerate(lines) if asked in line)
            assert "2 partial" in lines[at + 1]
            assert "3 solid" in lines[at + 1]


async def test_the_ticks_propose_and_a_digit_chooses(run_app: RunApp) -> None:
    async with run_app(of(4), questions=1) as pilot:
        await judging(pilot)
        assert "Would an interviewer accept it?" in screen_text(pilot)
        assert "your ticks" not in screen_text(pilot)
        for keys, place, rating in (("a", 0, "not yet"), ("b", 1, "partial"), ("cd", 2, "solid")):
            await press(pilot, *keys)
            lines = screen_text(pilot).splitlines()
            hint = next(line for line in lines if f"▼ Enter: {rating}, by your ticks" in line)
            segment = pilot.app.screen.query(Segment)[place]
            assert abs(hint.index("▼") - segment.region.x) <= 1
            assert f"▼ {place + 1}" in "\n".join(lines)
        assert "4 of 4" in screen_text(pilot)
        await press(pilot, "3")
        assert "● 3 solid" in screen_text(pilot)
        assert interview_screen(pilot).interview.answer.rating is Rating.SOLID


async def test_a_skipped_answer_shows_what_a_good_one_says(run_app: RunApp) -> None:
    async with run_app(of(3), questions=1) as pilot:
        await press(pilot, "enter", "enter", "f2", "enter", "enter")
        shown = screen_text(pilot)
        assert "What a good answer says" in shown
        assert "• Point 3" in shown
        assert "not yet" not in shown
        assert "Next time" not in shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_skipped_answer_without_points_has_no_empty_list_of_them(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    bare = of(0, answer="", follow_ups=())
    async with run_app(bare, questions=1, size=size) as pilot:
        await press(pilot, "enter", "enter", "f2", "enter", "enter")
        assert "What a good answer says" not in screen_text(pilot)
        assert not pilot.app.screen.query_one("#ticks").region


async def test_the_promise_is_above_the_points(run_app: RunApp, clock: FakeClock) -> None:
    async with run_app(bank(1), questions=1, mode=Mode.PRACTICE, size=(60, 15)) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "2", "n")
        await type_text(pilot, "say why")
        await press(pilot, "enter", "enter", "q")
        clock.advance(60.0)
        await press(pilot, "enter", "enter")
        await press(pilot, "ctrl+s", "3", "a")
        await wait_until(pilot, "Note from last time: say why")


@pytest.mark.parametrize("size", [(120, 40), (120, 20), (80, 24), (60, 15)])
async def test_all_of_a_long_answer_is_read_by_keys(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(of(4), questions=1, size=size) as pilot:
        await press(pilot, "enter", "enter")
        box = pilot.app.screen.query_one("#answer", TextArea)
        box.insert("\n".join(f"Spoken {n}." for n in range(40)))
        await pilot.pause()
        await press(pilot, "ctrl+s", "4", "2")
        await pilot.pause()
        seen = ""
        for _ in range(5):
            for _ in range(12):
                seen += screen_text(pilot)
                await press(pilot, "pagedown")
            await press(pilot, "tab")
        assert all(f"Spoken {n}." in seen for n in range(40))
        assert all(f"Paragraph {n}." in seen for n in range(30))
        assert "And then, when nothing is left to share?" in seen
        assert "https://example.org/it" in seen


@pytest.mark.parametrize(("size", "seen"), [((60, 15), 6), ((80, 24), 9), ((120, 34), 15)])
async def test_points_out_of_view_are_counted(
    run_app: RunApp, size: tuple[int, int], seen: int
) -> None:
    async with run_app(of(20), questions=1, size=size) as pilot:
        await judging(pilot)
        await press(pilot, "a")
        await wait_until(pilot, f"▾ {20 - seen} more")
        assert f"Point {seen} " in screen_text(pilot).replace("\n", " ")
        assert f"Point {seen + 1} " not in screen_text(pilot).replace("\n", " ")
        await press(pilot, "up")  # From the first one around to the last.
        await wait_until(pilot, f"▴ {20 - seen} more")
        assert "Point 20" in screen_text(pilot)
        assert not re.search(r"▾ \d", screen_text(pilot))


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 34)])
async def test_something_wrong_is_no_point_of_a_list_that_goes_on(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(of(20), questions=1, size=size) as pilot:
        await judging(pilot)
        await press(pilot, "a")
        cut = re.compile(r"▾ \d+ more( below)? ── w ○ I also said something wrong")
        await until(pilot, lambda: bool(cut.search(screen_text(pilot))))
        await press(pilot, "w")
        await until(pilot, has(pilot, "── w ✓ I also said something wrong"))
        await press(pilot, "up")
        await until(pilot, lambda: "── w" not in screen_text(pilot))


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_a_skipped_question_has_its_words_in_the_middle(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(of(3), questions=1, size=size) as pilot:
        await press(pilot, "enter", "enter", "f2", "enter")
        await wait_until(pilot, "You skipped this question.")
        rows = screen_text(pilot).splitlines()
        (at,) = (at for at, row in enumerate(rows) if "You skipped" in row)
        before = len(rows[at]) - len(rows[at].lstrip())
        assert abs(2 * before + len("You skipped this question.") - size[0]) <= 2
        assert abs(at - size[1] // 2) <= 2
        assert not pilot.app.screen.query_one("#zones").region


async def test_what_was_typed_before_the_skip_stays_visible(run_app: RunApp) -> None:
    async with run_app(of(3), questions=1, size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "so far")
        await press(pilot, "f2", "enter")
        await wait_until(pilot, "You skipped this question.")
        assert "so far" in screen_text(pilot)


async def test_something_wrong_is_right_below_few_points(run_app: RunApp) -> None:
    async with run_app(of(3), questions=1, size=(120, 40)) as pilot:
        await judging(pilot)
        screen = pilot.app.screen
        last = screen.query("#points ClickableLine").last()
        assert screen.query_one("#wrong").region.y == last.region.bottom


@pytest.mark.parametrize("size", SIZES)
async def test_the_question_is_at_the_top_and_a_key_shows_its_code(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(of(4, question=CODE), questions=1, size=size) as pilot:
        await judging(pilot)
        first = screen_text(pilot)
        assert "What is wrong here? … F4 shows the rest" in first
        assert "line_0 = 0" not in first
        await press(pilot, "f4")
        assert "│ line_0 = 0" in screen_text(pilot)
        await press(pilot, "f4")
        assert screen_text(pilot) == first


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_question_is_cut_at_a_word_and_names_the_key(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    tale = "Tell it to somebody who has never heard of it, in simple words. " * 60
    async with run_app(of(4, question=tale), questions=1, size=size) as pilot:
        await judging(pilot)
        (cut,) = (each for each in screen_text(pilot).splitlines() if "F4 shows the rest" in each)
        assert cut.partition(" … F4")[0].split()[-1] in tale.split()
        await press(pilot, "f4")
        assert screen_text(pilot).count("Tell it to somebody") > 2


@pytest.mark.parametrize("size", [(120, 40), (200, 50)])
async def test_a_question_with_little_code_is_shown_in_full(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    short = "What does it print?\n\n```python\nprint([] == 0)\n```"
    async with run_app(of(4, question=short), questions=1, size=size) as pilot:
        await judging(pilot)
        assert "│ print([] == 0)" in screen_text(pilot)
        assert "F4" not in screen_text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_ratings_are_buttons_and_the_current_one_is_highlighted(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(of(4), questions=1, size=size) as pilot:
        await judging(pilot)
        segments = list(pilot.app.screen.query(Segment))
        colours = pilot.app.theme_variables
        panel, words = Color.parse(colours["panel"]), Color.parse(colours["foreground"])

        def grounds() -> list[Color]:
            return [each.styles.background for each in segments]

        assert {each.region.height for each in segments} == {2 if size[1] >= 28 else 1}
        assert {(each.styles.background, each.styles.color) for each in segments} == {
            (panel, words)
        }
        await press(pilot, "a", "b")
        assert [ground == panel for ground in grounds()] == [True, False, True, True]
        assert {each.styles.color for each in segments} == {words}
        assert "▼ 2" in screen_text(pilot)
        proposed = grounds()[1]
        await press(pilot, "2")
        assert [ground == panel for ground in grounds()] == [True, False, True, True]
        assert grounds()[1] not in (panel, proposed)


async def test_a_rating_has_one_background_including_its_digit(run_app: RunApp) -> None:
    async with run_app(of(4), questions=1, size=(80, 24)) as pilot:
        await judging(pilot)
        for segment in pilot.app.screen.query(Segment):
            grounds = {style.bgcolor for _, style, _ in segment.render_line(0) if style}
            assert len(grounds) == 1


@pytest.mark.parametrize(("term", "none"), [("xterm", ""), ("xterm-256color", "1")])
@pytest.mark.parametrize("size", [(60, 15), (80, 24), (80, 30), (120, 40)])
async def test_with_few_colours_ratings_have_edges_and_the_chosen_one_is_filled(
    run_app: RunApp,
    monkeypatch: pytest.MonkeyPatch,
    term: str,
    none: str,
    size: tuple[int, int],
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", "")
    monkeypatch.setenv("NO_COLOR", none)
    async with run_app(of(4), questions=1, size=size) as pilot:
        await judging(pilot)
        await press(pilot, "a", "b")
        regions = [each.region for each in pilot.app.screen.query(Segment)]
        shown = screen_text(pilot).splitlines()
        for region in regions:
            first = shown[region.y][region.x : region.right]
            assert first[0] in "│╭─"
            if size[0] == 60:
                assert first.endswith((" ", " │"))
        assert ("gaps or a mistake" in screen_text(pilot)) == (size[1] >= 28)
        assert ("all of it and more" in screen_text(pilot)) == (size[1] >= 28)
        await press(pilot, "2")
        chosen = pilot.app.screen.query_one(".-chosen")
        others = [each for each in pilot.app.screen.query(Segment) if each is not chosen]
        assert "● 2 partial" in screen_text(pilot)
        assert chosen.styles.background.a == 1
        assert {each.styles.background.a for each in others} == {0}


@pytest.mark.parametrize("size", [(80, 28), (80, 34), (120, 28), (120, 40), (200, 50), (60, 28)])
async def test_blank_rows_surround_the_ratings_if_there_is_room(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(of(8), questions=1, size=size) as pilot:
        await judging(pilot)
        screen = pilot.app.screen
        zones, segments, hint, note, footer = (
            screen.query_one(each).region
            for each in ("#zones", "#segments", "#rating-hint", "#note-row", "KeyFooter")
        )
        assert hint.y == zones.bottom + 1
        assert note.y == segments.bottom + 1
        assert footer.y == note.bottom + (size[1] >= 34)
        shown = screen_text(pilot)
        assert all(f"Point {n}" in shown for n in range(1, 9))
        assert ("gaps or a mistake" in shown) == (size[0] >= 80)


async def test_the_footer_says_how_to_leave_the_note(run_app: RunApp) -> None:
    async with run_app(of(4), questions=1, size=(60, 15)) as pilot:
        await judging(pilot)
        await press(pilot, "n")
        footer = screen_text(pilot).splitlines()[-1]
        assert "Enter Back to rating" in footer
        assert "Commands" not in footer
        for key in ("enter", "escape"):
            await press(pilot, key)
            assert "1-4 Rate" in screen_text(pilot).splitlines()[-1]
            await press(pilot, "n")


def footer_words(pilot: Pilot[int]) -> str:
    return " ".join(screen_text(pilot).splitlines()[-1].split())


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_the_footer_says_what_enter_does_at_each_moment(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(of(3), questions=1, size=size) as pilot:
        await judging(pilot)
        if size == (60, 15):  # The points are a separate page.
            assert footer_words(pilot).startswith("Enter Points 1-4 Rate")
            await press(pilot, "enter")
            assert "c ○ Point 3" in screen_text(pilot)
        assert footer_words(pilot).startswith("1-4 Rate")
        await press(pilot, "a")
        assert footer_words(pilot).startswith("Enter Go on 1-4 Rate")
        await press(pilot, "a")
        assert footer_words(pilot).startswith("1-4 Rate")
        await press(pilot, "2")
        assert footer_words(pilot).startswith("Enter Go on 1-4 Rate")
        await press(pilot, "u")
        assert footer_words(pilot).startswith("1-4 Rate")


@pytest.mark.parametrize("size", [(60, 15), (80, 24)])
async def test_enter_shows_unseen_points_before_it_goes_on(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(of(8), questions=1, follow_ups=2, size=size) as pilot:
        await judging(pilot, follow_ups=2)
        await press(pilot, "a")
        assert "follow-up 2" not in screen_text(pilot)
        assert re.search(r"▾ \d more", screen_text(pilot))
        assert footer_words(pilot).startswith("Enter More")
        assert "by your ticks so far" in screen_text(pilot)
        pressed = 0
        while footer_words(pilot).startswith("Enter More"):
            await press(pilot, "enter")
            pressed += 1
        assert 1 <= pressed <= 3
        assert "k ○ follow-up 2: I answered it" in screen_text(pilot)
        assert interview_screen(pilot).interview.phase is Phase.ASSESSING
        assert footer_words(pilot).startswith("Enter Go on")
        assert re.search(r"▼ Enter: [a-z ]+, by your ticks", screen_text(pilot))
        await press(pilot, "enter")
        assert pilot.app.interview_screen() is None  # type: ignore[attr-defined]


async def test_a_chosen_rating_goes_on_even_with_unseen_points(run_app: RunApp) -> None:
    async with run_app(of(20), questions=2, size=(80, 24)) as pilot:
        await judging(pilot)
        await press(pilot, "3")
        assert footer_words(pilot).startswith("Enter Go on")


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 20)])
async def test_a_long_text_names_the_key_to_scroll(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(of(3), questions=1, size=size) as pilot:
        await judging(pilot)
        await wait_until(pilot, "PgDn ▾")
        pilot.app.screen.query_one("#model-answer").scroll_end(animate=False)
        await wait_until(pilot, "PgUp ▴")
        assert "PgDn" not in screen_text(pilot)
    async with run_app(of(3, answer="Short."), questions=1, size=(80, 24)) as pilot:
        await judging(pilot)
        assert "PgDn" not in screen_text(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_parts_are_counted_instead_of_scrollbars(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(of(20), questions=1, size=size) as pilot:
        await judging(pilot)
        await press(pilot, "2", "u")
        boxes = pilot.app.screen.query_one("#assessment").query(VerticalScroll)
        assert any(each.max_scroll_y for each in boxes)
        assert all(each.vertical_scrollbar.region.area == 0 for each in boxes)
        model = pilot.app.screen.query_one("#model-answer")
        parts = -(-model.max_scroll_y // model.scrollable_content_region.height) + 1
        await wait_until(pilot, f"1/{parts} PgDn ▾")
        for number in range(2, parts):
            await press(pilot, "pagedown")
            await wait_until(pilot, f"{number}/{parts} PgDn ▾")
        await press(pilot, "pagedown")
        await wait_until(pilot, f"{parts}/{parts} PgUp ▴")


async def test_both_texts_of_a_column_say_that_they_continue(run_app: RunApp) -> None:
    wrong = tuple(f"Mistake {n} is made quite often." for n in range(30))
    async with run_app(of(3, mistakes=wrong), questions=1, size=(120, 40)) as pilot:
        await judging(pilot)
        await press(pilot, "2")
        for what in (r"1/\d ▾", r"1/\d PgDn ▾"):
            await until(pilot, partial(shows, pilot, what))


def shows(pilot: Pilot[int], what: str) -> bool:
    return bool(re.search(what, screen_text(pilot)))


@pytest.mark.parametrize(
    ("size", "reason"),
    [
        ((60, 15), "strong takes a bonus"),
        ((80, 24), "strong takes a bonus point too"),
        ((120, 40), "strong takes a bonus point too"),
    ],
)
async def test_a_proposal_says_why_it_is_not_higher(
    run_app: RunApp, size: tuple[int, int], reason: str
) -> None:
    points = {"key_points": ("One", "Two", "Three"), "bonus_points": ("More",)}
    async with run_app(of(3, **points), questions=1, size=size) as pilot:
        await judging(pilot)
        await press(pilot, *"abc")
        (hint,) = (each for each in screen_text(pilot).splitlines() if "by your ticks" in each)
        assert reason in hint
        await press(pilot, "d")
        assert "▼ 4 strong" in screen_text(pilot)


async def test_the_whole_question_replaces_the_points_until_one_is_ticked(
    run_app: RunApp,
) -> None:
    async with run_app(of(8, question=CODE), questions=1, size=(80, 24)) as pilot:
        await judging(pilot)
        await press(pilot, "f4")
        shown = screen_text(pilot)
        assert "line_9 = 9" in shown
        assert "Point 1" not in shown
        assert "w ○ I also said something wrong" in shown
        await press(pilot, "b")
        await wait_until(pilot, "b ✓ Point 2")
        assert "Paragraph 0." in screen_text(pilot)


async def test_a_question_has_lines_of_readable_length(run_app: RunApp) -> None:
    asked = " ".join(["Say what it is and what it is for."] * 38)
    async with run_app(of(3, question=asked), size=(200, 50)) as pilot:
        await judging(pilot)
        strip = pilot.app.screen.query_one(QuestionStrip)
        assert strip.content_size.width == 100
        assert len(asked) > 1300
        assert not strip.cut


async def test_something_wrong_is_distinct_from_the_text_above_it(run_app: RunApp) -> None:
    async with run_app(of(3), size=(60, 15)) as pilot:
        await judging(pilot)
        wrong, model = (pilot.app.screen.query_one(each) for each in ("#wrong", "#model-answer"))
        assert wrong.region.y == model.region.bottom
        assert wrong.background_colors[1] != model.background_colors[1]
        while not pilot.app.screen.query_one("#points-box").region:
            await press(pilot, "tab")
        assert wrong.background_colors[1] == model.background_colors[1]


async def test_a_long_note_shows_its_beginning_until_it_is_typed_in(run_app: RunApp) -> None:
    async with run_app(of(3), questions=1, size=(60, 24)) as pilot:
        await judging(pilot)
        await press(pilot, "n")
        await type_text(pilot, "Begin with what it costs, then say when not to use it at all.")
        await wait_until(pilot, "use it at all.")
        await press(pilot, "enter")
        await wait_until(pilot, "Next time I will say: Begin with what it costs")
        await press(pilot, "n", "space", "!")
        await wait_until(pilot, "use it at all. !")
