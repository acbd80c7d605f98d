"""Finds the mistake that a single line of TOML reveals, and its remedy."""

from __future__ import annotations

import re

from simulator.core.times import parse_time

_STRING = r"\"(?:[^\"\\]|\\.)*\"|'[^']*'"
_TIME = r"\d+(?:[.:]\d+)?\s*(?:h|hours?|m|min|minutes?|s|sec|seconds?)(?:\s*\d+\s*s?)?|\d+:\d\d"
_UNIT = re.compile(rf"[=\[,]\s*(?P<time>{_TIME})\s*(?:[,}}\]#]|$)")
_LITERAL = re.compile(r"(None|True|False|null|nil|NULL|TRUE|FALSE|yes|no)\b")
_BETTER = {"true": "write true", "yes": "write true", "false": "write false", "no": "write false"}

_INNER = "quotes inside quotes: "
_SEVERAL = "text on several lines belongs between ''' and '''"


def mistake_in(line: str) -> str:
    """Describe the mistake that a line shows; empty for none."""
    outside = re.sub(rf"{_STRING}|#.*", "", line)
    return _outside(line.lstrip(), outside) or _in_value(line.partition("=")[2].strip(), outside)


def _outside(line: str, outside: str) -> str:
    """Describe what is wrong with a line outside its value."""
    if re.match(r"(?:<{7}|={7}|>{7})(?: |$)", line):
        return "a merge conflict that git left: choose one side and delete the markers"
    if line.startswith(("//", "/*", "-- ", ";")):
        return "a comment begins with #"
    if "\uff1d" in outside and "=" not in outside:
        return "a wide \uff1d (U+FF1D) where a plain = belongs"
    if re.match(r"\s*[\w-]+\s*:\s", outside):
        return "= belongs after the key, not a colon"
    if re.match(r"\s*[\w-]+\s*(?:==|:=|=>)", outside):
        return "a single = belongs after the key"
    if re.match(r"\s*\w+(?: \w+)+\s*=", outside):
        return "a key has no spaces: key_points, not key points"
    if space := re.search(r"[^\S \t\r\n]|[\u200b\u2060\ufeff]", outside):
        name = "a non-breaking space" if space[0] in "\xa0\u202f" else "an unusual space"
        return f"{name} (U+{ord(space[0]):04X}) where a plain one belongs"
    return ""


def _in_value(value: str, outside: str) -> str:
    """Describe what is wrong with the value of a line."""
    if unit := _UNIT.search(outside):
        what = "is minutes and seconds" if ":" in unit["time"] else "has a unit"
        return f"{unit['time']} {what}: write the number of seconds{_seconds(unit['time'])}"
    if re.match(r'"[^"\\]*"[^",\]}#\s][^"]*"', value):
        return f"{_INNER}put a backslash before the inner ones, or use '...' outside"
    if value[:1] in tuple("‘’‚") or re.search(r"[=\[,{]\s*[“”„‟«»]", outside):
        return "typographic quotes: text belongs between plain \" or '"
    if re.fullmatch(r'"[^"]*[“”„]', value):
        return 'typographic quotes: the text ends with a plain "'
    if re.search(r",\s*,|\[\s*,", outside):
        return "one comma too many: there is nothing between two of them"
    if not value and outside.rstrip().endswith("="):
        return "the value is missing after ="
    if value.startswith("(") or re.match(r"\{\s*\"[^\"]*\"\s*[,}]", value):
        return "a list goes between [ and ]"
    if value.startswith(("|", ">", "<<", "`")):
        return _SEVERAL
    if literal := _LITERAL.match(value):
        better = _BETTER.get(literal[1].lower(), "leave the line out")
        return f"{literal[1]} is not a value in TOML: {better}"
    if re.fullmatch(r"\"[^\"]*\\\"", value):
        return "a backslash before the last quote: use '...' outside for text with backslashes"
    return ""


def mistake_behind(line: str) -> str:
    """Describe what wrongly follows a value on its line."""
    value = line.partition("=")[2].strip()
    rest = re.sub(_STRING, "§", value)
    if value.startswith(('"""', "'''")):
        return f"{_INNER}the text ends at the first {value[:3]}"
    if re.match(r"\d{4}-\d\d-\d\d", value):
        return "there is no such date"
    if end := re.match(r"(?:§|[\w.+-]+|\[[^\[\]]*\])\s*([;,])\s*(?:#.*)?$", rest):
        return f"the {'semicolon' if end[1] == ';' else 'comma'} after the value must go"
    if re.match(r"(?:§|[\w.+-]+|\[[^\[\]]*\])[\s;,]+[\w-]+\s*=", rest):
        return "each key belongs on a line of its own"
    if re.match(r"'[^']*'\w", value):
        return f'{_INNER}put "..." outside'
    return "nothing may follow the value on this line"


def _seconds(written: str) -> str:
    """Return `: 90`; empty if the time can't be parsed."""
    letters = re.sub(r"([hms])[a-z]*", r"\1", written.replace(" ", ""))
    try:
        return f": {parse_time(letters):g}"
    except ValueError:
        return ""
