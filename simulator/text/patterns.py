"""Regular expressions that are compiled on first use.

Many are rarely needed, and compiling those of all loaded modules would slow down the start.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, deferred to the first use; a mistake in the source shows only then."""
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags))


class _Pattern:
    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """Return a method of the compiled pattern, stored to be found directly next time."""
        method = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, method)
        return method
