"""QTI, the quizzes of Canvas, Blackboard and others: versions 1.2 and 2."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.core.bank import Question
from simulator.importers.common.draft import Draft
from simulator.importers.common.line_draft import Lines
from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.common.options import choice, one_or_list
from simulator.importers.html.text import markdown_of_html
from simulator.importers.quizzes.xml_tree import Node, tree_of

_BODIES = ("presentation", "itemBody")
_GENERAL = ("general_fb", "correct", "correct_fb")
_OFFERED = ("response_label", "simpleChoice", "inlineChoice")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an item asks: its text, its options by their names, and which answers are right."""

    prompt: str
    options: dict[str, str]
    right: list[str]
    why: str


def looks_like(text: str) -> bool:
    """Whether it is QTI."""
    head = text[:6_000]
    return "<questestinterop" in head or "<assessmentItem" in head or "imsqti" in head


def read(text: str, *, file: str) -> Draft:
    """The questions of all items. Raises CannotRead."""
    root = tree_of(text, file)
    made = Lines(file, text.split("\n"))
    for item in root.below("item", "assessmentItem"):
        asked = _asked(item)
        if made.is_full or not any(map(str.isalnum, asked.prompt)):
            made.leave(item.line, item.last_line, "an item without text")
        else:
            made.add(_question(asked), item.line, item.last_line, bare=0.8)
    name = next((node.attributes.get("title", "") for node in root.below("assessment")), "")
    return made.draft(
        "QTI",
        otherwise="markup around the questions",
        refusal="QTI without any item that asks something; export the quiz itself, not its index.",
        about={"title": name},
    )


def _question(asked: _Asked) -> Question:
    if len(asked.options) < 2:
        return Question("", asked.prompt, paragraphs(one_or_list(asked.right), asked.why))
    offered = [(text, name in asked.right) for name, text in asked.options.items()]
    return Question("", *choice(asked.prompt, offered, asked.why))


def _asked(item: Node) -> _Asked:
    body = next(item.below(*_BODIES), item)
    options = {
        label.attributes.get("ident") or label.attributes.get("identifier", str(at)): _words(label)
        for at, label in enumerate(body.below(*_OFFERED))
    }
    prompt = paragraphs(*_prompts(body))
    named = [node.all_text() for node in item.below("correctResponse")]
    right = [part for text in named for part in text.split()] if options else named
    for condition in item.below("respcondition"):
        if _scores(condition):
            offered = condition.below("varequal")
            right += [node.all_text() for node in offered if node.within != "not"]
    said = ((node.attributes.get("ident", ""), node) for node in item.below("itemfeedback"))
    feedback = [_words(node) for ident, node in said if ident.casefold() in _GENERAL]
    return _Asked(prompt, options, list(dict.fromkeys(right)), paragraphs(*feedback))


def _prompts(node: Node) -> list[str]:
    """The texts of an item's body that are not the text of an option."""
    if node.tag in _OFFERED or node.tag.startswith("render_"):
        return []
    if node.tag in ("mattext", "mat_formattedtext", "prompt", "p", "div", "pre", "h1", "h2", "h3"):
        return [markdown_of_html(node.all_text())]
    return [text for child in node.children for text in _prompts(child)]


def _words(node: Node) -> str:
    return markdown_of_html(node.all_text())


def _scores(condition: Node) -> bool:
    """Whether an answer gets anything; where no score is named, the title may say so."""
    scores = [node.all_text() for node in condition.below("setvar")]
    if scores:
        return any(score.strip() not in ("", "0", "0.0", "0.00") for score in scores)
    return condition.attributes.get("title", "").casefold() in ("correct", "")
