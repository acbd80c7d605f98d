"""The colours of the screens: two themes of our own, and Textual's, made readable.

Everything is drawn with theme variables. In several of Textual's themes some of them are too close
to the background; these are moved away from it, so that words have a contrast of at least 4.5:1,
and bars, borders, the cursor's line and selections at least 3:1. The ANSI themes use the terminal's
own colours, which are unknown here, and stay as they are.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache

from textual.color import BLACK, WHITE, Color
from textual.theme import BUILTIN_THEMES, Theme

from simulator.text.suggest import did_you_mean

INK = Theme(
    name="ink",
    primary="#5ec4b6",
    secondary="#8b9dc3",
    accent="#e8b04a",
    warning="#e8b04a",
    error="#ef6f6c",
    success="#7fcf8a",
    foreground="#dde1ea",
    background="#10131a",
    surface="#171b25",
    panel="#1e2431",
    variables={"block-cursor-foreground": "#10131a", "button-color-foreground": "#10131a"},
)
PAPER = Theme(
    name="paper",
    primary="#0b6e64",
    secondary="#44587f",
    accent="#855200",
    warning="#855200",
    error="#b02a2a",
    success="#2a6f36",
    foreground="#20242c",
    background="#f8f6f0",
    surface="#f0ede4",
    panel="#e6e2d6",
    dark=False,
    variables={"block-cursor-foreground": "#ffffff", "button-color-foreground": "#ffffff"},
)
OUR_THEMES = {theme.name: theme for theme in (INK, PAPER)}

DEFAULT_THEME = INK.name

FOR_WORDS, FOR_SHAPES = 4.5, 3.0
"""The minimum contrast of words, and of shapes that are not read."""

HUES = ("primary", "secondary", "accent", "success", "warning", "error")
BEHIND = ("background", "surface", "panel")
"""The backgrounds of words and bars."""

TRACK = "surface-lighten-2"
"""The unfilled part of a bar."""

EDGE = "border-blurred"
"""The borders of unfocused widgets, and dividers."""

FILLS = ("primary", "success", "warning", "error", "accent")
"""The colours that bars and charts are filled with."""

ON_FILLS = {f"on-{hue}": hue for hue in ("success", "warning", "error")}
"""Variables for words on a filled background, and its hue."""

OF_SIXTEEN = {
    "primary": ("#55ffff", "#0000aa"),
    "accent": ("#ffff55", "#aa00aa"),
    "success": ("#55ff55", "#00aa00"),
    "warning": ("#ffff55", "#aa00aa"),
    "error": ("#ff5555", "#aa0000"),
}
"""For 16 colours: a terminal's own cyan, green, yellow and red, as Rich defines them, on a dark and
on a light background. On a light one blue and magenta replace cyan and yellow, which are too light
in most terminals.

