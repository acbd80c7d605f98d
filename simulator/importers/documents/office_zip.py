"""The text of a Word or Excel file: no pictures, macros, objects, or links to the outside."""

from __future__ import annotations

import io
import re
import zipfile

from simulator.importers.common.archive import members
from simulator.importers.common.draft import CannotRead

_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/(?:_rels/)?document\.xml(?:\.rels)?|"
    r"word/(?:styles|numbering|footnotes|endnotes)\.xml|"
    r"xl/(?:_rels/)?workbook\.xml(?:\.rels)?|xl/(?:sharedStrings|styles)\.xml|"
    r"xl/worksheets/[^/]+\.xml"
)
_OUTSIDE = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*/?>")


def sound_parts(data: bytes, file: str) -> bytes:
    """The file with nothing in it but the parts that hold text. Raises CannotRead."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as kept:
        for name, part in members(data, lambda name: _PARTS.fullmatch(name) is not None, file):
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\x00<" in part[:200]:
                raise CannotRead(f"{file}: a DTD or entities in XML are not read, for safety.")
            kept.writestr(name, _OUTSIDE.sub(b"", part))
    return made.getvalue()
