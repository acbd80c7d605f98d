"""Maps letters of other keyboard layouts to the Latin letter on the same key, for use with ctrl."""

from __future__ import annotations

_KEYS = (
    ("йцукенгшщзфывапролдячсмить", "qwertyuiopasdfghjklzxcvbnm"),  # Russian
    ("іў", "so"),  # Ukrainian and Belarusian, where they differ
    ("љњј", "qwj"),  # Serbian, Macedonian
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),  # Greek
    ("קראטוןםפשדגכעיחלךזסבהנמצ", "ertyuiopasdfghjklzxcvbnm"),  # Hebrew
    ("ضصثقفغعهخحشسيبلاتنمئءؤرىة", "qwertyuiopasdfghjklzxcvnm"),  # Arabic, without the ligature
    ("ქწერტყუიოპასდფგჰჯკლზხცვბნმ", "qwertyuiopasdfghjklzxcvbnm"),  # Georgian
)
_LATIN = {
    ord(other): latin
    for others, latins in _KEYS
    for other, latin in zip(others, latins, strict=True)
}


def latin_key(code: int, base: int | None) -> int:
    """Return the code point that counts while ctrl is held.

    That is the base layout's, if the terminal reports it. A Latin letter or digit stays as it is.
    """
    if code < 128 and chr(code).isalnum():
        return code
    if base is not None and base < 128:
        return base
    return ord(_LATIN.get(ord(chr(code).casefold()[0]), chr(code)))
