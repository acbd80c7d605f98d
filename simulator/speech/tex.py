r"""Reads formulas out as a person would: `\frac{a}{b}` is "a over b"."""

from collections.abc import Sequence

from simulator.speech.wording import Wording
from simulator.text.tex import FONTS, Macro, Node, Row, Scripts, Sign, Words, read_tex
from simulator.text.tex_symbols import ACCENTED, SPACES, symbol

_BIG = {"sum": "from", "prod": "from", "int": "from", "lim": "as"}
_OVER = frozenset(["max", "min", "argmax", "argmin", "sup", "inf"])
_SILENT = frozenset("(){}[]&~|.\\") | {"!", "/", "begin", "end"} | SPACES


def spoken_tex(source: str, words: Wording) -> str:
    """Return the words for a formula; unknown parts are spelled out."""
    return " ".join(_Voice(words).row(read_tex(source).row.items).split())


class _Voice:
    def __init__(self, words: Wording) -> None:
        self._words = words

    def _word(self, name: str) -> str:
        return self._words.tex.get(name, name)

    def row(self, items: Sequence[Node]) -> str:
        heard = [item for item in items if item != Sign(" ")]
        said: list[str] = []
        for place, item in enumerate(heard):
            said.append(self._said(item))
            after = heard[place + 1] if place + 1 < len(heard) else None
            if after == Sign("(") and self._is_called(item):
                said.append(self._words.tex.get("of", ""))
        return " ".join(said)

    def _is_called(self, node: Node) -> bool:
        """True if parentheses after it hold a function's argument."""
        if isinstance(node, Macro):
            return not node.arguments and node.name.isalpha() and node.name not in self._words.tex
        return isinstance(node, Sign) and len(node.text) == 1 and node.text.isalpha()

    def _said(self, node: Node) -> str:
        match node:
            case Sign(text):
                if text in (",", ";"):
                    return ","
                return "" if text in _SILENT else self._word(text)
            case Words(text):
                return " ".join(self._word(part) for part in text.split())
            case Row(items):
                return self.row(items)
            case Scripts():
                return self._scripts(node)
            case Macro():
                return self._macro(node)

    def _macro(self, macro: Macro) -> str:
        name = macro.name
        if name in _SILENT:
            return ""
        if name in _BIG or name in _OVER:
            return self._limits(name, None, None)
        if name in ACCENTED:
            return f"{self._said(macro.arguments[0])} {self._word(name)}"
        if name in FONTS:
            return self._together(macro.arguments[0])
        if name == "sqrt":
            return self._root(macro)
        if name in ("frac", "binom"):
            above, below = map(self._said, macro.arguments)
            return f"{above} {self._words.tex.get(name, '/')} {below}"
        if name == "operatorname":
            return self._said(macro.arguments[0])
        said = self._word(name) if name.isalpha() else self._words.tex.get(name, symbol(name) or "")
        return " ".join([said, *map(self._said, macro.arguments)])

    def _together(self, node: Node) -> str:
        r"""Return letters that form a word: `\mathrm{KL}`."""
        if isinstance(node, Row) and all(isinstance(item, Sign) for item in node.items):
            text = "".join(item.text for item in node.items if isinstance(item, Sign))
            if text.replace(" ", "").isalnum():
                return text
        return self._said(node)

    def _scripts(self, node: Scripts) -> str:
        base = node.base
        if isinstance(base, Macro) and (base.name in _BIG or base.name in _OVER):
            return self._limits(base.name, node.below, node.above)
        said = "" if base is None else self._said(base)
        if node.below is not None:
            said += f" {self._word('_')} {self._said(node.below)}"
        if node.above is not None:
            said += f" {self._power(node.above)}"
        return said

    def _power(self, above: Node) -> str:
        if above == Macro("prime"):
            return self._word("'")
        said = " ".join(self._said(above).split())
        key = "^" + said.replace(self._word("-"), "-").replace(" ", "")
        return self._words.tex.get(key) or f"{self._word('^')} {said}"

    def _root(self, root: Macro) -> str:
        radicand = self._said(root.arguments[0])
        index = "" if root.option is None else self._said(root.option).replace(" ", "")
        if index and "root" in self._words.tex:
            order = {"2": "square", "3": "cube"}.get(index, f"{index}th")
            return f"the {order} {self._words.tex['root']} {radicand}"
        return f"{self._word('sqrt')} {radicand}"

    def _limits(self, name: str, below: Node | None, above: Node | None) -> str:
        """Return a sum from i equals 1 to n of ...; a maximum over ..."""
        said = self._word(name)
        if below is not None:
            link = _BIG.get(name, "over") if above is not None or name == "lim" else "over"
            said += f" {self._word(link)} {self._said(below)}"
        if above is not None:
            said += f" {self._word('until')} {self._said(above)}"
        return said if name in _OVER else f"{said} {self._word('of')}"
