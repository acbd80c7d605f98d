"""Each layout is understood, and every line of its document is accounted for."""

from __future__ import annotations

import pytest

from simulator.core.bank import FollowUp
from simulator.importers import Draft, DraftItem, Heading, LeftOut, bank_of
from simulator.importers.files import read_bytes
from simulator.storage.banks.read import bank_toml, parse_bank
from tests.importers.layouts import SAMPLES, Sample
from tests.importers.reading import questions


def draft_of(sample: Sample) -> Draft:
    return read_bytes(sample.text.encode(), name=sample.file)


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_questions_and_their_own_answers_are_found(sample: Sample) -> None:
    draft = draft_of(sample)
    got = [(item.question.question, item.question.answer) for item in draft.items]
    assert len(got) == len(sample.wanted), got
    for (question, answer), (wanted, start) in zip(got, sample.wanted, strict=True):
        assert question.startswith(wanted)
        assert answer.startswith(start) if start else not answer
    assert not any(item.doubtful for item in draft.items)
    assert draft.refused is None
    assert draft.doubt is None


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_every_line_that_is_not_blank_is_accounted_for(sample: Sample) -> None:
    draft = draft_of(sample)
    parts: list[DraftItem | Heading | LeftOut] = [*draft.items, *draft.headings, *draft.left_out]
    held = {line for part in parts for line in range(part.line, part.last_line + 1)}
    lines = {number for number, line in enumerate(sample.text.splitlines(), 1) if line.strip()}
    assert lines <= held
    assert all(left.reason for left in draft.left_out)


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_the_bank_passes_its_own_check_and_reads_back(sample: Sample) -> None:
    bank = bank_of(draft_of(sample), "mine")
    assert parse_bank(bank_toml(bank).encode(), file="mine.toml", name="mine") == bank


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_topics_difficulties_and_tags_are_kept(sample: Sample) -> None:
    questions = [item.question for item in draft_of(sample).items]
    if sample.topics:
        assert tuple(q.topic for q in questions) == sample.topics
    if sample.difficulties:
        assert tuple(q.difficulty.value for q in questions) == sample.difficulties
    if sample.tags:
        assert tuple(q.tags for q in questions) == sample.tags


def test_an_item_has_its_lines_and_its_certainty() -> None:
    draft = draft_of(SAMPLES[0])
    first = draft.items[0]
    assert (first.file, first.line, first.last_line) == ("page.md", 8, 12)
    assert first.certainty == 1.0
    assert not first.doubtful


def test_title_licence_and_language_are_kept() -> None:
    text = (
        "---\ntitle: Fragen\nlicense: CC BY 4.0\nsource: https://example.org/f\n---\n"
        "### Was ist ein Baum?\n\nEin Graph ohne Kreise und das ist er.\n\n"
        "### Wie sucht man?\n\nMit der Tiefe zuerst, und zwar mit einem Stapel.\n"
    )
    draft = read_bytes(text.encode(), name="f.md")
    bank = bank_of(draft, "f")
    assert (bank.title, bank.license, bank.source) == (
        "Fragen",
        "CC-BY-4.0",
        "https://example.org/f",
    )
    assert bank.language == "de"


@pytest.mark.parametrize(
    "listed", ["tags: [bark, 'old wood']", "tags: bark, old wood", "tags:\n  - bark\n  - old wood"]
)
def test_front_matter_gives_all_questions_its_tags_and_topic(listed: str) -> None:
    text = (
        f"---\n{listed}\ntopic: Trees\n---\n## What is a root?\n\nIt drinks.\n\n"
        "# Leaves\n\n## What is a leaf?\n\n*Tags:* green\n\nIt breathes.\n"
    )
    root, leaf = (item.question for item in read_bytes(text.encode(), name="t.md").items)
    assert (root.topic, root.tags) == ("Trees", ("bark", "old wood"))
    assert (leaf.topic, leaf.tags) == ("Leaves", ("green", "bark", "old wood"))


def test_a_number_in_front_matter_is_not_a_topic() -> None:
    text = "---\nsection: 7\n---\n## What is a root?\n\nIt drinks.\n"
    assert read_bytes(text.encode(), name="t.md").items[0].question.topic == "General"


def test_a_note_of_flash_cards_has_the_tags_of_its_front_matter() -> None:
    text = "---\ntags: [flashcards, bark]\n---\n\nWhat is a root?::It drinks.\n"
    assert [i.question.tags for i in read_bytes(text.encode(), name="t.md").items] == [("bark",)]


def test_a_table_header_is_left_out_as_column_names() -> None:
    text = "# Trees\n\n| Question | Answer |\n|---|---|\n| What is a root? | It drinks. |\n"
    left = read_bytes(text.encode(), name="t.md").left_out
    assert [(part.reason, part.line, part.last_line) for part in left] == [
        ("the names of the columns", 3, 4)
    ]


def test_an_open_fence_is_reported_with_its_line() -> None:
    text = "### What is a?\n\nA.\n\n### What is b?\n\n```py\nx = 1\n\n### What is c?\n"
    draft = read_bytes(text.encode(), name="o.md")
    assert any("o.md:7" in note for note in draft.notes)


