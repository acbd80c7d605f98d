"""Words for structure, symbols, and names that espeak-ng misreads."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Wording:
    """How a language describes what is only visible."""

    code: str = ""
    table: str = ""
    link: str = ""
    rest: str = ""
    either: str = "/"
    symbols: dict[str, str] = field(default_factory=dict)
    """Single characters, wherever they occur."""
    tex: dict[str, str] = field(default_factory=dict)
    """TeX commands without the backslash, and characters of formulas."""
    code_symbols: tuple[tuple[str, str], ...] = ()
    """Pieces of code, longest first."""
    lexicon: dict[str, str] = field(default_factory=dict)


_ENGLISH_SYMBOLS = {
    "→": "to", "⟶": "to", "⇒": "implies", "←": "from", "↔": "if and only if", "⇔": "if and only if",
    "≤": "less than or equal to", "≥": "greater than or equal to", "≠": "not equal to",
    "≈": "about", "±": "plus or minus", "×": "times", "÷": "divided by", "·": "times", "∈": "in",
    "∉": "not in", "∑": "the sum of", "∏": "the product of", "∫": "the integral of",
    "√": "the square root of", "∞": "infinity", "∂": "partial", "∇": "gradient",
    "∝": "proportional to", "∀": "for all", "∃": "there is", "∪": "union", "∩": "intersection",
    "⊂": "subset of", "²": "squared", "³": "cubed", "ⁿ": "to the n", "°": "degrees", "§": "section",
    "…": ".", "•": ",", "–": ",", "—": ",",
}  # fmt: skip
_ENGLISH_TEX = {
    "frac": "over", "binom": "choose", "sqrt": "the square root of", "root": "root of",
    "^": "to the", "_": "sub", "^2": "squared", "^3": "cubed", "^-1": "inverse", "^T": "transpose",
    "^top": "transpose", "^intercal": "transpose", "^*": "star", "^prime": "prime", "'": "prime",
    "sum": "the sum", "prod": "the product", "int": "the integral", "lim": "the limit",
    "from": "from", "as": "as", "over": "over", "until": "to", "of": "of", "max": "max",
    "min": "min", "argmax": "arg max", "argmin": "arg min", "sup": "sup", "inf": "inf",
    "hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde",
    "vec": "vector", "dot": "dot", "ddot": "double dot", "=": "equals", "+": "plus", "-": "minus",
    "<": "is less than", ">": "is greater than", "/": "over", "*": "times", "!": "factorial",
    "%": "percent", "cdot": "times", "times": "times", "div": "divided by", "pm": "plus or minus",
    "le": "is at most", "leq": "is at most", "ge": "is at least", "geq": "is at least",
    "ne": "is not", "neq": "is not", "ll": "is much less than", "gg": "is much greater than",
    "approx": "is about", "sim": "is distributed as", "equiv": "is equivalent to",
    "propto": "is proportional to", "in": "in", "notin": "not in", "subset": "is a subset of",
    "subseteq": "is a subset of", "cup": "union", "cap": "intersection", "to": "to",
    "rightarrow": "to", "Rightarrow": "implies", "implies": "implies", "iff": "if and only if",
    "mapsto": "maps to", "gets": "gets", "leftarrow": "gets", "mid": "given", "vert": "given",
    "infty": "infinity", "partial": "partial", "nabla": "gradient", "forall": "for all",
    "exists": "there is", "ldots": "and so on", "dots": "and so on", "cdots": "and so on",
    "odot": "element-wise times", "otimes": "tensor", "oplus": "plus", "circ": "composed with",
    "ell": "l", "log": "log", "ln": "natural log", "exp": "exp", "sin": "sine", "cos": "cosine",
    "tan": "tangent", "tanh": "hyperbolic tangent", "Pr": "probability", "top": "top",
    "varepsilon": "epsilon", "varphi": "phi", "prime": "prime", "star": "star",
}  # fmt: skip
_ENGLISH_CODE = (
    ("===", " equals "), ("!==", " is not "), ("==", " equals "), ("!=", " is not "),
    ("<=", " at most "), (">=", " at least "), ("->", " to "), ("=>", " to "),
    ("**", " to the power "), ("//", " divided by "), ("&&", " and "), ("||", " or "),
    ("++", " plus plus "), ("+=", " plus equals "), ("()", " "), ("[]", " brackets "),
    ("(", " of "), ("[", " at "), ("=", " equals "), ("+", " plus "), ("*", " times "),
    ("%", " mod "), ("<", " less than "), (">", " greater than "), ("/", " slash "), (":", ", "),
    ("@", " at "), ("&", " and "), ("|", " or "), ("!", " not "),
)  # fmt: skip
# Only what espeak-ng 1.51 misreads: "A U C" would become "a you see", with the article.
_ENGLISH_NAMES = {
    "ReLU": "relloo", "ReLUs": "relloos", "LaTeX": "lay tech", "AUC": "A.U.C.", "GANs": "gans",
    "C#": "C sharp", "F#": "F sharp", "NaN": "nan", "NaNs": "nans", "cos": "cosine",
    "kubectl": "kube control", "nginx": "engine X", "w.r.t.": "with respect to", "vs.": "versus",
    "i.i.d.": "I I D",
}  # fmt: skip

ENGLISH = Wording(
    code="A piece of code is on the screen.",
    table="A table is on the screen.",
    link="a link",
    rest="The rest is on the screen.",
    either=" or ",
    symbols=_ENGLISH_SYMBOLS,
    tex=_ENGLISH_TEX,
    code_symbols=_ENGLISH_CODE,
    lexicon=_ENGLISH_NAMES,
)

# Other languages get the necessary words; symbols are left to the voice, which knows them.
_OTHERS = {
    "de": Wording(
        code="Ein Stück Code steht auf dem Bildschirm.",
        table="Eine Tabelle steht auf dem Bildschirm.",
        link="ein Link",
        rest="Der Rest steht auf dem Bildschirm.",
        either=" oder ",
        symbols={"→": "nach", "≤": "kleiner gleich", "≥": "größer gleich", "≈": "ungefähr",
                 "∞": "unendlich", "²": "Quadrat", "³": "hoch drei", "°": "Grad"},
        tex={"frac": "durch", "binom": "über", "sqrt": "Wurzel aus", "^": "hoch", "_": "Index",
             "^2": "Quadrat", "^-1": "invers", "^T": "transponiert", "^top": "transponiert",
             "sum": "die Summe", "prod": "das Produkt", "int": "das Integral",
             "lim": "der Grenzwert",
             "from": "von", "until": "bis", "of": "von", "as": "für", "over": "über",
             "hat": "Dach", "bar": "quer", "=": "gleich", "+": "plus", "-": "minus",
             "<": "kleiner als", ">": "größer als", "cdot": "mal", "times": "mal", "to": "gegen",
             "in": "aus", "infty": "unendlich", "le": "kleiner gleich", "leq": "kleiner gleich",
             "ge": "größer gleich", "geq": "größer gleich", "/": "durch"},
    ),
    "fr": Wording(code="Un extrait de code est à l'écran.", table="Un tableau est à l'écran.",
                  link="un lien", rest="La suite est à l'écran.", either=" ou "),
    "es": Wording(code="Hay código en la pantalla.", table="Hay una tabla en la pantalla.",
                  link="un enlace", rest="El resto está en la pantalla.", either=" o "),
    "it": Wording(code="Il codice è sullo schermo.", table="Una tabella è sullo schermo.",
                  link="un collegamento", rest="Il resto è sullo schermo.", either=" o "),
    "pt": Wording(code="Há código no ecrã.", table="Há uma tabela no ecrã.",
                  link="uma ligação", rest="O resto está no ecrã.", either=" ou "),
    "nl": Wording(code="Er staat code op het scherm.", table="Er staat een tabel op het scherm.",
                  link="een link", rest="De rest staat op het scherm.", either=" of "),
}  # fmt: skip


def wording(language: str) -> Wording:
    """Return the wording for a BCP 47 tag; unknown languages get an empty one."""
    main = language.replace("_", "-").split("-")[0].lower()
    return ENGLISH if main in ("en", "") else _OTHERS.get(main, Wording())
