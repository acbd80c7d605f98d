"""A whole interview on the screen, by keys and by mouse, with a clock that obeys."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from simulator.bank import Bank, Question
from simulator.session import Session
from simulator.session_files.file import read_session
from simulator.setup import Mode
from simulator.states import Outcome, Phase, Rating, Status
from simulator.times import NO_LIMIT, show_time
from simulator.ui.app import SimulatorApp
from simulator.ui.assessment_words import own_title
from simulator.ui.home_screen import HomeScreen
from simulator.ui.key_footer import KeyFooter
from simulator.ui.question_pane import AnswerBox
from simulator.ui.report_screen import ReportScreen
from tests.histories import given
from tests.ui.conftest import (
    FakeClock,
    RunApp,
    interview_screen,
    press,
    screen_text,
    type_text,
)

SECRETS = ("modelsecret", "pointsecret", "bonussecret", "mistakesecret", "followsecret")


def bank(questions: int = 3) -> Bank:
    return Bank(
        "plain",
        "Plain",
        tuple(
            Question(
                f"q{n}",
                f"What is number {n}?",
                "A modelsecret it is.",
                topic=f"Topic {n}",
                time_limit=60.0,
                key_points=("the first pointsecret", "the second", "the third"),
                bonus_points=("a bonussecret",),
                mistakes=("a mistakesecret",),
                follow_ups=("a followsecret?",),
            )
            for n in range(questions)
        ),
    )


def saved(home: Path) -> Session:
    files = sorted((home / "sessions").glob("*.toml"))
    assert len(files) == 1
    return read_session(files[0])


async def saved_session(pilot: Pilot[int], home: Path) -> Session:
    """What is on disk once everything announced is written."""
    assert isinstance(pilot.app, SimulatorApp)
    await pilot.pause()
    pilot.app.save_now()
    return saved(home)


def everything_held(pilot: Pilot[int]) -> str:
    """All text that any widget of any screen holds, visible or not."""
    held = []
    for screen in pilot.app.screen_stack:
        for widget in screen.walk_children(with_self=True):
            if isinstance(widget, Static):
                held.append(str(widget.content))
            held += [str(value) for value in vars(widget).values() if isinstance(value, str)]
            held += [str(getattr(widget, name, "")) for name in ("border_title", "value", "text")]
    return "\n".join(held)


async def test_two_keys_from_the_home_screen_to_the_first_question(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "enter")
        assert interview_screen(pilot).interview.phase is Phase.READY
        assert "What is number" not in screen_text(pilot)
        await press(pilot, "enter")
        assert interview_screen(pilot).interview.phase is Phase.ANSWERING
        assert "What is number" in screen_text(pilot)


async def test_a_whole_practice_interview_by_keys(
    run_app: RunApp, home: Path, clock: FakeClock
) -> None:
    async with run_app(bank(2), questions=2) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "my answer")
        clock.advance(20.0)
        await press(pilot, "ctrl+s", "4", "a", "b", "enter")
        await press(pilot, "ctrl+s", "2", "w", "3", "n")
        await type_text(pilot, "slower")
        await press(pilot, "enter", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReportScreen)
        first, second = saved(home).answers
    assert saved(home).status is Status.FINISHED
    assert (first.text, first.answer_seconds) == ("my answer", 20.0)
    assert (first.confidence, first.rating, first.covered) == (4, Rating.PARTIAL, 2)
    assert (second.text, second.confidence, second.rating) == ("", 2, Rating.SOLID)
    assert (second.wrong, second.note) == (True, "slower")


async def test_interview_mode_judges_at_the_end(run_app: RunApp, home: Path) -> None:
    async with run_app(bank(2), questions=2, mode=Mode.INTERVIEW) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3")
        assert interview_screen(pilot).breathing
        assert "What is number" not in screen_text(pilot)
        await press(pilot, "enter")
        assert interview_screen(pilot).interview.phase is Phase.ANSWERING
        await press(pilot, "ctrl+s", "3")
        assert interview_screen(pilot).interview.in_debrief
        await press(pilot, "4", "enter", "u")
        assert interview_screen(pilot).interview.index == 0
        await press(pilot, "enter", "1", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReportScreen)
    assert [each.rating for each in saved(home).answers] == [Rating.STRONG, Rating.NOT_YET]


async def test_a_breath_ends_by_itself(run_app: RunApp) -> None:
    async with run_app(bank(2), questions=2, mode=Mode.INTERVIEW) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3")
        screen = interview_screen(pilot)
        screen.ask_aloud()
        await pilot.pause()
        assert screen.interview.phase is Phase.ANSWERING


async def test_nothing_of_the_answer_is_held_before_the_confidence(run_app: RunApp) -> None:
    async with run_app(bank(), mode=Mode.PRACTICE) as pilot:
        for keys in (["enter"], ["enter"], ["x"], ["ctrl+s"]):
            await press(pilot, *keys)
            held = everything_held(pilot)
            assert not [secret for secret in SECRETS if secret in held], keys
        await press(pilot, "3")
        held = everything_held(pilot)
        assert "modelsecret" in held
        assert "pointsecret" in held
        assert "mistakesecret" not in held
        await press(pilot, "2")
        assert "mistakesecret" in everything_held(pilot)


async def test_time_up_in_interview_mode_records_exactly_the_limit(
    run_app: RunApp, home: Path, clock: FakeClock
) -> None:
    async with run_app(bank(), mode=Mode.INTERVIEW, time_limit=15.0) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "so far")
        clock.advance(15.02)
        interview_screen(pilot).tick()
        await pilot.pause()
        assert "Time. Your answer is saved as it stands." in screen_text(pilot)
        answer = (await saved_session(pilot, home)).answers[0]
    assert (answer.outcome, answer.answer_seconds) == (Outcome.TIMED_OUT, 15.0)
    assert answer.text == "so far"


async def test_a_key_pressed_while_the_loop_was_blocked_past_the_end_is_too_late(
    run_app: RunApp, home: Path, clock: FakeClock
) -> None:
    async with run_app(bank(), mode=Mode.INTERVIEW, time_limit=15.0) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(22.0)
        await press(pilot, "ctrl+s")
        answer = (await saved_session(pilot, home)).answers[0]
    assert (answer.outcome, answer.answer_seconds) == (Outcome.TIMED_OUT, 15.0)


async def test_after_time_up_keys_count_only_once_the_hands_are_still(
    run_app: RunApp, clock: FakeClock
) -> None:
    async with run_app(bank(), mode=Mode.INTERVIEW) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(61.0)
        interview_screen(pilot).tick()
        await press(pilot, "3")
        clock.advance(0.9)
        await press(pilot, "4")
        clock.advance(0.9)
        await press(pilot, "5")
        assert interview_screen(pilot).interview.answer.confidence is None
        clock.advance(1.1)
        await press(pilot, "2")
        assert interview_screen(pilot).interview.session.answers[0].confidence == 2


async def test_practice_counts_on_and_says_so_once(run_app: RunApp, clock: FakeClock) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        for seconds, words in ((46.0, "A quarter"), (9.0, "The last 0:05"), (6.0, "Time. Go on")):
            clock.advance(seconds)
            interview_screen(pilot).tick()
            await pilot.pause()
            assert words in screen_text(pilot)
        clock.advance(11.0)
        interview_screen(pilot).tick()
        await pilot.pause()
        assert "over" in screen_text(pilot)
        await press(pilot, "ctrl+s")
        answer = interview_screen(pilot).interview.answer
    assert (answer.outcome, answer.overrun_seconds) == (Outcome.ANSWERED, 12.0)


async def test_letters_are_text_until_escape_makes_them_commands(
    run_app: RunApp, clock: FakeClock
) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "spfhi q")
        screen = interview_screen(pilot)
        assert screen.interview.answer.text == "spfhi q"
        await press(pilot, "escape", "p")
        assert screen.interview.paused
        clock.advance(100.0)
        await press(pilot, "p", "f", "i")
        assert isinstance(screen.focused, AnswerBox)
        assert screen.interview.answer.flagged
        assert screen.interview.answer.paused_seconds == 100.0
        await press(pilot, "f3", "f5")
        assert screen.interview.paused
        assert not screen.interview.answer.flagged


async def test_the_hidden_clock_comes_back_for_the_last_tenth(
    run_app: RunApp, clock: FakeClock
) -> None:
    async with run_app(bank(), size=(60, 15)) as pilot:
        await press(pilot, "enter", "enter", "f8")
        assert "clock hidden" in screen_text(pilot)
        clock.advance(55.0)
        interview_screen(pilot).tick()
        await pilot.pause()
        assert "0:05 left" in screen_text(pilot)


async def test_a_skipped_question_is_shown_but_cannot_be_judged(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "escape", "s")
        screen = interview_screen(pilot)
        assert screen.interview.read_only
        assert "modelsecret" in screen_text(pilot)
        await press(pilot, "a", "w", "3", "n")
        assert screen.interview.answer.rating is None
        assert screen.interview.answer.covered == 0
        await press(pilot, "enter")
        assert screen.interview.index == 1


async def test_enter_alone_rates_nothing(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "enter")
        assert interview_screen(pilot).interview.phase is Phase.ASSESSING
        said = [each.message for each in pilot.app._notifications]
        assert said[-1] == "Press 1 to 4 to rate it first."


async def test_a_dialog_stops_the_clock_in_practice_only(run_app: RunApp, clock: FakeClock) -> None:
    for mode, seconds in ((Mode.PRACTICE, 10.0), (Mode.INTERVIEW, 40.0)):
        async with run_app(bank(), mode=mode) as pilot:
            await press(pilot, "enter", "enter")
            clock.advance(10.0)
            await press(pilot, "f1")
            clock.advance(30.0)
            await press(pilot, "escape", "ctrl+s")
            assert interview_screen(pilot).interview.answer.answer_seconds == seconds


async def test_time_up_closes_an_open_dialog(run_app: RunApp, clock: FakeClock) -> None:
    async with run_app(bank(), mode=Mode.INTERVIEW) as pilot:
        await press(pilot, "enter", "enter", "escape", "escape")
        assert "Leave the interview?" in screen_text(pilot)
        clock.advance(61.0)
        interview_screen(pilot).tick()
        await pilot.pause()
        assert pilot.app.screen is interview_screen(pilot)
        assert interview_screen(pilot).interview.phase is Phase.CONFIDENCE


async def test_sleep_of_the_machine_is_left_out_in_practice(
    run_app: RunApp, clock: FakeClock
) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(10.0)
        clock.sleep(3600.0)
        await press(pilot, "ctrl+s")
        answer = interview_screen(pilot).interview.answer
    assert (answer.answer_seconds, answer.away_seconds) == (10.0, 3600.0)


async def test_leaving_and_resuming_goes_on_where_it_was(
    run_app: RunApp, home: Path, clock: FakeClock
) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "2", "enter")
        await type_text(pilot, "half")
        clock.advance(12.0)
        await press(pilot, "escape", "escape", "down", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        assert saved(home).status is Status.RUNNING
        await wait_until(pilot, "Resume")
        await press(pilot, "r")
        screen = interview_screen(pilot)
        assert screen.interview.phase is Phase.READY
        clock.advance(500.0)
        await press(pilot, "enter")
        assert screen.interview.index == 1
        assert screen.query_one(AnswerBox).text == "half"
        assert screen.interview.countdown.remaining(clock.now()) == 48.0


async def wait_until(pilot: Pilot[int], words: str) -> None:
    """Wait for background work to bring words onto the screen, for at most five seconds."""
    for _ in range(100):
        if words in screen_text(pilot):
            return
        await pilot.pause(0.05)
    raise AssertionError(f"{words!r} never came up:\n{screen_text(pilot)}")


async def test_ending_now_judges_what_was_answered(run_app: RunApp, home: Path) -> None:
    async with run_app(bank(), mode=Mode.INTERVIEW) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "enter", "escape", "escape")
        await press(pilot, "down", "down", "enter")
        screen = interview_screen(pilot)
        assert (screen.interview.phase, screen.interview.index) == (Phase.ASSESSING, 0)
        await press(pilot, "3", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReportScreen)
    assert saved(home).status is Status.STOPPED


async def test_discarding_moves_the_session_into_the_trash(run_app: RunApp, home: Path) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "escape", "escape", "up", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
    assert not list((home / "sessions").glob("*.toml"))
    assert len(list((home / "sessions" / "trash").glob("*.toml"))) == 1


async def test_quitting_an_interview_asks_first(run_app: RunApp, home: Path) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "kept")
        await press(pilot, "ctrl+q")
        assert "Leave the interview?" in screen_text(pilot)
        await press(pilot, "down", "enter")
        await pilot.pause()
    assert pilot.app.return_code == 0
    assert saved(home).answers[0].text == "kept"


async def test_what_interviewers_hear_comes_after_the_rating(run_app: RunApp) -> None:
    async with run_app(bank(), size=(120, 40)) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3")
        assert "mistakesecret" not in screen_text(pilot)
        await press(pilot, "2")
        assert "Interviewers often hear: a mistakesecret" in screen_text(pilot)
        assert "They may ask next: a followsecret?" in screen_text(pilot)


async def test_the_last_promise_is_shown_when_the_question_is_judged_again(
    run_app: RunApp,
) -> None:
    async with run_app(bank(1), questions=1) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "2", "n")
        await type_text(pilot, "say why")
        await press(pilot, "enter", "enter", "q", "enter", "enter")
        await pilot.pause(0.2)
        assert "say why" not in everything_held(pilot)
        await press(pilot, "ctrl+s", "3")
        assert "Last time you promised: say why" in screen_text(pilot)


async def test_everything_works_by_mouse(run_app: RunApp, home: Path) -> None:
    async with run_app(bank(1), questions=1, size=(120, 40)) as pilot:
        await pilot.click("#menu", offset=(10, 0))
        await click_key(pilot, "go_on")
        await click_key(pilot, "done")
        await pilot.click(pilot.app.screen.query("#confidence Line")[4])
        await pilot.pause()
        await pilot.click(pilot.app.screen.query("#points Line")[0])
        await pilot.click("#wrong")
        await pilot.click(pilot.app.screen.query("#rating-lines Line")[1])
        await pilot.pause()
        await click_key(pilot, "go_on")
        assert isinstance(pilot.app.screen, ReportScreen)
    answer = saved(home).answers[0]
    assert (answer.confidence, answer.rating) == (5, Rating.PARTIAL)
    assert (answer.covered, answer.wrong) == (1, True)


async def click_key(pilot: Pilot[int], action: str) -> None:
    """Click the footer's key for an action."""
    footer = pilot.app.screen.query_one(KeyFooter)
    for _ in range(200):
        if footer.place_of(action) is not None:
            break
        await pilot.pause(0.05)
    place = footer.place_of(action)
    assert place is not None
    await pilot.click(footer, offset=(place, 0))
    await pilot.pause()


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40), (200, 60)])
async def test_fits_every_size(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(bank(), size=size) as pilot:
        await press(pilot, "enter", "enter")
        assert "What is number" in screen_text(pilot)
        assert "Done" in screen_text(pilot)
        await press(pilot, "ctrl+s", "3")
        assert "modelsecret" in screen_text(pilot)
        assert "Go on" in screen_text(pilot)


@pytest.mark.parametrize("size", [(20, 5), (59, 24), (80, 14), (1, 1), (500, 200)])
async def test_a_window_too_small_asks_for_more_and_keeps_everything(
    run_app: RunApp, size: tuple[int, int], clock: FakeClock
) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "kept")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        if size in ((59, 24), (80, 14)):
            assert "make this window larger" in screen_text(pilot)
        clock.advance(5.0)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "kept" in screen_text(pilot)
        assert interview_screen(pilot).interview.countdown.elapsed(clock.now()) == 5.0


