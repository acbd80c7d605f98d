"""Reads Markdown for everything that shows it: screens, reports, plain mode and pages.

Formulas become characters, links their text and address, and pictures their names; HTML stays
text. A line break between Chinese or Japanese letters adds no space, and a one-line text is never a
list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from simulator.text.cleaning import cell_width, one_line
from simulator.text.formulas import Formulas
from simulator.text.patterns import pattern

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_PLAIN = pattern(r"[^\\`*_{}\[\]<>#|~&$!]*")
"""A line without any Markdown syntax."""

_BLOCK = pattern(r" {0,3}(?:#{1,6}\s|```|~~~)")
_STYLES = {"strong_open": "bold", "em_open": "italic", "s_open": "strike"}
_CLOSING = {"strong_close", "em_close", "s_close"}


class Span(NamedTuple):
    """A piece of a line; styles are bold, italic, strike, code and soft."""

    text: str
    styles: tuple[str, ...] = ()


class Line(NamedTuple):
    """A line, to be wrapped if too long; `kind` is text, code, row, rule or blank."""

    spans: tuple[Span, ...] = ()
    lead: str = ""
    """Indent and list marker before the text."""
    kind: str = "text"
    language: str = ""
    """For a line of code, the language its fence names."""

    @property
    def text(self) -> str:
        """The text without `lead`."""
        return "".join(span.text for span in self.spans)


def _written_tex(tex: str) -> str:
    # Most texts have no formula, and the formula reader is slow to import.
    from simulator.text.tex_unicode import written_tex

    return written_tex(tex)


def markdown_lines(markdown: str, *, ticks: bool = False) -> list[Line]:
    """Return the lines and unwrapped paragraphs of a text, with blank lines between blocks.

    `ticks`: code among words keeps its backticks, where its style can't be seen.
    """
    tokens = read_markdown(markdown)
    for child in (child for token in tokens if ticks for child in token.children or ()):
        if child.type == "code_inline":
            child.content = f"{child.markup}{child.content}{child.markup}"
    return _Lines().all(tokens)


def markdown_words(markdown: str) -> str:
    """Return the text for a screen reader, without syntax or columns."""
    return "\n".join(_spoken(read_markdown(markdown)))


def in_one_line(markdown: str, limit: int = 200) -> str:
    """Return the first paragraph or line as one line, cut to `limit` characters."""
    if _PLAIN.fullmatch(markdown[: 2 * limit]):
        text = next((line for line in markdown.split("\n") if line.strip()), "")
        if len(text) < len(markdown.strip()):
            text = _first(markdown)
    else:
        text = _first(markdown)
    text = one_line(text)
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


@lru_cache(maxsize=2048)
def _first(markdown: str) -> str:
    paragraph = re.split(r"\n\s*\n", markdown.strip()[:4000], maxsplit=1)[0]
    lines = [line.text for line in markdown_lines(paragraph) if line.text.strip()]
    return lines[0] if lines else ""


def markdown_html(markdown: str) -> str:
    """Return harmless HTML: no tag, link or picture of the text survives.

    Right-aligned cells have class `n`.
    """
    parser, tokens = _parser(), read_markdown(markdown)
    for token in tokens:
        if style := token.attrs.pop("style", ""):
            token.attrs |= {"class": "n"} if "right" in str(style) else {}
    return str(parser.renderer.render(tokens, parser.options, {}))


def read_markdown(markdown: str) -> list[Token]:
    """Return markdown-it's tokens, with formulas, links, pictures and line ends as text."""
    formulas = Formulas(markdown)
    parser, marked = _parser(), formulas.marked.strip("\n")
    if "\n" in marked or _BLOCK.match(marked):
        tokens = parser.parse(marked)
    else:
        tokens = _paragraph(parser, marked.strip())
    for token in tokens:
        if token.type == "inline":
            token.children = list(_settled(token.children or (), formulas))
        else:
            token.content = formulas.restored(token.content)
    return tokens


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _paragraph(parser: MarkdownIt, text: str) -> list[Token]:
    from markdown_it.token import Token

    (inline,) = parser.parseInline(text)
    return [Token("paragraph_open", "p", 1), inline, Token("paragraph_close", "p", -1)]


def _settled(tokens: Sequence[Token], formulas: Formulas) -> Iterator[Token]:
    """Replace links, pictures and line ends among the tokens of a line."""
    address, said = "", ""
    for index, token in enumerate(tokens):
        match token.type:
            case "link_open":
                address, said = str(token.attrGet("href") or ""), ""
                continue
            case "link_close":
                if not address or address in said:
                    continue
                token = _text(f" ({address})")
                token.meta = {"soft": True}
            case "image":
                token = _text(f"[picture: {formulas.put_back(token.content, _written_tex)}]")
            case "softbreak":
                token = _text(_join(tokens, index, formulas))
            case "code_inline":
                token.content = formulas.restored(token.content)
            case _:
                token.content = formulas.put_back(token.content, _written_tex)
        said += token.content
        yield token


def _text(text: str) -> Token:
    from markdown_it.token import Token

    return Token("text", "", 0, content=text)


def _join(tokens: Sequence[Token], index: int, formulas: Formulas) -> str:
    """Return the replacement for a line end, given the letters around it."""
    before = next((each.content for each in reversed(tokens[:index]) if each.content), "")
    after = next((each.content for each in tokens[index + 1 :] if each.content), "")
    return line_join(before.rstrip(" "), after.lstrip(" "))


def line_join(before: str, after: str) -> str:
    """Return the space between two joined lines; none between Chinese or Japanese letters."""
    return "" if _is_unspaced(before[-1:]) and _is_unspaced(after[:1]) else " "


