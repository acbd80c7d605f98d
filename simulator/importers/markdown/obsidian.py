"""Obsidian's spaced repetition: `question::answer`, and blocks divided by a line with `?`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.importers.common.draft import Draft, DraftItem, Heading
from simulator.importers.common.line_draft import Lines
from simulator.importers.common.markdown_text import tidy, without_images
from simulator.importers.common.outline import without_links
from simulator.importers.common.questionness import plain
from simulator.importers.markdown.document.markup import front_matter
from simulator.importers.markdown.document.provenance import about_all

_INLINE = re.compile(
    r"^(?P<question>[^`\n]*?(?:`[^`\n]*`[^`\n]*?)*?\S)\s?:{2,3}\s?(?P<answer>(?!:)\S.*)$"
)
_COMMENTS = (
    re.compile(r"<!--(?!SR:).*?(?P<end>-->|\Z)", re.DOTALL),
    re.compile(r"%%.*?(?P<end>%%|\Z)", re.DOTALL),
)
"""Both kinds of comments except schedules; an unclosed one is text."""
_FIELD = re.compile(r"^\s*(?:[-*+]\s+)?[^\W\d][\w-]{0,30}::\s+\S")
_FIELD_NAMES = re.compile(
    r"^\s*(?:[-*+]\s+)?(?:status|type|tags?|date|created|updated|modified|author|source|alias(?:es)?|"
    r"due|rating|priority|project|related|parent|up|next|prev|id|url|topic|class|public)::",
    re.IGNORECASE,
)
_NO_CARD = (":", "#", "    ", "\t", ".. ", ">>>")
_PATH = re.compile(r"\w :: \w[^:]* :: ")
"""`Framework :: Web :: Forms`, a path and not a card."""
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_SCHEDULE = re.compile(r"<!--SR:[^>]*-->")
_TAG = re.compile(r"(?<!\S)#(?P<tag>flashcards?(?:/[\w/-]+)?|[A-Za-z][\w/-]*)")
_FENCE = re.compile(r"^\s*(```|~~~)")


def looks_like(text: str) -> bool:
    """True if the page is tagged as flash cards, or enough of its blocks are cards."""
    lines = _without_asides(text[:200_000].split("\n"))
    if _parted_blocks(lines) >= 2:
        return True
    cards = sum(1 for line in lines if line.strip() in ("?", "??") or _is_inline(line))
    says = re.search(
        r"#flashcards?\b|^tags:.*flashcards?|^\s*-\s*flashcards?\s*$",
        text[:3_000],
        re.MULTILINE | re.IGNORECASE,
    )
    blocks = len([block for block in re.split(r"\n\s*\n", text[:200_000]) if block.strip()])
    return (cards >= 1 and bool(says)) or (cards >= 3 and cards >= 0.4 * blocks)


def _parted_blocks(lines: Sequence[str]) -> int:
    """How many lines with only `?` are between two others."""
    triples = zip(lines, lines[1:], lines[2:], strict=False)
    return sum(
        mark.strip() in ("?", "??") and bool(front.strip()) and bool(back.strip())
        for front, mark, back in triples
    )


def _without_asides(lines: Sequence[str]) -> list[str]:
    """The lines without comments, and without properties unless the cards look like them."""
    text = "\n".join(lines)
    for comment in _COMMENTS:
        text = comment.sub(lambda m: "\n" * m[0].count("\n") if m["end"] else m[0], text)
    kept = text.split("\n")
    fields = [at for at, line in enumerate(kept) if _FIELD.match(line)]
    others = sum(_is_inline(line) or line.strip() == "?" for line in kept) - len(fields)
    for at in fields:
        if len(fields) <= others or _FIELD_NAMES.match(kept[at]):
            kept[at] = ""
    return kept


def _is_inline(line: str) -> bool:
    if "::" not in line or len(line) > 5_000 or line.startswith(_NO_CARD):
        return False
    match = _INLINE.match(line)
    if match is None or not any(map(str.isalnum, match["question"])):
        return False
    return not _PATH.search(line) and not re.search(r"\w::\w+[(<;]", line)


def read(text: str, *, file: str) -> Draft:
    """The cards of a note."""
    source = text.split("\n")
    made = Lines(file, _without_asides(source))
    for number, (line, kept) in enumerate(zip(source, made.lines, strict=True), 1):
        if line.strip() and not kept.strip():
            made.leave(number, number, "a comment or a property")
    front, at = front_matter(made.lines)
    made.leave(1, at, "front matter")
    about_file = about_all(front)
    topic, title = about_file.topic or DEFAULT_TOPIC, ""
    while at < len(made.lines):
        line = made.lines[at]
        heading = re.match(r"^#{1,6}\s+(.+?)\s*#*$", line)
        if heading:
            name = plain(_TAG.sub("", heading[1])).strip()
            title = title or name
            topic = name or topic
            made.headings.append(Heading(file, at + 1, at + 1, name))
            at += 1
        elif line.strip():
            at = _block(made, at, topic)
        else:
            at += 1
    made.lines = source
    tags = [tag for tag in about_file.tags if not tag.casefold().startswith("flashcard")]
    for at, item in enumerate(made.items):
        tagged = replace(item.question, tags=tuple(dict.fromkeys([*item.question.tags, *tags])))
        made.items[at] = replace(item, question=tagged)
    about, refusal = {"title": title}, "no flash card in it."
    return made.draft("Obsidian flash cards", otherwise="not a card", refusal=refusal, about=about)


def _block(made: Lines, start: int, topic: str) -> int:
    """Read the paragraph that begins here; return the line after it."""
    end, fenced, parted = start, "", 0
    while end < len(made.lines):
        line = made.lines[end]
        fence = _FENCE.match(line)
        if fence:
            fenced = "" if fenced else fence[1]
        elif not fenced and not line.strip():
            break
        elif not fenced and line.strip() in ("?", "??") and not parted and end > start:
            parted = end
        end += 1
    inline = [at for at in range(start, parted) if _is_inline(made.lines[at])]
    front = inline[-1] + 1 if inline and inline[-1] + 1 < parted else start
    _lines(made, start, front if parted else end, topic)
    if parted:
        _card(made, front, end, made.lines[front:parted], made.lines[parted + 1 : end], topic)
    return end


def _lines(made: Lines, start: int, end: int, topic: str) -> None:
    """Read cards of one line each."""
    for at in range(start, end):
        line = _SCHEDULE.sub("", made.lines[at])
        if _is_inline(line) and (match := _INLINE.match(line)):
            question = _BULLET.sub("", match["question"])
            _card(made, at, at + 1, [question], [match["answer"]], topic)
        elif "==" in line or "{{" in line:
            made.leave(at + 1, at + 1, "a sentence with gaps")
        elif _SCHEDULE.search(made.lines[at]) and not line.strip():
            made.leave(at + 1, at + 1, "a schedule")


def _card(
    made: Lines, start: int, end: int, front: Sequence[str], back: Sequence[str], topic: str
) -> None:
    tags = [m["tag"] for line in front for m in _TAG.finditer(line)]
    question, _ = without_images(tidy([_TAG.sub("", line) for line in front]).strip())
    answer, pictures = without_images(tidy([_SCHEDULE.sub("", line) for line in back]).strip())
    question, answer = without_links(question), without_links(answer)
    if not any(letter.isalnum() for letter in question):
        made.leave(start + 1, end, "a card without a front")
        return
    deck = next(
        (tag.split("/")[-1] for tag in tags if tag.startswith("flashcard") and "/" in tag), ""
    )
    named = tuple(tag for tag in tags if not tag.startswith("flashcard"))
    item = Question("", question, answer, topic=deck or topic, tags=named)
    note = "a picture is left out" if pictures else "" if answer else "no answer"
    made.items.append(DraftItem(item, made.file, start + 1, end, 1.0 if answer else 0.6, note))
