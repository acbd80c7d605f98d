"""Explains a parser's error to a person, and finds where the mistake really is."""

from __future__ import annotations

import re

from simulator.storage.toml.line_mistakes import mistake_behind, mistake_in
from simulator.storage.toml.positions import line_at, strings, without_texts
from simulator.system.faults import Fault

_WHERE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|(?P<end>end of document))\)$")
_KEY = re.compile(r"^\s*(?P<key>[\w.-]+|\"[^\"]*\"|'[^']*')\s*=")
_STATEMENT = re.compile(r"^\s*(?:\[\[?[\w.\"'-]+\]\]?\s*$|[\w-]+\s*=\s)", re.MULTILINE)
_TOML_LINE = re.compile(
    r"^\s*(?:\[\[?[\w.\"'-]+\]?\]?\s*(?:#.*)?$|[\w.\"'-]+\s*:?[=\uff1d])", re.MULTILINE
)
_LONG_NUMBER = re.compile(r"(?<![\w.])[+-]?\d[\d_]{4000,}")

_WORDS = (
    ("Invalid statement", "expected a line like key = \"value\", or a [table]"),
    ("Expected '=' after a key", "expected = after the key"),
    ("Invalid initial character for a key", "expected a key here"),
    ("Invalid value", "the value can't be read; text belongs in quotes"),
    ("Cannot overwrite a value", "this key already exists"),
    ("Cannot mutate immutable", "this table is already complete and can't be added to"),
    ("Unclosed array", "the list that opens here is never closed: a ] is missing"),
    ("Expected ']]'", "the header is never closed: ]] is missing"),
    ("Unclosed inline table", "the table is never closed on this line: a } is missing"),
    ("Escaped character is not a Unicode", "a backslash u in \"...\" that is not a character"),
    ("Expected ']'", "a closing bracket is missing"),
    ("Unescaped '\\' in a string", "a backslash in \"...\" begins an escape; text with "
     "backslashes belongs between ''' and '''"),
    ("Invalid hex value", "a backslash u in \"...\" needs hexadecimal digits; text with "
     "backslashes belongs between ''' and '''"),
    ("Invalid date or datetime", "there is no such date"),
    ("Unterminated string", "the text that opens here is never closed"),
    ("Expected \"'''\"", "the text that opens here is never closed"),
    ("Expected \"'\"", "the text is not closed on this line: a quote is missing"),
)  # fmt: skip


def explain(text: str, error: Exception, file: str) -> Fault:
    """Return the fault behind an exception that tomllib raised for `text`."""
    if isinstance(error, RecursionError):
        return Fault(file, None, "", "nested too deeply")
    found = _WHERE.search(str(error))
    if found is None:
        return _long_number(text, error, file)
    message = str(error)[: found.start()]
    line = int(found["line"]) if found["line"] else _last_line(text, message)
    foreign = _other_format(text, line)
    if foreign is not None:
        return Fault(file, foreign[0], "", foreign[1])
    opened = _open_string(text, line, bool(found["end"]))
    if opened is not None:
        return Fault(file, opened, "", "the text that opens here is never closed")
    if (before := _lacks_comma(text, line, message)) is not None:
        return Fault(file, before, "", "a comma is missing between two entries")
    written = _line(text, line)
    seen = mistake_in(written)
    if "\r" in written.rstrip("\r"):
        seen = "lines end as on old Macs (CR): save the file with LF or CRLF"
    elif not seen and (opening := _opening(text, line, message)) is not None:
        line, seen = opening, _plain("Unclosed array")
    elif not seen and message.startswith("Expected newline or end of document"):
        seen = mistake_behind(written)
    return Fault(file, line, "", seen or _plain(message))


def is_toml(text: str) -> bool:
    """True if a file with a mistake was meant to be TOML at all."""
    return _other_format(text, 1) is None


def _lacks_comma(text: str, line: int, message: str) -> int | None:
    """Return the line after which a list or table lacks a comma, if that is the mistake."""
    if not message.startswith(("Unclosed array", "Unclosed inline table", "Invalid value")):
        return None
    if _STATEMENT.match(_line(text, line)) and "=" not in _line(text, line):
        return None
    shapes = _shapes(text, line)
    here = shapes[-1]
    if re.search(r"(?:§|\d|[}\]])\s+(?:§|[{\[])|§§", here.partition("=")[2] or here.strip()):
        return line
    above = next((at for at in range(len(shapes) - 2, -1, -1) if shapes[at].strip()), None)
    if above is None or not re.match(r"\s*[§\[{\d]", here):
        return None
    return above + 1 if re.search(r"[§\d}\]]\s*$", shapes[above]) else None


