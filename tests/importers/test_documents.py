"""Office documents, notebooks and YAML: read, or refused in a sentence with a cure."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from simulator.importers import CannotRead, Draft
from simulator.importers.files import read_bytes
from tests.limits import within

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KINDS = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(*paragraphs: str, head: str = "", repeat: int = 1) -> bytes:
    """A Word document of alternating bold and plain paragraphs."""
    body = "".join(
        f"<w:p><w:r>{'' if at % 2 else '<w:rPr><w:b/></w:rPr>'}<w:t>{text}</w:t></w:r></w:p>"
        for at, text in enumerate(paragraphs)
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_KINDS}"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Override '
            f'PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATED}"><Relationship Id="r" Type="{_OFFICE}" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'{head}<w:document xmlns:w="{_WORDS}"><w:body>{body * repeat}</w:body></w:document>',
        )
    return made.getvalue()


def excel(**sheets: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def pairs(draft: Draft) -> list[tuple[str, str]]:
    return [(item.question.question, item.question.answer) for item in draft.items]


OVENS = [("What is a kiln?", "An oven for pots."), ("Why is clay fired?", "To make it stone.")]


def test_word() -> None:
    draft = read_bytes(word(*(text for pair in OVENS for text in pair)), name="pots.docx")
    assert pairs(draft) == OVENS


def test_every_sheet_of_excel_is_a_topic() -> None:
    head = ["Question", "Answer", "Minutes"]
    data = excel(Ovens=[head, [*OVENS[0], "2"]], Clay=[head, [*OVENS[1], "3"]])
    draft = read_bytes(data, name="pots.xlsx")
    assert pairs(draft) == OVENS
    assert [item.question.time_limit for item in draft.items] == [120, 180]


def test_cells_of_a_notebook() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["## How do you sum a list?"]},
        {"cell_type": "code", "source": "sum([1, 2])"},
        {"cell_type": "markdown", "source": ["## What is a slice?\n", "\n", "A part."]},
    ]
    draft = read_bytes(json.dumps({"cells": cells, "nbformat": 4}).encode(), name="n.ipynb")
    assert pairs(draft) == [
        ("How do you sum a list?", "```python\nsum([1, 2])\n```"),
        ("What is a slice?", "A part."),
    ]


def test_yaml_with_any_names() -> None:
    text = "# Copyright 2020\nqs:\n- q: What is a kiln?\n  a: 'An oven: for pots.'\n  pri: 1\n"
    draft = read_bytes(text.encode(), name="pots.yaml")
    assert pairs(draft) == [("What is a kiln?", "An oven: for pots.")]


def test_headings_code_and_bold_words_of_asciidoc() -> None:
    text = "= Pots\n\n== What is a kiln?\nAn *oven*.\n\n[source,sh]\n----\nfire\n----\n"
    draft = read_bytes(text.encode(), name="pots.adoc")
    assert pairs(draft) == [("What is a kiln?", "An **oven**.\n\n```sh\nfire\n```")]


def test_formats_read_through_pandoc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pandoc"
    program.write_text(
        '#!/bin/sh\ncase "$*" in --list*) echo latex;; *--sandbox*)\n'
        "printf '## What is a kiln?\\n\\nAn oven for pots.\\n';; esac\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert pairs(read_bytes(b"\\section{}", name="pots.tex")) == OVENS[:1]
    with pytest.raises(CannotRead, match="too old for PowerPoint"):
        read_bytes(b"PK", name="pots.pptx")
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    with pytest.raises(CannotRead, match=r"LaTeX is read through pandoc, which is not installed"):
        read_bytes(b"\\section{}", name="pots.tex")


EXAM = rb"""\documentclass{exam}
\begin{document}
\begin{questions}
\question[5] What is a kiln?
\begin{solution}
An oven for pots.
\end{solution}
\end{questions}
\begin{enumerate}
\item Give $t$ with $t^2 = 9$. \begin{answer} $\pm 3$ \end{answer}
\end{enumerate}
\input{/etc/hostname}
\end{document}
"""


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="no pandoc here")
def test_exams_of_latex_by_the_real_pandoc() -> None:
    draft = read_bytes(EXAM, name="pots.tex")
    assert pairs(draft) == [OVENS[0], ("Give $t$ with $t^2 = 9$.", r"$\pm 3$")]


LOOP = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9999999>>endobj
trailer<</Root 1 0 R/Size 3/Prev 9>>
startxref
9
%%EOF"""

HOSTILE = [
    ("bomb.docx", word("x" * 1_000_000, repeat=40), "large"),
    ("entity.docx", word("a", head='<!DOCTYPE x [<!ENTITY a "b">]>'), "entities"),
    (
        "bomb.xlsx",
        word("x" * 1_000_000, repeat=40).replace(b"word/document", b"xl/sharedStrin"),
        "",
    ),
    ("half.docx", word("What?", "That.")[:-40], "damaged"),
    ("alias.yaml", b"a: &a [x, x]\nb: [*a, *a]\n", "aliases"),
    ("tag.yaml", b"- !!python/object/apply:os.system ['true']\n", "tags"),
    ("deep.yaml", b"[" * 5_000, "nest"),
    ("loop.pdf", LOOP, "loop.pdf"),
    ("empty.pdf", b"%PDF-1.7\n", "copy its text"),
]


@pytest.mark.parametrize(("name", "data", "words"), HOSTILE, ids=[each[0] for each in HOSTILE])
def test_hostile_files_are_refused_quickly(name: str, data: bytes, words: str) -> None:
    with within(2), pytest.raises(CannotRead) as caught:
        read_bytes(data, name=name)
    assert name in str(caught.value)
    assert words in str(caught.value)
