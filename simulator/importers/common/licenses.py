"""The licences that documents name, by their SPDX names."""

from __future__ import annotations

import re

_LICENSES = (
    ("CC-BY-NC-SA-4.0", r"CC[ -]BY[ -]NC[ -]SA|Attribution-NonCommercial-ShareAlike"),
    ("CC-BY-NC-4.0", r"CC[ -]BY[ -]NC\b|Attribution-NonCommercial\b"),
    ("CC-BY-SA-4.0", r"CC[ -]BY[ -]SA|Attribution-ShareAlike"),
    ("CC-BY-4.0", r"CC[ -]BY\b|Creative Commons Attribution"),
    ("CC0-1.0", r"\bCC0\b|public domain dedication"),
    ("MIT", r"\bMIT\b|Permission is hereby granted, free of charge"),
    ("Apache-2.0", r"\bApache(?: License)?,?(?: Version)?[ -]?(?:v?2(?:\.0)?)\b"),
    ("AGPL-3.0-only", r"\bAGPL(?:-?v?3)?|GNU AFFERO GENERAL"),
    ("LGPL-3.0-only", r"\bLGPL"),
    ("GPL-3.0-only", r"\bGPL(?:-?v?3)?\b|GNU GENERAL PUBLIC"),
    ("BSD-3-Clause", r"\bBSD|Redistribution and use in source and binary forms"),
    ("MPL-2.0", r"\bMPL\b|Mozilla Public License"),
    ("WTFPL", r"\bWTFPL\b|DO WHAT THE FUCK"),
    ("Unlicense", r"\bUnlicense\b"),
)
_PATTERNS = tuple((name, re.compile(words, re.IGNORECASE)) for name, words in _LICENSES)


def named_license(text: str) -> str:
    """The SPDX name of the licence that a text mentions; empty if there is none."""
    return next((name for name, pattern in _PATTERNS if pattern.search(text)), "")


def license_in(text: str) -> str:
    """Like `named_license`, for a licence field: an unknown single word is kept as it is."""
    if found := named_license(text[:5_000]):
        return found
    return text.strip() if re.fullmatch(r"[\w.+-]{2,40}", text.strip()) else ""
