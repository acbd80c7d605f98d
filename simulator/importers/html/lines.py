"""Lines of Markdown written from HTML, each with its source line."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST = 50_000
_MOST_NESTED = 40


@dataclass(slots=True)
class _List:
    next_number: int
    """0 for bullets."""
    in_item: bool = False


class LineWriter:
    """The finished `lines` with their `origins` (source lines, from 1), and the current `line`.

    Lists indent their content, code keeps its line ends, and a table row is one line.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.origins: list[int] = []
        self.line = ""
        self.in_code = False
        self._origin = 1
        self._lists: list[_List] = []
        self._prefix = ""
        self._bullet = ""
        self._row: list[str] | None = None
        self._rows = 0

    @property
    def in_row(self) -> bool:
        """True if a table row is open."""
        return self._row is not None

    def put(self, text: str, at: int) -> None:
        """Add text to the current line; `at` is its source line."""
        if not self.line:
            self._origin = at
            text = text if self.in_code else text.lstrip(" ")
            if text and not self.in_code and self._row is None:
                self.line = self._prefix + self._bullet
                self._prefix = self._indent()
                self._bullet = ""
        self.line += text
        if len(self.line) > _LONGEST and self._row is None:
            self.end_line()

    def end_line(self, origin: int = 0) -> None:
        """Finish the current line, even if empty; `origin`: the source line of the next one."""
        self._emit(self.line)
        self.line = ""
        self._origin = origin or self._origin

    def break_line(self) -> None:
        """Add a visible line break."""
        if self._row is not None:
            self.line += " "
        elif self.line.strip() and not self.in_code:
            self._emit(self.line.rstrip() + "\\")
            self.line = ""
        else:
            self.break_block(1)

    def break_block(self, lines: int = 2) -> None:
        """End a block; `lines` is 1 for a new line, 2 for a blank line as well."""
        if self._row is not None:
            self.line += " " if self.line and not self.line.endswith(" ") else ""
            return
        if self.line.strip():
            self._emit(self.line)
        self.line = ""
        if lines > 1 and self.lines and self.lines[-1]:
            self.without_break()
            self.lines.append("")
            self.origins.append(self.origins[-1])

    def soft_break(self, origin: int, *, joined: bool) -> None:
        """Keep a line end of the source where that is harmless, so that lines can be traced;
        `joined`: the current line must continue."""
        if joined or self._row is not None or not self.line.strip():
            if self.line and not self.line.endswith(" "):
                self.line += " "
            return
        self.end_line(origin)

    def without_break(self) -> None:
        """Remove the line break at the end of the last line."""
        if self.lines and self.lines[-1].endswith("\\"):
            self.lines[-1] = self.lines[-1][:-1]

    def _emit(self, line: str) -> None:
        if self.in_code and not line.strip() and self.lines and self.lines[-1].strip() == "```":
            return
        if self.in_code and line.strip():
            line = self._indent() + line
        self.lines.append(line.rstrip())
        self.origins.append(self._origin)

    def _indent(self) -> str:
        """Three spaces for each open list item."""
        return "   " * sum(each.in_item for each in self._lists)

    def open_list(self, *, ordered: bool) -> None:
        """Open a list; between the items of another, it joins a preceding line with a colon."""
        self.break_block(1 if self._lists else 2)
        if self._lists and self.lines and self.lines[-1].rstrip().endswith(":"):
            self._lists[-1].in_item = True
        if len(self._lists) < _MOST_NESTED:
            self._lists.append(_List(1 if ordered else 0))
        self._prefix = self._indent()

    def close_list(self) -> None:
        self.break_block(1)
        if self._lists:
            self._lists.pop()
        self._prefix = self._indent()
        if not self._lists:
            self.break_block()

    def open_item(self) -> None:
        self.break_block(1)
        innermost = self._lists[-1] if self._lists else _List(0)
        innermost.in_item = False
        self._prefix = self._indent()
        self._bullet = f"{innermost.next_number}. " if innermost.next_number else "- "
        innermost.next_number += bool(innermost.next_number)
        innermost.in_item = True

    def close_item(self) -> None:
        self.break_block(1)
        if self._lists:
            self._lists[-1].in_item = False
            self._prefix = self._indent()

    def open_code(self, at: int) -> None:
        self.break_block()
        self.in_code = True
        self.put("```", at)
        self.break_block(1)

    def name_language(self, name: str) -> None:
        """Set the language of the code block just opened."""
        if self.in_code and not self.line and self.lines and self.lines[-1].strip() == "```":
            self.lines[-1] += name

    def close_code(self) -> None:
        self.break_block(1)
        self._emit("```")
        self.in_code = False
        self.break_block()

    def open_table(self) -> None:
        self.break_block()
        self._rows = 0

    def open_row(self) -> None:
        self.break_block(1)
        self._row = []

    def open_cell(self) -> None:
        if self._row is not None:
            self.close_cell()
            self._row.append("")

    def close_cell(self) -> None:
        if self._row:
            self._row[-1] = f"{self._row[-1]} {self.line.strip()}".strip()
        self.line = ""

    def close_row(self) -> None:
        """End a row; Markdown needs a rule below the first one."""
        if self._row is None:
            return
        self.close_cell()
        row, self._row = self._row, None
        if row:
            self._emit("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")
            self._rows += 1
            if self._rows == 1:
                self._emit("|" + " --- |" * len(row))

    def close_table(self) -> None:
        self._row = None
        self.break_block()
