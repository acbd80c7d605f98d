"""All past sessions: filter, order, marks, trash, and 1,000 of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from simulator.core.report import Report
from simulator.core.report_document import ReportDocument
from simulator.core.wording import readable_name
from simulator.storage.sessions.head import DamagedSession
from simulator.system.faults import Fault
from simulator.ui.history.preview import preview
from simulator.ui.history.rows import Listed
from simulator.ui.history.screen import FIRST_PAGE, REST_BEFORE_LOOKING, HistoryScreen
from simulator.ui.widgets.dialogs import Choose
from simulator.ui.widgets.row_list import RowList
from tests.histories import given, session
from tests.ui.driver import lines, press, screen_text, until
from tests.ui.history.past_sessions import BAD, FEW, TODAY, head
from tests.ui.showing import EVERY_SIZE, Asked, everything, showing


def calls(pilot: Pilot[None]) -> list[tuple[Any, ...]]:
    """Return the calls, except for the preview: on a slow machine the cursor rests between keys."""
    return [each for each in asked(pilot).calls if each[0] != "look"]


def looked_at(pilot: Pilot[None]) -> list[Path]:
    """Return the sessions on which the cursor has rested, once each."""
    return list(dict.fromkeys(path for name, path in asked(pilot).calls if name == "look"))


def asked(pilot: Pilot[None]) -> Asked:
    (history,) = (each for each in pilot.app.screen_stack if isinstance(each, HistoryScreen))
    assert isinstance(history._controller, Asked)
    return history._controller


def screen(
    *listed: Listed,
    trashed: tuple[Path, ...] = (),
    discarded: Sequence[tuple[str, ...]] = (),
) -> HistoryScreen:
    controller: Any = Asked()
    return HistoryScreen(
        iter(listed),
        controller,
        today=lambda: TODAY,
        read_head=lambda path: DamagedSession(path, ()),
        trashed=trashed,
        discarded=discarded,
    )


def enabled(pilot: Pilot[None]) -> set[str]:
    """Return the actions that have a key now."""
    active = pilot.app.screen.active_bindings.values()
    return {each.binding.action for each in active if each.enabled}


def offered(pilot: Pilot[None]) -> set[str]:
    """Return their words in the footer."""
    screen = pilot.app.screen
    assert isinstance(screen, HistoryScreen)
    active = [each for each in screen.active_bindings.values() if each.enabled]
    return {screen.as_shown(each.binding).description for each in active}


def table(pilot: Pilot[None]) -> RowList[Listed]:
    return pilot.app.screen.query_one("#history-rows", RowList)


def shown(pilot: Pilot[None]) -> list[str]:
    return [row.path.stem[5:10] for row in table(pilot).rows]


async def read_all(pilot: Pilot[None]) -> HistoryScreen:
    """Wait until every session is read; the test's own time limit is the deadline."""
    history = pilot.app.screen
    assert isinstance(history, HistoryScreen)
    await until(pilot, lambda: history.complete)
    return history


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_a_few_sessions(size: tuple[int, int]) -> None:
    async with showing(screen(*FEW), size) as pilot:
        assert "4 sessions · 8 of 14 solid or strong · 1 damaged" in screen_text(pilot)
        first = next(line for line in lines(pilot) if "10 Nov 2026, 18:00" in line)
        assert "5 of 5" in first
        assert "10:08" in first
        assert "100 %" not in screen_text(pilot)  # A few are not yet a trend.


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_the_trend_of_five_and_a_take(size: tuple[int, int]) -> None:
    take = head(5)._replace(take_of="2026-11-10T180000-plain")
    async with showing(screen(*(head(day) for day in range(5)), take), size) as pilot:
        text = screen_text(pilot)
        assert "5 sessions and 1 take · 15 of 25 solid or strong" in text
        assert ("100 %" in text) == (size[1] >= 20)
        assert sum(" take of " in line for line in lines(pilot)) == 1