Softer colours would become white or grey.
"""

GREY_OF_SIXTEEN = "#555555"
"""A grey that is dark enough on a light background, and light enough on a dark one."""

_STEPS = 20


def contrast(front: Color, behind: Color) -> float:
    """Return the contrast ratio of two colours according to WCAG 2, from 1 to 21."""
    darker, lighter = sorted((_luminance(behind), _luminance(behind + front)))
    return (lighter + 0.05) / (darker + 0.05)


@cache
def _luminance(colour: Color) -> float:
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def theme_for(wanted: str, known: Container[str], environ: Mapping[str, str]) -> str:
    """Return the theme to start with: the wanted one if it exists and can be read."""
    return wanted if wanted in known and can_be_read(wanted, environ) else DEFAULT_THEME


def theme_warnings(wanted: str) -> Iterator[tuple[str, str, str]]:
    """Yield warnings about the theme in the settings: its table, its key, and a sentence."""
    known = sorted({*OUR_THEMES, *BUILTIN_THEMES})
    if wanted and wanted not in known:
        yield "ui", "theme", f"there is no such theme{did_you_mean(wanted, known)}"


def can_be_read(name: str, environ: Mapping[str, str]) -> bool:
    """Return False for an ANSI theme without colours, which would be black on black."""
    return not (environ.get("NO_COLOR") and name.startswith("ansi"))


def readable(
    theme: Theme, variables: Mapping[str, str], *, few_colours: bool = False
) -> dict[str, str]:
    """Return a theme's variables with more contrast where needed, and quiet scrollbars.

    `few_colours`: the terminal has only 16 colours.
    """
    made = {**variables, **dict.fromkeys(ON_FILLS, variables["background"])}
    made[EDGE] = f"{made['foreground']} 25%"
    if theme.ansi or any(variables[name].startswith("ansi") for name in ("background", "text")):
        return made
    behind = [_parsed(made[name]) for name in BEHIND]
    page = behind[0]

    def lift(name: str, least: float, grounds: Iterable[Color]) -> Color:
        colour = _parsed(made[name])
        moved = _moved(page + colour, least, list(grounds))
        if moved != colour:
            made[name] = moved.hex
        return moved

    for hue in HUES:
        lift(f"text-{hue}", FOR_WORDS, behind)
        lift(hue, FOR_SHAPES, behind)
    front = lift("foreground", FOR_WORDS, behind)
    made[EDGE] = f"{made['foreground']} 25%"
    made["foreground-muted"] = _muted(front, _parsed(made["foreground-muted"]).a, behind).hex
    made["text-muted"] = _auto(made["text-muted"], behind)
    lift("border", FOR_SHAPES, behind)
    if not theme.dark:  # A lighter track would be invisible.
        made[TRACK] = made["panel-darken-1"]
    made[TRACK] = _track(made, page).hex
    bar = page + _parsed(made["footer-background"])
    for name in ("footer-foreground", "footer-key-foreground", "footer-description-foreground"):
        lift(name, FOR_WORDS, [bar])
    for kind in ("block-cursor", "input-selection", "input-cursor"):
        ground = lift(f"{kind}-background", FOR_SHAPES, behind[:2])
        _words_on(made, f"{kind}-foreground", ground)
    if few_colours:
        for hue, colours in OF_SIXTEEN.items():
            made[hue] = made[f"text-{hue}"] = colours[0 if theme.dark else 1]
        if not theme.dark:  # Green is dark enough for bars, but not for words.
            made["text-success"] = made["foreground"]
        made[EDGE] = GREY_OF_SIXTEEN
        made["footer-key-foreground"] = made["text-accent"]
    _words_on(made, "button-color-foreground", _parsed(made["primary"]))
    for name, hue in ON_FILLS.items():
        _words_on(made, name, _parsed(made[hue]))
    made["scrollbar"] = made["panel-lighten-1"] if theme.dark else made["panel-darken-1"]
    made["scrollbar-hover"] = made["scrollbar-active"] = made["primary"]
    for name in ("", "-hover", "-active"):
        made[f"scrollbar-background{name}"] = made["background"]
    made["scrollbar-corner-color"] = made["background"]
    return made


def _parsed(value: str) -> Color:
    """Parse a colour as themes write it: `#81a1c1`, or `#81a1c1 35%`."""
    name, _, share = value.partition(" ")
    colour = Color.parse(name)
    return colour.with_alpha(int(share.rstrip("%")) / 100) if share else colour


def _muted(front: Color, share: float, grounds: list[Color]) -> Color:
    """Return the foreground with the least opacity, from `share` up, that can still be read."""
    while share < 1 and min(contrast(front.with_alpha(share), g) for g in grounds) < FOR_WORDS:
        share = min(1.0, share + 0.04)
    return front.with_alpha(share)


def _moved(colour: Color, least: float, grounds: list[Color]) -> Color:
    """Return the colour, moved towards white or black only as far as the contrast requires."""
    worst = min(contrast(colour, ground) for ground in grounds)
    if worst >= least:
        return colour
    end = max((WHITE, BLACK), key=lambda end: min(contrast(end, ground) for ground in grounds))
    for step in range(1, _STEPS):
        moved = colour.blend(end, step / _STEPS, alpha=1.0)
        if all(contrast(moved, ground) >= least for ground in grounds):
            return moved
    return end


def _auto(value: str, grounds: list[Color]) -> str:
    """Raise the share in a value like `auto 60%` until it can be read on all grounds."""
    if not value.startswith("auto"):
        return value
    share = int(value.removeprefix("auto").strip(" %") or 100)
    while share < 100 and any(
        contrast(ground.get_contrast_text(share / 100), ground) < FOR_WORDS for ground in grounds
    ):
        share += 5
    return f"auto {share}%"


def _track(made: Mapping[str, str], page: Color) -> Color:
    """Return the track, blended into the page until all fills stand out from it."""
    fills = [_parsed(made[name]) for name in FILLS]
    track = _parsed(made[TRACK])
    for step in range(_STEPS):
        near = track.blend(page, step / _STEPS, alpha=1.0)
        if all(contrast(fill, near) >= FOR_SHAPES for fill in fills):
            return near
    return page


def _words_on(made: dict[str, str], name: str, ground: Color) -> None:
    """Make words on a coloured background black or white if they would be hard to read."""
    value = made[name]
    front = ground.get_contrast_text(0.87) if value.startswith("auto") else _parsed(value)
    if contrast(front, ground) < FOR_WORDS:
        made[name] = max((WHITE, BLACK), key=lambda end: contrast(end, ground)).hex
