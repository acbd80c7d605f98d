"""`mock-interview voices`: the voices of this machine."""

from __future__ import annotations

import sys

from simulator.text.cleaning import printable


def run_voices(*, as_json: bool) -> int:
    """Print the voices that can speak here; 1 where there is none."""
    from simulator.speech import check, list_voices

    voices = list_voices()
    if as_json:
        import json
        from dataclasses import asdict

        print(json.dumps([asdict(each) for each in voices], ensure_ascii=False, indent=2))
        return 0
    if not voices:
        found = check()
        print(printable(f"{found.what} {found.cure}".strip()), file=sys.stderr)
        return 1
    for each in voices:
        languages = ", ".join(each.languages)
        print(printable(f"{each.id:<28} {languages:<12} {each.name}"))
    return 0
