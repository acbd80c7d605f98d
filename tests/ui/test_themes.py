"""Every theme that is offered can be read: its variables, and the screens drawn with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color
from textual.command import CommandInput, CommandList
from textual.geometry import Region
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES, Theme

from simulator.ui.themes import (
    BEHIND,
    FILLS,
    FOR_SHAPES,
    FOR_WORDS,
    HUES,
    OUR_THEMES,
    TRACK,
    contrast,
    readable,
    theme_for,
)
from simulator.ui.widgets.colours import has_few_colours
from tests.samples import plain_bank
from tests.ui.driver import MakeApp, RunApp, press, screen_text, wait_until

pytestmark = pytest.mark.long

OFFERED = {**OUR_THEMES, **BUILTIN_THEMES}
MEASURED = [name for name, theme in OFFERED.items() if not theme.ansi]
"""All but the ANSI themes, which use the terminal's own, unknown colours."""

LEAST = 0.02
"""A tolerance: colours are rounded to whole numbers on their way to the screen."""


def variables(theme: Theme) -> dict[str, str]:
    """Return the colours that Textual generates, with more contrast where needed."""
    return readable(theme, {**theme.to_color_system().generate(), **theme.variables})


def colour(made: dict[str, str], name: str, ground: Color) -> Color:
    """Return the colour of a variable on a background."""
    value = made[name]
    if value.startswith("auto"):
        return ground.get_contrast_text(int(value[5:-1]) / 100)
    named, _, share = value.partition(" ")
    found = Color.parse(named)
    return ground + (found.with_alpha(int(share.rstrip("%")) / 100) if share else found)


def test_contrast_is_computed_as_in_wcag() -> None:
    white, black = Color.parse("white"), Color.parse("black")
    assert contrast(white, black) == pytest.approx(21)
    assert contrast(white, white) == 1
    assert contrast(Color.parse("#767676"), white) == pytest.approx(4.54, abs=0.01)
    assert contrast(white.with_alpha(0.5), black) == pytest.approx(5.32, abs=0.1)


def set_terminal(monkeypatch: pytest.MonkeyPatch, term: str, colours: str = "") -> None:
    """Run in a terminal with this name, which says this of its colours."""
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", colours)


@pytest.mark.parametrize("name", MEASURED)
def test_words_can_be_read(name: str) -> None:
    made = variables(OFFERED[name])
    words = ["foreground", "foreground-muted", "text", "text-muted", *(f"text-{h}" for h in HUES)]
    for ground in (Color.parse(made[behind]) for behind in BEHIND):
        for word in words:
            assert contrast(colour(made, word, ground), ground) >= FOR_WORDS - LEAST, word
    page = Color.parse(made["background"])
    for kind in ("footer", "block-cursor", "input-selection", "input-cursor"):
        ground = colour(made, f"{kind}-background", page)
        assert contrast(colour(made, f"{kind}-foreground", ground), ground) >= FOR_WORDS - LEAST
    for hue in ("success", "warning", "error"):
        filled = colour(made, hue, page)
        assert contrast(colour(made, f"on-{hue}", filled), filled) >= FOR_WORDS - LEAST
    ground = colour(made, "footer-background", page)
    assert contrast(colour(made, "footer-key-foreground", ground), ground) >= FOR_WORDS - LEAST


@pytest.mark.parametrize("name", MEASURED)
def test_bars_borders_cursor_and_selections_are_visible(name: str) -> None:
    made = variables(OFFERED[name])
    for ground in (Color.parse(made[behind]) for behind in (*BEHIND, TRACK)):
        for fill in FILLS:
            assert contrast(colour(made, fill, ground), ground) >= FOR_SHAPES - LEAST, fill
    for ground in (Color.parse(made[behind]) for behind in ("background", "surface")):
        for kind in ("block-cursor", "input-selection", "input-cursor"):
            on = colour(made, f"{kind}-background", ground)
            assert contrast(on, ground) >= FOR_SHAPES - LEAST, kind
        assert contrast(colour(made, "border", ground), ground) >= FOR_SHAPES - LEAST


