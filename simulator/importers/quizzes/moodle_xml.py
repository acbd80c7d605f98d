"""Moodle XML: questions of all types, including those with gaps in their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from xml.etree.ElementTree import Element

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.importers.common.draft import Draft, Heading
from simulator.importers.common.line_draft import Lines
from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.common.options import choice, matched, one_or_list, with_tolerance
from simulator.importers.html.text import markdown_of_html
from simulator.importers.quizzes.xml_tree import xml_of

_CLOZE = re.compile(r"\{\d{0,4}:(?P<kind>[A-Za-z_]{1,30}):(?P<choices>(?:\\.|[^{}\\])*)\}")
_WEIGHT = re.compile(r"^\s*(?:=|%-?\d+(?:\.\d+)?%)")
_ESCAPED = re.compile(r"\\([{}~#=\"/\\])")
_NUMBERED = re.compile(r"\[\[(\d{1,3})\]\]")
_BLANK = "_____"


def looks_like(text: str) -> bool:
    """True if the text is a `<quiz>`."""
    head = text[:4_000]
    return "<quiz" in head and "<question" in text[:200_000]


def read(text: str, *, file: str) -> Draft:
    """The questions of a quiz. Raises CannotRead."""
    xml, made = xml_of(text, file), Lines(file, text.split("\n"))
    topic = DEFAULT_TOPIC
    for node in xml.root.iterfind("question"):
        kind, place = node.get("type", ""), xml.places[node]
        if kind == "category":
            topic = _said(node, "category").split("/")[-1].strip() or DEFAULT_TOPIC
            made.headings.append(Heading(file, *place, topic))
        elif kind == "description":
            made.leave(*place, "a description, not a question")
        else:
            made.add(_question(node, kind, topic), *place, bare=0.9)
    return made.draft(
        "Moodle XML", otherwise="markup around the questions", refusal="no question in this quiz."
    )


def _said(node: Element, tag: str) -> str:
    """The text of the child with this name."""
    return node.findtext(f"{tag}/text", "").strip()


def _text(node: Element | None) -> str:
    """A text node's content as Markdown."""
    if node is None:
        return ""
    text = node.findtext("text", "").strip()
    is_html = node.get("format", "html") not in ("markdown", "plain_text")
    return markdown_of_html(text) if is_html else text


def _question(node: Element, kind: str, topic: str) -> Question:
    prompt = _text(node.find("questiontext"))
    if not any(map(str.isalnum, prompt)):
        prompt = _said(node, "name")
    prompt, answer = _answered(node, kind, prompt, _text(node.find("generalfeedback")))
    tags = tuple(
        filter(None, (tag.findtext("text", "").strip() for tag in node.iterfind("tags/tag")))
    )
    given = node.findtext("idnumber", "").strip()
    return Question(given, prompt, answer, topic=topic, tags=tags)


def _answered(node: Element, kind: str, prompt: str, general: str) -> tuple[str, str]:
    answers = node.findall("answer")
    right = [a for a in answers if _fraction(a) > 0]
    notes = paragraphs(*(_text(a.find("feedback")) for a in right), general)
    if kind == "cloze":
        return _with_cloze(prompt, general)
    if kind in ("gapselect", "ddwtos"):
        words = [
            _text(word).strip()
            for word in (*node.findall("selectoption"), *node.findall("dragbox"))
        ]
        return _with_numbers(prompt, words, general)
    if kind == "gapfill":
        return _with_brackets(prompt, node.findtext("delimitchars", "").strip(), general)
    if kind == "ordering":
        places = [f"{at}. {_text(each)}" for at, each in enumerate(answers, 1)]
        offered = "\n".join(f"- {_text(each)}" for each in sorted(answers, key=_text))
        return paragraphs(prompt, offered), paragraphs("\n".join(places), general)
    if kind == "essay":
        return prompt, _text(node.find("graderinfo")) or general
    if kind == "truefalse":
        says = right[0].findtext("text", "").strip().capitalize() if right else ""
        return prompt, paragraphs(says, notes)
    if kind in ("matching", "ddmatch"):
        pairs = [(_text(each), _said(each, "answer")) for each in node.iterfind("subquestion")]
        return matched(prompt, pairs)
    if kind == "multichoice" and len(answers) >= 2:
        return choice(prompt, [(_text(a), _fraction(a) > 0) for a in answers], notes)
    accepted = [with_tolerance(_text(a), a.findtext("tolerance", "").strip()) for a in right]
    return prompt, paragraphs(one_or_list(accepted), notes)


def _fraction(answer: Element) -> float:
    with suppress(ValueError):
        return float(answer.get("fraction", "0"))
    return 0.0


def _with_cloze(prompt: str, notes: str) -> tuple[str, str]:
    """A text with `{1:SHORTANSWER:=init~=systemd}`, `{1:MC:...}`, `{1:NUMERICAL:=3:0.1}`."""
    answers: list[str] = []

    def opened(match: re.Match[str]) -> str:
        kind = match["kind"].upper()
        choices = re.split(r"(?<!\\)~", match["choices"])
        right = [one for one in choices if re.match(r"=|%(?!-|0%)", one.strip())]
        numeric = kind.startswith("N")
        names = [_choice_name(one, numeric=numeric) for one in right]
        answers.append(" or ".join(filter(None, names)) or "-")
        offered = kind.startswith("M") and [_choice_name(one, numeric=False) for one in choices]
        return f"[{' / '.join(filter(None, offered))}]" if offered else _BLANK

    asked = _CLOZE.sub(opened, prompt)
    return asked, paragraphs(one_or_list(answers), notes)


def _choice_name(choice: str, *, numeric: bool) -> str:
    """A choice without its weight and feedback."""
    text = _WEIGHT.sub("", re.split(r"(?<!\\)#", choice, maxsplit=1)[0]).strip()
    text = _ESCAPED.sub(r"\1", text)
    value, _, off = text.partition(":") if numeric else (text, "", "")
    return with_tolerance(value, off)


def _with_numbers(prompt: str, words: Sequence[str], notes: str) -> tuple[str, str]:
    """A text with `[[1]]`, `[[2]]`, whose numbers are positions in the list of words."""
    answers = [
        words[int(match[1]) - 1]
        for match in _NUMBERED.finditer(prompt)
        if 0 < int(match[1]) <= len(words)
    ]
    offered = ", ".join(sorted(dict.fromkeys(words), key=str.casefold))
    asked = paragraphs(_NUMBERED.sub(_BLANK, prompt), f"Words: {offered}" if offered else "")
    return asked, paragraphs(one_or_list(answers), notes)


def _with_brackets(prompt: str, signs: str, notes: str) -> tuple[str, str]:
    """A text with its answers in brackets, `A [cat] sat`; `signs` are the two brackets."""
    begins, ends = (signs or "[]")[:1], (signs or "[]")[-1:]
    gap = re.compile(rf"{re.escape(begins)}([^\n{re.escape(ends)}]{{1,200}}){re.escape(ends)}")
    return gap.sub(_BLANK, prompt), paragraphs(one_or_list(gap.findall(prompt)), notes)
