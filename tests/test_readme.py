"""The examples in the README are true."""

import re
from pathlib import Path

import pytest

from simulator.cli.parser import build_parser
from simulator.storage.banks.read import parse_bank
from simulator.storage.sessions.read import parse_session

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def example(name: str) -> str:
    match = re.search(rf"<!-- example: {name} -->\n```\w+\n(.*?)```", README, re.DOTALL)
    assert match, f"README has no example {name!r}"
    return match[1]


def test_the_bank_loads() -> None:
    bank = parse_bank(example("bank").encode(), file="README.md", name="databases")
    assert [question.id for question in bank.questions] == ["index-cost"]
    assert bank.time_limit_of(bank.questions[0]) == 90.0
    assert len(bank.questions[0].key_points) == 3


def test_the_session_loads_and_its_summary_is_right() -> None:
    from simulator.core.report import Report

    session = parse_session(example("session"), file="README.md")
    report = Report(session)
    assert (report.coverage.covered, report.coverage.of) == (2, 3)
    assert len(report.sure_and_wrong) == 1
    assert session.seconds == 74.3


@pytest.mark.parametrize(
    "command",
    re.findall(
        r"\b[a-z]+\b",
        "start resume sessions report progress due notes export bank voices doctor paths serve "
        "completion help",
    ),
)
def test_every_command_is_named(command: str) -> None:
    assert command in build_parser().commands
    assert re.search(rf"\b{command}\b", README)


def test_every_target_that_it_names_is_in_the_makefile() -> None:
    makefile = (Path(__file__).parent.parent / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:^|`)make (\w+)", README, re.MULTILINE))
    assert targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_file_that_it_links_is_there_and_every_page_is_linked() -> None:
    root = Path(__file__).parent.parent
    linked = {link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link}
    assert [link for link in linked if not (root / link).is_file()] == []
    pages = {f"docs/{page.name}" for page in (root / "docs").glob("*.md")}
    assert pages
    assert pages <= linked