def _opening(text: str, line: int, message: str) -> int | None:
    """Return the line of a list that is never closed, if that is the mistake."""
    if not message.startswith(("Unclosed array", "Invalid value")):
        return None
    depth = 0
    shapes = _shapes(text, line)
    for at in range(len(shapes) - 1, -1, -1):
        depth += len(re.findall(r"[\[{]", shapes[at])) - len(re.findall(r"[]}]", shapes[at]))
        if depth > 0 and _KEY.match(shapes[at]):
            return at + 1
        if at < line - 1 and _KEY.match(shapes[at]):
            return None
    return None


def _shapes(text: str, last: int) -> list[str]:
    """Return the lines so far without comments, each string reduced to one sign."""
    lines = text.split("\n")[:last]
    return [
        re.sub(r"#.*", "", re.sub(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'", "§", each)) for each in lines
    ]


def _last_line(text: str, message: str) -> int:
    """Return the line at fault if the parser only says that the document ended."""
    if message == 'Expected "\'"':
        for match in strings(text):
            if re.fullmatch(r"'[^']*", match[0]):
                return line_at(text, match.start())
    return text.rstrip().count("\n") + 1


def _plain(message: str) -> str:
    for start, words in _WORDS:
        if message.startswith(start):
            return words
    twice = re.match(r"Cannot declare \((.*?),?\) twice", message)
    if twice and twice[1].strip("',") == "questions":
        return "[questions] already exists: each question begins with [[questions]]"
    if twice:
        return f"the table [{twice[1].replace(chr(39), '').replace(', ', '.')}] already exists"
    illegal = re.match(r"(?:Found invalid character|Illegal character) (.*)", message)
    if illegal and illegal[1] == r"'\n'":
        return "the text is not closed on this line: a quote is missing"
    if illegal:
        return f"a character that is not allowed there: {illegal[1]}"
    return message[:1].lower() + message[1:]


def _line(text: str, number: int) -> str:
    return next(iter(text.split("\n", number)[number - 1 : number]), "")


def _long_number(text: str, error: Exception, file: str) -> Fault:
    """Find the number that is too long: Python refuses thousands of digits without a line."""
    number = _LONG_NUMBER.search(without_texts(text))
    if number is None:
        return Fault(file, None, "", f"can't be read: {error}")
    line = line_at(text, number.start())
    key = _KEY.match(_line(text, line))
    return Fault(
        file, line, key["key"].strip("\"'") if key else "", "a number with far too many digits"
    )


def _other_format(text: str, line: int) -> tuple[int, str] | None:
    """Return the line and the message for a file that is not TOML at all."""
    lines = text.split("\n")
    first = next((i for i, each in enumerate(lines) if each.strip()[:1] not in ("", "#")), 0)
    start = "\n".join(lines[first : first + 3]).lstrip()
    kind = ""
    if re.match(r"<(?:!doctype|html|\?xml|head|body|!--)", start, re.IGNORECASE):
        kind = "HTML: a web page was saved instead of the file"
    elif re.match(r"\{\s*(?:\"|\}|$)|\[\s*(?:[\[{\"]\s*[\"{\n]|\d|\]\s*$)", start) and (
        line <= first + 3
    ):
        kind = "JSON"
    elif _TOML_LINE.search(text):
        return None
    elif re.match(r"---\s*(?:\n|$)|[\w-]+:(?:\s|$)|- [\w\"]", start):
        kind = "YAML"
    elif _is_table(lines[first : first + 2]):
        kind = "a table (CSV)"
    elif start:
        kind = "another document"
    if kind:
        cure = "" if kind.startswith("HTML") else "; `mock-interview bank import FILE` reads it"
        return first + 1, f"this is {kind}; a bank or session is written in TOML{cure}"
    return None


def _is_table(lines: list[str]) -> bool:
    """True if the first lines share a separator and don't look like TOML."""
    if not lines or re.match(r"\s*\[|\s*[\w.\"'-]+\s*=", lines[0]):
        return False
    cells = [[line.count(sign) for sign in ";,\t"] for line in lines if line.strip()]
    return any(all(each[at] for each in cells) for at in range(3)) and len(cells) > 1


def _open_string(text: str, line: int, at_end: bool) -> int | None:
    """Return the line of a multi-line string that was not closed, if that is the mistake.

    It either runs to the end of the file, or was closed by the opening quotes of the next one and
    so swallowed whole statements.
    """
    last = None
    behind = sum(len(each) + 1 for each in text.split("\n", line)[:line])
    for match in strings(text):
        if match.start() >= behind:
            break
        if text.startswith(('"""', "'''"), match.start()):
            last = match
    if last is None:
        return None
    body, quotes = last[0][3:], last[0][:3]
    opened = line_at(text, last.start())
    if at_end and last.end() == len(text) and not body.endswith(quotes):
        return opened
    closed = line_at(text, last.end())
    if body.endswith(quotes) and closed <= line <= closed + 1 and _STATEMENT.search(body):
        return opened
    return None
