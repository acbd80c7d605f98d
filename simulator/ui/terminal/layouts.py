"""The Latin letter on the key of another layout's letter: ctrl and that key mean the same."""

from __future__ import annotations

_KEYS = (
    ("йцукенгшщзфывапролдячсмить", "qwertyuiopasdfghjklzxcvbnm"),  # Russian; the next differ
    ("іў", "so"),  # Ukrainian, Belarusian
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
    """The code point that counts where ctrl is held: the base layout's, where that is told.

    A Latin letter or digit counts as it is, whatever the layout.
    """
    if code < 128 and chr(code).isalnum():
        return code
    if base is not None and base < 128:
        return base
    return ord(_LATIN.get(ord(chr(code).casefold()[0]), chr(code)))