def joined_lines(text: str) -> str:
    """Join the lines of a text as its script requires."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    made = ""
    for line in filter(None, lines):
        made += (line_join(made, line) if made else "") + line
    return made


def _is_unspaced(letter: str) -> bool:
    """True for letters of scripts without spaces; Korean has them."""
    wide = bool(letter) and unicodedata.east_asian_width(letter) in "WF"
    korean = "\u1100" <= letter <= "\u11ff" or "\u3130" <= letter <= "\u318f"
    korean = korean or "\ua960" <= letter <= "\ua97f" or "\uac00" <= letter <= "\ud7ff"
    pictures = letter >= "\U0001f000" and letter < "\U00020000"
    return wide and not korean and not pictures


class _Lines:
    """Builds lines from tokens."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._lists: list[int | None] = []
        self._lead = ""
        self._heading = False
        self._rows: list[list[tuple[Span, ...]]] = []
        self._right: list[bool] = []

    def all(self, tokens: Sequence[Token]) -> list[Line]:
        """Return the lines of all tokens."""
        for token in tokens:
            self._take(token)
        return self._lines

    def _take(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                if self._lines and self._lines[-1].kind in ("row", "code"):
                    self._space()
                self._lists.append(_start(token))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
                self._lead = "  " * len(self._lists)
            case "list_item_open":
                self._lead = "  " * (len(self._lists) - 1) + self._sign()
            case "paragraph_open" | "heading_open":
                self._heading = token.type == "heading_open"
                self._space()
            case "fence" | "code_block":
                self._space()
                self._code(token.content, token.info.strip().partition(" ")[0])
            case "table_open":
                self._space()
                self._rows, self._right = [], []
            case "tr_open":
                self._rows.append([])
            case "th_open":
                self._right.append("right" in str(token.attrGet("style")))
            case "table_close":
                self._lines += table_lines(self._rows, self._right)
                self._rows = []
            case "inline" if self._rows:
                self._rows[-1].append(_spans(token, "bold" if len(self._rows) == 1 else ""))
            case "inline":
                self._paragraph(token)
            case "hr":
                self._space()
                self._lines.append(Line((Span("―" * 8),), kind="rule"))

    def _space(self) -> None:
        """Add a blank line before a block, except within a list."""
        if self._lines and not self._lists:
            self._lines.append(Line(kind="blank"))

    def _sign(self) -> str:
        number = self._lists[-1]
        if number is None:
            return "• "
        self._lists[-1] = number + 1
        return f"{number}. "

    def _paragraph(self, token: Token) -> None:
        self._lines.append(Line(_spans(token, "bold" if self._heading else ""), self._lead))
        self._lead = "  " * len(self._lists)

    def _code(self, code: str, language: str) -> None:
        first, self._lead = self._lead, "  " * len(self._lists)
        for line in code.rstrip("\n").split("\n"):
            lead = first if first.strip() else self._lead
            span = Span("  " + line.expandtabs(4), ("code",))
            self._lines.append(Line((span,), lead, "code", language))
            first = ""


def _start(token: Token) -> int | None:
    """Return the number of a list's first item; None if its items have none."""
    return int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else None


def _spans(token: Token, around: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    styles = [around] if around else []
    for child in token.children or ():
        if child.type in _STYLES:
            styles.append(_STYLES[child.type])
        elif child.type in _CLOSING:
            styles.pop()
        elif child.type == "hardbreak":
            spans.append(Span("\n"))
        elif child.content:
            own = ["code"] if child.type == "code_inline" else ["soft"] if child.meta else []
            spans.append(Span(child.content, (*styles, *own)))
    return tuple(spans)


def table_lines(rows: Sequence[Sequence[tuple[Span, ...]]], right: Sequence[bool]) -> list[Line]:
    """Return rows as lines with columns aligned by terminal cells."""
    columns = max((len(row) for row in rows), default=0)
    wide = [
        max(
            cell_width("".join(span.text for span in row[column]))
            for row in rows
            if column < len(row)
        )
        for column in range(columns)
    ]
    return [Line(_row(row, wide, right), kind="row") for row in rows]


def _row(
    row: Sequence[tuple[Span, ...]], wide: Sequence[int], right: Sequence[bool]
) -> tuple[Span, ...]:
    spans: list[Span] = []
    for column, cell in enumerate(row):
        last = column == len(row) - 1
        blank = Span(" " * (wide[column] - cell_width("".join(span.text for span in cell))))
        to_right = column < len(right) and right[column]
        spans += [blank, *cell] if to_right else cell if last else [*cell, blank]
        spans += [] if last else [Span(" │ ")]
    return tuple(spans)


def _spoken(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield each block in words, on a line of its own."""
    lists: list[int | None] = []
    number = ""
    heads: list[str] = []
    row: list[str] | None = None
    for token in tokens:
        match token.type:
            case "ordered_list_open" | "bullet_list_open":
                lists.append(_start(token))
            case "ordered_list_close" | "bullet_list_close":
                lists.pop()
            case "list_item_open" if lists[-1] is not None:
                number = f"{lists[-1]}. "
                lists[-1] += 1
            case "table_open":
                heads = []
            case "tr_open":
                row = []
            case "tr_close":
                cells = row or []
                if heads:
                    pairs = zip(heads, cells, strict=False)
                    yield "; ".join(f"{head}: {cell}" for head, cell in pairs if cell)
                heads, row = heads or cells, None
            case "inline":
                said = "".join(span.text for span in _spans(token, ""))
                if row is not None:
                    row.append(said)
                else:
                    yield number + said
                    number = ""
            case "fence" | "code_block":
                yield "Code:"
                yield from token.content.rstrip("\n").expandtabs(4).split("\n")
                yield "End of the code."
