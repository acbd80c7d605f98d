"""`start` from outside: takes, today's plan, and follow-ups."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.cli.commands.start import NOT_FOR_A_TAKE
from simulator.cli.parser import build_parser
from simulator.core.session import Session
from simulator.core.states import Status
from simulator.storage.store import Store
from tests.samples import sample_session

BANK = """\
format = 1
title = "Mine"

[[questions]]
id = "one"
question = "What is one?"
answer = "One."
follow_ups = ["And two?", { question = "And three?", key_points = ["More than two"] }]
"""


def run(home: Path, *words: str, text: str = "One.\n") -> subprocess.CompletedProcess[str]:
    return command(home, "start", *words, "--plain", text=text)


def command(home: Path, *words: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "simulator", "--home", str(home), *words],
        input=text,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def newest(home: Path) -> Session:
    store = Store(home, home / "shipped")
    return store.sessions.load(store.sessions.find("last"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a bank, and an interview that was finished."""
    (tmp_path / "banks").mkdir()
    (tmp_path / "banks" / "mine.toml").write_text(BANK)
    Store(tmp_path, tmp_path / "shipped").sessions.create(sample_session()).close()
    return tmp_path


def test_a_take_repeats_the_interview_in_less_time(home: Path) -> None:
    result = run(home, "--take-of", "last")
    assert (result.returncode, result.stderr) == (0, "")
    before, take = sample_session(), newest(home)
    assert take.take_of is not None
    assert take.status is Status.RUNNING
    assert [each.question for each in take.answers] == [each.question for each in before.answers]
    assert take.answers[0].time_limit == before.answers[0].time_limit * 0.75


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--mode", "interview"], "--mode."),
        (["-n", "3"], "--questions."),
        (["--follow-ups", "0"], "--follow-ups."),
        (["mine"], "the bank."),
        (["--time", "off", "--seed", "0", "--order", "due"], "--time, --order and --seed."),
    ],
)
def test_a_take_refuses_options_that_contradict_it(
    home: Path, words: list[str], named: str
) -> None:
    result = run(home, "--take-of", "last", *words)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert f"leave out {named}" in result.stderr
    assert newest(home) == sample_session()


def test_a_take_may_be_spoken_even_if_the_interview_was_not(home: Path) -> None:
    result = run(home, "--take-of", "last", "--voice")
    assert result.returncode == 0
    assert newest(home).setup.voice is True


def test_each_option_of_start_is_either_honoured_or_refused_by_a_take() -> None:
    options = {each.dest for each in build_parser().commands["start"].arguments} - {"help"}
    honoured = {"take_of", "voice", "record", "plain"}
    assert options - honoured == set(NOT_FOR_A_TAKE)


def test_a_topic_and_a_tag_are_found_in_the_other_spelling(home: Path) -> None:
    named = 'topic = "Optimisation"\ntags = ["colour"]\nanswer'
    (home / "banks" / "mine.toml").write_text(BANK.replace("answer", named, 1))
    assert run(home, "mine", "--topic", "optimization", "--tag", "Color").returncode == 0
    setup = newest(home).setup
    assert (setup.topics, setup.tags) == (("Optimisation",), ("colour",))


@pytest.mark.parametrize("option", ["topic", "tag"])
def test_an_unknown_topic_or_tag_names_the_nearest(home: Path, option: str) -> None:
    named = 'topic = "Optimisation"\ntags = ["Optimisation"]\nanswer'
    (home / "banks" / "mine.toml").write_text(BANK.replace("answer", named, 1))
    wrong = f"--{option}", "Optimsation", f"--{option}", "Optimisation"
    result = run(home, "mine", *wrong)
    assert (result.returncode, result.stdout) == (1, "")
    said = f"Optimsation: there is no such {option}; did you mean Optimisation?"
    assert result.stderr == f"mock-interview: {said}\n"


def test_input_without_an_answer_leaves_no_interview_to_resume(home: Path) -> None:
    result = run(home, "mine", text="")
    assert (result.returncode, result.stderr) == (0, "")
    assert "the interview is in the trash" in result.stdout
    sessions = Store(home, home / "shipped").sessions
    assert (len(sessions.trashed()), sessions.running()) == (1, ())
    assert newest(home) == sample_session()


def test_output_closed_before_an_answer_leaves_no_interview(home: Path) -> None:
    start = ["start", "mine", "-n", "1", "--plain"]
    words = [sys.executable, "-m", "simulator", "--home", str(home), *start]
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=writing) as program:
        os.close(writing)
        assert program.wait(60) == 1
    sessions = Store(home, home / "shipped").sessions
    assert (len(sessions.trashed()), sessions.running()) == (1, ())


def test_the_command_that_due_prints_asks_exactly_what_due_lists(home: Path) -> None:
    """Even after an interview from another bank with other choices."""
    (home / "banks" / "other.toml").write_text(BANK.replace("one", "two"))
    assert run(home, "other", "--difficulty", "medium", "--extra-time", "2").returncode == 0
    settings = (home / "settings.toml").read_bytes()
    told = command(home, "due", "--json")
    listed = [(each["bank"], each["id"]) for each in json.loads(told.stdout)["questions"]]
    printed = command(home, "due").stdout.splitlines()[-1]
    assert {bank for bank, _ in listed} != {"other"}
    words = printed.partition("Start with: mock-interview ")[2].split()
    sessions = Store(home, home / "shipped").sessions
    before = set(sessions.paths())
    assert command(home, *words, "--plain", text="One.\n").returncode == 0
    # Not the newest: two that began within one second have no defined order.
    (added,) = set(sessions.paths()) - before
    assert [each.key for each in sessions.load(added).answers] == listed
    assert (home / "settings.toml").read_bytes() == settings


def test_today_refuses_options_that_choose_questions(home: Path) -> None:
    result = run(home, "mine", "--today", "--seed", "0")
    assert result.returncode == 2
    assert "leave out the bank and --seed." in result.stderr


def test_a_take_of_nothing_is_one_line_and_code_one(home: Path) -> None:
    result = run(home, "--take-of", "2001-01-01T000000-none")
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_the_requested_number_of_follow_ups_is_drawn(home: Path, number: int) -> None:
    result = run(home, "mine", "--follow-ups", str(number))
    assert result.returncode == 0
    session = newest(home)
    assert session.setup.banks == ("mine",)
    assert session.setup.follow_ups == number
    assert len(session.answers[0].asked_follow_ups) == min(number, 2)


def test_follow_ups_are_asked_line_by_line(home: Path) -> None:
    answers = "\n".join(["One.", ".", "Two.", ".", "Three.", ".", "4", "3", "", ""])
    result = run(home, "mine", "--follow-ups", "2", text=f"{answers}\n")
    assert result.returncode == 0
    assert result.stdout.index("And three?") < result.stdout.index("And two?")
    (answer,) = newest(home).answers
    assert [each.text for each in answer.asked_follow_ups] == ["Two.", "Three."]


def test_a_wrong_number_of_follow_ups_is_one_line_and_code_two(home: Path) -> None:
    result = run(home, "mine", "--follow-ups", "4")
    assert result.returncode == 2
    assert "0, 1, 2, 3" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_faulty_settings_file_is_left_unchanged(home: Path) -> None:
    written = '[ui]\ntheme = "nord"\n[voice]\nvolume = 5\n'
    (home / "settings.toml").write_text(written)
    result = run(home, "mine", "-n", "1")
    assert "volume" in result.stderr
    assert newest(home).setup.questions == 1
    assert (home / "settings.toml").read_text() == written
