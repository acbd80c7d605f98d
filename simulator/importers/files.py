"""Read a file or a folder of files into a draft."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from simulator.importers.common.decode import text_of
from simulator.importers.common.draft import CannotRead, Draft, LeftOut, joined
from simulator.importers.common.licenses import license_in
from simulator.importers.formats import BINARY, ENDINGS, READABLE, Format, format_of, reader
from simulator.text.cleaning import printable

Progress = Callable[[int, int], object]
"""Called with the number of files done and the total."""
_MOST_FILES = 2_000
_LARGEST = 256 * 1024 * 1024


def read_files(
    paths: Sequence[Path], *, encoding: str = "", progress: Progress = lambda _done, _all: None
) -> Draft:
    """All questions in these files and folders, with what was left out and why.

    The path `-` is standard input. `Draft.refused` says why nothing is usable, `Draft.doubt` why
    a person should confirm first. Without `encoding`, it is guessed. `progress` is called for
    each file of a folder. Raises CannotRead, with a sentence that names the file, if nothing can
    be read.
    """
    drafts: list[Draft] = []
    for path in paths:
        if str(path) == "-":
            drafts.append(read_bytes(_standard_input(), name="standard input", encoding=encoding))
        elif path.is_dir():
            drafts += _folder(path, encoding, progress)
        else:
            drafts.append(read_bytes(_bytes(path), name=path.name, encoding=encoding))
    if not drafts:
        raise CannotRead("no file to import.")
    done = joined(drafts)
    folder = printable(paths[0].resolve().name) if len(paths) == 1 and paths[0].is_dir() else ""
    return replace(done, folder=folder, license=done.license or _license_of(paths))


def read_pasted(text: str) -> Draft:
    """The questions of a pasted text. Raises CannotRead."""
    return read_bytes(text.encode("utf-8", "replace"), name="pasted text")


def _standard_input() -> bytes:
    data = sys.stdin.buffer.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise CannotRead("standard input: too large, more than 256 MiB.")
    return data


def _license_of(paths: Sequence[Path]) -> str:
    """The licence file at the top of the imported folders, if all have the same licence.

    It covers its whole folder. A single file beside it, or standard input, may come from anywhere,
    and a bank wrongly marked as MIT would be passed on as such.
    """
    found = {_license_at(path) if path.is_dir() else "" for path in paths}
    return found.pop() if len(found) == 1 else ""


def _license_at(folder: Path) -> str:
    named = (folder.glob(name) for name in ("LICEN[SC]E*", "COPYING*"))
    for path in (path for found in named for path in sorted(found)[:3]):
        with suppress(OSError), path.open("rb") as file:
            if found := license_in(file.read(4_000).decode("utf-8", "replace")):
                return found
    return ""


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise CannotRead(f"{printable(path.name)}: too large, more than 256 MiB.")
        return path.read_bytes()
    except OSError as error:
        raise CannotRead(f"{printable(str(path))}: {error.strerror or error}.") from error


def read_bytes(data: bytes, *, name: str, encoding: str = "") -> Draft:
    """One file's content. Raises CannotRead."""
    file = printable(name)
    form = _binary_format(data, Path(name).suffix.casefold())
    if form is not None:
        return reader(form).read(data, file=file)
    text, note = text_of(data, file=file, encoding=encoding)
    if not text.strip():
        return Draft(files=(file,), refused=f"{file}: empty.")
    draft = reader(format_of(name, text)).read(text, file=file)
    return replace(draft, notes=(*draft.notes, note)) if note else draft


def _binary_format(data: bytes, ending: str) -> Format | None:
    """The format of a binary file, by its content if its name doesn't tell; None for text."""
    named = ENDINGS.get(ending)
    if data.startswith(b"%PDF") or (named is Format.PDF and b"%PDF" in data[:1_024]):
        return Format.PDF
    if named in (Format.ANKI_PACKAGE, Format.PANDOC):
        return named
    if data.startswith(b"PK\x03\x04"):
        named = next((form for name, form in _HELD.items() if name in data), named)
    elif named in (Format.WORD, Format.EXCEL) and data.startswith(_OLD_OFFICE):
        return None
    return named if named in BINARY else None


_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_HELD = {
    b"collection.anki2": Format.ANKI_PACKAGE,
    b"word/document.xml": Format.WORD,
    b"xl/workbook.xml": Format.EXCEL,
}
"""The format of a zip by the name of a file in it."""


def _folder(folder: Path, encoding: str, progress: Progress) -> list[Draft]:
    """All readable files below a folder, sorted by name; the others are listed as left out."""
    every = sorted(
        path
        for path in folder.rglob("*")
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )
    found = [path for path in every if path.suffix.casefold() in READABLE]
    if len(found) > _MOST_FILES:
        raise CannotRead(f"{printable(folder.name)}: more than {_MOST_FILES} files.")
    names = {path: printable(str(path.relative_to(folder))) for path in found}
    drafts = _pages(found, names, encoding, progress)
    done = []
    for place, path in enumerate(found, 1):
        done.append(drafts.get(path) or _read_or_reported(path, names[path], encoding))
        if path not in drafts or place == len(found):
            progress(place, len(found))
    others = [path for path in every if path.suffix.casefold() not in READABLE]
    return [*done, _skipped(folder, others)] if others else done


def _pages(
    found: Sequence[Path], names: Mapping[Path, str], encoding: str, progress: Progress
) -> dict[Path, Draft]:
    """The Markdown pages among the files, if there are several, which may be alike."""
    pages = [path for path in found if path.suffix.casefold() in (".md", ".markdown", ".mdx")]
    if len(pages) < 2:
        return {}
    from simulator.importers.folder_of_pages import read_pages  # Loads all of Markdown.

    texts = {}
    for path in pages:
        with suppress(CannotRead):  # Reported when the other files are read.
            text, _ = text_of(_bytes(path), file=names[path], encoding=encoding)
            if format_of(path.name, text) is Format.MARKDOWN:
                texts[path] = text
    return read_pages(texts, names, lambda done: progress(done, len(found)))


def _skipped(folder: Path, others: Sequence[Path]) -> Draft:
    """The files skipped because of their type."""
    left = tuple(
        LeftOut(printable(str(path.relative_to(folder))), 1, 1, f"{kind} files are not read")
        for path in others[:_MOST_FILES]
        for kind in [path.suffix or "such"]
        if path.stem.casefold() not in _ABOUT_THE_FOLDER
    )
    return Draft(left_out=left)


_ABOUT_THE_FOLDER = ("license", "licence", "copying", "makefile")


def _read_or_reported(path: Path, name: str, encoding: str) -> Draft:
    """Read a file of a folder; if that fails, report it and let the others go on."""
    try:
        return read_bytes(_bytes(path), name=name, encoding=encoding)
    except CannotRead as error:
        why = str(error)
        return Draft((), (LeftOut(name, 1, 1, why),), files=(name,), refused=why, notes=(why,))
