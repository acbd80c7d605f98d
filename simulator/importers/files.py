"""One file or a folder of them, read into a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from simulator.importers.common.decode import text_of
from simulator.importers.common.draft import CannotRead, Draft, LeftOut, joined
from simulator.importers.common.licenses import license_in
from simulator.importers.detect import format_of
from simulator.importers.formats import READABLE, Format, reader
from simulator.text.cleaning import printable

_MOST_FILES = 2_000
_LARGEST = 256 * 1024 * 1024


def read_files(paths: Sequence[Path], *, encoding: str = "") -> Draft:
    """All questions in these files and folders, with what was left out and why.

    `Draft.refused` says why nothing is usable, `Draft.doubt` why a person should agree first.
    Raises CannotRead, with a sentence that names the file, for what can't be read at all.
    """
    drafts: list[Draft] = []
    for path in paths:
        drafts += _folder(path) if path.is_dir() else [read_bytes(_bytes(path), name=path.name)]
    if not drafts:
        raise CannotRead("no file to import.")
    done = joined(drafts)
    return done if done.license else replace(done, license=_license_beside(paths))


def _license_beside(paths: Sequence[Path]) -> str:
    """The licence in a file of that name beside what is imported."""
    for folder in dict.fromkeys(path if path.is_dir() else path.parent for path in paths):
        for pattern in ("LICEN[SC]E*", "COPYING*"):
            for path in sorted(folder.glob(pattern))[:3]:
                try:
                    with path.open("rb") as file:
                        head = file.read(4_000).decode("utf-8", "replace")
                except OSError:
                    continue
                if found := license_in(head):
                    return found
    return ""


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise CannotRead(f"{printable(path.name)}: too large, more than 256 MiB.")
        return path.read_bytes()
    except OSError as error:
        raise CannotRead(f"{printable(str(path))}: {error.strerror or error}.") from error


def read_bytes(data: bytes, *, name: str) -> Draft:
    """One file's content. Raises CannotRead."""
    file = printable(name)
    ending = Path(name).suffix.casefold()
    if ending in (".apkg", ".colpkg") or (
        data.startswith(b"PK\x03\x04") and b"collection.anki2" in data
    ):
        return reader(Format.ANKI_PACKAGE).read(data, file=file)
    text, note = text_of(data, file=file)
    if not text.strip():
        return Draft(files=(file,), refused=f"{file}: empty.")
    draft = reader(format_of(name, text)).read(text, file=file)
    return replace(draft, notes=(*draft.notes, note)) if note else draft


def _folder(folder: Path) -> list[Draft]:
    """All readable files below a folder, in the order of their names."""
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.casefold() in READABLE
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if len(found) > _MOST_FILES:
        raise CannotRead(f"{printable(folder.name)}: more than {_MOST_FILES} files.")
    names = {path: printable(str(path.relative_to(folder))) for path in found}
    pages = [path for path in found if path.suffix.casefold() in (".md", ".markdown", ".mdx")]
    drafts: dict[Path, Draft] = {}
    if len(pages) >= 3:
        from simulator.importers.folder_of_pages import read_pages  # With all of Markdown.

        texts = {}
        for path in pages:
            text, _ = text_of(_bytes(path), file=names[path])
            if format_of(path.name, text) is Format.MARKDOWN:
                texts[path] = text
        drafts = read_pages(texts, names)
    return [drafts.get(path) or _careful(path, names[path]) for path in found]


def _careful(path: Path, name: str) -> Draft:
    """A file of a folder; one that can't be read doesn't stop the others."""
    try:
        return read_bytes(_bytes(path), name=name)
    except CannotRead as error:
        return Draft((), (LeftOut(name, 1, 1, str(error)),), files=(name,), refused=str(error))
