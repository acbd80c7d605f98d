"""Convert HTML to Markdown, keeping each line's source line."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from simulator.importers.html.inline_html import MARKS, image_text, kept_link
from simulator.importers.html.lines import LineWriter
from simulator.importers.html.tags import (
    BLOCKS,
    CODE,
    HEADS,
    SKIPPED,
    VOID,
    Asked,
    is_own_element,
    is_question,
)

_LANGUAGE = re.compile(r"(?:^|\s)lang(?:uage)?-(?P<name>[\w+#-]{1,30})")
_TITLED = re.compile(r"accordion|collaps|faq|question|toggle", re.IGNORECASE)
_CODE_INDENT = re.compile(r" *\xa0[ \xa0]+(?=\S)")
"""Non-breaking spaces before a line of code; ordinary ones would get lost in Markdown."""
_MOST_NESTED = 2_000


class MarkdownWriter(HTMLParser):
    """`written` fills `lines`, with the source line of each, from 1, in `origins`.

    For a whole `page` it also records title, language, address and licence. There, a blank line
    begins a new block, as authors mean it, and the first words of a question element are bold,
    like a title.
    """

    def __init__(self, *, page: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self.title = self.language = self.canonical = self.license = ""
        self._page = page
        self._in_title = False
        self._asked, self._asked_tag = Asked.NO, ""
        self._out = LineWriter()
        self.lines, self.origins = self._out.lines, self._out.origins
        self._skip: list[str] = []
        self._pre = 0
        self._code = 0
        self._links: list[str] = []
        self._marks: list[tuple[str, int]] = []

    def _put(self, text: str) -> None:
        self._out.put(text, self.getpos()[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._page and not self._skip:
            self._head(tag, given)
            self._ask(tag, given)
        if self._skip:
            if tag == self._skip[-1] and len(self._skip) < _MOST_NESTED:
                self._skip.append(tag)
        elif tag in SKIPPED:
            self._skip.append(tag)
        elif tag not in HEADS and not self._opened_block(tag, given):
            self._open_inline(tag, given)

    def _head(self, tag: str, given: dict[str, str]) -> None:
        relation = given.get("rel", "").casefold() if tag == "link" else ""
        if tag == "title":
            self._in_title = True
        elif tag == "html":
            self.language = given.get("lang", "")
        elif relation == "canonical":
            self.canonical = given.get("href", "")
        elif relation == "license":
            self.license = given.get("href", "")

    def _ask(self, tag: str, given: dict[str, str]) -> None:
        if tag in BLOCKS or tag == "dt" or is_own_element(tag):
            self._end_asked()
            if tag[1:].isdigit():  # A heading needs no bold.
                self._asked = Asked.NO
        if is_question(tag, given):
            self._asked, self._asked_tag = Asked.AWAITED, tag
        if tag in CODE or tag in MARKS or tag == "a":
            self._begin_asked()

    def _begin_asked(self) -> None:
        if self._asked is not Asked.AWAITED:
            return
        if self._out.line.strip() or self._out.in_row:
            self._asked = Asked.NO
        else:
            self._open_mark("**")
            self._asked = Asked.OPEN

    def _end_asked(self) -> None:
        if self._asked is Asked.OPEN:
            self._asked = Asked.NO
            self._close_mark("**")
            self._out.break_block()

    def _opened_block(self, tag: str, given: dict[str, str]) -> bool:
        """Open a block; return False if the tag opens none."""
        out = self._out
        if tag in ("ul", "ol"):
            out.open_list(ordered=tag == "ol")
        elif tag in _OPENERS:
            _OPENERS[tag](out)
        elif tag == "pre":
            self._pre += 1
            if self._pre == 1:
                out.open_code(self.getpos()[0])
        elif tag == "dt" or (tag == "button" and _folds(given)):
            out.break_block()
            self._open_mark("**")
        elif tag == "hr":
            out.break_block()
            self._put("---")
            out.break_block()
        elif tag in ("details", "summary"):
            out.break_block(2 if tag == "details" else 1)
            self._put(f"<{tag}>")
        elif is_own_element(tag):
            out.break_block()
        elif tag in BLOCKS:
            out.break_block()
            self._put("#" * int(tag[1]) + " " if tag[1:].isdigit() else "")
        else:
            return False
        return True

    def _open_inline(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self._out.break_line()
        elif tag == "img":
            self._put(image_text(given.get("alt", ""), given.get("src", "")))
        elif self._pre:
            named = _LANGUAGE.search(given.get("class", "")) if tag == "code" else None
            if named:
                self._out.name_language(named["name"])
        elif tag in CODE:
            self._code += 1
            if self._code == 1:
                self._put("`")
        elif tag in MARKS and len(self._marks) < _MOST_NESTED:
            self._open_mark(MARKS[tag])
        elif tag == "a" and len(self._links) < _MOST_NESTED:
            self._links.append(kept_link(given.get("href", "")))
            self._put("[" if self._links[-1] else "")

    def _open_mark(self, mark: str) -> None:
        mark = "" if self._asked is Asked.OPEN else mark
        self._put(mark)
        self._marks.append((mark, len(self._out.line)))

    def handle_endtag(self, tag: str) -> None:
        if not self._skip and (tag in BLOCKS or tag == self._asked_tag):
            self._end_asked()
        self._in_title = self._in_title and tag != "title"
        if self._skip:
            if tag == self._skip[-1]:
                self._skip.pop()
        elif tag not in VOID and not self._closed_block(tag):
            self._close_inline(tag)

    def _closed_block(self, tag: str) -> bool:
        """Close a block; return False if the tag closes none."""
        if tag in _CLOSERS:
            _CLOSERS[tag](self._out)
        elif tag == "pre":
            if self._pre == 1:
                self._out.close_code()
            self._pre = max(0, self._pre - 1)
        elif tag in ("dt", "button"):
            if tag == "dt" or (self._marks and self._out.line.startswith("**")):
                self._close_mark("**")
                self._out.break_block()
        elif tag in ("summary", "details"):
            self._put(f"</{tag}>")
            self._out.break_block()
        elif tag in BLOCKS or is_own_element(tag):
            if not self._out.in_row:
                self._out.break_block()
        else:
            return False
        return True

    def _close_inline(self, tag: str) -> None:
        if self._pre:
            return
        if tag in CODE:
            self._code = max(0, self._code - 1)
            if not self._code:
                self._put("`")
        elif tag in MARKS:
            self._close_mark(MARKS[tag])
        elif tag == "a" and self._links:
            link = self._links.pop()
            self._put(f"]({link})" if link else "")

    def _close_mark(self, mark: str) -> None:
        """End an emphasis; remove an empty one."""
        if not self._marks or self._pre:
            return
        mark = "" if self._asked is Asked.OPEN else mark
        opened, place = self._marks.pop()
        line = self._out.line
        if line[place - len(opened) : place] == opened and not line[place:].strip():
            self._out.line = line[: place - len(opened)] + line[place:]
        else:
            kept = line.rstrip()
            self._out.line = kept + mark + line[len(kept) :]

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        if self._skip:
            return
        if self._pre and not self._out.in_row:
            for place, piece in enumerate(data.split("\n")):
                if place:
                    self._out.end_line()
                self._put(piece)
        else:
            self._text(data)

    def _text(self, data: str) -> None:
        """Add text outside code blocks, keeping its line ends where possible."""
        if data.strip():
            self._begin_asked()
        out, first = self._out, self.getpos()[0]
        pieces = data.split("\n")
        for place, piece in enumerate(pieces):
            if place:
                on_one_line = out.line.lstrip().startswith(("#", "<summary"))
                out.soft_break(first + place, joined=bool(self._code) or on_one_line)
                if self._page and not piece.strip() and place < len(pieces) - 1:
                    out.break_block()
            code = None if out.line.strip() else _CODE_INDENT.match(piece)
            indent = code[0].replace(" ", "\xa0") if code else ""
            text = indent + re.sub(r"[ \t\r\f\xa0]+", " ", piece[len(indent) :])
            if text.strip() or (text and out.line and not out.line.endswith(" ")):
                self._put(text if self._code else text.replace("<", "\\<"))

    def written(self, text: str) -> MarkdownWriter:
        """Read a whole HTML text, and return this writer."""
        self.feed(_balanced(text))
        self.close()
        self._end_asked()
        self._out.close_row()
        if self._pre:
            self._out.close_code()
        self._out.break_block(1)
        self._out.without_break()
        return self


def _folds(given: dict[str, str]) -> bool:
    """True if a button is the title of a fold."""
    return "aria-expanded" in given or bool(_TITLED.search(given.get("class", "")))


_OPENERS = {
    "table": LineWriter.open_table,
    "tr": LineWriter.open_row,
    "td": LineWriter.open_cell,
    "th": LineWriter.open_cell,
    "li": LineWriter.open_item,
}
_CLOSERS = {
    "table": LineWriter.close_table,
    "tr": LineWriter.close_row,
    "td": LineWriter.close_cell,
    "th": LineWriter.close_cell,
    "ul": LineWriter.close_list,
    "ol": LineWriter.close_list,
    "li": LineWriter.close_item,
}


def markdown_of_html(text: str) -> str:
    """A field's HTML as Markdown; text without tags or entities is unchanged."""
    if not re.search(r"<[a-zA-Z/!]|&[a-zA-Z#]", text):
        return text.strip()
    return "\n".join(MarkdownWriter().written(text).lines).strip()


def _balanced(text: str) -> str:
    """HTML in which every `<` begins a closed tag, so that html.parser takes linear time.

    Comments and declarations are removed except for line ends; an unclosed `<` becomes text.
    """
    out: list[str] = []
    place = 0
    while (opened := text.find("<", place)) >= 0:
        out.append(text[place:opened])
        if text.startswith(("<!--", "<![CDATA["), opened):
            ending = "-->" if text.startswith("<!--", opened) else "]]>"
            closed = text.find(ending, opened + 4)
            if closed < 0:
                return "".join(out)
            out.append("\n" * text.count("\n", opened, closed))
            place = closed + 3
            continue
        following = text.find("<", opened + 1)
        closed = text.find(">", opened + 1, following if following >= 0 else len(text))
        if closed < 0 or text[opened + 1 : opened + 2] in " \t\n=<&":
            out.append("&lt;")
            place = opened + 1
        elif text[opened + 1] in "!?":
            out.append("\n" * text.count("\n", opened, closed))
            place = closed + 1
        else:
            out.append(text[opened : closed + 1])
            place = closed + 1
    out.append(text[place:])
    return "".join(out)