def test_an_imperative_is_as_sure_as_the_questions_around_it() -> None:
    asked = "".join(f"### What is {name}?\n\nIt is {name}.\n\n" for name in "abcde")
    among = read_bytes((asked + "### Describe f\n\nIt is f.\n").encode(), name="p.md").items
    alone = read_bytes(b"# Notes\n\n### Describe f\n\nIt is f.\n", name="p.md").items
    assert len(among) == 6
    assert not among[-1].doubtful
    assert not alone


def test_sections_beside_a_model_answer_are_kept_separate() -> None:
    text = (
        "### Tell me about a failure.\n\n**Key points**\n- Own it\n\n**Sample answer:** I did.\n\n"
        "**Common mistakes:** blaming others\n\n**Follow-up questions:**\n- And now?\n"
    )
    question = read_bytes(text.encode(), name="p.md").items[0].question
    assert (question.answer, question.key_points) == ("I did.", ("Own it",))
    assert (question.mistakes, question.follow_ups) == (
        ("blaming others",),
        (FollowUp("And now?"),),
    )


def test_trailing_links_to_sources_become_references() -> None:
    text = """\
# Questions

### What is dropout? [[src](https://a.org/1)]
It zeroes activations while training.\\
[[source]](https://b.org/Dropout_(networks))

### What is momentum? ([Source](https://a.org/2)) [[ref]](https://a.org/3)
[[Answer]](https://c.org/momentum)

A running mean of gradients, as in [Sutskever](https://d.org/paper).

### How does [SGD](https://e.org/sgd)?
By steps along a gradient of few examples. See [the paper](https://e.org/paper)
"""
    got = [(q.question, q.answer, q.references) for q in questions(text, "q.md")]
    assert got == [
        (
            "What is dropout?",
            "It zeroes activations while training.",
            ("https://a.org/1", "https://b.org/Dropout_(networks)"),
        ),
        (
            "What is momentum?",
            "A running mean of gradients, as in [Sutskever](https://d.org/paper).",
            ("https://a.org/2", "https://a.org/3", "https://c.org/momentum"),
        ),
        (
            "How does [SGD](https://e.org/sgd)?",
            "By steps along a gradient of few examples. See [the paper](https://e.org/paper)",
            (),
        ),
    ]


NESTED = """\
### 7.1 Basics

1. [E] Explain supervised and active learning.
2. Empirical risk minimization.
    1. [E] What is the risk in it?
    2. [E] Why is it empirical?
3. [E] What are saddle points?
4. Hyperparameters.
    4. [E] Why is their tuning important?
    5. [M] Explain an algorithm for tuning them.
5. [M] Why does an ensemble improve performance?
6. Your model performs well on the test set but poorly in production.
    6. [M] What are your hypotheses about the causes?
    7. [H] How do you test them?
"""


def test_questions_on_two_levels_of_a_list_whatever_the_inner_numbers() -> None:
    draft = read_bytes(NESTED.encode(), name="q.md")
    case = "Your model performs well on the test set but poorly in production."
    assert [(item.question.question, item.question.topic) for item in draft.items] == [
        ("Explain supervised and active learning.", "Basics"),
        ("What is the risk in it?", "Empirical risk minimization"),
        ("Why is it empirical?", "Empirical risk minimization"),
        ("What are saddle points?", "Basics"),
        ("Why is their tuning important?", "Hyperparameters"),
        ("Explain an algorithm for tuning them.", "Hyperparameters"),
        ("Why does an ensemble improve performance?", "Basics"),
        (f"What are your hypotheses about the causes?\n\n{case}", "Basics"),
        (f"How do you test them?\n\n{case}", "Basics"),
    ]
    assert draft.left_out == ()


def test_a_number_in_the_text_of_an_item_does_not_begin_a_list() -> None:
    text = "1. Explain what came out before\n   15. November 2019.\n2. Who was first?\n"
    first, second = questions(f"# Questions\n\n{text}", "q.md")
    assert " ".join(first.question.split()) == "Explain what came out before 15. November 2019."
    assert second.question == "Who was first?"


def test_a_heading_right_above_questions_of_its_level_is_their_topic() -> None:
    text = """\
# Node.js

## 1. Architecture

<br/>

## Q. How does Node.js work?
By an event loop.

## Key methods
| on | emit |
|---|---|
| a | b |

## Q. What is V8?
An engine.

## 2. Streams

## Q. What is a stream?
Data in parts.
"""
    got = [(each.question, each.topic) for each in questions(text, "q.md")]
    assert got == [
        ("How does Node.js work?", "Architecture"),
        ("What is V8?", "Architecture"),
        ("What is a stream?", "Streams"),
    ]


@pytest.mark.parametrize("title", [
    "# What does a loader do, and which are common?", "# 面试官：说说var、let、const之间的区别",
    "# Interviewer: tell me about loaders",
])  # fmt: skip
def test_a_page_whose_title_asks_is_one_question(title: str) -> None:
    text = f"{title}\n\n## 1. What it is\nText.\n\n## 2. Features\nMore.\n\n### Async\nEnd.\n"
    (only,) = questions(text, "q.md")
    assert only.question == title.lstrip("# ").removeprefix("面试官：").removeprefix(
        "Interviewer: "
    )
    assert only.answer.startswith("## 1. What it is")
    assert only.answer.endswith("End.")
