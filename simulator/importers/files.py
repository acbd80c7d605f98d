"""One file or a folder of them, read into a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from simulator.importers.common.decode import text_of
from simulator.importers.common.draft import CannotRead, Draft, LeftOut, joined
from simulator.importers.detect import READABLE, Format, format_of
from simulator.text.cleaning import printable

_MOST_FILES = 2_000
_LARGEST = 256 * 1024 * 1024


def read_paths(paths: Sequence[Path]) -> Draft:
    """See `simulator.importers.read_files`."""
    drafts: list[Draft] = []
    for path in paths:
        drafts += _folder(path) if path.is_dir() else [read_bytes(_bytes(path), name=path.name)]
    if not drafts:
        raise CannotRead("no file to import.")
    done = joined(drafts)
    return done if done.license else replace(done, license=_license_beside(paths))


def _license_beside(paths: Sequence[Path]) -> str:
    """The licence in a file of that name beside what is imported."""
    from simulator.importers.markdown.document.provenance import license_in

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
        from simulator.importers.anki import package as anki_package

        return anki_package.read(data, file=file)
    text, note = text_of(data, file=file)
    if not text.strip():
        return Draft(files=(file,), refused=f"{file}: empty.")
    draft = _read_as(format_of(name, text), text, file)
    return replace(draft, notes=(*draft.notes, note)) if note else draft


def _read_as(form: Format, text: str, file: str) -> Draft:
    from simulator.importers.anki import text as anki_text
    from simulator.importers.json import cards as json_cards
    from simulator.importers.markdown import from_html as html_page
    from simulator.importers.markdown import markdown_file, obsidian
    from simulator.importers.org import file as org_file
    from simulator.importers.quizzes import aiken, gift, moodle_xml
    from simulator.importers.tables import cards as csv_cards

    readers = {
        Format.MARKDOWN: markdown_file.read,
        Format.TEXT: markdown_file.read,
        Format.HTML: html_page.read,
        Format.CSV: csv_cards.read,
        Format.ANKI_TEXT: anki_text.read,
        Format.GIFT: gift.read,
        Format.AIKEN: aiken.read,
        Format.MOODLE_XML: moodle_xml.read,
        Format.ORG: org_file.read,
        Format.OBSIDIAN: obsidian.read,
        Format.JSON: json_cards.read,
    }
    if form is Format.TOML:
        return _own_bank(text, file)
    return readers[form](text, file=file)


def _own_bank(text: str, file: str) -> Draft:
    """A bank of our own is imported like anything else."""
    from simulator.importers.common.draft import DraftItem
    from simulator.storage.banks.read import parse_bank
    from simulator.system.faults import BankFault

    try:
        bank = parse_bank(text.encode(), file=file, name=Path(file).stem)
    except BankFault as fault:
        raise CannotRead(f"{file}: a bank with faults; `bank check` names them all.") from fault
    items = tuple(DraftItem(q, file, 1, 1, 1.0, "", True) for q in bank.questions)
    return Draft(
        items,
        title=bank.title,
        license=bank.license,
        source=bank.source,
        language=bank.language,
        authors=bank.authors,
        description=bank.description,
        time_limit=bank.time_limit,
        layout="bank",
        files=(file,),
        refused=None if items else f"{file}: a bank without questions.",
    )


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
        from simulator.importers.folder_of_pages import read_pages

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


def is_index(name: str) -> bool:
    """Whether a file of a folder is about the folder."""
    stem = Path(name).stem.casefold()
    return bool(
        re.match(
            r"readme|index|contributing|license|licence|changelog|code_of_conduct|summary|toc|_",
            stem,
        )
    )
