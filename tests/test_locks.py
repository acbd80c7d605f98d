"""Each lock is whole: it is installed as it is, so nothing else would bring what it leaves out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import requires, version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = {"requirements.lock": [], "requirements-dev.lock": ["test", "lint", "build"]}


def asked(project: dict[str, Any], groups: Iterable[str]) -> Iterator[Requirement]:
    """What the program itself asks for, with both extras and these groups."""
    extras = project["project"]["optional-dependencies"].values()
    kept = [project["dependency-groups"][group] for group in groups]
    for texts in (project["project"]["dependencies"], *extras, *kept):
        yield from map(Requirement, texts)


def applies(requirement: Requirement, extra: str = "") -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def locked(text: str) -> dict[str, str]:
    """The version of each package that a lock has for this machine."""
    lines = [line.removesuffix("\\") for line in text.splitlines() if re.match(r"\w", line)]
    here = filter(applies, map(Requirement, lines))
    return {canonicalize_name(one.name): str(one.specifier).removeprefix("==") for one in here}


def needed(requirements: Iterable[Requirement]) -> Iterator[Requirement]:
    """All that these bring with them, by what the installed packages say, extras included."""
    waiting, seen = list(requirements), set[tuple[str, str]]()
    while waiting:
        requirement = waiting.pop()
        if not applies(requirement):
            continue
        yield requirement
        for extra in {"", *requirement.extras}:
            if (requirement.name, extra) not in seen:
                seen.add((requirement.name, extra))
                others = map(Requirement, requires(requirement.name) or ())
                waiting += [_plain(other) for other in others if applies(other, extra)]


def _plain(requirement: Requirement) -> Requirement:
    """A requirement whose marker was fulfilled: its extra would be asked for again."""
    requirement.marker = None
    return requirement


def faults(text: str, requirements: Iterable[Requirement]) -> list[str]:
    """What a lock leaves out, has in a version that does not fit, or has without need."""
    versions = locked(text)
    names = set()
    found = []
    for requirement in needed(requirements):
        name = canonicalize_name(requirement.name)
        names.add(name)
        if name not in versions:
            found.append(f"{requirement} is left out")
        elif not requirement.specifier.contains(versions[name], prereleases=True):
            found.append(f"{requirement} is needed, locked is {versions[name]}")
    return found + [f"{name} is not needed" for name in versions if name not in names]


@pytest.mark.parametrize("file", GROUPS)
def test_the_lock_is_whole(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert faults(text, asked(PROJECT, GROUPS[file])) == []
    assert {name: version(name) for name in locked(text)} == locked(text)


def test_both_locks_agree() -> None:
    run, dev = (locked((ROOT / file).read_text(encoding="utf-8")) for file in GROUPS)
    assert run.items() <= dev.items()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("linkify-it-py==", "other==", r"linkify-it-py\S* is left out"),
        ("attrs==", "other==", r"attrs\S* is left out"),
        ("rich==", "rich==0.", r"rich\S* is needed, locked is 0\.\S+"),
        ("rich==", "other==1\nrich==", "other is not needed"),
    ],
)
def test_the_test_can_fail(old: str, new: str, fault: str) -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert old in text
    found = faults(text.replace(old, new), asked(PROJECT, []))
    assert any(re.fullmatch(fault, one) for one in found), found