def hard_to_read(pilot: Pilot[int], region: Region | None = None) -> Iterator[str]:
    """Yield the words, perhaps only those in a region, with too little contrast."""
    region = region or pilot.app.screen.region
    for strip in pilot.app.screen._compositor.render_strips()[region.y : region.bottom]:
        for text, style, _ in strip.crop(region.x, region.right):
            if re.search(r"\w", text) and style is not None and (found := _contrast(style)):
                yield f"{text.strip()!r} {found:.2f}"


def _contrast(style: Style) -> float:
    """Return the contrast of a style; 0 if it is high enough or unknown."""
    if style.color is None or style.bgcolor is None:
        return 0
    front, behind = (Color.from_rich_color(each) for each in (style.color, style.bgcolor))
    found = contrast(front, behind)
    return found if found < FOR_WORDS - 0.1 else 0


JUDGING = ("enter", "enter", "a", "b", "ctrl+s", "4", "a")
SCREENS = {
    "home": (),
    "setup": ("n",),
    "question": ("enter", "enter", "a", "b"),
    "confidence": ("enter", "enter", "a", "b", "ctrl+s"),
    "judging": (*JUDGING,),
    "report": (*JUDGING, "1", "enter"),
    "history": (*JUDGING, "1", "enter", "escape", "h"),
    "progress": (*JUDGING, "1", "enter", "escape", "d"),
    "banks": ("b",),
    "form": ("b", "enter", "a", "x"),
}
WORDS = {
    "home": "Start", "setup": "Start", "question": "ab", "confidence": "How sure",
    "judging": "Tick what you", "report": "not yet", "history": "Find", "progress": "due",
    "banks": "Plain", "form": "what people often get wrong",
}  # fmt: skip


@pytest.mark.parametrize("screen", SCREENS)
async def test_text_on_the_screens_can_be_read(screen: str, run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(120, 40), questions=1) as pilot:
        await press(pilot, *SCREENS[screen])
        await pilot.pause()
        assert WORDS[screen] in screen_text(pilot)
        faults = {}
        for name in MEASURED:
            pilot.app.theme = name
            await pilot.pause()
            faults[name] = sorted(set(hard_to_read(pilot)))
        assert {name: found for name, found in faults.items() if found} == {}


OF_HUE = {
    "primary": ((6, 14), (4,)),
    "accent": ((3, 11), (5, 13)),
    "success": ((2, 10), (2, 10)),
    "warning": ((3, 11), (5, 13)),
    "error": ((1, 9), (1, 9)),
}
"""The numbers of a terminal's colours, in dark themes and in light ones."""

TOO_LIGHT = (2, 3, 6, 10, 11, 14)
"""Green, yellow and cyan: on white, such words can't be read in many terminals."""


@pytest.mark.parametrize("system", ["standard", "windows"])
@pytest.mark.parametrize("name", MEASURED)
def test_states_keep_their_colours_with_sixteen(name: str, system: str) -> None:
    assert has_few_colours(system)
    theme = OFFERED[name]
    given = {**theme.to_color_system().generate(), **theme.variables}
    made = readable(theme, given, few_colours=True)
    sixteen = ColorSystem.STANDARD if system == "standard" else ColorSystem.WINDOWS

    def number(variable: str) -> int | None:
        return Color.parse(made[variable]).rich_color.downgrade(sixteen).number

    for hue, numbers in OF_HUE.items():
        at = not theme.dark
        assert number(hue) in numbers[at]
        assert (
            number(f"text-{hue}") not in TOO_LIGHT if at else number(f"text-{hue}") in numbers[at]
        )
    if not theme.dark:
        assert number("footer-key-foreground") not in TOO_LIGHT
    for hue in ("success", "warning", "error"):
        filled = Color.parse(made[hue])
        assert contrast(Color.parse(made[f"on-{hue}"]), filled) >= FOR_WORDS - LEAST
    assert number("border-blurred") == 8


