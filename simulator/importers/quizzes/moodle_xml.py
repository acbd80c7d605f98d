"""Moodle's XML: questions of all types, those with gaps in their text among them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.importers.common.draft import Draft, Heading
from simulator.importers.common.line_draft import Lines
from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.common.options import choice, matched, one_or_list, with_tolerance
from simulator.importers.html.text import markdown_of_html
from simulator.importers.quizzes.xml_tree import Node, tree_of

_CLOZE = re.compile(r"\{\d{0,4}:(?P<kind>[A-Za-z_]{1,30}):(?P<choices>(?:\\.|[^{}\\])*)\}")
_WEIGHT = re.compile(r"^\s*(?:=|%-?\d+(?:\.\d+)?%)")
_ESCAPED = re.compile(r"\\([{}~#=\"/\\])")
_NUMBERED = re.compile(r"\[\[(\d{1,3})\]\]")
_BLANK = "_____"


def looks_like(text: str) -> bool:
    """Whether it is a `<quiz>`."""
    head = text[:4_000]
    return "<quiz" in head and "<question" in text[:200_000]


def read(text: str, *, file: str) -> Draft:
    """The questions of a quiz. Raises CannotRead."""
    root = tree_of(text, file)
    made = Lines(file, text.split("\n"))
    topic = DEFAULT_TOPIC
    for node in root.all("quiz", "question"):
        kind = node.attributes.get("type", "")
        if kind == "category":
            path = node.child("category")
            topic = (path.content() if path else "").split("/")[-1].strip() or DEFAULT_TOPIC
            made.headings.append(Heading(file, node.line, node.last_line, topic))
        elif kind == "description":
            made.leave(node.line, node.last_line, "a description, no question")
        else:
            _question(made, node, kind, topic)
    return made.draft(
        "Moodle XML",
        otherwise="markup around the questions",
        refusal="no question in this quiz.",
    )


def _text(node: Node | None) -> str:
    """A text node's content as Markdown."""
    if node is None:
        return ""
    form = node.attributes.get("format", "html")
    text = node.content()
    return text if form in ("markdown", "plain_text") else markdown_of_html(text)


def _question(made: Lines, node: Node, kind: str, topic: str) -> None:
    prompt = _text(node.child("questiontext"))
    name = node.child("name")
    if not any(letter.isalnum() for letter in prompt):
        prompt = name.content() if name else ""
    if not prompt.strip():
        made.leave(node.line, node.last_line, "a question without text")
        return
    general = _text(node.child("generalfeedback"))
    prompt, answer = _answered(node, kind, prompt, general)
    tags = tuple(filter(None, (tag.content() for tag in node.all("tags", "tag"))))
    item = Question(node.content("idnumber"), prompt, answer, topic=topic, tags=tags)
    made.add(item, node.line, node.last_line, bare=0.9)


def _answered(node: Node, kind: str, prompt: str, general: str) -> tuple[str, str]:
    answers = node.all("answer")
    right = [a for a in answers if _fraction(a) > 0]
    notes = paragraphs(*(_text(a.child("feedback")) for a in right), general)
    if kind == "cloze":
        return _with_cloze(prompt, general)
    if kind in ("gapselect", "ddwtos"):
        words = [_text(word).strip() for word in (*node.all("selectoption"), *node.all("dragbox"))]
        return _with_numbers(prompt, words, general)
    if kind == "gapfill":
        return _with_brackets(prompt, node.content("delimitchars"), general)
    if kind == "ordering":
        places = [f"{at}. {_text(each)}" for at, each in enumerate(answers, 1)]
        offered = "\n".join(f"- {_text(each)}" for each in sorted(answers, key=_text))
        return paragraphs(prompt, offered), paragraphs("\n".join(places), general)
    if kind == "essay":
        return prompt, _text(node.child("graderinfo")) or general
    if kind == "truefalse":
        says = right[0].content().capitalize() if right else ""
        return prompt, paragraphs(says, notes)
    if kind in ("matching", "ddmatch"):
        pairs = [(_text(sub), sub.child("answer")) for sub in node.all("subquestion")]
        return matched(prompt, [(left, pair.content() if pair else "") for left, pair in pairs])
    if kind == "multichoice" and len(answers) >= 2:
        return choice(prompt, [(_text(a), _fraction(a) > 0) for a in answers], notes)
    told = [with_tolerance(_text(each), each.content("tolerance")) for each in right]
    return prompt, paragraphs(one_or_list(told), notes)


def _fraction(answer: Node) -> float:
    try:
        return float(answer.attributes.get("fraction", "0"))
    except ValueError:
        return 0.0


def _with_cloze(prompt: str, notes: str) -> tuple[str, str]:
    """A text with `{1:SHORTANSWER:=init~=systemd}`, `{1:MC:...}`, `{1:NUMERICAL:=3:0.1}`."""
    told: list[str] = []

    def opened(match: re.Match[str]) -> str:
        kind = match["kind"].upper()
        choices = re.split(r"(?<!\\)~", match["choices"])
        right = [one for one in choices if re.match(r"=|%(?!-|0%)", one.strip())]
        numeric = kind.startswith("N")
        names = [_choice_name(one, numeric=numeric) for one in right]
        told.append(" or ".join(filter(None, names)) or "-")
        offered = kind.startswith("M") and [_choice_name(one, numeric=False) for one in choices]
        return f"[{' / '.join(filter(None, offered))}]" if offered else _BLANK

    asked = _CLOZE.sub(opened, prompt)
    return asked, paragraphs(one_or_list(told), notes)


def _choice_name(choice: str, *, numeric: bool) -> str:
    """A choice without its weight and its feedback."""
    text = _WEIGHT.sub("", re.split(r"(?<!\\)#", choice, maxsplit=1)[0]).strip()
    text = _ESCAPED.sub(r"\1", text)
    value, _, off = text.partition(":") if numeric else (text, "", "")
    return with_tolerance(value, off)


def _with_numbers(prompt: str, words: Sequence[str], notes: str) -> tuple[str, str]:
    """A text with `[[1]]`, `[[2]]`, whose numbers are places in the list of words."""
    told = [
        words[int(match[1]) - 1]
        for match in _NUMBERED.finditer(prompt)
        if 0 < int(match[1]) <= len(words)
    ]
    offered = ", ".join(sorted(dict.fromkeys(words), key=str.casefold))
    asked = paragraphs(_NUMBERED.sub(_BLANK, prompt), f"Words: {offered}" if offered else "")
    return asked, paragraphs(one_or_list(told), notes)


def _with_brackets(prompt: str, signs: str, notes: str) -> tuple[str, str]:
    """A text with its answers in brackets, `A [cat] sat`; `signs` are the two of them."""
    begins, ends = (signs or "[]")[:1], (signs or "[]")[-1:]
    gap = re.compile(rf"{re.escape(begins)}([^\n{re.escape(ends)}]{{1,200}}){re.escape(ends)}")
    return gap.sub(_BLANK, prompt), paragraphs(one_or_list(gap.findall(prompt)), notes)
