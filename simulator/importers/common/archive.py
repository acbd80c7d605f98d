"""Members of an untrusted zip file, read in memory up to a limit."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator

from simulator.importers.common.draft import CannotRead

_MOST_MEMBERS = 500
_LARGEST = 24 * 1024 * 1024
_DAMAGED = "damaged, or not a zip file; open it in its program and save it again."

_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/(?:_rels/)?document\.xml(?:\.rels)?|"
    r"word/(?:styles|numbering|footnotes|endnotes)\.xml|"
    r"xl/(?:_rels/)?workbook\.xml(?:\.rels)?|xl/(?:sharedStrings|styles)\.xml|"
    r"xl/worksheets/[^/]+\.xml"
)
_OUTSIDE = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*/?>")


def members(
    data: bytes, wanted: Callable[[str], bool], file: str, *, most: int = _LARGEST
) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the wanted members, at most `most` bytes in all.

    Raises CannotRead.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        found = [each for each in archive.infolist() if wanted(each.filename)]
    except Exception:
        raise CannotRead(f"{file}: {_DAMAGED}") from None
    for member in found[:_MOST_MEMBERS]:
        part = _part(archive, member, most, file)
        most -= len(part)
        yield member.filename, part


def _part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, file: str) -> bytes:
    if member.flag_bits & 1:
        raise CannotRead(f"{file}: locked with a password; save a copy without one.")
    try:
        with archive.open(member) as opened:
            part = opened.read(most + 1)
    except Exception:  # zipfile, and the codec that a header names, may raise anything.
        raise CannotRead(f"{file}: {_DAMAGED}") from None
    if len(part) > most:
        raise CannotRead(f"{file}: too large when unpacked.")
    return part


def office_texts(data: bytes, file: str) -> bytes:
    """A Word or Excel file reduced to its text: no pictures, macros, objects or external links.

    Raises CannotRead.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as kept:
        for name, part in members(data, lambda name: _PARTS.fullmatch(name) is not None, file):
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\x00<" in part[:200]:
                raise CannotRead(f"{file}: a DTD or entities in XML are not read, for safety.")
            kept.writestr(name, _OUTSIDE.sub(b"", part))
    return made.getvalue()
