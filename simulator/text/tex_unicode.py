r"""Writes TeX as readable characters: `\frac{a + b}{x_1^2}` becomes `(a + b)/x₁²`.

All or nothing: if any part is unknown, or does not fit on a line, the whole stays TeX.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from simulator.text.tex import (
    FONTS,
    Formula,
    Macro,
    Node,
    Row,
    Scripts,
    Sign,
    Words,
    read_tex,
)
from simulator.text.tex_symbols import ACCENTED, BIG, FUNCTIONS, RELATIONS, in_alphabet, symbol

LONGEST = 600
"""Characters; a longer formula is shown as TeX."""

_RAISED = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyz⊤′",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ′",
        strict=True,
    )
)
_LOWERED = dict(
    zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
_ROOTS = {"2": "√", "3": "∛", "4": "∜"}
_MARKS = "\u0300-\u036f\u20d7"
_SMALL = "".join({*_RAISED.values(), *_LOWERED.values()})
_ATOM = re.compile(
    rf"[^\W\d_][{_MARKS}]*[{_SMALL}]*|[\d.,]+|\([^()]*\)|[∞∅…⋯°′*∗⋆†]+|[A-Za-z]{{2,}}"
)
_DIVISOR = re.compile(
    rf"[^\W\d_][{_MARKS}]*[{_SMALL}]*|[\d.,]+[{_SMALL}]*|\([^()]*\)|[d∂][^\W\d_][{_MARKS}]*[{_SMALL}]*"
    rf"|[^\W_]\([\w, |]*\)|√[^\W_][{_SMALL}]*|‖[^‖]*‖[₀-₟ₐ-ₜ]*|\|[^|]*\|"
)
_DIVIDEND = re.compile(
    rf"(?:[^\W_]|[{_MARKS}{_SMALL}])+|\([^()]*\)|[^\W_]\([\w, |]*\)|[∂∇][^\W_][{_SMALL}]*|\w!"
)
_AFTER: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"([(\[{⟨⌈⌊]) +"), r"\1"),
    (re.compile(r"(^|[=(,] ?)([-−±]) +"), r"\1\2"),
    (re.compile(r"\s+(?=[)\]}⟩⌉⌋.,;])"), ""),
    (re.compile(r"([∂∇¬∀∃∄]) +(?=\w)"), r"\1"),
    (re.compile(r"\s+"), " "),
)
_NEGATED = {"=": "≠", "∈": "∉", "∃": "∄", "∋": "∌", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱",
            "≡": "≢", "∼": "≁", "≈": "≉", "⊂": "⊄", "⊆": "⊈", "∣": "∤", "|": "∤"}  # fmt: skip
_KINDS = {"lvert": "opening", "lVert": "opening", "rvert": "closing", "rVert": "closing"}


class _NotInALine(Exception):
    """Part of the formula is unknown or does not fit on a line."""


@dataclass(slots=True)
class _Piece:
    """Written characters, and how they combine with their neighbours."""

    text: str
    kind: str = ""
    """`name` stands apart from letters; `fraction` and `root` must not absorb neighbours; `open`
    ends in a script that a letter would run into."""


@lru_cache(maxsize=512)
def written_tex(tex: str) -> str:
    """Return the formula on one line; unchanged if it is too long or not understood."""
    raw = " ".join(tex.split())
    formula = read_tex(tex) if len(tex) <= LONGEST else Formula(Row(), whole=False)
    if not formula.whole:
        return raw
    try:
        text = _row(formula.row.items)
    except _NotInALine:
        return raw
    text = text.strip()
    return text if text and text.isprintable() else raw


def _row(items: Sequence[Node]) -> str:
    pieces = [_piece(item) for item in items]
    out = ""
    for index, piece in enumerate(pieces):
        rest = pieces[index + 1 :]
        after = next((each.text.lstrip()[:1] for each in rest if each.text.strip()), "")
        touching = rest[0].text[:1] if rest else ""
        text = piece.text
        if piece.kind == "fraction" and (_runs_on(out, after) or after in ("!", "/", "^")):
            text = f"({text})"
        if piece.kind == "root" and (touching.isalnum() or touching == "("):
            text = f"{text[0]}({text[1:]})"
        if piece.kind in ("name", "index") and out[-1:].isalnum():
            text = " " + text
        out = (out.rstrip() if piece.kind == "closing" else out) + text
        if piece.kind == "opening" and rest and not rest[0].text.strip():
            rest[0].text = ""
        if piece.kind in ("name", "open") and _needs_space(piece.kind, touching):
            out += " "
    for pattern, other in _AFTER:
        out = pattern.sub(other, out)
    return out


def _needs_space(kind: str, following: str) -> bool:
    """True if what follows would be read as part of a piece of this kind."""
    return following.isalnum() or (kind == "name" and following in tuple("√∑∏∫∂∇‖|"))


def _runs_on(before: str, after: str) -> bool:
    """True if neighbours of a fraction would be read as part of it."""
    last = before.rstrip()[-1:]
    beside = last.isalnum() or last in tuple(")]/^!′") or last in tuple(_RAISED.values())
    return beside or last in _LOWERED.values() or after.isalnum() or after in tuple("([√∑∏∫∂∇‖|")


def _piece(node: Node) -> _Piece:
    match node:
        case Sign(text):
            return _Piece(_sign(text))
        case Words(text):
            return _Piece(text, "name" if len(text) > 1 else "")
        case Row(items):
            return _Piece(_row(items))
        case Scripts():
            return _scripts(node)
        case Macro():
            return _macro(node)


def _sign(text: str) -> str:
    if text in ("&", "\\", "$", "#"):
        raise _NotInALine
    return f" {text} " if text in RELATIONS else text


def _macro(macro: Macro) -> _Piece:
    name = macro.name
    if name in FUNCTIONS:
        return _Piece(FUNCTIONS[name], "name")
    if name in ACCENTED:
        return _Piece(_accented(name, macro.arguments[0]))
    if name in FONTS:
        return _in_font(name, macro.arguments[0])
    match name, macro.arguments:
        case "operatorname", (words,):
            return _Piece(_text(words), "name")
        case "frac", (above, below):
            return _Piece(f"{_part(above, _DIVIDEND)}/{_part(below, _DIVISOR)}", "fraction")
        case "binom", (above, below):
            return _Piece(f"C({_text(above)}, {_text(below)})", "name")
        case "sqrt", (inner,):
            return _root(macro.option, inner)
        case "pmod" | "pod", (inner,):
            return _Piece(f" ({'mod ' if name == 'pmod' else ''}{_text(inner)})")
        case "tag", (inner,):
            return _Piece(f"  ({_text(inner)})")
        case "not", (inner,):
            return _Piece(f" {_negated(_text(inner).strip())} ")
        case "underset", (below, base) if _is_function(base):
            return _piece(Scripts(base, below))
    found = symbol(name)
    if found is None or macro.arguments:
        raise _NotInALine
    if found in RELATIONS and found not in ("∘", "⊥"):
        return _Piece(f" {found} ")
    return _Piece(found, _KINDS.get(name, "big" if name in BIG else ""))


def _is_function(node: Node) -> bool:
    """True for the name of a function, or of two as in `arg max`."""
    if isinstance(node, Row):
        named = [item for item in node.items if item != Sign(" ")]
        return bool(named) and all(map(_is_function, named))
    return isinstance(node, Macro) and node.name in ("operatorname", *FUNCTIONS)


def _text(node: Node) -> str:
    return _piece(node).text.strip()


def _negated(sign: str) -> str:
    if sign in _NEGATED:
        return _NEGATED[sign]
    if len(sign) != 1 or sign.isalnum():
        raise _NotInALine
    return sign + "\u0338"


def _part(node: Node, alone: re.Pattern[str]) -> str:
    """Write a numerator or denominator, in parentheses unless it is a single term."""
    text = _text(node)
    if not text:
        raise _NotInALine
    inner = node.items if isinstance(node, Row) else (node,)
    a_word = len(inner) == 1 and isinstance(inner[0], Words) and text.isalnum()
    return text if a_word or alone.fullmatch(text) else f"({text})"


def _root(option: Node | None, inner: Node) -> _Piece:
    index = "" if option is None else _text(option)
    sign = _ROOTS.get(index or "2")
    if sign is None:
        if not all(letter in _RAISED for letter in index):
            raise _NotInALine
        sign = "".join(_RAISED[letter] for letter in index) + "√"
    text = _text(inner)
    if not text:
        raise _NotInALine
    if not _ATOM.fullmatch(text) or (len(text) > 1 and text.isalpha() and text.isascii()):
        return _Piece(
            f"{sign}({text.removeprefix('(').removesuffix(')') if _closed(text) else text})"
        )
    if len(sign) > 1:
        return _Piece(f"{sign}({text})" if len(text) > 1 else sign + text, "index")
    return _Piece(sign + text, "root")


def _closed(text: str) -> bool:
    return re.fullmatch(r"\([^()]*\)", text) is not None


def _accented(name: str, inner: Node) -> str:
    mark = ACCENTED[name]
    if isinstance(inner, Row) and len(inner.items) == 1:
        inner = inner.items[0]
    if (
        isinstance(inner, Scripts)
        and inner.base is not None
        and name not in ("overline", "underline")
    ):
        return _scripts(Scripts(Macro(name, (inner.base,)), inner.below, inner.above)).text
    text = _text(inner)
    lines = name in ("overline", "underline")
    if not text or (not lines and not (len(text) == 1 and text.isalnum())):
        raise _NotInALine
    return re.sub(rf".[{_MARKS}]*", lambda found: found[0] + mark, text)


def _in_font(font: str, inner: Node) -> _Piece:
    piece = _piece(inner)
    text = piece.text
    if font in ("mathbb", "mathbf", "mathcal", "mathscr", "mathfrak"):
        text = "".join(in_alphabet(font, letter) for letter in text)
    a_name = font in ("mathrm", "mathsf", "mathtt", "mathop") and len(text) > 1 and text.isalpha()
    return _Piece(text, "name" if a_name else piece.kind)


def _scripts(node: Scripts) -> _Piece:
    base = _Piece("") if node.base is None else _piece(node.base)
    text = base.text.strip()
    function = node.base is not None and _is_function(node.base)
    held = not function and base.kind != "big" and isinstance(node.base, (Row, Macro, Words))
    single = re.fullmatch(rf"(?:[^\W_]|[)\]|‖}}⟩⌉⌋∂∇∞°′])[{_MARKS}]*", text) is not None
    if held and text and not single and not (isinstance(node.base, Words) or _closed(text)):
        a_word = (base.kind == "name" and "C(" not in text) or (
            text.isalpha() and not isinstance(node.base, Row)
        )
        text = text if a_word else f"({text})"
    below, above = _script("_", node.below), _script("^", node.above)
    if below.startswith("_") and not above.startswith("^"):
        below, above = above, below
    kind = "open" if (below + above).lstrip("_^") != below + above else ""
    kind = "open" if "_" in below + above or "^" in below + above else kind
    if function or base.kind in ("name", "big"):
        kind = "name"
    return _Piece(text + below + above, kind)


def _script(sign: str, node: Node | None) -> str:
    """Use small characters if all exist, otherwise the sign and the script."""
    if node is None:
        return ""
    text = _text(node)
    if not text:
        return ""
    table = _RAISED if sign == "^" else _LOWERED
    close = re.sub(r"\s*([-+=−])\s*", r"\1", text)
    if all(letter in table for letter in close):
        return "".join(table[letter] for letter in close)
    return sign + (text if _ATOM.fullmatch(text) else f"({text})")
