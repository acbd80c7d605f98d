"""Writes a bank as cards in Anki's text format."""

from __future__ import annotations

import csv
import io
import re
from html import escape

from markdown_it import MarkdownIt

from simulator.core.bank import Bank
from simulator.exporters.card_back import card_back
from simulator.text.formulas import Formulas


def bank_anki(bank: Bank) -> str:
    """Return Anki's text import; ids become GUIDs, so that importing again updates the cards."""
    out = io.StringIO()
    out.write(
        "#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n#tags column:5\n"
        "#columns:GUID\tDeck\tFront\tBack\tTags\n"
    )
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    deck = bank.title.replace("::", ": ")
    for question in bank.questions:
        place = f"{deck}::{question.topic.replace('::', ': ')}"
        sides = map(_html, (question.question, card_back(question)))
        tags = (re.sub(r"\s+", "_", tag) for tag in (*question.tags, question.difficulty.value))
        writer.writerow([question.id, place, *sides, " ".join(tags)])
    return out.getvalue()


def _html(text: str) -> str:
    """Return Markdown as one line of HTML with MathJax formulas; its own HTML is escaped."""
    formulas = Formulas(text)
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    tokens = parser.parse(formulas.marked)
    for token in tokens:
        for each in [token, *(token.children or ())]:
            if each.type in ("fence", "code_block", "code_inline"):
                each.content = formulas.restored(each.content)
    made = formulas.for_mathjax(str(parser.renderer.render(tokens, parser.options, {})), escape)
    lines = made.strip().split("\n")
    inside, out = False, ""
    for line in lines:
        inside = inside or "<pre>" in line
        out += line + ("<br>" if inside and "</pre>" not in line else " ")
        inside = inside and "</pre>" not in line
    return out.strip()