async def test_a_terminal_with_sixteen_colours_is_recognised(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    for term, few in (("xterm", True), ("xterm-256color", False)):
        set_terminal(monkeypatch, term)
        assert (make_app().theme_variables["error"] == "#ff5555") is few


async def test_text_in_the_palette_can_be_read(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(120, 40)) as pilot:
        await press(pilot, "ctrl+p")
        await wait_until(pilot, "choose another setup")
        field, offered = (
            pilot.app.screen.query_one(CommandInput),
            pilot.app.screen.query_one(CommandList),
        )
        region = field.region.union(offered.region)
        faults = {}
        for name in MEASURED:
            pilot.app.theme = name
            await pilot.pause()
            faults[name] = sorted(set(hard_to_read(pilot, region)))
        assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize(("colours", "none"), [("", ""), ("truecolor", "1")])
@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_with_few_colours_a_frame_separates_the_palette(
    run_app: RunApp,
    monkeypatch: pytest.MonkeyPatch,
    colours: str,
    none: str,
    size: tuple[int, int],
) -> None:
    set_terminal(monkeypatch, "xterm", colours)
    monkeypatch.setenv("NO_COLOR", none)
    async with run_app(plain_bank(), size=size) as pilot:
        await press(pilot, "ctrl+p")
        await wait_until(pilot, "choose another setup")
        field, offered = (
            pilot.app.screen.query_one("#--input").region,
            pilot.app.screen.query_one(CommandList).region,
        )
        assert (field.x, field.right, field.bottom) == (offered.x, offered.right, offered.y)
        lines = [line.ljust(size[0]) for line in screen_text(pilot).splitlines()]
        left, right = field.x, field.right - 1
        assert lines[field.y][left : right + 1] == f"╭{'─' * (field.width - 2)}╮"
        assert lines[offered.bottom - 1][left : right + 1] == f"╰{'─' * (field.width - 2)}╯"
        for line in lines[field.y + 1 : offered.bottom - 1]:
            assert line[left] == line[right] == "│"


async def test_with_sixteen_colours_a_line_marks_the_search_field(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_terminal(monkeypatch, "xterm")
    async with run_app(plain_bank(), size=(80, 24)) as pilot:
        await press(pilot, "b", "slash")
        field = pilot.app.screen.query_one("#banks-search")
        line = field.render_line(0).crop(2, field.size.width - 2)
        assert all(style and style.underline for _, style, _ in line)


async def test_with_sixteen_colours_a_proposed_rating_has_no_tint(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_terminal(monkeypatch, "xterm")
    async with run_app(plain_bank(), size=(120, 40)) as pilot:
        await press(pilot, *JUDGING)
        await wait_until(pilot, "by your ticks")
        (proposed,) = pilot.app.screen.query("#ratings .-proposed")
        assert proposed.styles.background.a == 0


async def test_a_palette_opens_in_the_colours_of_the_terminal(run_app: RunApp) -> None:
    async with run_app(plain_bank(), size=(120, 40)) as pilot:
        for name in OFFERED.keys() - MEASURED:
            pilot.app.theme = name
            await press(pilot, "ctrl+p")
            await wait_until(pilot, "choose another setup")
            assert pilot.app.screen.styles.background.a == 0
            await press(pilot, "escape")


def test_our_theme_is_the_default_and_a_chosen_one_stays() -> None:
    assert theme_for("", OFFERED, {}) == "ink"
    assert theme_for("nord", OFFERED, {}) == "nord"
    assert theme_for("paper", OFFERED, {}) == "paper"
    assert theme_for("gone", OFFERED, {}) == "ink"
    assert theme_for("ansi-dark", OFFERED, {"NO_COLOR": "1"}) == "ink"


async def test_all_themes_are_offered(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(tooltips=False):
        assert list(app.available_themes)[:2] == ["ink", "paper"]
        assert set(BUILTIN_THEMES) < set(app.available_themes)
        assert (app.theme, app.theme_variables["background"]) == ("ink", "#10131A")


async def test_without_colours_no_theme_is_black_on_black(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    async with app.run_test(tooltips=False):
        assert set(BUILTIN_THEMES) - set(app.available_themes) == {"ansi-dark", "ansi-light"}


def test_nothing_is_styled_twice_at_startup(make_app: MakeApp) -> None:
    """The theme is known before the style sheet is created."""
    app = make_app()
    assert app.stylesheet._variables["background"] == "#10131A"