@pytest.mark.parametrize(
    ("size", "bank"),
    [
        ((60, 15), "deep_learning"),
        ((80, 24), "system_design"),
        ((100, 30), "machine_learning"),
        ((120, 40), "distributed_systems"),
    ],
)
async def test_a_bank_has_its_whole_name(size: tuple[int, int], bank: str) -> None:
    async with showing(screen(head(0, bank=bank)), size) as pilot:
        assert any(f" {readable_name(bank)} " in line for line in lines(pilot))


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_without_sessions_it_says_what_will_be_listed_and_starts_one(
    size: tuple[int, int],
) -> None:
    async with showing(screen(), size) as pilot:
        words = " ".join(screen_text(pilot).split())
        assert "No sessions yet." in words
        assert "Every interview is listed here from its first second" in words
        assert "start" in enabled(pilot)
        assert {"Start an interview", "Back"} <= offered(pilot)
        await press(pilot, *"sdmcutbx", "slash", "down")
        assert calls(pilot) == []
        await press(pilot, "enter")
        assert calls(pilot) == [("start",)]
        place = next(at for at, line in enumerate(lines(pilot)) if "Start an interview" in line)
        await pilot.click(offset=(12, place))
        assert calls(pilot) == [("start",), ("start",)]


async def test_one_session_has_no_trend() -> None:
    async with showing(screen(head(0))) as pilot:
        assert "1 session · 3 of 5" in screen_text(pilot)
        assert "100 %" not in screen_text(pilot)


async def test_enter_opens() -> None:
    async with showing(screen(*FEW)) as pilot:
        await press(pilot, "down", "enter")
        assert calls(pilot) == [("open_report", FEW[1].path)]


async def test_the_fault_of_a_damaged_session_is_in_full_beside_the_list() -> None:
    message = "the text is not closed on this line: a quote is missing, and much more besides"
    bad = DamagedSession(Path("bad.toml"), (Fault("/home/me/sessions/bad.toml", 2, "", message),))
    async with showing(screen(head(0), bad), (120, 40)) as pilot:
        await press(pilot, "down")
        side = pilot.app.screen.query_one("#history-preview", Static)
        await until(pilot, lambda: side.display)
        await pilot.pause()
        region = side.content_region
        rows = [line[region.x : region.right] for line in lines(pilot)[region.y : region.bottom]]
        assert message in " ".join(" ".join(rows).split())


