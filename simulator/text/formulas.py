"""Finds formulas in Markdown and protects them from its parser."""

from __future__ import annotations

import re
from collections.abc import Callable

from simulator.text.patterns import pattern

# A formula, or code, which contains none. "$5 and $10" is not a formula; one with TeX in it may
# be wrapped once.
_FORMULA = pattern(
    r"(?P<code>^(?P<fence>```+|~~~+).*?(?:^(?P=fence)|\Z)|(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`))"
    r"|\$\$(?P<a>.+?)\$\$|\\\[(?P<b>.+?)\\\]|\\\((?P<c>.+?)\\\)"
    r"|(?<![\\\w$])\$(?P<d>[^\s$](?:[^$\n]*[^\s$\\])?|(?=\S[^$]*[\\{^_])[^$\n]+\n[^$\n]*[^\s$\\])"
    r"\$(?![\w$])",
    re.DOTALL | re.MULTILINE,
)
# Private-use characters, which a Markdown parser treats as plain text.
_MARK, _MARK_END = "\ue000", "\ue001"
_MARKED = pattern(f"{_MARK}(\\d+){_MARK_END}")


class Formulas:
    """The formulas of one text, as TeX without dollar signs."""

    def __init__(self, markdown: str) -> None:
        """Find them and replace each with a mark in `marked`. Removes private-use characters."""
        self.tex: list[str] = []
        self._sources: list[str] = []
        source = "".join(c for c in markdown if not "\ue000" <= c <= "\uf8ff")
        self.marked = _FORMULA.sub(self._hide, source)

    def _hide(self, found: re.Match[str]) -> str:
        if found["code"] is not None:
            return found[0]
        self._sources.append(found[0])
        self.tex.append(next(part for part in found.group("a", "b", "c", "d") if part))
        return f"{_MARK}{len(self.tex) - 1}{_MARK_END}"

    def for_mathjax(self, text: str, write: Callable[[str], str] = str) -> str:
        r"""Put the formulas back into marked text as `\(...\)` or `\[...\]`."""

        def formula(found: re.Match[str]) -> str:
            index = int(found[1])
            large = self._sources[index].startswith(("$$", "\\["))
            start, end = ("\\[", "\\]") if large else ("\\(", "\\)")
            return write(f"{start}{self.tex[index].strip()}{end}")

        return _MARKED.sub(formula, text)

    def put_back(self, text: str, write: Callable[[str], str]) -> str:
        """Put the formulas back into marked text, each as `write` returns it."""
        return _MARKED.sub(lambda found: write(self.tex[int(found[1])]), text)

    def restored(self, text: str) -> str:
        """Put the formulas back into marked text as they were written, for code."""
        return _MARKED.sub(lambda found: self._sources[int(found[1])], text)
