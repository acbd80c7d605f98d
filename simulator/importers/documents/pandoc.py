"""What pandoc reads: made Markdown by it, without files or network, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from simulator.importers.common.draft import CannotRead, Draft
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
ENDINGS = frozenset(_FORMATS)
_SECONDS = 20.0
_LIMITS = ("+RTS", "-M200m", "-RTS")


def read(content: bytes | str, *, file: str) -> Draft:
    """The questions of a document; a line is one of its Markdown. Raises CannotRead."""
    form, words = _FORMATS[Path(file).suffix.casefold()]
    program = shutil.which("pandoc")
    if program is None:
        raise CannotRead(
            f"{file}: {words} is read through pandoc, which is not installed here. Install it "
            "(pandoc.org/installing.html), or save the document as Word, HTML or Markdown."
        )
    if form not in _run(program, ["--list-input-formats"], b"", file).split():
        raise CannotRead(
            f"{file}: this pandoc is too old for {words}. Install a newer one "
            "(pandoc.org/installing.html), or save the document as Word, HTML or Markdown."
        )
    data = content.encode() if isinstance(content, str) else content
    given = ["--sandbox", "-f", form, "-t", "gfm-raw_html", "--wrap=none", *_LIMITS]
    draft = read_markdown(clean(_run(program, given, data, file)), file=file)
    return replace(draft, layout=f"{words}, {draft.layout}" if draft.layout else words)


def _run(program: str, given: list[str], data: bytes, file: str) -> str:
    try:
        done = subprocess.run(
            [program, *given], input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise CannotRead(f"{file}: pandoc takes too long to read it.") from None
    except OSError as error:
        raise CannotRead(f"{file}: pandoc can't be run ({error.strerror}).") from None
    if done.returncode:
        why = " ".join(done.stderr.decode("utf-8", "replace").split())[:200]
        raise CannotRead(f"{file}: pandoc can't read it ({why or 'no reason given'}).")
    return done.stdout.decode("utf-8", "replace")
