"""Simplify Markdown before it is parsed, line by line, so that every line keeps its number: HTML
becomes Markdown, folds and admonitions become `Fold`s, comments and front matter are removed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt

from simulator.importers.html.inline_html import markdown_of_tags
from simulator.importers.markdown.document.numbers import (
    open_items,
    open_nested_items,
    part_numbers,
    use_one_mark,
)

_ADMONITION = re.compile(
    r"^[ \t]*(?:!!!|\?\?\?[+-]?)[ \t]+(?P<kind>[A-Za-z][\w-]*)(?:[ \t]+[\w-]+)*"
    r"(?:[ \t]+\"(?P<title>.*)\")?[ \t]*$"
)
_CALLOUT = re.compile(r"^\s{0,3}>\s?\[!(?P<kind>[A-Za-z]+)\][+-]?[ \t]*(?P<title>.*)$")
_LONG = 5_000
_BLANKS = re.compile(r"[ \t]{200,}")
"""So many blanks make patterns far too slow, and no author writes them."""
_DRAWN = re.compile(r"\s{0,3}(?:⸻+|[—–―]{3,}|[━─═]{3,}|[·•⁂]{3,})\s*")
_DRAWN_OR_DASHES = re.compile(rf"{_DRAWN.pattern}|\s{{0,3}}-{{3,}}\s*")
_ATX = re.compile(r"#{1,6}\s+\S")
_SEVERAL = 3
_FOLD_TAG = re.compile(r"<(?P<end>/?)(?P<tag>details|summary)\b[^<>]*>", re.IGNORECASE)
_CODE = re.compile(r"(`+)[^`]+\1(?!`)")
_FRONT = re.compile(r"^(?P<key>[A-Za-z_][\w-]*)[ \t]*:[ \t]*(?P<value>.*)$")

_LISTED = re.compile(r"^\s*-\s+(\S.*?)\s*$")


@dataclass(slots=True)
class Fold:
    """A `<details>` or an admonition: a title that hides lines. Lines count from 0, half-open.

    `kind` is "details" or the admonition's own word. `body` is the first line after the title,
    or the title's own line if text follows on it.
    """

    start: int
    kind: str
    title: str = ""
    body: int = 0
    end: int = 0
    depth: int = 0


@dataclass(slots=True)
class Prepared:
    """A document's simplified lines; `lines[i]` comes from line i of the source."""

    lines: list[str]
    folds: list[Fold] = field(default_factory=list)
    comments: list[tuple[int, int, str]] = field(default_factory=list)
    front: dict[str, str] = field(default_factory=dict)
    front_end: int = 0


def prepare(source: Sequence[str]) -> Prepared:
    """The simplified lines."""
    done = Prepared([_BLANKS.sub(" ", line) if len(line) > _LONG else line for line in source])
    _take_front_matter(done)
    _unwrap(done)
    part_numbers(done.lines)
    _take_admonitions(done)
    _take_callouts(done)
    code = _fenced(done.lines)
    use_one_mark(done.lines, code)
    open_items(done.lines, code)
    open_nested_items(done.lines, code)
    _rule_signs(done, code)
    _take_comments(done, code)
    _take_folds(done, code)
    _simplify_tags(done, code)
    done.folds.sort(key=lambda fold: (fold.start, -fold.end))
    return done


def _fenced(lines: Sequence[str]) -> set[int]:
    """The lines of fenced code, found by a block parser, which knows containers."""
    parser = MarkdownIt("commonmark").disable(["html_block", "inline", "reference"])
    tokens = parser.parse("\n".join(lines))
    spans = [token.map for token in tokens if token.type == "fence" and token.map]
    return {at for start, end in spans for at in range(start, end)}


def _take_front_matter(done: Prepared) -> None:
    done.front, done.front_end = front_matter(done.lines)
    done.lines[: done.front_end] = [""] * done.front_end


