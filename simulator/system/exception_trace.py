"""Tells where an exception came from, without quoting any data."""

from __future__ import annotations

import traceback
from collections.abc import Iterator

_MOST_FRAMES = 40
_MOST_LINKS = 10


def exception_chain(error: BaseException) -> Iterator[str]:
    """Yield the exception and its causes, latest first."""
    link: BaseException | None = error
    for _ in range(_MOST_LINKS):
        if link is None:
            return
        yield type_name(link)
        yield from (f"  {frame}" for frame in _shortened(frames(link)))
        if isinstance(link, BaseExceptionGroup):
            yield from (f"  | {type_name(part)}" for part in link.exceptions[:_MOST_LINKS])
        cause = link.__cause__
        link = cause if cause or link.__suppress_context__ else link.__context__
        if link is not None:
            yield "from"


def frames(error: BaseException) -> list[str]:
    """Return its frames as `file:line in function`, innermost last."""
    return [
        f"{frame.f_code.co_filename}:{line} in {frame.f_code.co_qualname}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]


def _shortened(frames: list[str]) -> list[str]:
    if len(frames) <= 2 * _MOST_FRAMES:
        return frames
    left_out = len(frames) - 2 * _MOST_FRAMES
    return [*frames[:_MOST_FRAMES], f"... {left_out} more ...", *frames[-_MOST_FRAMES:]]


def type_name(error: BaseException) -> str:
    """Return the exception's type with its module."""
    return f"{type(error).__module__}.{type(error).__qualname__}"
