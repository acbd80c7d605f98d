"""QTI, the quiz format of Canvas, Blackboard and others: versions 1.2 and 2, alone or zipped."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

from simulator.core.bank import Question
from simulator.importers.common.archive import members
from simulator.importers.common.decode import text_of
from simulator.importers.common.draft import CannotRead, Draft, joined
from simulator.importers.common.line_draft import Lines
from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.common.options import choice, one_or_list
from simulator.importers.html.text import markdown_of_html
from simulator.importers.quizzes.xml_tree import all_text, below, xml_of

_BODIES = ("presentation", "itemBody")
_GENERAL = ("general_fb", "correct", "correct_fb")
_OFFERED = ("response_label", "simpleChoice", "inlineChoice")


def looks_like(text: str) -> bool:
    """True if the text is QTI."""
    head = text[:6_000]
    return "<questestinterop" in head or "<assessmentItem" in head or "imsqti" in head


def read(content: str | bytes, *, file: str) -> Draft:
    """The questions of a quiz, or of all quizzes and pools in a package. Raises CannotRead."""
    if isinstance(content, bytes):
        return _package(content, file)
    return _quiz(content, file)


def _package(data: bytes, file: str) -> Draft:
    drafts = []
    for name, part in members(data, lambda name: name.endswith((".xml", ".dat", ".qti")), file):
        text, _ = text_of(part, file=f"{file}/{name}")
        if looks_like(text) and not name.endswith("imsmanifest.xml"):
            drafts.append(_quiz(text, f"{file}/{name}"))
    if not drafts:
        raise CannotRead(
            f"{file}: a zip without a QTI quiz or pool; unpack it and import the folder."
        )
    read_ones = [draft for draft in drafts if draft.items] or drafts
    return replace(joined(read_ones), layout="QTI in a package")


def _quiz(text: str, file: str) -> Draft:
    xml, made = xml_of(text, file), Lines(file, text.split("\n"))
    for item in xml.root.iter():
        if item.tag in ("item", "assessmentItem"):
            made.add(_question(item), *xml.places[item], bare=0.8)
    name = next((node.get("title", "") for node in xml.root.iter("assessment")), "")
    return made.draft(
        "QTI",
        otherwise="markup around the questions",
        refusal="QTI without any questions; export the quiz itself, not its index.",
        about={"title": name},
    )


def _question(item: Element) -> Question:
    """The question of an item; options are identified by their names."""
    body = next(below(item, *_BODIES), item)
    options = {
        label.get("ident") or label.get("identifier") or str(at): _words(label)
        for at, label in enumerate(below(body, *_OFFERED))
    }
    prompt = paragraphs(*_prompts(body))
    named = [all_text(node) for node in item.iter("correctResponse")]
    right = [part for text in named for part in text.split()] if options else named
    for condition in filter(_scores, item.iter("respcondition")):
        wrong = {each for denied in condition.iter("not") for each in denied.iter("varequal")}
        right += [all_text(each) for each in condition.iter("varequal") if each not in wrong]
    said = item.iter("itemfeedback")
    feedback = [_words(node) for node in said if node.get("ident", "").casefold() in _GENERAL]
    why = paragraphs(*feedback)
    if len(options) < 2:
        return Question("", prompt, paragraphs(one_or_list(list(dict.fromkeys(right))), why))
    offered = [(text, name in right) for name, text in options.items()]
    return Question("", *choice(prompt, offered, why))


def _prompts(node: Element) -> list[str]:
    """The texts in an item's body, except those of options."""
    if node.tag in _OFFERED or node.tag.startswith("render_"):
        return []
    if node.tag in ("mattext", "mat_formattedtext", "prompt", "p", "div", "pre", "h1", "h2", "h3"):
        return [_words(node)]
    return [text for child in node for text in _prompts(child)]


def _words(node: Element) -> str:
    return markdown_of_html(all_text(node))


def _scores(condition: Element) -> bool:
    """True if an answer scores; if no score is given, judge by the title."""
    scores = [all_text(node) for node in condition.iter("setvar")]
    if scores:
        return any(score.strip() not in ("", "0", "0.0", "0.00") for score in scores)
    return condition.get("title", "").casefold() in ("correct", "")
