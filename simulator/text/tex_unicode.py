"""TeX as characters that can be read in a line: `\\frac{a + b}{x_1^2}` as `(a + b)/x₁²`.

pylatexenc knows the symbols. What it would flatten until it means something else, fractions and
what is raised or lowered, is written here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

LONGEST = 600
"""Characters of TeX; a longer formula is shown as it is."""

MOST_OPTIONS = 4
"""Square brackets right behind a macro; each one that is left open doubles the time it takes."""

_RAISED = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyz⊤",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ",
        strict=True,
    )
)
_LOWERED = dict(
    zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
_SCRIPT = re.compile(r"(?P<kind>[\^_])(?:\{(?P<many>[^{}]*)\}|(?P<one>[^\s{}^_]))")
_OPTION = re.compile(r"\\[A-Za-z]+\*?\s*\[")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_ATOM = re.compile(r"\w*|[\d.,]+|\([^()]*\)|√?\w|\S")
_BEFORE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\\[cdt]frac(?![A-Za-z])"), r"\\frac"),
    (re.compile(r"\\\|"), r"\\Vert "),
    # Names of functions stand apart from what they are of.
    (re.compile(r"\\(log|ln|exp|max|min|sup|inf|sin|cos|tanh)\s*(?=[A-Za-z\\])"), r"\\,\\\1\\,"),
)
_AFTER: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*([=←→⇒≈∼∝≤≥≠∈⊙·‖])\s*"), r" \1 "),
    (re.compile(r"([(\[{]) +"), r"\1"),
    (re.compile(r"(^|[=(,] ?)- +"), r"\1-"),
    (re.compile(r"\s+(?=[)\]}.,])"), ""),
    (re.compile(r"√\(([^\W\d_][\u0300-\u036f]?[⁰-₟ᵢ-ᵪᵃ-ᵛ]*)\)"), r"√\1"),
    (re.compile(r"\s+"), " "),
)
_FRACTION = re.compile(
    r"(?P<tight>\w ?)?\ue002(?P<inner>[^\ue002\ue003]*)\ue003(?P<next>\s*[\w(√∑∫])?"
)


@lru_cache(maxsize=512)
def written_tex(tex: str) -> str:
    """The formula in one line; as it is where it is too long or not understood."""
    raw = " ".join(tex.split())
    if len(tex) > LONGEST or not _is_whole(tex):
        return raw
    plain = tex
    for pattern, other in _BEFORE:
        plain = pattern.sub(other, plain)
    try:
        text: str = _writer().latex_to_text(f"${plain}$")
    except Exception:  # A formula from anybody's file: whatever is wrong with it, it can be shown.
        return raw
    text = _fractions(_scripts(text))
    for pattern, other in _AFTER:
        text = pattern.sub(other, text)
    text = text.strip()
    return text if text and text.isprintable() and "\\" not in text else raw


def _is_whole(tex: str) -> bool:
    """Whether groups are closed and options few: else pylatexenc may take time without end."""
    depth = 0
    for part in _BRACES.findall(tex):
        depth += (part == "{") - (part == "}")
        if depth < 0:
            return False
    few = len(_OPTION.findall(tex)) <= MOST_OPTIONS
    return few and depth == 0 and "$" not in tex and "\\begin" not in tex


def _fractions(text: str) -> str:
    """In parentheses where it would run into what stands beside it; inner ones first."""

    def write(found: re.Match[str]) -> str:
        before, after = found["tight"] or "", found["next"] or ""
        inner = found["inner"]
        return f"{before}({inner}){after}" if before or after else inner

    for _ in range(6):
        text, changes = _FRACTION.subn(write, text)
        if not changes:
            break
    return text.replace("\ue002", "").replace("\ue003", "")


def _scripts(text: str) -> str:
    """Raised and lowered characters where there are some, else `^` and `_`; inner ones first."""
    for _ in range(6):
        changed = _SCRIPT.sub(_script, text)
        if changed == text:
            break
        text = changed
    return text.replace("{", "").replace("}", "").replace("\ue000", "^").replace("\ue001", "_")


def _script(found: re.Match[str]) -> str:
    kind, inner = found["kind"], found["many"] if found["one"] is None else found["one"]
    table = _RAISED if kind == "^" else _LOWERED
    if all(character in table for character in inner):
        return "".join(table[character] for character in inner)
    mark = "\ue000" if kind == "^" else "\ue001"
    return mark + (inner if _ATOM.fullmatch(inner) else f"({inner})")


@lru_cache(maxsize=1)
def _writer() -> LatexNodes2Text:
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    def fraction(node: Any, l2tobj: Any) -> str:
        above, below = (l2tobj.nodelist_to_text([each]).strip() for each in node.nodeargd.argnlist)
        return f"\ue002{_grouped(above)}/{_grouped(below)}\ue003"

    known = get_default_latex_context_db()
    known.add_context_category(
        "ours", prepend=True, macros=[MacroTextSpec("frac", simplify_repl=fraction)]
    )
    return LatexNodes2Text(
        known, math_mode="text", keep_braced_groups=True, keep_braced_groups_minlen=2
    )


def _grouped(text: str) -> str:
    bare = text[1:-1] if text[:1] == "{" and text[-1:] == "}" else text
    return bare if _ATOM.fullmatch(_scripts(bare)) else f"({bare})"
