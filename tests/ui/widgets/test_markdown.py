"""Drawing Markdown: code behind a rule, list items with hanging indent, tables in columns."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from simulator.core.bank import Bank, Question
from simulator.ui.widgets.markdown import MOST_SHOWN, markdown_content
from tests.ui.driver import RunApp, press, screen_text
from tests.ui.showing import UI

TEXT = """\
What is wrong with this counter, and how would you mend it?

```python
class Counter:
    def hit(self, key: str) -> int:  # called by threads
        self.seen[key] = self.seen.get(key, 0) + 1
        return self.seen[key]
```

- careful initialisation, so that the variance stays constant
  1. a point within a point that is longer than one line

| repair | cost |
|---|---:|
| 一つの lock | 80 |
| none | 0 |
"""


class Shown(App[None]):
    """One text in a widget."""

    CSS_PATH = [UI / "app.tcss"]

    def __init__(self, text: str, width: int) -> None:
        super().__init__()
        self._text, self._width = text, width

    def compose(self) -> ComposeResult:
        text = Static(markdown_content(self._text))
        text.styles.width = self._width
        yield text


async def drawn(text: str, width: int) -> list[str]:
    """Return the lines of the widget."""
    app = Shown(text, width)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.pause()
        static = app.screen.query_one(Static)
        return [static.render_line(y).text.rstrip() for y in range(static.size.height)]


@pytest.mark.parametrize("none", ["", "1"])
async def test_inline_code_differs_not_only_by_colour(
    monkeypatch: pytest.MonkeyPatch, none: str
) -> None:
    monkeypatch.setenv("NO_COLOR", none)
    table = "|Call|Cost|\n|-|-|\n|`hit()`|1|\n|other|2|"
    lines = await drawn(f"Set `beta=0.9` first.\n\n{table}", 40)
    if none:
        assert lines[0] == "Set `beta=0.9` first."
        assert lines[2:] == ["Call    │ Cost", "`hit()` │ 1", "other   │ 2"]
    else:
        assert lines[0] == "Set beta=0.9 first."


async def test_code_is_behind_a_rule_and_keeps_its_columns() -> None:
    assert (await drawn(TEXT, 70))[2:6] == [
        "│ class Counter:",
        "│     def hit(self, key: str) -> int:  # called by threads",
        "│         self.seen[key] = self.seen.get(key, 0) + 1",
        "│         return self.seen[key]",
    ]


async def test_wrapped_lines_stay_behind_the_rule_and_under_the_words() -> None:
    lines = await drawn(TEXT, 34)
    assert lines[3:10] == [
        "│ class Counter:",
        "│     def hit(self, key: str) ->",
        "│     ↳ int:  # called by threads",
        "│         self.seen[key] =",
        "│         ↳ self.seen.get(key, 0)",
        "│         ↳ + 1",
        "│         return self.seen[key]",
    ]
    assert lines[10:15] == [
        "",
        "• careful initialisation, so that",
        "  the variance stays constant",
        "  1. a point within a point that",
        "     is longer than one line",
    ]


async def test_deeply_indented_code_keeps_its_rule() -> None:
    code = "```\nif x:\n" + " " * 20 + "return one and two and three\n```"
    assert await drawn(code, 24) == [
        "│ if x:",
        "│           return one",
        "│           ↳ and two",
        "│           ↳ and three",
    ]


async def test_a_continued_line_is_copied_without_its_sign() -> None:
    """Each cell knows its character in the text; the continuation sign has none."""
    app = Shown("```\none two three four five six\n```", 16)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        static = app.screen.query_one(Static)
        plain = str(static.content)
        assert plain == "│ one two three four five six"
        for y, word in enumerate(("one", "four", "six")):
            strip = static.render_line(y)
            assert strip.text.startswith("│ ↳ " if y else "│ ")
            (place,) = (
                segment.style.meta["offset"][0] + segment.text.index(word)
                for segment in strip
                if segment.style is not None and word in segment.text
            )
            assert place == plain.index(word)


async def test_tables_are_aligned_by_cells() -> None:
    assert (await drawn(TEXT, 70))[-3:] == [
        "repair      │ cost",
        "一つの lock │   80",
        "none        │    0",
    ]


WIDE = """\
| store | read p50 | consistency of what is read |
|---|---:|---|
| Postgres, two replicas | 0.8 ms | **stale** reads |
| none | 0 | a long story that nobody tells in one line |

- and a point
"""


async def test_a_table_that_is_too_wide_wraps_within_its_columns() -> None:
    assert await drawn(WIDE, 40) == [
        "store         │ read p50 │ consistency",
        "              │          │ of what is",
        "              │          │ read",
        "Postgres, two │   0.8 ms │ stale reads",
        "replicas      │          │",
        "none          │        0 │ a long story",
        "              │          │ that nobody",
        "              │          │ tells in one",
        "              │          │ line",
        "",
        "• and a point",
    ]
    assert len(await drawn(WIDE, 120)) == 5
    assert "consistency" in (await drawn(WIDE, 30))[0]


async def test_a_single_line() -> None:
    assert await drawn("What is `x`, and why is it so?", 14) == ["What is x, and", "why is it so?"]
    assert await drawn("- one two three\n- four", 9) == ["• one two", "  three", "• four"]


async def test_a_model_answer_has_hanging_indents_while_judging(run_app: RunApp) -> None:
    question = Question("q", "What is it?", "1. one two three\n2. " + "four " * 20, topic="T")
    async with run_app(Bank("plain", "Plain", (question,)), questions=1) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3")
        shown = screen_text(pilot)
        assert "1. one two three" in shown
        assert "\n     four four" in shown


@pytest.mark.parametrize("width", [1, 2, 3, 7, 20])
async def test_no_width_is_too_small(width: int) -> None:
    lines = await drawn(TEXT, width)
    assert len(lines) == markdown_content(TEXT).get_height({}, width)


def test_code_is_coloured_by_the_language_that_is_named() -> None:
    def styles(text: str) -> set[str]:
        return {str(span.style) for span in markdown_content(text).spans}

    coloured = styles("```python\ndef f(): return 1  # one\n```")
    assert {"$text-secondary", "$text-warning", "$text-success"} <= coloured
    plain = styles("```\ndef f(): return 1\n```")
    assert plain == styles("```no-such-language\ndef f(): return 1\n```")
    assert "$text-secondary" not in plain


@pytest.mark.parametrize(
    "text", ["", "```python\n```", "```python\n\n\n```", "    code", "- ```c\n  x\n  ```"]
)
def test_odd_code_is_drawn(text: str) -> None:
    assert isinstance(markdown_content(text).plain, str)


def test_an_endless_text_is_shown_literally() -> None:
    text = "*" * (MOST_SHOWN + 5)
    assert markdown_content(text).plain.endswith("… and 5 characters more")
