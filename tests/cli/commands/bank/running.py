"""Run `bank` on the test's own home."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from simulator.storage.store import Store
from tests.cli.commands import running
from tests.cli.commands.running import Out as Out

GOOD = """\
title = "Good"
[[questions]]
id = "a"
question = "What is a delta?"
answer = "Land at the mouth of a river."
topic = "Rivers"
"""
BAD = 'title = "x"\n[[questions]]\nquestion = "a"\ntime_limit = -5\nanswr = "x"\n'

DOCUMENT = """\
# Rivers

## What is a meander?

A bend that grows, because the outer bank is worn away faster than the inner one.

## How does an oxbow lake come about?

A meander is cut off when the river breaks through its neck.

## What is a delta?

Land that a river builds where it meets still water.
"""


def put(store: Store, name: str, text: str) -> Path:
    store.banks_folder.mkdir(parents=True, exist_ok=True)
    path = store.banks_folder / f"{name}.toml"
    path.write_text(text)
    return path


def run(store: Store, *words: object) -> int:
    return running.run(store, "bank", *words)


def said(capsys: Out) -> Any:
    return json.loads(capsys.readouterr().out)