def front_matter(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """The front matter by key, lists joined with commas; and the line after it."""
    mark = lines[0].strip() if lines else ""
    if mark not in ("---", "+++"):
        return {}, 0
    end = next((at for at in range(1, min(len(lines), 200)) if lines[at].strip() == mark), 0)
    front: dict[str, str] = {}
    key = ""
    for line in lines[1:end]:
        if match := _FRONT.match(line.replace(" = ", ": ")):
            key = match["key"].casefold()
            front.setdefault(key, match["value"].strip().strip("\"'"))
        elif key and (listed := _LISTED.match(line)):
            front[key] = ", ".join(filter(None, (front[key], listed[1].strip("\"'"))))
    return front, end + 1 if front else 0


def _width(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _take_admonitions(done: Prepared) -> None:
    """Turn `!!! kind "title"` with an indented body into (nested) folds, and dedent the body."""
    open_folds: list[tuple[int, Fold]] = []
    for at, line in enumerate(done.lines):
        if not line.strip():
            continue
        while open_folds and _width(line) < open_folds[-1][0]:
            open_folds.pop()[1].end = at
        inner = open_folds[-1][0] if open_folds else 0
        match = _ADMONITION.match(line) if line.lstrip()[0] in "!?" else None
        if match and _has_body(done.lines, at, _width(line) + 4):
            kind, title, end = match["kind"].casefold(), match["title"] or "", len(done.lines)
            fold = Fold(at, kind, title, at + 1, end, len(open_folds))
            done.folds.append(fold)
            open_folds.append((_width(line) + 4, fold))
            done.lines[at] = ""
        elif inner:
            done.lines[at] = line.expandtabs(4)[inner:]


def _unwrap(done: Prepared) -> None:
    """Remove fences around Markdown that was pasted as a code block."""
    opened, inner = -1, False
    for at, line in enumerate(done.lines):
        text = line.strip()
        if opened < 0 and text.casefold() in ("```markdown", "```md", "````markdown", "````md"):
            opened = at
        elif opened >= 0 and text.startswith("```"):
            if inner or text.strip("`"):
                inner = bool(text.strip("`"))
                continue
            body = done.lines[opened + 1 : at]
            if sum(bool(_HEADING.match(each)) for each in body) >= 3:
                done.lines[opened] = done.lines[at] = ""
            opened = -1


_HEADING = re.compile(r"^#{1,6}\s|^\*\*|^\d{1,3}[.)]\s")


def _take_callouts(done: Prepared) -> None:
    """Turn `> [!question] title` and its quoted body, as in Obsidian and Notion, into folds."""
    fold: Fold | None = None
    for at, line in enumerate(done.lines):
        match = _CALLOUT.match(line)
        if fold is not None and (match or not line.lstrip().startswith(">")):
            fold.end, fold = at, None
        if match:
            title, end = match["title"].strip(), len(done.lines)
            fold = Fold(at, match["kind"].casefold(), title, at + 1, end)
            done.folds.append(fold)
            done.lines[at] = ""
        elif fold is not None:
            done.lines[at] = re.sub(r"^\s*>\s?", "", line)


def _rule_signs(done: Prepared, code: set[int]) -> None:
    """Normalise rules drawn with other signs; and, if headings are marked with `#`, dashes below a
    paragraph, which would make it a heading."""
    others = [at for at in range(len(done.lines)) if at not in code]
    pattern = _DRAWN
    if sum(_ATX.match(done.lines[at]) is not None for at in others) >= _SEVERAL:
        pattern = _DRAWN_OR_DASHES
    for at in others:
        if done.lines[at].strip() and pattern.fullmatch(done.lines[at]):
            done.lines[at] = "***"


def _has_body(lines: Sequence[str], at: int, width: int) -> bool:
    below = next((line for line in lines[at + 1 : at + 4] if line.strip()), "")
    return bool(below) and _width(below) >= width


def _take_comments(done: Prepared, code: set[int]) -> None:
    """Remove comments; of a comment with several lines, keep the text of the last one."""
    start = -1
    for at, line in enumerate(done.lines):
        if start < 0 and at in code:
            continue
        kept, place = "", 0
        while True:
            if start < 0:
                opened = line.find("<!--", place)
                if opened < 0 or line.count("`", 0, opened) % 2:
                    kept += line[place:]
                    break
                kept += line[place:opened]
                start, place = at, opened + 4
            closed = line.find("-->", place)
            if closed < 0:
                break
            done.comments.append((start, at + 1, line[place:closed].strip(" -")))
            start, place = -1, closed + 3
        if kept != line:
            done.lines[at] = kept if kept.strip() else ""


def _take_folds(done: Prepared, code: set[int]) -> None:
    """Remove the tags of folds from the lines, and record the folds."""
    stack: list[Fold] = []
    title: list[str] | None = None
    for at, line in enumerate(done.lines):
        if at in code or (title is None and "<" not in line):
            continue
        kept, place = "", 0
        masked = line if len(line) > 20_000 else _CODE.sub(lambda code: " " * len(code[0]), line)
        for match in [*_FOLD_TAG.finditer(masked), None]:
            piece = line[place : match.start() if match else None]
            if title is not None:
                title.append(piece)
            else:
                kept += piece
            if match:
                title, place = _fold_tag(done, stack, title, match, at), match.end()
        done.lines[at] = kept if kept == line or kept.replace("<br>", "").strip() else ""
    for fold in stack:
        fold.end = len(done.lines)
        fold.body = fold.body or fold.start + 1


def _fold_tag(
    done: Prepared, stack: list[Fold], title: list[str] | None, match: re.Match[str], at: int
) -> list[str] | None:
    """Handle one tag; return the pieces of the title while inside one."""
    opens, tag = not match["end"], match["tag"].casefold()
    if tag == "details" and opens:
        fold = Fold(at, "details", depth=len(stack))
        stack.append(fold)
        done.folds.append(fold)
    elif tag == "details" and stack:
        fold = stack.pop()
        fold.end = at + 1
        fold.body = fold.body or fold.start
    elif tag == "summary" and opens:
        return []
    elif tag == "summary" and stack and title is not None:
        stack[-1].title = " ".join(" ".join(title).split())
        stack[-1].body = at
    return None


def _simplify_tags(done: Prepared, code: set[int]) -> None:
    inside_pre = False
    for at, line in enumerate(done.lines):
        if at in code or "<" not in line:
            continue
        low = line.strip().casefold()
        if not inside_pre and re.fullmatch(r"<pre\b[^<>]*>(<code\b[^<>]*>)?", low):
            inside_pre, done.lines[at] = True, "```"
        elif inside_pre and re.fullmatch(r"(</code>)?\s*</pre>", low):
            inside_pre, done.lines[at] = False, "```"
        elif not inside_pre:
            simple = markdown_of_tags(line)
            done.lines[at] = simple if simple.strip() else ""
    for fold in done.folds:
        fold.title = markdown_of_tags(fold.title).strip()
