"""HTML as Markdown: of a field, of a whole page, each line knowing where it came from."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from simulator.importers.html_tame import tamed
from simulator.importers.inline_html import image_text

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "nav",
        "footer",
        "noscript",
        "template",
        "iframe",
        "svg",
        "form",
        "object",
        "math",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "aside",
        "figure",
        "figcaption",
        "blockquote",
        "ul",
        "ol",
        "dl",
        "body",
        "html",
        "center",
        "fieldset",
        "address",
        "table",
    ]
)
_MARKS = {"b": "**", "strong": "**", "i": "_", "em": "_", "del": "~~", "s": "~~"}
_VOID = frozenset(
    [
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "source",
        "area",
        "base",
        "col",
        "embed",
        "track",
        "wbr",
    ]
)
_MOST_NESTED = 2_000


class MarkdownWriter(HTMLParser):
    """Feed it HTML; `lines` and `origins` (line numbers from 1) hold the Markdown."""

    def __init__(self, *, page: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.origins: list[int] = []
        self.title = ""
        self.language = ""
        self.canonical = ""
        self.license = ""
        self._page = page
        self._line = ""
        self._origin = 1
        self._lists: list[list[int]] = []
        self._prefix = ""
        self._skip: list[str] = []
        self._pre = 0
        self._code = 0
        self._links: list[str] = []
        self._marks: list[tuple[str, int]] = []
        self._row: list[str] | None = None
        self._rows = 0
        self._in_title = False
        self._bullet = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._skip:
            if tag == self._skip[-1] and len(self._skip) < _MOST_NESTED:
                self._skip.append(tag)
            return
        if tag in _SKIPPED:
            self._skip.append(tag)
        elif tag in ("title", "html", "link", "head", "meta"):
            self._head(tag, given)
        elif self._in_title:
            return
        elif (
            tag in ("pre", "table", "tr", "td", "th", "ul", "ol", "li", "dt", "dd")
            or tag in _BLOCKS
        ):
            self._open_block(tag)
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._break(2)
            self._put("#" * int(tag[1]) + " ")
        elif tag == "hr":
            self._break(2)
            self._put("---")
            self._break(2)
        elif tag in ("details", "summary"):
            self._break(2 if tag == "details" else 1)
            self._put(f"<{tag}>")
        else:
            self._open_inline(tag, given)

    def _head(self, tag: str, given: dict[str, str]) -> None:
        if tag == "title":
            self._in_title = True
        elif tag == "html":
            self.language = given.get("lang", "")
        elif tag == "link":
            relation = given.get("rel", "").casefold()
            if relation == "canonical":
                self.canonical = given.get("href", "")
            elif relation == "license":
                self.license = given.get("href", "")

    def _open_block(self, tag: str) -> None:
        if tag == "pre":
            self._break(2)
            self._pre += 1
            if self._pre == 1:
                self._put("```")
                self._break(1)
        elif tag == "table":
            self._break(2)
            self._rows = 0
        elif tag == "tr":
            self._break(1)
            self._row = []
        elif tag in ("td", "th"):
            if self._row is not None:
                self._cell()
                self._row.append("")
        elif tag in ("ul", "ol"):
            self._break(1 if self._lists else 2)
            if self._lists and self.lines and self.lines[-1].rstrip().endswith(":"):
                self._lists[-1][1] = 1
            if len(self._lists) < 40:
                self._lists.append([1 if tag == "ol" else 0, 0])
            self._prefix = self._indent()
        elif tag == "li":
            self._break(1)
            self._bullet = "- "
            if self._lists:
                self._lists[-1][1] = 0
            self._prefix = self._indent()
            if self._lists and self._lists[-1][0]:
                self._bullet = f"{self._lists[-1][0]}. "
                self._lists[-1][0] += 1
            if self._lists:
                self._lists[-1][1] = 1
        elif tag == "dt":
            self._break(2)
            self._put("**")
            self._marks.append(("**", len(self._line)))
        elif self._row is None:
            self._break(2)

    def _open_inline(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self._break_line()
        elif tag == "img":
            self._put(image_text(given.get("alt", ""), given.get("src", "")))
        elif self._pre:
            return
        elif tag in _MARKS and len(self._marks) < _MOST_NESTED:
            self._put(_MARKS[tag])
            self._marks.append((_MARKS[tag], len(self._line)))
        elif tag in ("code", "kbd", "tt", "samp"):
            self._code += 1
            if self._code == 1:
                self._put("`")
        elif tag == "a":
            link = given.get("href", "")
            good = link.startswith(("http://", "https://", "mailto:", "#")) and not set(link) & set(
                "() <>\n"
            )
            if len(self._links) < _MOST_NESTED:
                self._links.append(link if good else "")
                self._put("[" if good else "")

    def handle_endtag(self, tag: str) -> None:
        if self._skip:
            if tag == self._skip[-1]:
                self._skip.pop()
            return
        if tag == "title":
            self._in_title = False
        elif tag in _VOID:
            return
        elif tag == "pre":
            self._close_pre()
        elif tag in ("td", "th", "tr", "table"):
            self._close_table(tag)
        elif tag in ("ul", "ol"):
            self._break(1)
            if self._lists:
                self._lists.pop()
            self._prefix = self._indent()
            if not self._lists:
                self._break(2)
        elif tag in ("summary", "details"):
            self._put(f"</{tag}>")
            self._break(2)
        elif tag == "dt" or tag in _MARKS:
            self._close_mark("**" if tag == "dt" else _MARKS[tag])
            if tag == "dt":
                self._break(2)
        elif tag in ("code", "kbd", "tt", "samp") and not self._pre:
            self._code = max(0, self._code - 1)
            if not self._code:
                self._put("`")
        elif tag == "a" and self._links and not self._pre:
            link = self._links.pop()
            self._put(f"]({link})" if link else "")
        elif tag in _BLOCKS or tag == "dd" or (len(tag) == 2 and tag[0] == "h"):
            if self._row is None:
                self._break(2)
        elif tag == "li":
            self._break(1)
            if self._lists:
                self._lists[-1][1] = 0
                self._prefix = self._indent()

    def _close_pre(self) -> None:
        if self._pre == 1:
            self._break(1)
            self._emit("```")
            self._pre = 0
            self._break(2)
        self._pre = max(0, self._pre - 1)

    def _close_table(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._cell()
        elif tag == "tr" and self._row is not None:
            self._cell()
            row, self._row = self._row, None
            if row:
                self._emit("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")
                self._rows += 1
                if self._rows == 1:
                    self._emit("|" + " --- |" * len(row))
        elif tag == "table":
            self._row = None
            self._break(2)

    def _close_mark(self, mark: str) -> None:
        if not self._marks or self._pre:
            return
        opened, place = self._marks.pop()
        if self._line[place - len(opened) : place] == opened and not self._line[place:].strip():
            self._line = self._line[: place - len(opened)] + self._line[place:]
        else:
            kept = self._line.rstrip()
            self._line = kept + mark + self._line[len(kept) :]

    def _cell(self) -> None:
        if self._row:
            self._row[-1] = f"{self._row[-1]} {self._line.strip()}".strip()
        self._line = ""

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
            return
        if self._skip:
            return
        if self._pre and self._row is None:
            for place, piece in enumerate(data.split("\n")):
                if place:
                    self._emit(self._line, self._line_origin() + 0)
                    self._line = ""
                self._put(piece)
            return
        first = self.getpos()[0]
        pieces = data.split("\n")
        for place, piece in enumerate(pieces):
            if place:
                self._soft_break(first + place)
                if self._page and not piece.strip() and place < len(pieces) - 1:
                    self._break(2)
            text = re.sub(r"[ \t\r\f\xa0]+", " ", piece)
            if text.strip() or (text and self._line and not self._line.endswith(" ")):
                self._put(text if self._code else text.replace("<", "\\<"))

    def _soft_break(self, origin: int) -> None:
        """A line end in the source: kept where it costs nothing, so that lines stay findable."""
        if (
            self._row is not None
            or self._code
            or self._line.lstrip().startswith(("#", "<summary"))
            or not self._line.strip()
        ):
            if self._line and not self._line.endswith(" "):
                self._line += " "
            return
        self._emit(self._line)
        self._line = ""
        self._origin = origin

    def _indent(self) -> str:
        """Two spaces for each list item that is open; a list in a list's gap is none deeper."""
        return "   " * sum(is_open for _, is_open in self._lists)

    def _line_origin(self) -> int:
        return self._origin

    def _put(self, text: str) -> None:
        if not self._line:
            self._origin = self.getpos()[0]
            text = text.lstrip(" ") if not self._pre else text
            if text and not self._pre and self._row is None:
                self._line = self._prefix + self._bullet
                self._prefix = self._indent()
                self._bullet = ""
        self._line += text
        if len(self._line) > 50_000 and self._row is None:
            self._emit(self._line)
            self._line = ""

    def _break_line(self) -> None:
        if self._row is not None:
            self._line += " "
        elif self._line.strip() and not self._pre:
            self._emit(self._line.rstrip() + "\\")
            self._line = ""
        else:
            self._break(1)

    def _break(self, lines: int) -> None:
        if self._row is not None:
            self._line += " " if self._line and not self._line.endswith(" ") else ""
            return
        if self._line.strip():
            self._emit(self._line)
        self._line = ""
        if lines > 1 and self.lines and self.lines[-1]:
            if self.lines[-1].endswith("\\"):
                self.lines[-1] = self.lines[-1][:-1]
            self.lines.append("")
            self.origins.append(self.origins[-1])

    def _emit(self, line: str, origin: int = 0) -> None:
        if self._pre and not line.strip() and self.lines and self.lines[-1].strip() == "```":
            return
        if self._pre and line.strip():
            line = self._indent() + line
        self.lines.append(line.rstrip())
        self.origins.append(origin or self._origin)

    def finish(self) -> None:
        """Write what is still open."""
        self.close()
        if self._row:
            self.handle_endtag("tr")
        if self._pre:
            self._close_pre()
        self._break(1)
        if self.lines and self.lines[-1].endswith("\\"):
            self.lines[-1] = self.lines[-1][:-1]


def markdown_of_html(text: str) -> str:
    """A field's HTML as Markdown; text without a tag or an entity comes back as it is."""
    if not re.search(r"<[a-zA-Z/!]|&[a-zA-Z#]", text):
        return text.strip()
    writer = MarkdownWriter()
    writer.feed(tamed(text))
    writer.finish()
    return "\n".join(writer.lines).strip()
