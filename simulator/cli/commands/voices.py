"""`voices`: lists this machine's voices."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict

from simulator.cli.console import FAULTY, FINE, say, say_json
from simulator.speech import Voice
from simulator.speech.doctor import check, list_voices
from simulator.storage.store import Store
from simulator.text.cleaning import printable


def run(arguments: Namespace, _: Store) -> int:
    """Print the voices that can speak here; 1 if there are none."""
    voices = list_voices()
    if arguments.json:
        say_json([asdict(each) for each in voices])
        return FINE
    if not voices:
        found = check(Voice())
        print(printable(f"{found.what} {found.cure}".strip()), file=sys.stderr)
        return FAULTY
    for each in voices:
        languages = ", ".join(each.languages)
        say(printable(f"{each.id:<28} {languages:<12} {each.name}"))
    return FINE
