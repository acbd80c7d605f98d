"""The characters for TeX macros."""

from __future__ import annotations

from functools import lru_cache

from simulator.text.word_list import split_bars

FUNCTIONS = {
    name: name
    for name in split_bars(
        """log|ln|lg|exp|max|min|sup|inf|lim|sin|cos|tan|cot|sec|csc|sinh|cosh|tanh|coth|arcsin|
    arccos|arctan|arg|det|dim|gcd|deg|hom|ker|Pr|argmax|argmin|sgn|sign|softmax|rank|tr|Var|
    Cov|E"""
    )
} | {"liminf": "lim inf", "limsup": "lim sup"}
"""Function names, set apart from their argument."""

BIG = frozenset(
    split_bars(
        """sum|prod|coprod|int|iint|iiint|oint|bigcup|bigcap|bigoplus|bigotimes|bigvee|bigwedge|
    bigsqcup"""
    )
)
"""Large operators, with limits below and above."""

RELATIONS = frozenset("=←→⇒⟶⟹⟸⟺⇔↔↦≈∼∝≤≥≠≡∈∉∋⊂⊆⊃⊇⊙·⋅≪≫≜≔⊢⊨⊥∧∨∩∪≃≅×÷±∓⊕⊗∘")
"""Signs with a space on either side."""

SPACES = frozenset([",", ":", ";", " ", ">", "quad", "qquad", "enspace", "thinspace", "\n"])

_OURS = {
    "{": "{", "}": "}", "%": "%", "$": "$", "&": "&", "#": "#", "_": "_", "|": "‖", "!": "",
    "/": "", "prime": "′", "colon": ":", "le": "≤", "ge": "≥", "ne": "≠", "lt": "<", "gt": ">",
    "cdot": "·", "cdotp": "·", "Re": "ℜ", "Im": "ℑ", "land": "∧", "lor": "∨", "neg": "¬",
    "lnot": "¬", "implies": "⟹", "impliedby": "⟸", "iff": "⟺", "models": "⊨", "Box": "□",
    "checkmark": "✓", "coloneqq": "≔", "llbracket": "⟦", "rrbracket": "⟧", "degree": "°",
    "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "owns": "∋", "gets": "←",
    "dotsc": "…", "dotso": "…", "dotsb": "⋯", "dotsm": "⋯", "dotsi": "⋯", "vdots": "⋮",
    "ddots": "⋱", "backslash": "∖", "bmod": " mod ", "mod": " mod ", "longrightarrow": "→",
    "Longrightarrow": "⇒", "longleftarrow": "←", "Longleftarrow": "⇐", "Longleftrightarrow": "⇔",
    "lvert": "|", "rvert": "|", "lVert": "‖", "rVert": "‖", "vert": "|", "Vert": "‖", "R": "ℝ",
    "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "sqsubset": "⊏", "ldotp": ".", "dag": "†", "ddag": "‡",
    "P": "¶", "S": "§", "pounds": "£", "euro": "€", "copyright": "©", "i": "ı", "j": "ȷ",
    "imath": "ı", "jmath": "ȷ", "exists": "∃", "nexists": "∄", "forall": "∀", "emptyset": "∅",
    "varnothing": "∅", "infty": "∞", "blacksquare": "■", "square": "□", "qed": "∎", "slash": "/",
    "bigstar": "★", "lhd": "⊲", "rhd": "⊳", "bot": "⊥", "Longmapsto": "⟼", "longmapsto": "⟼",
    "upharpoonright": "↾", "restriction": "↾", "argmax": "argmax", "argmin": "argmin",
    "epsilon": "ϵ", "phi": "ϕ", "omicron": "ο", "hslash": "ℏ", "leadsto": "⇝",
    "dashrightarrow": "⇢", "Join": "⋈", "mho": "℧", "lll": "⋘", "ggg": "⋙",
}  # fmt: skip

ACCENTED = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0305", "tilde": "\u0303",
    "widetilde": "\u0303", "vec": "\u20d7", "overrightarrow": "\u20d7", "dot": "\u0307",
    "ddot": "\u0308", "check": "\u030c", "breve": "\u0306", "acute": "\u0301", "grave": "\u0300",
    "mathring": "\u030a", "underline": "\u0332",
}  # fmt: skip
"""The combining character of each accent."""

_ALPHABETS = {
    # Name: code points of A, a and 0; 0 if missing.
    "mathbb": (0x1D538, 0x1D552, 0x1D7D8),
    "mathbf": (0x1D400, 0x1D41A, 0x1D7CE),
    "mathcal": (0x1D49C, 0, 0),
    "mathscr": (0x1D49C, 0, 0),
    "mathfrak": (0x1D504, 0x1D51E, 0),
}
# These letters already existed elsewhere in Unicode.
_ELSEWHERE = {
    "mathbb": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
    "mathcal": dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True)),
    "mathscr": dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True)),
    "mathfrak": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
}


def symbol(name: str) -> str | None:
    """Return the characters for a macro without arguments, or None."""
    if name in SPACES:
        return " "
    ours = _OURS.get(name)
    return _library().get(name) if ours is None else ours


def in_alphabet(font: str, letter: str) -> str:
    """Return a letter or digit in a font's Unicode alphabet; unchanged if there is none."""
    if letter in _ELSEWHERE.get(font, {}):
        return _ELSEWHERE[font][letter]
    starts = _ALPHABETS.get(font)
    if starts is None or not letter.isascii() or not letter.isalnum() or len(letter) != 1:
        return letter
    index = 2 if letter.isdigit() else 1 if letter.islower() else 0
    first = (ord("A"), ord("a"), ord("0"))[index]
    return chr(starts[index] + ord(letter) - first) if starts[index] else letter


@lru_cache(maxsize=1)
def _library() -> dict[str, str]:
    """Return pylatexenc's symbols: macros for one or two characters."""
    from pylatexenc.latex2text import get_default_latex_context_db

    known = get_default_latex_context_db()
    found = {
        name: spec.simplify_repl
        for category in known.category_list
        for name, spec in known.d[category]["macros"].items()
    }
    return {
        name: text
        for name, text in found.items()
        if isinstance(text, str) and len(text) == 1 and (text in "|~" or not text.isascii())
    }
