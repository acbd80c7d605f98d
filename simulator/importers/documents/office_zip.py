"""The text of a Word or Excel file: no pictures, macros, objects, or links to the outside."""

from __future__ import annotations

import io
import re
import zipfile

from simulator.importers.common.draft import CannotRead

_MOST_PARTS = 500
_LARGEST_PART = 12 * 1024 * 1024
_LARGEST = 24 * 1024 * 1024
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/(?:_rels/)?document\.xml(?:\.rels)?|"
    r"word/(?:styles|numbering|footnotes|endnotes)\.xml|"
    r"xl/(?:_rels/)?workbook\.xml(?:\.rels)?|xl/(?:sharedStrings|styles)\.xml|"
    r"xl/worksheets/[^/]+\.xml"
)
_OUTSIDE = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*/?>")


def sound_parts(data: bytes, file: str) -> bytes:
    """The same. Raises CannotRead."""
    try:
        return text_parts(data)
    except ValueError as error:
        raise CannotRead(f"{file}: {error}") from None


def text_parts(data: bytes) -> bytes:
    """The file with nothing in it but the parts that hold text. Raises ValueError."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        raise ValueError("damaged; open it in its program and save it again.") from None
    if len(members) > _MOST_PARTS * 20:
        raise ValueError("too large, with too many parts.")
    room, made = _LARGEST, io.BytesIO()
    with zipfile.ZipFile(made, "w") as kept:
        for member in [each for each in members if _PARTS.fullmatch(each.filename)][:_MOST_PARTS]:
            part = _part(archive, member, min(room, _LARGEST_PART))
            room -= len(part)
            kept.writestr(member.filename, part)
    return made.getvalue()


def _part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    if member.flag_bits & 1:
        raise ValueError("locked with a password; save a copy without one.")
    try:
        with archive.open(member) as opened:
            part = opened.read(most + 1)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError):
        raise ValueError("damaged; open it in its program and save it again.") from None
    if len(part) > most:
        raise ValueError("too large when unpacked.")
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\x00<" in part[:200]:
        raise ValueError("a DTD or entities in XML are not read, for safety.")
    return _OUTSIDE.sub(b"", part)
