"""`bank` is run over a home of the test's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.cli.dispatch import command
from simulator.cli.parser import build_parser
from simulator.storage.store import Store

Out = pytest.CaptureFixture[str]

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
    arguments = build_parser().parse_args(["bank", *map(str, words)])
    with pytest.MonkeyPatch.context() as opened:
        opened.setattr(f"simulator.cli.commands.{arguments.run}.open_store", lambda _: store)
        return command(arguments.run)(arguments)


def said(capsys: Out) -> Any:
    return json.loads(capsys.readouterr().out)
