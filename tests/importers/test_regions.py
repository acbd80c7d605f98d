"""Several series in one document, and what raises or lowers certainty."""

from __future__ import annotations

from textwrap import dedent

import pytest

from simulator.importers import Draft
from simulator.importers.files import read_bytes


def read(text: str, name: str = "notes.md") -> Draft:
    return read_bytes(dedent(text).encode(), name=name)


def pairs(draft: Draft) -> list[tuple[str, str]]:
    return [(item.question.question, item.question.answer) for item in draft.items]


def test_a_labelled_question_ends_the_answer_around_it() -> None:
    text = """\
        ## What is a hull?

        The body of a ship.

        ## What is a keel?

        Its lowest beam.

        Q: What is a deck?

        A: Its floor.
        """
    assert pairs(read(text)) == [
        ("What is a hull?", "The body of a ship."),
        ("What is a keel?", "Its lowest beam."),
        ("What is a deck?", "Its floor."),
    ]


def test_headings_above_labelled_questions_are_topics() -> None:
    text = """\
        ## Sails

        **Q1. What is a jib?**
        **A:** A sail before the mast.

        ## Ropes

        **Q2. What is a sheet?**
        **A:** A rope that holds a sail.
        """
    draft = read(text)
    assert [item.question.topic for item in draft.items] == ["Sails", "Ropes"]


def test_an_appeal_to_readers_is_left_out_but_not_a_subject_with_the_same_words() -> None:
    text = """\
        # Questions

        ## Support vector machines

        ### What is a margin?

        The gap around the border.

        ### Suggest a structure for a cache of the last thousand pages

        A hash map beside a linked list.

        ### Do you like working in pairs?

        Say when it helped.

        ## Support this project

        Where can I send money? To the fund.
        """
    draft = read(text)
    assert [question for question, _ in pairs(draft)] == [
        "What is a margin?",
        "Suggest a structure for a cache of the last thousand pages",
        "Do you like working in pairs?",
    ]
    assert {item.question.topic for item in draft.items} == {"Support vector machines"}


def test_answers_after_the_questions_are_found_by_number() -> None:
    text = """\
        # Ship quiz

        1. What is port?
        2. What is starboard?

        ## Answers

        1. The left side.
        2. The right side.
        """
    assert pairs(read(text)) == [
        ("What is port?", "The left side."),
        ("What is starboard?", "The right side."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("F: Was ist Teig?\nA: Mehl.\n\nF: Was ist Brot?\nA: Teig.\n", "Mehl."),
        ("1)What is dough?\n2)What is bread?\n3)What is rye?\n", ""),
        ("> [!question] What is dough?\n> Flour and water.\n", "Flour and water."),
        ("- What is dough? Flour.\n- What is bread? Dough.\n- What is rye? Corn.\n", "Flour."),
        ("# Terms\n\nDough\n: Flour.\n\nBread\n: Dough.\n\nRye\n: Corn.\n", "Flour."),
    ],
)
def test_small_layouts(text: str, expected: str) -> None:
    draft = read(text)
    assert draft.refused is None
    assert draft.items[0].question.answer == expected


def test_headings_that_lead_elsewhere_are_refused_as_links() -> None:
    text = "".join(f"## [{n}. What is rope {n}?](answers/{n}.md)\n\n" for n in range(1, 6))
    refused = read(text).refused
    assert refused is not None
    assert "links" in refused


def test_an_answer_that_may_contain_a_question_is_reported_and_less_certain() -> None:
    text = (
        "## What is a hull?\n\nA body.\n\n**2. What is a mast?**\n\n## What is a keel?\n\nA beam.\n"
    )
    item = read(text).items[0]
    if item.question.answer != "A body.":
        assert item.certainty <= 0.75
        assert "another question" in item.note


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            "1. What is dew?\n2. What is hoar?\n3. [What is fog?](https://a.example/w#fog)\n",
            "table of contents",
        ),
        ("- [ ] What is dew?\n- [ ] What is fog?\n- [ ] What is hail?\n", "to-do box"),
        (
            "# Cards\n\n| Term | Definition |\n|---|---|\n| Question | Answer |\n| dew | water |\n",
            "header of a table",
        ),
        (
            "# Glossary\n\nDew\n: Water.\n\ncreated\n: 2025-02-03\n\nrevision\n: 17\n\n"
            "published\n: true\n",
            "property",
        ),
    ],
)
def test_a_doubtful_question_is_never_certain_and_says_why(text: str, note: str) -> None:
    told = [item for item in read(text).items if note in item.note]
    assert told
    assert all(item.certainty <= 0.75 for item in told)


