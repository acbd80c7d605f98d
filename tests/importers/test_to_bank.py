"""Drafts turned into banks: limits, stable ids, and updating an older bank."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.importers import merged
from simulator.core.bank import Bank, Question, derived_id
from simulator.core.choices import Difficulty
from simulator.importers import Draft, DraftItem, bank_of
from simulator.storage.banks.read import bank_toml, parse_bank


def draft(*questions: Question, **more: str) -> Draft:
    items = tuple(DraftItem(question, "f.md", n, n) for n, question in enumerate(questions, 1))
    return Draft(items, title=more.get("title", "T"), license=more.get("license", ""))


def q(text: str, answer: str = "a", key_points: tuple[str, ...] = ()) -> Question:
    return Question("", text, answer, key_points=key_points)


def test_the_same_draft_gives_the_same_ids_and_duplicates_differ() -> None:
    source = draft(q("What is x?"), q("What is x?", "other"), q("What is y?"))
    bank = bank_of(source, "b")
    first = derived_id("What is x?")
    assert [question.id for question in bank.questions] == [
        first,
        f"{first}-2",
        derived_id("What is y?"),
    ]
    assert bank_of(source, "b") == bank


def test_everything_is_cleaned_and_cut_until_the_check_passes() -> None:
    source = draft(
        Question(
            " id\x1b ", "x\x00" * 200_000, "y\u202e", topic="\n", tags=("", "a\nb"), time_limit=1e9
        ),
        Question("id", " ", "no question"),
        title="",
    )
    bank = bank_of(source, "my_deck")
    assert parse_bank(bank_toml(bank).encode(), file="f", name="my_deck") == bank
    assert bank.title == "My deck"
    question = bank.questions[0]
    assert len(question.question) <= 100_000
    assert (question.id, question.topic, question.tags, question.time_limit) == (
        "id",
        "General",
        ("a b",),
        None,
    )


def test_at_most_20_000_questions() -> None:
    bank = bank_of(draft(*(q(f"What is {n}?") for n in range(20_050))), "b")
    assert len(bank.questions) == 20_000


def test_importing_again_changes_nothing() -> None:
    source = draft(q("What is x?"), q("What is y?", key_points=("one",)))
    bank = bank_of(source, "b")
    assert merged(bank, source) == bank


def test_what_a_person_added_stays_and_the_source_updates_its_own() -> None:
    old = bank_of(draft(q("What is x?", "old"), q("What is y?")), "b")
    own = Question("own", "What is mine?", "mine")
    first = replace(
        old.questions[0], key_points=("by hand",), time_limit=30.0, difficulty=Difficulty.HARD
    )
    old = replace(old, title="My title", questions=(own, first, old.questions[1]))
    bank = merged(old, draft(q("What is x?", "new"), q("What is z?"), title="Other"))
    assert bank.title == "My title"
    asked = [question.question for question in bank.questions]
    assert asked == ["What is mine?", "What is x?", "What is y?", "What is z?"]
    kept = bank.questions[1]
    assert (kept.answer, kept.key_points, kept.time_limit) == ("new", ("by hand",), 30.0)
    assert (kept.id, kept.difficulty) == (first.id, Difficulty.HARD)


def test_an_id_survives_small_edits_of_the_text_but_not_another_number() -> None:
    old = Bank(
        "b", "B", (Question("kept", "What is the vanishing gradient problem?", "It vanishes."),)
    )
    edited = merged(old, draft(q("What is the vanishing-gradient problem", "It vanishes.")))
    assert [question.id for question in edited.questions] == ["kept"]
    typo = merged(old, draft(q("What is the vanishing gradients problem?", "It vanishes.")))
    assert [question.id for question in typo.questions] == ["kept"]
    numbers = Bank("b", "B", (Question("kept", "What is HTTP 1?", "Old."),))
    assert len(merged(numbers, draft(q("What is HTTP 2?", "Old."))).questions) == 2
