"""Regular expressions that are compiled when they are first used.

Many are for what seldom comes, and a start would wait for all those of the modules it loads.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, put off. A mistake in the source shows at the first use, too."""
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags))


class _Pattern:
    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """A method of the compiled pattern; from now on it is found without coming here."""
        method = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, method)
        return method