def test_an_answer_three_times_as_long_as_the_others_is_reported() -> None:
    cards = "".join(f"## What is rope {n}?\n\n{'Hemp. ' * 40}\n\n" for n in range(1, 9))
    draft = read(f"{cards}## What is a knot?\n\n{'Turns. ' * 200}\n")
    assert [item.certainty < 0.8 and "longer" in item.note for item in draft.items] == [
        False
    ] * 8 + [True]


def test_a_guide_below_a_list_of_questions_adds_none() -> None:
    text = """\
        # Cloud questions

        1. What is dew?
        2. Why is fog grey?
        3. How does hail grow?
        4. What is sleet?

        # How to use this list

        1. Simple words
        2. How it works
        3. Why it exists
        4. An example

        ## 1. Be calm
        Say what you know.

        ## 2. Be short
        Two minutes.

        ## 3. Be kind
        Always.
        """
    assert len(read(text).items) == 4


def test_a_page_whose_questions_rarely_ask_is_doubted() -> None:
    heads = [
        "How to store hay?",
        "Wet hay",
        "What to do about mice?",
        "Late cutting",
        "Dry summers",
    ]
    heads += ["Broken fences", "Sick cows", "Selling early", "Mud", "Hired hands"]
    text = "# Questions for farmers\n\n" + "".join(
        f"### {head}\n1. Look at it.\n2. Ask a neighbour.\n\n" for head in heads
    )
    draft = read(text)
    assert len(draft.items) == 10
    assert draft.doubt is not None


def test_numbered_parts_of_a_guide_are_not_questions_beside_labelled_ones() -> None:
    parts = ["Overview", "The blade", "The handle", "Sharpening", "Storing", "Prices"]
    text = "# Knives, a guide\n\n" + "".join(
        f"## {at}. {name}\n\nMuch to say about it.\n\n" for at, name in enumerate(parts, 1)
    )
    asked = ["What is a tang?", "What is a bolster?", "Why is a burr taken off?"]
    text += "## 7. Interview questions\n\n" + "".join(
        f"### Q{at}: {name}\n\nA part of a knife.\n\n" for at, name in enumerate(asked, 1)
    )
    assert [question for question, _ in pairs(read(text))] == asked


def test_an_example_in_an_article_is_doubted() -> None:
    article = "Words about pictures.\n\n" * 30
    text = f"# Seeing\n\n{article}- **Question**: What is red?\n- **Answer**: A rose.\n\n{article}"
    draft = read(text)
    assert len(draft.items) == 1
    assert draft.doubt is not None


def test_a_question_mark_in_a_picture_address_does_not_ask() -> None:
    text = (
        "# [![Gate](https://a.example/g.png)](https://a.example/?what=1)\n\nA garden.\n\nA bed.\n"
    )
    assert read(text).refused is not None


TABLE = """
| Question | Answer |
|---|---|
| What is dew? | Water. |
| What is hoar? | Ice. |
"""


def test_the_only_heading_that_asks_is_a_question_not_a_topic() -> None:
    text = "# Weather\n\n## Wet\n\n### How do you dry hay?\nTurn it.\n```\nturn\n```\n" + TABLE
    draft = read(text)
    first, *others = draft.items
    assert first.question.question == "How do you dry hay?"
    assert first.question.answer == "Turn it.\n```\nturn\n```"
    assert (first.certainty, first.note) == (0.75, "it may be the title of the questions below it")
    assert [item.question.topic for item in others] == ["Wet", "Wet"]
    assert not any("How do you" in left.text for left in draft.left_out)


@pytest.mark.parametrize(
    ("heading", "sure"),
    [("Why is fog grey?", 1.0), ("Explain hail", 0.74), ("What is sleet", 0.74)],
)
def test_a_heading_with_only_its_answer_below_is_not_a_title(heading: str, sure: float) -> None:
    last = read(f"{TABLE}\n### {heading}\n\n- Small drops.\n").items[-1]
    assert (last.question.question, last.question.answer) == (heading, "- Small drops.")
    assert (last.certainty, last.note) == (sure, "")