async def test_no_limit_counts_up(run_app: RunApp, clock: FakeClock) -> None:
    async with run_app(bank(), size=(60, 15), time_limit=NO_LIMIT) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(75.0)
        interview_screen(pilot).tick()
        await pilot.pause()
        assert "1:15 no limit" in screen_text(pilot)


async def test_think_time_comes_first_and_can_be_cut_short(
    run_app: RunApp, clock: FakeClock
) -> None:
    async with run_app(bank(), think_seconds=30.0) as pilot:
        await press(pilot, "enter", "enter")
        assert interview_screen(pilot).interview.phase is Phase.THINKING
        clock.advance(10.0)
        await press(pilot, "ctrl+s")
        interview = interview_screen(pilot).interview
        assert (interview.phase, interview.answer.think_seconds) == (Phase.ANSWERING, 10.0)


async def test_page_keys_read_on_in_the_model_answer(run_app: RunApp) -> None:
    long = Bank("long", "Long", (Question("q", "Why?", "\n\n".join(["word " * 30] * 9)),))
    async with run_app(long) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3")
        box = pilot.app.screen.query_one("#model-answer")
        await press(pilot, "pagedown")
        assert box.scroll_y > 0
        await press(pilot, "pageup")
        assert box.scroll_y == 0


@pytest.mark.parametrize("size", [(60, 15), (60, 24), (80, 24), (100, 30), (120, 40)])
@pytest.mark.parametrize("seconds", [12.0, 72.0, 3725.0])
async def test_the_heading_of_the_own_answer_is_never_cut(
    run_app: RunApp, clock: FakeClock, size: tuple[int, int], seconds: float
) -> None:
    async with run_app(bank(1), questions=1, time_limit=10.0, size=size) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(seconds)
        await press(pilot, "ctrl+s", "4")
        heading = next(line for line in screen_text(pilot).splitlines() if "╭" in line)
        own = heading.split("╮")[0]
        assert f"{show_time(seconds)} of 0:10" in own
        assert "4/5" in own
        assert "…" not in own
        assert ("Your answer" in own) is (size[0] != 80)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        own = next(line for line in screen_text(pilot).splitlines() if "╭" in line).split("╮")[0]
        assert "4/5" in own
        assert "…" not in own
        if seconds < 3600:
            assert f"Yours · {show_time(seconds)} of 0:10 · sure 4/5" in own


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (60, "Your answer · 1:34 of 2:30 · confident 4/5"),
        (40, "Your answer · 1:34 of 2:30 · sure 4/5"),
        (32, "Yours · 1:34 of 2:30 · sure 4/5"),
        (20, "1:34 of 2:30 · 4/5"),
    ],
)
def test_a_heading_in_the_longest_words_that_fit(room: int, expected: str) -> None:
    answer = given("a", limit=150.0, used=94.0, confidence=4)
    assert own_title(answer, room).plain == expected


def test_a_heading_without_limit_or_confidence() -> None:
    answer = given("a", limit=NO_LIMIT, used=94.0)
    assert own_title(answer, 60).plain == "Your answer · 1:34"
    assert own_title(answer, 5).plain == "1:34"
