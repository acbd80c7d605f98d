"""Members of a stranger's zip, read in memory and no further than a limit."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

from simulator.importers.common.draft import CannotRead

MOST_MEMBERS = 500
LARGEST_MEMBER = 12 * 1024 * 1024
LARGEST = 24 * 1024 * 1024
_DAMAGED = "damaged; open it in its program and save it again."


def members(data: bytes, wanted: Callable[[str], bool], file: str) -> Iterator[tuple[str, bytes]]:
    """The members whose names are wanted, with what they hold. Raises CannotRead."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        found = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        raise CannotRead(f"{file}: {_DAMAGED}") from None
    if len(found) > MOST_MEMBERS * 20:
        raise CannotRead(f"{file}: too large, with too many parts.")
    room = LARGEST
    for member in [each for each in found if wanted(each.filename)][:MOST_MEMBERS]:
        part = _part(archive, member, min(room, LARGEST_MEMBER), file)
        room -= len(part)
        yield member.filename, part


def _part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, file: str) -> bytes:
    if member.flag_bits & 1:
        raise CannotRead(f"{file}: locked with a password; save a copy without one.")
    try:
        with archive.open(member) as opened:
            part = opened.read(most + 1)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError):
        raise CannotRead(f"{file}: {_DAMAGED}") from None
    if len(part) > most:
        raise CannotRead(f"{file}: too large when unpacked.")
    return part
