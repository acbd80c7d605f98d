"""A whole page of HTML as Markdown: what its head says, and what its author calls a question."""

from __future__ import annotations

from simulator.importers.html.inline_html import MARKS
from simulator.importers.html.questions import Asked, is_own_element, is_question
from simulator.importers.html.tags import BLOCKS, CODE
from simulator.importers.html.text import MarkdownWriter


class PageWriter(MarkdownWriter):
    """As `MarkdownWriter`; knows the page's `title`, `language`, `canonical` and `license` too.

    The first words of an element that is called a question are bold, as a title would be.
    """

    blank_lines_part = True

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.language = ""
        self.canonical = ""
        self.license = ""
        self._in_title = False
        self._asked, self._asked_tag = Asked.NO, ""

    def _opened(self, tag: str, given: dict[str, str]) -> None:
        if not self._skip:
            self._head(tag, given)
            self._ask(tag, given)
        super()._opened(tag, given)

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

    def _ask(self, tag: str, given: dict[str, str]) -> None:
        if tag in BLOCKS or tag == "dt" or is_own_element(tag):
            self._end_asked()
            if tag[1:].isdigit():  # A heading says as much.
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
            super()._open_mark("**")
            self._asked = Asked.OPEN

    def _end_asked(self) -> None:
        if self._asked is Asked.OPEN:
            self._asked = Asked.NO
            super()._close_mark("**")
            self._out.break_block()

    def _open_mark(self, mark: str) -> None:
        super()._open_mark("" if self._asked is Asked.OPEN else mark)

    def _close_mark(self, mark: str) -> None:
        super()._close_mark("" if self._asked is Asked.OPEN else mark)

    def handle_endtag(self, tag: str) -> None:
        if not self._skip and (tag in BLOCKS or tag == self._asked_tag):
            self._end_asked()
        self._in_title = self._in_title and tag != "title"
        super().handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        super().handle_data(data)

    def _text(self, data: str) -> None:
        if data.strip():
            self._begin_asked()
        super()._text(data)

    def finish(self) -> None:
        self.close()
        self._end_asked()
        super().finish()
