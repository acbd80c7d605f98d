"""Documents with no questions, or hardly any: refused, or doubted, with the reason."""

from __future__ import annotations

from textwrap import dedent

import pytest

from simulator.importers.files import read_bytes

GUIDE = """
    # How to build

    ### 0. Preparation
    Get the tools.

    ### 1. Update the branch
    Pull it.

    ### 2. Set the version
    In one file.
    """
CHANGES = """
    # Changes

    ## 1.2.0 (2026-01-02)

    Added support for trees.

    ## 1.1.0 (2025-12-01)

    Fixed the loss of leaves.

    ## 1.0.0 (2025-11-01)

    The first one.
    """
DIRECTIVES = """
    .. |Aacute| unicode:: U+000C1
    .. |aacute| unicode:: U+000E1
    .. |Acirc|  unicode:: U+000C2
    .. |acirc|  unicode:: U+000E2
    """
CLASSIFIERS = """
    Framework :: Web :: Forms

    Framework :: Web :: Templates

    Topic :: Text :: Markup
    """
STATEMENTS = """
    Fixes

     * the first was broken;

     * the second did not work;

     * the third took too long;
    """
PROBLEMS = """
    | # | Title | Solution |
    |---|-------|----------|
    | 1 | [Two sum](https://example.org/1) | [Python](./1.py) |
    | 2 | [Cache](https://example.org/2) | [Python](./2.py), [Go](./2.go) |
    """
RATIONALES = """
    # Design

    ## The law of orthogonality
    Few features.

    Rationale: they combine.

    ## The law of responsiveness
    No waiting.

    Rationale: it annoys.
    """
CODE = """
    The folder

    one.py    # a dict = {}
    two.py    # another

    three.py  # more
    """


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("guide.md", GUIDE),
        ("changes.md", CHANGES),
        ("directives.txt", DIRECTIVES),
        ("classifiers.txt", CLASSIFIERS),
        ("statements.txt", STATEMENTS),
        ("problems.md", PROBLEMS),
        ("rationales.md", RATIONALES),
        ("code.txt", CODE),
    ],
)
def test_nothing_is_written_without_confirmation(name: str, text: str) -> None:
    draft = read_bytes(dedent(text).encode(), name=name)
    assert draft.refused or draft.doubt


def test_one_question_in_a_long_document_is_doubted() -> None:
    others = "".join(f"## Part {letter}\n\nIt does {letter}.\n\n" for letter in "abcdef")
    text = f"# Tool\n\nA tool.\n\n## What is it?\n\nA tool for trees.\n\n{others}"
    draft = read_bytes(text.encode(), name="readme.md")
    assert draft.refused or draft.doubt


def test_a_page_with_a_single_request_is_doubted_but_not_refused() -> None:
    draft = read_bytes(b"Explain a keystone.\nIt closes an arch.\n", name="p.txt")
    assert [item.question.answer for item in draft.items] == ["It closes an arch."]
    assert draft.doubt == "only one line asks anything, and without a question mark."


def test_wrapped_prose_that_begins_with_a_request_is_not_a_question() -> None:
    text = "Compare the outcome with that of\nthe last firing.\n\nThe clay is grey, then red.\n"
    assert not read_bytes(text.encode(), name="p.txt").items


def test_prose_and_lists_of_links_are_refused_with_the_reason() -> None:
    prose = "# On trees\n\nTrees grow.\n\n## Roots\n\nThey drink.\n\n## Leaves\n\nThey fall.\n"
    links = "# Links\n" + "".join(f"* [Thing {n}](https://example.org/{n})\n" for n in range(9))
    assert "prose" in (read_bytes(prose.encode(), name="p.md").refused or "")
    draft = read_bytes(links.encode(), name="l.md")
    assert "links" in (draft.refused or "")
    assert not draft.items
