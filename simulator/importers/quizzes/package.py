"""Packages of quizzes (zip), as Canvas and Blackboard export them: the QTI in them is read."""

from __future__ import annotations

from dataclasses import replace

from simulator.importers.common.archive import members
from simulator.importers.common.decode import text_of
from simulator.importers.common.draft import CannotRead, Draft, joined
from simulator.importers.quizzes import qti


def read(data: bytes, *, file: str) -> Draft:
    """The questions of all quizzes and pools in a package. Raises CannotRead."""
    drafts = []
    for name, part in members(data, lambda name: name.endswith((".xml", ".dat", ".qti")), file):
        text, _ = text_of(part, file=f"{file}/{name}")
        if qti.looks_like(text) and not name.endswith("imsmanifest.xml"):
            drafts.append(qti.read(text, file=f"{file}/{name}"))
    if not drafts:
        raise CannotRead(
            f"{file}: a zip without a quiz (QTI) or a pool in it; unpack it, and import the folder."
        )
    read_ones = [draft for draft in drafts if draft.items] or drafts
    return replace(joined(read_ones), layout="QTI in a package")
