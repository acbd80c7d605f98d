"""Recognises copies of a session, left by a synchroniser or a person, as one interview."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.system.faults import FileFault
from simulator.system.listing import state_of
from simulator.text.cleaning import normal_form
from simulator.text.patterns import pattern

if TYPE_CHECKING:
    from simulator.core.session import Session

_OUR_NUMBER = pattern(r"-\d{1,3}")
"""The suffix that this program itself adds to a name that is taken."""

_TIME = 17
"""The length of the time stamp at the start of a file name."""


def copies_among(
    folder: Path, names: Collection[str], load: Callable[[Path], Session]
) -> Mapping[str, str]:
    """Map the names of copies, which don't count, to the name of the one that does.

    Copies share the start of their name, the moment they began, and their questions; the one
    written last counts.
    """
    if len({name[:_TIME] for name in names}) == len(names):  # The usual case.
        return {}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[name[:_TIME]].append(name)
    left_out: dict[str, str] = {}
    for group in groups.values():
        if len(group) > 1:
            left_out |= _copies(folder, group, load)
    return left_out


def _copies(folder: Path, group: list[str], load: Callable[[Path], Session]) -> dict[str, str]:
    families: list[list[str]] = []
    for name in sorted(group, key=lambda name: (len(name), name)):
        family = next((each for each in families if _is_copy(name, each[0])), None)
        if family is None:
            families.append([name])
        else:
            family.append(name)
    left_out: dict[str, str] = {}
    for first, *others in families:
        same = [first]
        if others:
            known = _identity(folder / first, load)
            same += [name for name in others if known and _identity(folder / name, load) == known]
        newest = max(same, key=lambda name: (_written(folder / name), -len(name)))
        left_out |= {name: newest for name in same if name != newest}
    return left_out


def _is_copy(name: str, original: str) -> bool:
    stem, whole = (normal_form(each.removesuffix(".toml")) for each in (original, name))
    return whole.startswith(stem) and _OUR_NUMBER.fullmatch(whole[len(stem) :]) is None


def _identity(path: Path, load: Callable[[Path], Session]) -> object:
    try:
        session = load(path)
    except (FileFault, OSError):
        return None
    return session.started_at, tuple((answer.key, answer.question) for answer in session.answers)


def _written(path: Path) -> int:
    state = state_of(path)
    return state[0] if state else 0
