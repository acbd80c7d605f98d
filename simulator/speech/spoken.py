"""Turns Markdown, code and formulas into the words with which a person would read them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from simulator.speech.tex import spoken_tex
from simulator.speech.wording import Wording, wording
from simulator.text.formulas import Formulas

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST = 1200
"""The most letters spoken; then the voice says that there is more to read."""

_LONGEST_SOURCE = 12_000
_LONGEST_CODE = 60
_URL = re.compile(r"(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\]}'\"]")
_SNAKE = re.compile(r"(?<=[A-Za-z0-9])_+(?=[A-Za-z0-9])")
_CAMEL = re.compile(r"\b[a-z]{2,}(?:[A-Z][a-z]+)+\b")
_EITHER = re.compile(r"(?<![/\w.])([a-z]{3,})/([a-z]{3,})(?![/\w]|\.\w)")
_OF = re.compile(r"\b([A-Za-z])\(([^()]{1,30})\)")
_DROPPED = frozenset(["So", "Sk", "Cf", "Cs", "Co", "Cn", "Cc"])
_SENTENCE_END = re.compile(r"[.!?:;](?=\s)")


def spoken_text(markdown: str, language: str = "en") -> str:
    """See `simulator.speech.spoken_text`. Accepts any text and never raises."""
    from markdown_it import MarkdownIt

    words = wording(language)
    formulas = Formulas(markdown[:_LONGEST_SOURCE])
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    tokens = parser.parse(formulas.marked)
    said = " ".join(_blocks(tokens, words))
    said = formulas.put_back(said, lambda tex: f" {spoken_tex(tex, words)} ")
    said = _tidy(_without_pictures(said))
    return _shortened(said, words, more=len(markdown) > _LONGEST_SOURCE)


def _blocks(tokens: "Sequence[Token]", words: Wording) -> Iterator[str]:
    """Yield the text of each block, ending with a full stop instead of a new line."""
    number: list[int | None] = []
    ordinal = ""
    in_table = 0
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            ordered = token.type.startswith("ordered")
            number.append(int(token.attrs.get("start", 1)) if ordered else None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            number.pop()
        elif token.type == "list_item_open" and number and number[-1] is not None:
            ordinal = f"{number[-1]}: "
            number[-1] += 1
        elif token.type == "table_open":
            in_table += 1
            yield words.table
        elif token.type == "table_close":
            in_table -= 1
        elif token.type in ("fence", "code_block"):
            yield words.code
        elif token.type == "inline" and not in_table:
            yield ordinal + _ended(_inline(token.children or [], words))
            ordinal = ""


def _inline(tokens: "Sequence[Token]", words: Wording) -> str:
    said: list[str] = []
    for token in tokens:
        if token.type == "code_inline":
            said.append(f" {_code(token.content, words)} ")
        elif token.type in ("softbreak", "hardbreak"):
            said.append(" ")
        elif token.type in ("text", "text_special", "image"):
            said.append(_plain(token.content, words))
    return "".join(said)


def _ended(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?:;,。！？…" else text + "."


def _plain(text: str, words: Wording) -> str:
    """Return running text: links, names and symbols."""
    text = _URL.sub(words.link, text)
    for name, reading in words.lexicon.items():
        if name in text:
            text = re.sub(rf"(?<![\w]){re.escape(name)}(?![\w#])", reading, text)
    if words.symbols:
        text = _OF.sub(rf"\1 {words.tex.get('of', '')} \2", text)
    text = text.replace("⁻¹", f" {words.tex.get('^-1', '⁻¹')} ").replace("and/or", "and or")
    text = _EITHER.sub(rf"\1{words.either}\2", text)
    text = _CAMEL.sub(_split_camel, _SNAKE.sub(" ", text))
    return "".join(f" {words.symbols[c]} " if c in words.symbols else c for c in text)


def _split_camel(found: re.Match[str]) -> str:
    return re.sub(r"(?=[A-Z])", " ", found[0])


def _code(code: str, words: Wording) -> str:
    """Return code to be read out symbol by symbol, if short enough."""
    if len(code) > _LONGEST_CODE:
        return words.code.rstrip(".") if words.code else ""
    code = re.sub(r"(?<=[A-Za-z_)\]])\.(?=[A-Za-z_])", " dot ", code)
    code = re.sub(r"^-+|(?<=\s)-+(?=\w)", " ", code)
    code = re.sub(r"(?<=[\w)]) ?- ?(?=[\w(])", f" {words.tex.get('-', '-')} ", code)
    for sign, reading in words.code_symbols:
        code = code.replace(sign, reading)
    code = re.sub(r"[_()\[\]{}\"'`;\\#$^~]+", " ", code)
    return _CAMEL.sub(_split_camel, code)


def _without_pictures(text: str) -> str:
    """Remove emoji, controls and direction marks: a voice would read their names."""
    kept = (c if unicodedata.category(c) not in _DROPPED else " " for c in text)
    return "".join(c for c in kept if not "\ufe00" <= c <= "\ufe0f" and c != "\u20e3")


def _tidy(text: str) -> str:
    text = " ".join(text.split())
    text = re.sub(r"\s+([.,;:!?)])", r"\1", text)
    text = re.sub(r"([,;:])\s*(?=[.!?])|[,;]\s*(?=[,;:])", "", text)
    text = re.sub(r"\.{2,}(?=\s|$)|\.(?:\s+\.)+", ".", text)
    text = re.sub(r"([!?])\.(?=\s|$)", r"\1", text).strip(" ,;")
    return _ended(text) if any(c.isalnum() for c in text) else ""


def _shortened(text: str, words: Wording, *, more: bool) -> str:
    if len(text) > LONGEST:
        ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, LONGEST)]
        cut = ends[-1] if ends else (text.rfind(" ", 0, LONGEST) + 1 or LONGEST)
        text, more = _ended(text[:cut]), True
    return f"{text} {words.rest}".strip() if more and words.rest else text
