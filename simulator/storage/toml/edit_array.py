"""Edits a list in TOML text item by item; the other items keep their bytes and comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from simulator.storage.toml.positions import Walk
from simulator.storage.toml.write import value

_COMMENT = re.compile(r"#[^\n]*")
_REST_OF_LINE = re.compile(r"[ \t]*,?[ \t]*(?:#[^\n]*)?\n?")


class _Chunk(NamedTuple):
    """An item with its surroundings: `lead`, the item, and `trail` with any comma."""

    lead: str
    item: str
    trail: str


def changed_array(
    array: str,
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    plain: Callable[[Any], Any] = lambda item: item,
) -> str | None:
    """Turn the text of an array from `old` into `new`; None if impossible in place.

    `plain` turns an item into a TOML value. Items in both keep their text, lines and comments.
    """
    spans = Walk(array).inside("]")
    if not spans or len(spans) != len(old) or not new:
        return None
    if list(old) == list(new):
        return array
    chunks = _chunks(array, spans)
    tail = array[1 + sum(len(c.lead) + len(c.item) + len(c.trail) for c in chunks) :]
    kept: list[_Chunk] = []
    like = chunks[-1] if len(chunks) > 1 else chunks[0]
    matcher = SequenceMatcher(None, list(old), list(new), autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind == "equal":
            kept += chunks[i:i_end]
            continue
        for step, item in enumerate(new[j:j_end]):
            at = i + step
            model = chunks[at] if at < i_end else _fresh(like)
            kept.append(_Chunk(model.lead, value(plain(item), lines=False), model.trail))
    last = len(kept) - 1
    if kept[0] is not chunks[0] and not kept[0].lead.strip() and "\n" not in kept[0].lead:
        opening = "" if chunks[0].lead.strip() else chunks[0].lead
        kept[0] = _Chunk(opening, kept[0].item, kept[0].trail)
    parts = [_text(chunk, at == 0, at == last) for at, chunk in enumerate(kept)]
    return "[" + "".join(parts) + tail


def _chunks(array: str, spans: Sequence[tuple[int, int]]) -> list[_Chunk]:
    chunks: list[_Chunk] = []
    at = 1
    for start, end in spans:
        rest = _REST_OF_LINE.match(array, end)
        after = rest.end() if rest else end
        if rest and not rest[0].endswith("\n"):
            # More items follow on the line: only the comma belongs to this one.
            after = end + (len(rest[0].rstrip()) if "," in rest[0] else 0)
        chunks.append(_Chunk(array[at:start], array[start:end], array[end:after]))
        at = after
    return chunks


def _fresh(like: _Chunk) -> _Chunk:
    """Copy the white space around an item, without its comments."""
    lead = like.lead[like.lead.rfind("\n") + 1 :] if "\n" in like.lead else like.lead
    if lead.strip():
        lead = ""
    return _Chunk(lead, "", _COMMENT.sub("", like.trail).replace(" ", ""))


def _text(chunk: _Chunk, first: bool, last: bool) -> str:
    trail = chunk.trail
    has_comma = "," in _COMMENT.sub("", trail)
    if not last and not has_comma:
        trail = "," + trail
    on_own_line = "\n" in chunk.trail
    if last and has_comma and not on_own_line:
        trail = trail.replace(",", "", 1)
    gap = " " if not first and not chunk.lead and not on_own_line else ""
    return gap + chunk.lead + chunk.item + trail