async def test_a_damaged_session_offers_only_what_works() -> None:
    async with showing(screen(*FEW), (120, 40)) as pilot:
        assert {"Open", "Mark", "Delete"} <= offered(pilot)
        await press(pilot, "end")
        assert "damaged  line 2: [/red] never closed" in screen_text(pilot)
        assert "bad.toml" in screen_text(pilot)
        assert {"What is wrong", "Delete"} <= offered(pilot)
        assert not offered(pilot) & {"Open", "Mark", "Re-rate"}
        await press(pilot, "m", "b")
        assert calls(pilot) == []
        await press(pilot, "d")
        assert calls(pilot) == [("discard", (BAD.path,))]
        await press(pilot, "up")
        assert {"Open", "Mark"} <= offered(pilot)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_opening_a_damaged_session_shows_its_faults(size: tuple[int, int]) -> None:
    async with showing(screen(*FEW), size) as pilot:
        await press(pilot, "end", "enter")
        assert isinstance(pilot.app.screen, Choose)
        assert "bad.toml:2: [/red] never closed" in screen_text(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await press(pilot, "enter", "down", "enter")
        assert calls(pilot) == [("discard", [BAD.path])]


async def test_actions_that_need_a_row_or_a_rating_are_not_offered_without() -> None:
    async with showing(screen(head(0, 0, 0)), (120, 40)) as pilot:
        assert "rerate" not in enabled(pilot)
        await press(pilot, "slash", *"zzz", "enter")
        assert not enabled(pilot) & {"discard", "mark", "sort", "rerate", "start"}
        assert {"filter", "range"} <= enabled(pilot)


async def test_the_filter_is_typed_and_left() -> None:
    async with showing(screen(*FEW)) as pilot:
        await press(pilot, "slash", *"design")
        assert shown(pilot) == ["11-07"]
        assert "1 session" in screen_text(pilot)
        await press(pilot, "enter", "down")
        assert table(pilot).has_focus
        await press(pilot, "escape")
        assert len(shown(pilot)) == 5
        assert not pilot.app.screen.query_one(Input).display
        await press(pilot, "slash", *"zzz")
        assert "No matches." in screen_text(pilot)
        await press(pilot, "escape", "escape")
        assert not isinstance(pilot.app.screen, HistoryScreen)


async def test_the_filter_does_not_narrow_the_list() -> None:
    async with showing(screen(*FEW)) as pilot:
        before = table(pilot).region
        await press(pilot, "slash", *"2026")
        assert pilot.app.screen.query_one(Input).region.y < table(pilot).region.y
        assert (table(pilot).region.x, table(pilot).region.right) == (before.x, before.right)


async def test_days() -> None:
    async with showing(screen(*FEW)) as pilot:
        await press(pilot, "t", *"24d", "enter")
        assert shown(pilot)[:2] == ["11-10", "11-07"]
        assert "7 Nov 2026 to 30 Nov 2026" in screen_text(pilot)
        await press(pilot, "t", *"soon", "enter")
        assert "'soon' is not a day or a range of days. Type today" in screen_text(pilot)
        assert pilot.app.screen.query_one(Input).value == "soon"
        await press(pilot, "escape")
        assert shown(pilot)[:2] == ["11-10", "11-07"]
        await press(pilot, "t", *"10 nov", "enter")
        assert shown(pilot)[0] == "11-10"
        assert "10 Nov 2026 to 10 Nov 2026" in screen_text(pilot)
        await press(pilot, "t", "escape", "t", "enter")
        assert len(shown(pilot)) == 5


async def test_the_order_changes_by_a_key() -> None:
    async with showing(screen(*FEW)) as pilot:
        await press(pilot, "s")
        assert shown(pilot)[0] == "11-02"
        assert "oldest first" in screen_text(pilot)


async def test_two_are_marked_and_compared() -> None:
    async with showing(screen(*FEW)) as pilot:
        await press(pilot, "m", "c")
        assert calls(pilot) == []
        await press(pilot, "down", "space")
        assert screen_text(pilot).count("●") == 2
        await press(pilot, "end", "up", "m")
        await press(pilot, "c")
        assert calls(pilot) == [("compare", FEW[1].path, FEW[4].path)]
        await press(pilot, "m", "c")
        assert len(calls(pilot)) == 1


async def test_a_mark_far_down_stays_when_the_list_is_read_again() -> None:
    many = [head(-number) for number in range(100)]
    async with showing(screen(*many)) as pilot:
        history = await read_all(pilot)
        await press(pilot, "end", "m", "home")
        history.show(iter(many[1:]), [many[0].path])
        await read_all(pilot)
        await press(pilot, "m", "c")
        assert calls(pilot) == [("compare", many[99].path, many[1].path)]


async def test_the_mark_of_a_session_that_is_gone_is_removed() -> None:
    async with showing(screen(*FEW)) as pilot:
        history = await read_all(pilot)
        await press(pilot, "m", "down", "m")
        history.show(iter(FEW[1:]), [FEW[0].path])
        await press(pilot, "c")
        assert calls(pilot) == []
        assert screen_text(pilot).count("●") == 1


async def test_re_rating_needs_a_rated_answer() -> None:
    async with showing(screen(*FEW)) as pilot:
        await press(pilot, "b", "down", "down", "b")
        assert calls(pilot) == [("rerate", FEW[0].path)]


async def test_into_the_trash_and_back() -> None:
    trash: list[tuple[str, ...]] = []
    shown_first = screen(*FEW, discarded=trash)
    async with showing(shown_first) as pilot:
        history = await read_all(pilot)
        await press(pilot, "down", "d")
        assert calls(pilot) == [("discard", (FEW[1].path,))]
        await press(pilot, "u")
        assert len(calls(pilot)) == 1, "what was refused is nothing to undo"
        trash.append((FEW[1].path.name,))
        history.show(iter((FEW[0], *FEW[2:])), [FEW[1].path])
        await pilot.pause()
        assert shown(pilot)[:2] == ["11-10", "11-04"]
        assert table(pilot).cursor == 1
        await press(pilot, "u")
        assert calls(pilot)[-1] == ("restore", (FEW[1].path.name,))
        trash.clear()
        history.show(iter(FEW), [])
        await press(pilot, "u")
        assert len(calls(pilot)) == 2


async def test_two_marked_sessions_are_deleted_together_but_no_hidden_one() -> None:
    async with showing(screen(*FEW)) as pilot:
        await read_all(pilot)
        await press(pilot, "m", "down", "m", "down", "down", "d")
        await press(pilot, "slash", *"design", "enter", "d")
        assert [paths for name, paths in calls(pilot) if name == "discard"] == [
            (FEW[0].path, FEW[1].path),
            (FEW[1].path,),
        ]


async def test_the_trash_restores_one_session_or_is_emptied() -> None:
    trashed = (Path("old.toml"), Path("older.toml"))
    async with showing(screen(*FEW, trashed=trashed)) as pilot:
        await press(pilot, "x")
        assert "Empty the trash: 2 sessions, for good" in screen_text(pilot)
        await press(pilot, "escape", "x", "down", "enter")
        await press(pilot, "x", "end", "enter", "enter", "end", "enter", "down", "enter")
        assert calls(pilot) == [("restore", ("older.toml",)), ("empty_trash",)]


async def test_many_sessions_come_in_slices_while_keys_are_handled() -> None:
    taken = 0

    def reading() -> Iterator[Listed]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield head(-number)

    controller: Any = Asked()
    history = HistoryScreen(
        reading(),
        controller,
        today=lambda: TODAY,
        read_head=lambda path: DamagedSession(path, ()),
    )
    async with showing(history) as pilot:
        first = len(table(pilot).rows)
        assert first >= FIRST_PAGE
        await press(pilot, "down", "down")
        assert table(pilot).cursor == 2
        await read_all(pilot)
        assert (taken, len(table(pilot).rows)) == (1000, 1000)
        assert "1,000 sessions" in screen_text(pilot)
        assert table(pilot).cursor == 2
        await press(pilot, "end")
        assert table(pilot).cursor == 999
        await press(pilot, "pageup", "home")
        assert table(pilot).cursor == 0


async def test_the_names_of_banks_are_text() -> None:
    async with showing(screen(head(0, bank="[red]"), head(1, bank="x")), (120, 40)) as pilot:
        assert "[red]" in screen_text(pilot)
        await press(pilot, "slash", "left_square_bracket", "r")
        assert "with [r" in everything(pilot)


async def test_the_report_under_the_cursor_is_beside_a_wide_list() -> None:
    async with showing(screen(*FEW), (120, 40)) as pilot:
        history = pilot.app.screen
        assert isinstance(history, HistoryScreen)
        await until(pilot, lambda: looked_at(pilot))
        (first,) = looked_at(pilot)
        document = ReportDocument.of(Report(session(given("a", 3), given("b", 1))), TODAY)
        history.show_report(first, partial(preview, document))
        await pilot.pause()
        side = history.query_one("#history-preview", Static)
        assert side.region.x >= table(pilot).region.right
        words = str(side.content)
        for part in ("1 of 2 solid or strong.", "solid    What is a?", "not yet  What is b?"):
            assert part in words
        await press(pilot, "down")
        await until(pilot, lambda: looked_at(pilot)[1:])
        assert looked_at(pilot)[-1] != first


async def test_a_narrow_list_has_nothing_beside_it() -> None:
    async with showing(screen(*FEW), (80, 24)) as pilot:
        history = pilot.app.screen
        assert isinstance(history, HistoryScreen)
        await pilot.pause(REST_BEFORE_LOOKING + 0.1)
        assert looked_at(pilot) == []
        document = ReportDocument.of(Report(session(given("a", 3))), TODAY)
        history.show_report(None, partial(preview, document))
        await pilot.pause()
        assert not history.query_one("#history-preview").display


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (100, 30)])
async def test_a_list_has_equal_margins(size: tuple[int, int]) -> None:
    async with showing(screen(*FEW), size) as pilot:
        region = table(pilot).region
        assert region.x == size[0] - region.right


async def test_no_text_touches_the_scrollbar() -> None:
    async with showing(screen(*(head(n) for n in range(60))), (100, 30)) as pilot:
        rows = table(pilot)
        assert rows.show_vertical_scrollbar
        right = rows.region.right - 1
        drawn = lines(pilot)[rows.region.y + 1 : rows.region.bottom]
        assert {line.ljust(100)[right - 1] for line in drawn} == {" "}


def test_every_rating_is_shown_at_the_side_at_any_width() -> None:
    answers = [
        given(name, rating) for name, rating in zip("abcde", (4, 3, 2, 1, None), strict=True)
    ]
    document = ReportDocument.of(Report(session(*answers)), TODAY)
    words = preview(document, 42).plain
    for count in ("1 strong", "1 solid", "1 partial", "1 not yet", "1 unrated"):
        assert count in words
    assert max(map(len, words.splitlines())) <= 42


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_the_search_field_is_below_the_head(size: tuple[int, int]) -> None:
    async with showing(screen(*FEW), size) as pilot:
        await press(pilot, "slash", *"design")
        field, head_line = (
            pilot.app.screen.query_one(each) for each in ("#history-filter", "#history-head")
        )
        assert field.content_region.x == head_line.content_region.x
