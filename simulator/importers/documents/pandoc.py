"""Formats converted to Markdown by pandoc, if installed, without access to files or network."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from simulator.importers.common.draft import CannotRead, Draft
from simulator.importers.documents.own_process import PATIENCE, limit_time, seconds_for
from simulator.importers.markdown.markdown_file import read as read_markdown
from simulator.text.cleaning import clean

_FORMATS = {
    ".odt": ("odt", "OpenDocument"),
    ".rtf": ("rtf", "RTF"),
    ".epub": ("epub", "EPUB"),
    ".pptx": ("pptx", "PowerPoint"),
    ".tex": ("latex", "LaTeX"),
    ".latex": ("latex", "LaTeX"),
    ".rst": ("rst", "reStructuredText"),
    ".mediawiki": ("mediawiki", "MediaWiki"),
    ".wiki": ("mediawiki", "MediaWiki"),
    ".textile": ("textile", "Textile"),
    ".fb2": ("fb2", "FictionBook"),
    ".opml": ("opml", "OPML"),
    ".docbook": ("docbook", "DocBook"),
}
_LABELS = (
    (
        re.compile(
            rb"\\item(?:\[[^\]]*\])?(?=\s(?:(?!\\item|\\begin).){0,2000}\\begin\{(?:solution|answer|sol)\b)",
            re.DOTALL,
        ),
        rb"\\item \\textbf{Question:} ",
    ),
    (
        re.compile(rb"\\begin\{(?:solution|answer|sol)\*?\}(?:\[[^\]]*\])?"),
        rb"\\par\\textbf{Answer:} ",
    ),
    (re.compile(rb"\\end\{(?:solution|answer|sol)\*?\}"), rb"\\par "),
    (re.compile(rb"\\question(?:\[[^\]]*\])?(?=\s)"), rb"\\par\\textbf{Question:} "),
)
"""Commands of LaTeX exam classes, replaced by words that pandoc keeps."""
_LIMITS = ("+RTS", "-M96m", "-RTS")
"""The limit of the heap; the process takes up to twice as much."""
_CURE = "Save the document as Word, HTML or Markdown."
_INSTALL = "(pandoc.org/installing.html), or save the document as Word, HTML or Markdown."


def read(content: bytes | str, *, file: str) -> Draft:
    """The questions of a document; line numbers are those of its Markdown. Raises CannotRead."""
    form, words = _FORMATS[Path(file).suffix.casefold()]
    program = shutil.which("pandoc")
    if program is None:
        why = f"{words} is read through pandoc, which is not installed here"
        raise CannotRead(f"{file}: {why}. Install it {_INSTALL}")
    if form not in _run(program, ["--list-input-formats"], b"", file).split():
        why = f"this pandoc is too old for {words}"
        raise CannotRead(f"{file}: {why}. Install a newer one {_INSTALL}")
    data = content.encode() if isinstance(content, str) else content
    for pattern, label in _LABELS if form == "latex" else ():
        data = pattern.sub(label, data)
    to = "gfm-raw_html+tex_math_dollars"
    given = ["--sandbox", "-f", form, "-t", to, "--wrap=none", *_LIMITS]
    draft = read_markdown(clean(_run(program, given, data, file)), file=file)
    return draft.read_as(words)


def _run(program: str, given: list[str], data: bytes, file: str) -> str:
    seconds = seconds_for(data)
    try:
        with subprocess.Popen(
            [program, *given], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            limit_time(process.pid, seconds)
            try:
                out, errors = process.communicate(data, timeout=seconds * PATIENCE)
            finally:
                process.kill()
    except subprocess.TimeoutExpired:
        raise CannotRead(f"{file}: pandoc takes too long to read it. {_CURE}") from None
    except OSError as error:
        raise CannotRead(f"{file}: pandoc can't be run ({error.strerror}).") from None
    why = " ".join(errors.decode("utf-8", "replace").split())[:200]
    if process.returncode < 0 or "Heap exhausted" in why:
        raise CannotRead(f"{file}: damaged, or too large for pandoc. {_CURE}")
    if process.returncode:
        raise CannotRead(f"{file}: pandoc can't read it ({why or 'no reason given'}).")
    return out.decode("utf-8", "replace")