@pytest.mark.parametrize(
    "above",
    [
        "What will they ask about rain?\n",
        "What is asked about rain?\n\nThese came up twice:\n",
        "How do they ask?\n\nThree questions on rain.\n",
        "How does rain fall\n\n![rain](rain.png)\n",
    ],
)
def test_a_heading_that_only_introduces_the_questions_below_is_their_topic(above: str) -> None:
    draft = read(f"## {above}{TABLE}")
    assert [question for question, _ in pairs(draft)] == ["What is dew?", "What is hoar?"]
    assert {item.question.topic for item in draft.items} == {above.split("\n")[0]}


@pytest.mark.parametrize(
    "heading", ["How it works", "State of the art", "Why this repo?", "How can I help?", "Rain?"]
)
def test_a_heading_that_names_its_text_does_not_ask(heading: str) -> None:
    below = "" if heading == "Rain?" else "\nIt rains.\n"
    draft = read(f"{TABLE}\n## {heading}\n{below}")
    assert len(draft.items) == 2


def test_a_heading_that_asks_in_prose_is_offered_with_its_text() -> None:
    prose = "".join(f"## Part {letter}\n\nIt does {letter}.\n\n" for letter in "ab")
    asked = "## Why is it slow?\n\nIt waits.\n\n## When is it quick?\n\nAt night.\n\n"
    draft = read(f"# Tool\n\nA tool.\n{TABLE}\n{prose}{asked}## Licence\n\nFree.\n")
    assert len(draft.items) == 2
    offered = [left.as_item().question for left in draft.left_out if "asks" in left.reason]
    assert [(question.question, question.answer) for question in offered] == [
        ("Why is it slow?", "It waits."),
        ("When is it quick?", "At night."),
    ]


@pytest.mark.parametrize(
    "marks",
    [("1.", "2)", "(3)", "Q4:"), ("Q1:", "2.", "3)", "Q4:"), ("(1)", "(2)", "3.", "4)")],
)
def test_a_series_continues_with_another_mark(marks: tuple[str, ...]) -> None:
    asked = ["What is dew?", "Explain fog.", "What is hail?", "Describe sleet."]
    told = ["Water.", "A cloud.", "Ice.", "Both."]
    text = "\n".join(
        f"{mark} {question}\n   {answer}\n"
        for mark, question, answer in zip(marks, asked, told, strict=True)
    )
    answers = [(q, a.removeprefix("- ")) for q, a in pairs(read(text))]
    assert answers == list(zip(asked, told, strict=True))


def test_steps_and_options_between_questions_do_not_take_their_numbers() -> None:
    text = """\
        Q1: How is hay dried?
        A: In steps:

        1. Cut it.
        2. Turn it.

        Q2: How is it kept?
        A: In steps:

        1. Press it.
        2. Stack it.

        Q3: What is it for?
        A: Winter, for two: (1) cows and
        (2) goats.
        """
    assert [question for question, _ in pairs(read(text))] == [
        "How is hay dried?",
        "How is it kept?",
        "What is it for?",
    ]


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_an_unlabelled_question_after_a_labelled_answer_is_reported(between: str) -> None:
    held = f"A cereal.{between}What is malt? Sprouted grain."
    text = f"Q: What is rye?\nA: {held}\n\nQ: What is a mill?\nA: Stones.\n"
    first, second = read_bytes(text.encode(), name="p.txt").items
    assert first.note == "its answer may contain another question: What is malt? Sprouted grain."
    assert not second.note


def test_an_answer_on_its_question_s_line_between_others_is_in_doubt() -> None:
    text = (
        "What is rye?\nA cereal.\n\nWhat is malt? Sprouted grain.\n\nWhat is a mill?\nTwo stones.\n"
    )
    notes = [item.note for item in read_bytes(text.encode(), name="p.txt").items]
    assert notes == ["", "it may be part of the answer above", ""]


def test_a_rhetorical_question_in_prose_stays_prose() -> None:
    text = (
        "The mill is old.\n\nWhy does it matter? It feeds the village.\n\nThe miller sleeps.\n\n"
        "Its wheel turns, and the stones are new.\n"
    )
    assert not read_bytes(text.encode(), name="p.txt").items
