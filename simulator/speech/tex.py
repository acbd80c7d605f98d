"""A small reader of TeX formulas: `\\frac{a}{b}` is "a over b"."""

import re

from simulator.speech.wording import Wording

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\d+(?:[.,]\d+)*|[A-Za-z]|\S", re.DOTALL)
_SILENT = re.compile(
    "left|right|[bB]igg?[lr]?|middle|displaystyle|textstyle|limits|nolimits|q?quad|nonumber"
    "|begin|end"
)
_FONTS = re.compile(
    "text(bf|it|rm|tt)?|math(rm|bf|bb|cal|it|sf|frak|tt)|boldsymbol|bm|operatorname|mbox|underline"
)
_ACCENTS = frozenset(
    ["hat", "widehat", "bar", "overline", "tilde", "widetilde", "vec", "dot", "ddot"]
)
_BIG = {"sum": "from", "prod": "from", "int": "from", "lim": "as"}
_OVER = frozenset(["max", "min", "argmax", "argmin", "sup", "inf"])
_DEEPEST = 30


def spoken_tex(source: str, words: Wording) -> str:
    """A formula as a person would read it out; what is unknown is read as it is spelled."""
    return " ".join(_Reader(source, words).all().split())


class _Reader:
    def __init__(self, source: str, words: Wording) -> None:
        self._tokens = _TOKEN.findall(source)
        self._at = 0
        self._words = words
        self._depth = 0

    def all(self) -> str:
        said: list[str] = []
        while self._at < len(self._tokens):
            said.append(self._piece())
        return " ".join(said)

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._peek()
        self._at += 1
        return token

    def _word(self, name: str, default: str | None = None) -> str:
        return self._words.tex.get(name, name if default is None else default)

    def _argument(self) -> str:
        """A group in braces, or one token."""
        if self._peek() != "{":
            return self._piece() if self._peek() else ""
        self._take()
        said: list[str] = []
        self._depth += 1
        while self._peek() not in ("", "}"):
            if self._depth > _DEEPEST:
                self._take()
            else:
                said.append(self._piece())
        self._depth -= 1
        self._take()
        return " ".join(said)

    def _piece(self) -> str:
        """One thing that is said, without what stands above and below it."""
        token = self._take()
        if token == "{":
            self._at -= 1
            return self._argument()
        if token == "^":
            return self._power()
        if token == "_":
            return f"{self._word('_')} {self._argument()}"
        if token.startswith("\\"):
            return self._command(token[1:].rstrip("*"))
        if len(token) == 1 and token.isalpha() and self._peek() == "(":
            self._take()
            return f"{token} {self._word('of', '')}"
        if token in "{}()[]&~|,;.":
            return "," if token in ",;" else ""
        return self._word(token)

    def _power(self) -> str:
        above = self._argument()
        key = "^" + above.replace(self._word("-"), "-").replace(" ", "")
        return self._words.tex.get(key) or f"{self._word('^')} {above}"

    def _command(self, name: str) -> str:
        if name in _BIG or name in _OVER:
            return self._big(name)
        if name in ("frac", "dfrac", "tfrac", "binom"):
            above, below = self._argument(), self._argument()
            return f"{above} {self._word('binom' if name == 'binom' else 'frac', '/')} {below}"
        if name == "sqrt":
            return self._root()
        if name in _ACCENTS:
            return f"{self._argument()} {self._word(name)}"
        if _FONTS.fullmatch(name):
            return self._plain_argument()
        if _SILENT.fullmatch(name):
            if name in ("begin", "end"):
                self._plain_argument()
            return ""
        said = self._word(name) if name.isalpha() else self._words.tex.get(name, "")
        if said == name and self._peek() == "(":
            # A letter such as sigma, used as a function.
            self._take()
            said += f" {self._word('of', '')}"
        return said

    def _plain_argument(self) -> str:
        """Letters that stand together as a word: `\\text{loss}`."""
        if self._peek() != "{":
            return self._take()
        self._take()
        said = ""
        while self._peek() not in ("", "}"):
            token = self._take()
            said += token if token.isalnum() else f" {self._word(token.lstrip(chr(92)))} "
        self._take()
        return said

    def _root(self) -> str:
        index = ""
        if self._peek() == "[":
            self._take()
            while self._peek() not in ("", "]"):
                index += self._take()
            self._take()
        radicand = self._argument()
        if index and "root" in self._words.tex:
            order = {"3": "cube"}.get(index, f"{index}th")
            return f"the {order} {self._words.tex['root']} {radicand}"
        return f"{self._word('sqrt')} {radicand}"

    def _big(self, name: str) -> str:
        """A sum from i equals 1 to n of ...; a maximum over ..."""
        below = above = ""
        while self._peek() in ("_", "^", "\\limits"):
            sign = self._take()
            if sign == "_":
                below = self._argument()
            elif sign == "^":
                above = self._argument()
        said = self._word(name)
        if below:
            link = _BIG.get(name, "over") if above or name == "lim" else "over"
            said += f" {self._word(link)} {below}"
        if above:
            said += f" {self._word('until')} {above}"
        return said if name in _OVER else f"{said} {self._word('of')}"
