"""Moodle's XML: questions of all types, with DTDs and entities refused."""

from __future__ import annotations

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.importers.common.draft import Draft, Heading
from simulator.importers.common.line_draft import Lines
from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.common.options import choice, matched, one_or_list
from simulator.importers.html.text import markdown_of_html
from simulator.importers.quizzes.gaps import with_brackets, with_cloze, with_numbers
from simulator.importers.quizzes.xml_tree import Node, tree_of


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
        return with_cloze(prompt, general)
    if kind in ("gapselect", "ddwtos"):
        words = [_text(word).strip() for word in (*node.all("selectoption"), *node.all("dragbox"))]
        return with_numbers(prompt, words, general)
    if kind == "gapfill":
        return with_brackets(prompt, node.content("delimitchars"), general)
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
    offs = [off if (off := a.content("tolerance")).strip("0.") else "" for a in right]
    told = [_text(a) + f" (± {off})" * bool(off) for a, off in zip(right, offs, strict=True)]
    return prompt, paragraphs(one_or_list(told), notes)


def _fraction(answer: Node) -> float:
    try:
        return float(answer.attributes.get("fraction", "0"))
    except ValueError:
        return 0.0
