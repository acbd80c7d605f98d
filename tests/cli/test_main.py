"""The command line, from outside."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import simulator
from simulator.cli.argument_parser import Arguments
from simulator.cli.commands.start import chosen_setup
from simulator.cli.dispatch import command
from simulator.cli.main import main
from simulator.cli.parser import build_parser
from simulator.core.choices import Difficulty, Order
from simulator.core.setup import Debrief, Mode, Setup
from simulator.core.times import NO_LIMIT
from simulator.exporters.session_files import SESSION_FORMATS


def chosen(*words: str, last: Setup | None = None) -> Setup:
    return chosen_setup(build_parser().parse_args(["start", *words]), last or Setup())


def every_parser(parser: Arguments) -> Iterator[Arguments]:
    yield parser
    for below in parser.commands.values():
        yield from every_parser(below)


def test_each_command_can_be_loaded_and_run() -> None:
    named = {each.get_default("run") for each in every_parser(build_parser())}
    assert len(named) == 23
    assert all(callable(command(name)) for name in named)


def test_each_argument_of_each_command_is_explained() -> None:
    silent = [
        f"{parser.prog} {action.option_strings or action.metavar}"
        for parser in every_parser(build_parser())
        for action in parser.arguments
        if not action.help
    ]
    assert silent == []


@pytest.mark.parametrize("words", ["", "start", "bank", "bank rename", "help"])
def test_help_prints_what_the_option_prints(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for line in (f"help {words}", f"{words} --help"):
        with pytest.raises(SystemExit) as ended:
            main(line.split())
        assert ended.value.code == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert printed[0].startswith(f"usage: mock-interview {words}".rstrip())


def test_report_and_export_offer_the_same_formats_from_one_list() -> None:
    below = build_parser().commands
    offered = {
        name: next(each.choices for each in below[name]._actions if each.dest == "format")
        for name in ("report", "export")
    }
    assert (
        sorted(offered["report"] or ())
        == sorted(offered["export"] or ())
        == sorted(SESSION_FORMATS)
    )


def test_without_options_the_last_setup_applies() -> None:
    last = Setup(questions=3, topics=("Training",), mode=Mode.INTERVIEW)
    assert chosen(last=last) == last


def test_every_option_of_start() -> None:
    words = (
        "deep_learning mine -n 3 --topic A --topic B --difficulty hard --tag t --time 1m30s "
        "--think 30 --mode interview --debrief each --order due --seed 7 --extra-time 1.5 --voice"
    )
    setup = chosen(*words.split())
    assert setup == Setup(
        mode=Mode.INTERVIEW,
        banks=("deep_learning", "mine"),
        topics=("A", "B"),
        difficulties=(Difficulty.HARD,),
        tags=("t",),
        questions=3,
        think_seconds=30.0,
        time_limit=90.0,
        extra_time=1.5,
        debrief=Debrief.EACH,
        order=Order.DUE,
        seed=7,
        voice=True,
    )


def test_time_off_and_own_and_another_bank_forgets_the_topics() -> None:
    last = Setup(topics=("Training",), voice=True)
    assert chosen("--time", "off", last=last).time_limit == NO_LIMIT
    assert chosen("--time", "own", last=Setup(time_limit=NO_LIMIT)).time_limit is None
    assert chosen("mine", last=last).topics == ()
    assert chosen("--no-voice", last=last).voice is False


def test_remembered_choices_never_contradict_an_option() -> None:
    last = Setup(mode=Mode.INTERVIEW, debrief=Debrief.END, time_limit=NO_LIMIT, topics=("T",))
    assert chosen("--mode", "practice", last=last).debrief_when is Debrief.EACH
    assert chosen("--mode", "interview", last=Setup(debrief=Debrief.EACH)).debrief is None
    both = chosen("--mode", "practice", "--debrief", "end", last=last)
    assert (both.mode, both.debrief) == (Mode.PRACTICE, Debrief.END)
    assert chosen("--debrief", "each", last=last).mode is Mode.INTERVIEW
    assert chosen("-n", "3", last=last).debrief is Debrief.END
    assert chosen("mine", "--topic", "U", last=last).topics == ("U",)
    assert chosen("--seed", "3", last=replace(last, seed=9)).seed == 3
    assert chosen("-n", "3", last=replace(last, seed=9)).seed is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["stat"], "did you mean 'start'?"),
        (["start", "--ordr", "due"], "did you mean '--order'?"),
        (["start", "-n", "0"], "whole number from 1"),
        (["start", "--time", "soon"], "a time is written like"),
        (["start", "--time", "0"], "at least one second"),
        (["start", "--extra-time", "x"], "expected a number"),
        (["completion", "tcsh"], "'tcsh' is not one of bash, zsh, fish (try"),
        (["start", "--extra-time", "7"], "not one of 1.0, 1.25, 1.5, 2.0"),
        (["help", "strat"], "did you mean 'start'?"),
        (["start", "--mode", "exam"], "practice, interview"),
    ],
)
def test_wrong_arguments_are_one_line_and_code_two(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_help_works_in_a_deleted_folder(tmp_path: Path) -> None:
    command = (
        f"cd {tmp_path}; mkdir gone; cd gone; rmdir ../gone; {sys.executable} -m simulator help"
    )
    root = str(Path(simulator.__file__).parents[1])
    done = subprocess.run(
        ["sh", "-c", command],
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")


def run(home: Path, *words: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "simulator", "--home", str(home), *words],
        input=text,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_version_and_paths(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").stdout.startswith("mock-interview ")
    paths = run(tmp_path, "paths").stdout
    assert str(tmp_path / "sessions") in paths
    assert "deep_learning" in run(tmp_path, "bank", "list").stdout


def test_a_missing_bank_is_one_sentence_and_code_one(tmp_path: Path) -> None:
    result = run(tmp_path, "start", "deep_lerning", "--plain")
    assert result.returncode == 1
    assert "did you mean deep_learning?" in result.stderr
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_nothing_to_resume_or_report_is_code_one(tmp_path: Path) -> None:
    for words in (["resume"], ["report"], ["notes"]):
        result = run(tmp_path, *words)
        assert result.returncode == 1, words
        assert result.stderr.count("\n") == 1


def test_the_same_seed_asks_the_same(tmp_path: Path) -> None:
    asked = []
    for name in ("one", "two"):
        run(tmp_path / name, "start", "-n", "3", "--seed", "7", "--plain", text="words\n")
        listed = json.loads(run(tmp_path / name, "sessions", "--json").stdout)
        path = next((tmp_path / name / "sessions").glob("*.toml"))
        asked.append([line for line in path.read_text().splitlines() if line.startswith("id = ")])
        assert listed[0]["status"] == "running"
    assert asked[0] == asked[1]
    assert len(asked[0]) == 3


def test_escape_sequences_in_arguments_never_reach_the_terminal(tmp_path: Path) -> None:
    result = run(tmp_path, "start", "\x1b]0;x\x07\u202e", "--plain")
    assert result.returncode == 1
    for forbidden in ("\x1b", "\x07", "\u202e"):
        assert forbidden not in result.stdout + result.stderr


def test_faulty_settings_are_reported_but_do_not_stop(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[voice]\nrate = 'fast'\n")
    result = run(tmp_path, "start", "-n", "1", "--plain", text="words\n")
    assert "settings.toml:2" in result.stderr
    assert "Traceback" not in result.stderr
    assert list((tmp_path / "sessions").glob("*.toml"))


def test_a_doubtful_key_is_reported_once_and_the_other_settings_apply(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[setup]\nquestions = 2\n[keys]\nskp = "f2"\n')
    result = run(tmp_path, "start", "--plain", text="words\n")
    assert result.stderr.count("settings.toml:4: keys.skp: there is no such action") == 1
    assert "did you mean 'skip'?" in result.stderr
    (session,) = (tmp_path / "sessions").glob("*.toml")
    assert session.read_text().count("[[answers]]\n") == 2


def test_a_settings_fault_is_reported_once(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[voice]\nrate = 'fast'\n")
    result = run(tmp_path, "start", "-n", "1", "--plain", text="words\n")
    assert result.stderr.count("settings.toml:2") == 1


@pytest.mark.parametrize("words", ["--version", "--home x --version", "--help", "bank", "start -h"])
def test_output_that_cannot_be_written_is_a_failure(tmp_path: Path, words: str) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no device that is always full")
    with full.open("w") as nobody:
        command = [sys.executable, "-m", "simulator", "--home", str(tmp_path), *words.split()]
        command = command[:3] + command[5:] if words == "--version" else command
        done = subprocess.run(
            command, stdout=nobody, stderr=subprocess.PIPE, text=True, check=False, timeout=60
        )
    assert done.returncode == 1
    assert done.stderr == "mock-interview: the disk is full; free some space on it\n"


@pytest.mark.parametrize("words", ["bank new mine", "start --plain -n 1", "paths"])
@pytest.mark.parametrize("below", ["", "below", "sessions", "banks"])
def test_a_file_in_place_of_a_folder_is_named(tmp_path: Path, words: str, below: str) -> None:
    if below in ("sessions", "banks"):
        home, file = tmp_path, tmp_path / below
        if (below == "banks") == words.startswith("start") or words == "paths":
            return
    else:
        home, file = tmp_path / "file" / below, tmp_path / "file"
    file.touch()
    result = run(home, *words.split(), text="")
    assert result.returncode == 1
    cure = "move it away, or choose another home with --home DIR"
    assert result.stderr == f"mock-interview: {file}: this is not a folder; {cure}\n"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", ["bank list", "start --plain", "start", "report", ""])
def test_closed_descriptors_cause_no_traceback(tmp_path: Path, words: str, closed: str) -> None:
    command = f'exec "$0" -m simulator --home {shlex.quote(str(tmp_path))} {words} {closed}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1, 2)
    assert len(done.stderr.splitlines()) <= 2
