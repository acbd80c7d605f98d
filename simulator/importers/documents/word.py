"""Word documents (docx), converted by mammoth and read as HTML."""

from __future__ import annotations

import io
import re

from simulator.importers.common.archive import office_texts
from simulator.importers.common.draft import Draft
from simulator.importers.documents.own_process import converted
from simulator.importers.markdown.from_html import read as read_html

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Code'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
r[style-name='Code'] => code
"""
_AGAIN = "open it in Word or LibreOffice, and save it as docx again."
_ENDS = re.compile(r"(</(?:p|h[1-6]|li|ul|ol|table|tr|pre)>)")


def read(data: bytes, *, file: str) -> Draft:
    """The questions of a document; line numbers are paragraphs. Raises CannotRead."""
    draft = read_html(
        converted("word", office_texts(data, file), file=file, cure=_AGAIN), file=file
    )
    return draft.read_as("Word")


def convert(data: bytes) -> str:
    """The document as HTML, one paragraph per line."""
    import mammoth

    made = mammoth.convert_to_html(
        io.BytesIO(data),
        style_map=_STYLES,
        convert_image=mammoth.images.img_element(lambda _: {"alt": "", "src": ""}),
    )
    return _ENDS.sub(r"\1\n", made.value)
