"""Reads TeX formulas into a tree, which is then written as characters or as words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from simulator.text.tex_symbols import ACCENTED
from simulator.text.word_list import split_bars

DEEPEST = 30
"""The deepest nesting of groups that is read."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One character or number; a space if the source has one."""

    text: str


@dataclass(frozen=True, slots=True)
class Macro:
    r"""A macro, without the backslash, and its arguments.

    `starred` distinguishes `\operatorname*` from `\operatorname`; `option` is the argument in
    brackets.
    """

    name: str
    arguments: tuple[Node, ...] = ()
    option: Node | None = None
    starred: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    r"""Text within a formula, spaces included: the content of `\text{...}`."""

    text: str


@dataclass(frozen=True, slots=True)
class Scripts:
    """A base with its subscript and superscript; the base may be missing."""

    base: Node | None
    below: Node | None = None
    above: Node | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Nodes side by side: a formula, or a group in braces."""

    items: tuple[Node, ...] = ()


Node: TypeAlias = Sign | Macro | Words | Scripts | Row


class Formula(NamedTuple):
    """The result; `whole` is True if every group and argument was present and closed."""

    row: Row
    whole: bool


FONTS = frozenset(
    split_bars(
        """mathrm|mathbf|mathit|mathsf|mathtt|mathbb|mathcal|mathfrak|mathscr|mathnormal|boldsymbol|
    bm|pmb|mathop|mathbin|mathrel|mathord|boxed"""
    )
)
"""Macros that only change the look of their argument."""

TEXTS = frozenset(
    split_bars(
        "text|textrm|textbf|textit|textsf|texttt|textnormal|mbox|hbox|emph|operatorname|begin|end"
    )
)
"""Macros whose argument is text."""

SILENT = frozenset(
    split_bars(
        """left|right|middle|big|Big|bigg|Bigg|bigl|bigr|bigm|Bigl|Bigr|Bigm|biggl|biggr|biggm|
    Biggl|Biggr|Biggm|displaystyle|textstyle|scriptstyle|scriptscriptstyle|limits|nolimits|
    nonumber|notag|strut|mathstrut|rm|bf|it|cal"""
    )
)
"""Macros that are dropped: they add no meaning."""

_ARGUMENTS = {
    **dict.fromkeys(split_bars("frac|dfrac|tfrac|cfrac|binom|dbinom|tbinom"), 2),
    **dict.fromkeys(["overset", "underset", "stackrel"], 2),
    **dict.fromkeys(split_bars("sqrt|pmod|pod|not|tag|xrightarrow|xleftarrow"), 1),
    **dict.fromkeys(FONTS.union(ACCENTED), 1),
}
_SAME_AS = {"dfrac": "frac", "tfrac": "frac", "cfrac": "frac", "dbinom": "binom",
            "tbinom": "binom", "stackrel": "overset"}  # fmt: skip
_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)


def read_tex(source: str) -> Formula:
    """Read the TeX source of a formula, without its dollar signs; never raises."""
    reader = _Reader(source)
    row = reader.row(until="")
    return Formula(row, reader.whole)


class _Reader:
    def __init__(self, source: str) -> None:
        self._tokens: list[str] = _TOKEN.findall(source)
        self._at = 0
        self._depth = 0
        self.whole = True

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._peek()
        self._at += 1
        return token

    def _skip_space(self) -> None:
        while self._peek().isspace():
            self._at += 1

    def row(self, until: str) -> Row:
        """Read up to and including the token `until`; to the end if it is empty."""
        items: list[Node] = []
        self._depth += 1
        while (token := self._peek()) and token != until:
            if token == "}" or self._depth > DEEPEST:
                self.whole = False
                self._take()
            else:
                self._one_more(items)
        self._depth -= 1
        if until and not self._take():
            self.whole = False
        return Row(tuple(items))

    def _one_more(self, items: list[Node]) -> None:
        token = self._peek()
        if token.isspace():
            self._take()
            if items and items[-1] != Sign(" "):
                items.append(Sign(" "))
        elif token in ("^", "_", "'"):
            base = items.pop() if items and items[-1] != Sign(" ") else None
            if base is None and len(items) > 1:
                items.pop()
                base = items.pop()
            items.append(self._scripts(base))
        elif (node := self._atom()) is not None:
            items.append(node)

    def _scripts(self, base: Node | None) -> Scripts:
        below: Node | None = None
        above: list[Node] = []
        while True:
            self._skip_limits()
            token = self._peek()
            if token == "'":
                self._take()
                above.append(Macro("prime"))
            elif token == "^":
                self._take()
                above.append(self._argument())
            elif token == "_":
                self._take()
                self.whole = self.whole and below is None
                below = self._argument()
            else:
                raised = above[0] if len(above) == 1 else Row(tuple(above)) if above else None
                return Scripts(base, below, raised)

    def _skip_limits(self) -> None:
        ahead = self._at
        while ahead < len(self._tokens) and (
            self._tokens[ahead].isspace() or self._tokens[ahead] in ("\\limits", "\\nolimits")
        ):
            ahead += 1
        if ahead < len(self._tokens) and self._tokens[ahead] in ("^", "_", "'"):
            self._at = ahead

    def _argument(self) -> Node:
        """Read a group in braces, or one token with its arguments."""
        self._skip_space()
        token = self._peek()
        if not token or token in ("}", "^", "_", "&"):
            self.whole = False
            return Row()
        if token[0].isdigit() and len(token) > 1:
            # Without braces the argument is one digit, not the number.
            self._tokens[self._at] = token[1:]
            return Sign(token[0])
        return self._atom() or Row()

    def _atom(self) -> Node | None:
        """Read one node without its scripts; None if it means nothing."""
        token = self._take()
        if token == "{":
            return self.row(until="}")
        if not token.startswith("\\"):
            return Sign(" " if token == "~" else token)
        if not token[1:2].isalpha():
            return Macro(token[1:])
        return self._macro(token[1:].rstrip("*"), starred=token.endswith("*"))

    def _macro(self, name: str, *, starred: bool) -> Node | None:
        if name in SILENT:
            return self._silent(name)
        if name in TEXTS:
            return self._text(name, starred)
        name = _SAME_AS.get(name, name)
        option: Node | None = None
        if name == "sqrt":
            option = self._option()
        self._depth += 1
        number = _ARGUMENTS.get(name, 0)
        if number and self._depth > DEEPEST:
            self.whole, number = False, 0
        arguments = tuple(self._argument() for _ in range(number))
        self._depth -= 1
        return Macro(name, arguments, option, starred)

    def _silent(self, name: str) -> Node | None:
        r"""Drop an empty delimiter, as in `\right.`."""
        if name in ("left", "right", "middle"):
            self._skip_space()
            if self._peek() == ".":
                self._take()
            elif self._peek() in ("<", ">"):
                return Macro("langle" if self._take() == "<" else "rangle")
        return None

    def _option(self) -> Node | None:
        self._skip_space()
        if self._peek() != "[":
            return None
        self._take()
        return self.row(until="]")

    def _text(self, name: str, starred: bool) -> Node:
        """Read an argument as text, in which only escapes are interpreted."""
        self._skip_space()
        if self._peek() != "{":
            return Words(self._take())
        self._take()
        said, depth = "", 1
        while token := self._take():
            depth += (token == "{") - (token == "}")
            if not depth:
                break
            if (token.startswith("\\") and token[1:2].isalpha()) or token == "$":
                self.whole = False
            said += _IN_TEXT.get(token, "" if token in "{}" else token.removeprefix("\\"))
        self.whole = self.whole and not depth
        if name in ("operatorname", "begin", "end"):
            return Macro(name, (Words(said),), starred=starred)
        return Words(" ".join(said.split(" ")) if said.strip() else " ")


_IN_TEXT = {"~": " ", "\\,": " ", "\\;": " ", "\\:": " ", "\\!": "", "\\ ": " ", "\\-": ""}
