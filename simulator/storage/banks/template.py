"""Creates new banks, with a schema for text editors."""

from __future__ import annotations

from collections.abc import Container
from contextlib import suppress
from pathlib import Path

from simulator.storage.banks.names import chosen_name, require_free, title_from
from simulator.storage.banks.schema import schema_text
from simulator.storage.toml.write import short_string
from simulator.system.atomic_write import atomic_write, create_exclusively, make_folder
from simulator.system.faults import BankFault
from simulator.text.cleaning import one_line

SCHEMA_NAME = "bank.schema.json"
SCHEMA_LINE = f"#:schema ./{SCHEMA_NAME}\n"
"""The first line of a bank, which points editors to the schema."""

_TEMPLATE = """\
# A bank of questions. Everything after a # is for you only.
# Only a title and each question's text are required; `mock-interview bank check` reports mistakes.
format = 1
title = {title}
# description = "What these questions are for."
# language = "en"                 # picks the voice: en, de, pt-BR ...
# authors = ["Your name"]
# license = "CC-BY-4.0"           # if others may use it
# source = "https://..."          # where the questions are from
# version = "1.0"

[defaults]                        # for questions that don't say
time_limit = 120                  # seconds
difficulty = "medium"             # easy, medium or hard

[[questions]]
id = "first-question"             # never change an id: your history depends on it
question = "What would you like to be asked?"
answer = '''
The model answer, in Markdown. Between three ' marks you can write what you like, on as many lines
as you like; backslashes stay as they are: $\\frac{{a}}{{b}}$.

- A list reads well, and so does a table.
'''
topic = "General"
tags = ["example"]
key_points = [                    # what a good answer must say: one thing each, to be ticked
  "The first thing that must be said",
  "The second thing that must be said",
]
# bonus_points = ["What only a strong answer says"]
# mistakes = ["What people often get wrong"]
# follow_ups = [                  # what is asked next: a sentence, or more
#   "What may be asked next?",
#   {{ question = "And then?", key_points = ["What must be said"], time_limit = 40 }},
# ]
# references = ["https://..."]
# difficulty = "hard"
# time_limit = 150                # seconds
# reviewed = 2026-12-01           # when its facts were last checked
# say = "..."                     # what the voice says instead of the question's text

[[questions]]
id = "second-question"
question = "And what next?"
answer = '''
One [[questions]] block for each question. Copy this one, give it another id, and carry on.
'''
"""


def template(title: str) -> str:
    """Return the text of a new bank, which passes `bank check`."""
    return SCHEMA_LINE + _TEMPLATE.format(title=short_string(title))


def new_bank(folder: Path, written: str, taken: Container[str]) -> Path:
    """Create a bank in a folder, unless its name is taken; return its file.

    Raises ValueError for an impossible name, BankFault if the name is taken, and OSError.
    """
    name = chosen_name(written)
    title = title_from(name) if written.strip() == name else one_line(written)
    path = folder / f"{name}.toml"
    require_free(name, path, taken)
    make_folder(folder.parent)
    make_folder(folder)
    write_schema(folder)
    try:
        create_exclusively(path, template(title).encode())
    except FileExistsError:
        raise BankFault.of(path, "a file of this name already exists") from None
    return path


def write_schema(folder: Path) -> None:
    """Write the schema to where the first line of a bank points.

    It only helps editors: if it can't be written, writing the bank fails, too, or the bank works
    without it.
    """
    path, schema = folder / SCHEMA_NAME, schema_text().encode()
    with suppress(OSError):
        if not path.exists() or path.read_bytes() != schema:
            atomic_write(path, schema)
