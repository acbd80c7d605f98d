"""The same interview in a pipe, in tmux small and large, and in a browser: the same file."""

from __future__ import annotations

import asyncio
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.samples import TWO_QUESTIONS
from tests.ui.browser.browser import browsing, chromium
from tests.ui.browser.served import serving
from tests.ui.terminal.terminal import DEADLINE

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[1]

SETTINGS = '[setup]\nbanks = ["mine"]\nquestions = 2\norder = "bank"\n'

LINES = [
    *("it is one", ".", "4", "y", "n", "n", "2", "say more"),
    *("it is two", ".", "2", "y", "y", "3", ""),
]
"""The interview line by line."""


class Hand(Protocol):
    """Somebody who types, and sees a screen."""

    async def press(self, key: str) -> None: ...
    async def type(self, text: str) -> None: ...
    async def until(self, what: str) -> object: ...
    async def press_until(self, key: str, effect: str) -> None: ...


async def play(hand: Hand) -> None:
    """The same interview by keys, from the READY card to the report."""
    await hand.until("Press Enter when you are ready")
    await hand.press("Enter")
    await hand.until("What is one?")
    await answer(hand, "it is one", confidence="4", rating="2")
    await hand.press("n")
    await hand.type("say more")
    await hand.until("say more")
    await hand.press("Enter")
    await hand.press("Enter")
    await hand.until("What is two?")
    await answer(hand, "it is two", confidence="2", rating="3")
    await hand.press("w")
    await hand.until("w ✓")
    await hand.press("Enter")
    await hand.until("1 of 2 solid or strong")


async def answer(hand: Hand, text: str, *, confidence: str, rating: str) -> None:
    """Type an answer, judge it, and tick its first key point.

    The rating comes first: it may be pressed twice, and once it counts, a tick counts too.
    """
    await hand.until("Your answer: type it")
    await hand.type(text)
    await hand.until(text)
    await hand.press("ctrl+s")
    await hand.until("How sure are you")
    await hand.press(confidence)
    await hand.until("MODEL-")
    await hand.press_until(rating, "chosen")
    await hand.press("a")
    await hand.until("a ✓")


class Tmux:
    """A window of tmux, with its own server."""

    def __init__(self, folder: Path, size: tuple[int, int], command: list[str]) -> None:
        self._tmux = ["tmux", "-f", "/dev/null", "-S", str(folder / "tmux")]
        columns, rows = map(str, size)
        self._run("new-session", "-d", "-x", columns, "-y", rows, shlex.join(command))

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [*self._tmux, *words],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if name != "TMUX"},
        )
        return done.stdout

    async def press(self, key: str) -> None:
        self._run("send-keys", key.replace("ctrl+", "C-"))

    async def type(self, text: str) -> None:
        self._run("send-keys", "-l", text)

    async def press_until(self, key: str, effect: str) -> None:
        """Press a key until words are shown."""
        for _ in range(10):
            await self.press(key)
            with suppress(AssertionError):
                await self.until(effect, 1.0)
                return
        raise AssertionError(f"{key!r} does not bring {effect!r}")

    async def until(self, what: str, deadline: float = DEADLINE) -> object:
        """Wait for words that may be wrapped."""
        shown = ""
        try:
            async with asyncio.timeout(deadline):
                while what not in " ".join(shown.split()):
                    await asyncio.sleep(0.02)
                    shown = self._run("capture-pane", "-p")
        except TimeoutError:
            raise AssertionError(f"{what!r} never came:\n{shown}") from None
        return shown

    def close(self) -> None:
        self._run("kill-server")


@asynccontextmanager
async def in_tmux(home: Path, size: tuple[int, int]) -> AsyncIterator[Hand]:
    command = [sys.executable, "-m", "simulator", "--home", str(home), "start", "--seed", "7"]
    window = Tmux(home.parent, size, command)
    try:
        yield window
    finally:
        window.close()


@asynccontextmanager
async def in_a_browser(home: Path) -> AsyncIterator[Hand]:
    command = [sys.executable, "-m", "simulator", "--home", str(home), "serve", "--port", "0"]
    with serving(command, whole=True) as served:
        async with browsing(served.url, home.parent) as page:
            await page.until("Start an interview")
            await page.press("Enter")
            yield page


def make_home(folder: Path) -> Path:
    home = folder / "home"
    (home / "banks").mkdir(parents=True)
    (home / "banks" / "mine.toml").write_text(TWO_QUESTIONS, encoding="utf-8")
    (home / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    return home


def timeless(home: Path) -> dict[str, Any]:
    """The session file of a home, but for its times, and the seed that chance chose."""
    (path,) = (home / "sessions").glob("*.toml")
    session = tomllib.loads(path.read_text(encoding="utf-8"))
    for table in (session, session["setup"], session["summary"], *session["answers"]):
        for key in [*table]:
            if key == "seed" or key.endswith(("_at", "seconds")):
                del table[key]
    return session


@pytest.fixture(scope="module")
def piped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the interview comes to in a pipe."""
    home = make_home(tmp_path_factory.mktemp("piped"))
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "--home", str(home), "start", "--plain"],
        input="\n".join([*LINES, ""]),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return timeless(home)


Place = Callable[[Path], Any]

PLACES = [
    pytest.param(
        lambda home: in_tmux(home, (60, 15)),
        id="tmux 60x15",
        marks=pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
    ),
    pytest.param(
        lambda home: in_tmux(home, (200, 60)),
        id="tmux 200x60",
        marks=pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
    ),
    pytest.param(
        in_a_browser,
        id="browser",
        marks=pytest.mark.skipif(chromium() is None, reason="chromium is not installed"),
    ),
]


def test_a_pipe(piped: dict[str, Any]) -> None:
    first, second = piped["answers"]
    assert piped["status"] == "finished"
    assert (first["text"], first["confidence"], first["rating"]) == ("it is one", 4, 2)
    assert (first["note"], first["wrong"]) == ("say more", False)
    assert [point["covered"] for point in first["key_points"]] == [True, False]
    assert (second["text"], second["rating"], second["wrong"]) == ("it is two", 3, True)


@pytest.mark.parametrize("place", PLACES)
async def test_the_same_session(place: Place, piped: dict[str, Any], tmp_path: Path) -> None:
    home = make_home(tmp_path)
    async with place(home) as hand:
        await play(hand)
        assert timeless(home) == piped
