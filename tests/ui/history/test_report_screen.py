"""The report: what it says, its table, its keys, and the way to one answer in full."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Static

from simulator.core.figures import Score
from simulator.core.report_document import Part
from simulator.core.session import AskedFollowUp, KeyPoint
from simulator.core.states import Outcome, Rating, Status
from simulator.exporters.session_files import SESSION_FORMATS
from simulator.text.cleaning import clean
from simulator.ui.history.answer_screen import AnswerScreen
from simulator.ui.history.report_screen import CARDS, ROOM_FOR_HERO, Around, ReportScreen
from simulator.ui.widgets.digits import large
from simulator.ui.widgets.row_list import RowList
from tests.histories import given, session, skipped, unreached
from tests.samples import HOSTILE, sample_session
from tests.ui.driver import lines, press, screen_text
from tests.ui.history.reports import screen, top
from tests.ui.showing import EVERY_SIZE, Asked, everything, showing


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_it_leads_with_the_result(size: tuple[int, int]) -> None:
    async with showing(screen(sample_session()), size) as pilot:
        is_large = size[1] >= ROOM_FOR_HERO
        leads = "Most to gain: Concurrency." if is_large else "2 of 3 solid or strong."
        assert leads in screen_text(pilot)
        assert "Sure and wrong: look at these first" in screen_text(pilot)
        assert pilot.app.screen.query_one("#page", VerticalScroll).scroll_y == 0


async def test_every_part_is_there() -> None:
    async with showing(
        screen(sample_session(), around=Around("Today: 3 questions, about 9 minutes.")), (120, 40)
    ) as pilot:
        words = everything(pilot)
        for part in (
            "Plain · 22 Nov 2026, 18:30 · interview · 5 questions · 3:26",
            "! What is a deadlock, and how do you\n  prevent one?",
            "missed: Everyone waits for another",
            "You used 62 % of your time, time ran out on 1 question.",
            "⚑ What is a deadlock",
            "p practises them now",
            "Today: 3 questions, about 9 minutes.",
            "not a prediction",
        ):
            assert part in words, part
        assert titles(pilot) == [
            "! Sure and wrong: look at these first",
            "Questions",
            "Again in 3 days: these 2",
            "By topic: key points covered, and solid or strong",
            "Confidence against result",
            "By difficulty: key points covered, and solid or strong",
            "Time used",
            "Your strongest answer",
            "You flagged",
        ]


def titles(pilot: Pilot[None]) -> list[str]:
    """Return the titles of the parts that are shown."""
    return [
        str(each.border_title).strip() for each in pilot.app.screen.query(".card") if each.display
    ]


async def test_the_result_is_large_with_its_parts_beside_it() -> None:
    held = session(
        given("a", 4, points="xx", confidence=5, used=60, limit=60),
        given("b", 3, points="xx", confidence=4, used=130, limit=120),
        given("c", 1, points="..", confidence=4),
    )
    before = session(given("a", 1), day=-1)
    around = Around(before=Score(0, len(before.answers)))
    async with showing(screen(held, around=around), (120, 40)) as pilot:
        words = everything(pilot)
        for row in large("2/3"):
            assert row in words
        for part in (
            "solid or strong\n▲ up from 0/1",
            "1 strong · 1 solid · 1 not yet",
            "points  ",
            "4 of 6",
            "2 of 3 right when sure · 1 sure and wrong",
        ):
            assert part in words, part
    async with showing(screen(held, around=around), (60, 15)) as pilot:
        assert large("2/3")[0] not in everything(pilot)
        assert "2 of 3 solid or strong." in screen_text(pilot)


@pytest.mark.parametrize("before", [Score(2, 3), Score(0, 1), Score(10, 10)])
async def test_the_comparison_comes_later_and_moves_nothing(before: Score) -> None:
    held = session(given("a", 4), given("b", 3), given("c", 1))
    async with showing(screen(held), (80, 24)) as pilot:
        report = top(pilot)
        assert isinstance(report, ReportScreen)
        lead = report.query_one("#report-lead", Static)
        alone, words = lead.region, str(lead.content)
        report.show_around(Around(before=before))
        await pilot.pause()
        assert before.words in str(report.query_one("#report-score", Static).content)
        assert (lead.region, str(lead.content)) == (alone, words)


async def test_the_top_line_breaks_between_facts_and_cuts_a_long_title() -> None:
    held = replace(session(given("a", 4)), titles=("A long title " * 15,))
    async with showing(screen(held), (60, 15)) as pilot:
        first, second = lines(pilot)[:2]
        assert first.endswith("…")
        assert second.endswith(" · 1:00")
        assert " · 1 question · " in second


async def test_many_points_are_whole_in_the_table() -> None:
    async with showing(screen(session(given("a", 4, points="x" * 12))), (80, 24)) as pilot:
        assert any(" 12 of 12  1:00 " in line for line in lines(pilot))


async def test_in_a_wide_window_everything_important_is_above_the_fold() -> None:
    answers = [
        given(name, 1 + place % 4, points="x.", confidence=5)
        for place, name in enumerate("abcdefg")
    ]
    async with showing(screen(session(*answers)), (120, 40)) as pilot:
        rows = pilot.app.screen.query_one(RowList).region
        urgent, coming = (
            pilot.app.screen.query_one(f"#report-{n}").region for n in ("urgent", "next")
        )
        assert urgent.x > rows.right
        assert rows.y == urgent.y
        assert max(rows.bottom, coming.bottom) < 40
        assert coming.y == urgent.bottom + 1


async def test_a_time_over_its_limit_is_marked_in_its_row() -> None:
    held = session(given("a", 3, used=130, limit=120), given("b", 3, used=60))
    for size, sign in (((80, 24), "2:10 over"), ((120, 40), "2:10 over"), ((200, 50), "▸")):
        async with showing(screen(held), size) as pilot:
            first = pilot.app.screen.query_one(RowList).region.y + 2
            over, within = lines(pilot)[first : first + 2]
            assert sign in over
            assert sign not in within
            assert sign.split()[-1] not in within
            assert "solid" in within


async def test_a_time_that_ran_out_is_marked_by_a_word() -> None:
    out = given("a", 3, used=120, limit=120, outcome=Outcome.TIMED_OUT, confidence=4)
    async with showing(screen(session(out, unreached("b"))), (120, 40)) as pilot:
        assert "2:00 up   4/5" in screen_text(pilot)


async def test_all_strong_gets_a_warm_word() -> None:
    held = session(given("a", 4, points="x"), given("b", 4, points="x"))
    async with showing(screen(held), (120, 40)) as pilot:
        assert "All 2 strong: a good day." in screen_text(pilot)


async def test_the_table() -> None:
    async with showing(screen(sample_session()), (200, 50)) as pilot:
        head = next(n for n, line in enumerate(lines(pilot)) if "Result" in line)
        rows = [line[1:].strip("│ ").split() for line in lines(pilot)[head + 1 : head + 6]]
        assert " ".join(rows[0]).startswith("1 What is a mutex?")
        assert "▪▪▪▪ strong 3 of 3" in " ".join(rows[0])
        assert "0:41 of 1:00 4/5" in " ".join(rows[0])
        assert rows[1][0] == "!"
        assert "time ran out" not in " ".join(rows[1])
        assert "skipped" in rows[2]
        assert "not rated yet" in " ".join(rows[3])


async def test_arrows_move_and_then_scroll_and_come_back() -> None:
    async with showing(screen(sample_session()), (80, 24)) as pilot:
        page = pilot.app.screen.query_one("#page", VerticalScroll)
        table = pilot.app.screen.query_one(RowList)
        await press(pilot, "down", "j", "down", "down")
        assert table.cursor == 4
        await press(pilot, *["down"] * 12)
        assert page.scroll_y > 5
        assert table.cursor == 4
        await press(pilot, "up")
        assert table.cursor == 3
        await press(pilot, "home")
        assert (table.cursor, page.scroll_y) == (0, 0)
        await press(pilot, "G", "k", "pageup", "pagedown", "g")
        assert table.cursor == 0


async def test_an_answer_in_full_and_its_neighbours() -> None:
    async with showing(screen(sample_session()), (120, 40)) as pilot:
        await press(pilot, "enter")
        assert isinstance(top(pilot), AnswerScreen)
        words = everything(pilot)
        for part in (
            "What is a mutex?",
            "answered · 0:41 of 1:00 · key points 3 of 3 · strong · confidence 4/5",
            'Only one thread \\o/ at a time; it\'s "exclusive".',
            "It guards shared state.",
            "[x] bonus: May be recursive",
            "Next time I will say\nName a library.",
            "Confusing it with a semaphore",
            "What is a deadlock?",
            "https://example.org/mutex",
            "1 Dec 2026, 09:00: ▪▪▪▫ solid",
        ):
            assert part in words, part
        await press(pilot, "right")
        assert "missed" in everything(pilot)
        await press(pilot, "right", "right", "right", "right", "right")
        assert "softmax" in everything(pilot)
        await press(pilot, "left", "j", "k", "escape")
        assert isinstance(top(pilot), ReportScreen)


async def test_if_there_is_room_a_good_answer_is_beside_ones_own() -> None:
    async with showing(screen(sample_session()), (200, 50)) as pilot:
        await press(pilot, "enter")
        said, good = (
            pilot.app.screen.query_one(each, Static) for each in ("#answer-parts", "#answer-good")
        )
        for words, mine in (
            ("Your words", True),
            ("Key points", True),
            ("Name a library.", True),
            ("It guards shared state.", False),
            ("Confusing it with a semaphore", False),
            ("https://example.org/mutex", False),
        ):
            assert (words in str(said.content)) is mine
            assert (words in str(good.content)) is not mine
        assert said.region.y == good.region.y
        assert said.region.right < good.region.x
        assert good.region.right > 180
        assert max(said.region.width, good.region.width) <= 100
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert not good.display
        assert "It guards shared state." in str(said.content)


async def test_the_model_answer_is_shown_as_at_the_time_of_judging() -> None:
    answer = replace(given("a", 3), model_answer="One **bold**\nsentence.\n\n- a point")
    async with showing(screen(session(answer)), (120, 40)) as pilot:
        await press(pilot, "enter")
        assert "Model answer\nOne bold sentence.\n• a point" in everything(pilot)


async def test_long_lines_of_an_answer_have_a_hanging_indent() -> None:
    words = "a point that goes on for longer than the window is wide, and then a little longer"
    answer = replace(
        given("a", 3),
        model_answer=f"- {words}\n\n```\nif {'x' * 30} and {'y' * 30} and {'z' * 30}\n```",
        key_points=(KeyPoint(words, True),),
    )
    async with showing(screen(session(answer)), (80, 30)) as pilot:
        await press(pilot, "enter")
        text = "\n".join(line.removeprefix("  ") for line in lines(pilot))
        assert "\n• a point that goes" in text
        assert "\n  little longer" in text
        assert "\n│ ↳ zzz" in text
        assert "\n[x] a point that goes" in text
        assert "\n    little longer" in text or "\n    a little longer" in text


async def test_a_click_opens() -> None:
    async with showing(screen(session(given("a", 3), given("b", 3))), (80, 24)) as pilot:
        await pilot.click(RowList, offset=(10, 3))
        await pilot.pause()
        assert "What is b?" in everything(pilot)


async def test_practise_again_export() -> None:
    held, asked = session(given("a", 3), skipped("b"), given("c", 1, confidence=5)), Asked()
    async with showing(screen(held, asked=asked)) as pilot:
        await press(pilot, "p", "r")
        await press(pilot, "e")
        await press(pilot, "down", "enter")
        assert asked.calls == [
            ("practise", held.setup, [("bank", "c"), ("bank", "b")]),
            ("again", held),
            ("export", held, list(SESSION_FORMATS)[1]),
        ]


async def test_t_repeats_the_interview_if_there_is_a_file(tmp_path: Path) -> None:
    held, asked = session(given("a", 3)), Asked()
    async with showing(screen(held, asked=asked, path=tmp_path / "one.toml")) as pilot:
        await press(pilot, "t")
        assert asked.calls == [("take", tmp_path / "one.toml")]
    async with showing(screen(held, asked=asked, path=None)) as pilot:
        await press(pilot, "t")
        assert len(asked.calls) == 1


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_a_report_on_a_take_starts_with_the_comparison(size: tuple[int, int]) -> None:
    before = session(given("a", 2, points="x.", confidence=5))
    after = replace(
        session(given("a", 2, points=".x", confidence=5), day=1), take_of="x", take_before=before
    )
    async with showing(screen(after), size) as pilot:
        shown = pilot.app.screen.query(".card")
        tops = {str(card.border_title).strip(): card.region.y for card in shown if card.display}
        assert tops["Compared with the take before"] == min(tops.values())
        assert tops["Points gained and lost"] > tops["Questions"]
        assert "practice, a take" in everything(pilot)


async def test_the_next_questions_say_how_many_are_in_the_plan() -> None:
    plan = "Today: 12 questions, about 30 minutes."
    around = Around(plan, among="2 of them are among today's 12.")
    held = session(given("a", 1), given("b", 1))
    async with showing(screen(held, around=around), (120, 40)) as pilot:
        words = everything(pilot)
        assert "2 of them are among today's 12." in words
        assert plan in words
        assert words.count("Today: ") == 1


async def test_a_take_is_compared_with_the_one_before() -> None:
    before = session(given("a", 3, points="x.", used=60))
    after = replace(
        session(given("a", 3, points="xx", used=45), day=1), take_of="x", take_before=before
    )
    async with showing(screen(after), (80, 24)) as pilot:
        words = everything(pilot)
        assert "Compared with the take before" in titles(pilot)
        assert "1 point gained, 0 lost. 0:15 saved." in words
        assert "1:00 → 0:45" in words


async def test_one_next_question_is_named_with_the_key_from_the_settings() -> None:
    async with showing(screen(session(given("a", 1), given("b", 4)))) as pilot:
        pilot.app.set_keymap({"practise": "f4"})
        report = top(pilot)
        assert isinstance(report, ReportScreen)
        report.show(report.report)
        assert "Again: this one" in titles(pilot)
        assert "f4 practises it now" in everything(pilot)


async def test_an_export_can_be_cancelled() -> None:
    asked = Asked()
    async with showing(screen(session(given("a", 3)), asked=asked)) as pilot:
        await press(pilot, "e", "escape")
        assert asked.calls == []


async def test_keys_are_offered_only_if_they_work() -> None:
    asked = Asked()
    async with showing(screen(session(given("a", 4)), asked=asked, path=None)) as pilot:
        footer = lines(pilot)[-1]
        assert "Another like it" in footer
        assert "Practise" not in footer
        assert "Re-rate" not in footer
        await press(pilot, "p", "b")
        assert asked.calls == []


async def test_the_filter() -> None:
    held = session(given("a", 3), given("b", 1), given("c", 4, flagged=True))
    async with showing(screen(held)) as pilot:
        table = pilot.app.screen.query_one(RowList)
        seen = []
        for _ in range(4):
            seen.append([row.answer.id for row in table.rows])
            await press(pilot, "f")
        assert seen == [["a", "b", "c"], ["b"], ["c"], ["a", "b", "c"]]


async def test_a_session_without_anything() -> None:
    held = replace(session(unreached("a")), status=Status.STOPPED)
    async with showing(screen(held)) as pilot:
        assert "No question was answered." in screen_text(pilot)
        assert "Stopped after 0 of 1 question." in everything(pilot)
        await press(pilot, "f", "enter", "down", "b")
        assert titles(pilot) == ["Questions"]


async def test_hostile_texts_are_drawn_as_text() -> None:
    answers = []
    for name, hostile in HOSTILE.items():
        word = clean(hostile)
        answers.append(
            replace(
                given(name, 2, confidence=5, flagged=True, note=word),
                question=word,
                model_answer=word,
                text=word * 3,
                topic=word,
                mistakes=(word,),
                references=(word,),
                key_points=(KeyPoint(word), KeyPoint(word, bonus=True)),
            )
        )
    held = session(*answers, replace(answers[0], id="good", rating=Rating.STRONG))
    held = replace(held, setup=replace(held.setup, banks=(answers[0].topic,)))
    async with showing(screen(held, around=Around(answers[0].topic))) as pilot:
        assert "[/foo]" in everything(pilot)
        await press(pilot, "enter", *["right"] * len(answers), "escape", "b", "a", "3", "enter")
        assert isinstance(top(pilot), ReportScreen)


async def test_a_very_long_text_is_cut_and_says_so() -> None:
    held = session(replace(given("a", 3), text="x" * 50_000))
    async with showing(screen(held)) as pilot:
        await press(pilot, "enter")
        assert "and 30,000 characters more" in everything(pilot)


def test_no_part_of_a_report_is_forgotten() -> None:
    assert set(CARDS) == set(Part)


async def test_common_mistakes_have_the_same_bullets_as_while_judging() -> None:
    held = session(replace(given("a", 3), mistakes=("One forgets it.",)))
    async with showing(screen(held)) as pilot:
        await press(pilot, "enter")
        assert "• One forgets it." in everything(pilot)


async def test_missed_follow_ups_are_shown_in_full_at_the_side() -> None:
    question = "When is it better than a lock, and what does it cost?"
    asked = AskedFollowUp(
        question, outcome=Outcome.ANSWERED, answer_seconds=3.0, key_points=(KeyPoint("So"),)
    )
    held = session(replace(given("a", 2, points="x."), asked_follow_ups=(asked,)))
    async with showing(screen(held), (120, 40)) as pilot:
        card = pilot.app.screen.query_one("#report-next").region
        rows = lines(pilot)[card.y : card.bottom]
        told = " ".join(" ".join(row[card.x + 1 : card.right - 1] for row in rows).split())
        assert question in told
