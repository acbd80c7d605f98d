"""Tests importing again: edits, deletions and choices are kept, and one undo reverts it all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.core.bank import Bank, Question
from simulator.importers import Draft, DraftItem
from simulator.storage.banks.import_record import Imports
from simulator.storage.banks.read import read_bank
from simulator.storage.store import Store
from simulator.system.faults import BankFault
from simulator.usecases.import_bank import (
    ImportPlan,
    Standing,
    last_import,
    plan_import,
    undo_import,
)

KILN, GLAZE, CLAY = "What is a kiln?", "What is a glaze?", "What is clay?"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home", tmp_path / "shipped")


def draft(**answers: str) -> Draft:
    texts = {"kiln": KILN, "glaze": GLAZE, "clay": CLAY}
    items = tuple(
        DraftItem(Question("", texts[name], answer), "pots.md", line, line)
        for line, (name, answer) in enumerate(answers.items(), 1)
    )
    return Draft(items, title="Pots", files=("pots.md",))


def item(question: str, answer: str) -> DraftItem:
    return DraftItem(Question("", question, answer), "pots.md", 1, 1)


def bring(
    store: Store, source: Draft, *, ticked: Collection[int] | None = None, theirs: bool = False
) -> ImportPlan:
    plan = plan_import(store, source, ticked=ticked, theirs=theirs)
    plan.write(store)
    return plan


def bank(store: Store) -> Bank:
    return read_bank(store.banks_folder / "pots.toml")


def answers(store: Store) -> dict[str, str]:
    return {question.question: question.answer for question in bank(store).questions}


def edit(store: Store, old: str, new: str) -> None:
    path = store.banks_folder / "pots.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def standings(plan: ImportPlan) -> list[Standing]:
    return [each.standing for each in plan.compared.values()]


def test_changes_in_the_source_are_taken_and_own_edits_are_kept(store: Store) -> None:
    bring(store, draft(kiln="An oven.", glaze="A skin.", clay="Earth."))
    edit(store, "A skin.", "A skin of glass.")
    plan = bring(store, draft(kiln="An oven for pots.", glaze="A skin.", clay="Earth."))
    assert standings(plan) == [Standing.THEIRS, Standing.MINE, Standing.SAME]
    assert answers(store) == {KILN: "An oven for pots.", GLAZE: "A skin of glass.", CLAY: "Earth."}


LONG = "An oven that reaches the heat at which clay becomes stone."


def test_questions_gone_from_the_source_stay_and_are_reported_until_deleted(store: Store) -> None:
    bring(store, draft(kiln="An oven.", glaze="A skin.", clay="Earth."))
    for _ in range(2):
        plan = bring(store, draft(kiln="An oven."))
        assert [question.question for question in plan.vanished] == [GLAZE, CLAY]
        assert plan.sums == "0 new, 0 updated, 1 unchanged"
    assert list(answers(store)) == [KILN, GLAZE, CLAY]
    path = store.banks_folder / "pots.toml"
    path.write_text(path.read_text()[: path.read_text().rindex("[[questions]]")])
    assert [each.question for each in bring(store, draft(kiln="An oven.")).vanished] == [GLAZE]


def test_questions_of_another_source_or_set_aside_have_not_vanished(store: Store) -> None:
    bring(store, draft(kiln="An oven.", glaze="A skin."))
    other = replace(draft(clay="Earth."), files=("more.md",))
    plan_import(store, other, "pots").write(store)
    assert not plan_import(store, other, "pots").vanished
    bring(store, draft(kiln="An oven.", glaze="A skin."))
    doubtful = draft(glaze="A skin.").items
    assert not plan_import(store, draft(kiln="An oven."), aside=doubtful).vanished


def test_a_reworded_question_is_recognised_by_its_answer(store: Store) -> None:
    bring(store, draft(kiln=LONG, glaze="A skin."))
    before = bank(store).questions[0].id
    asked = item("Why is a kiln so hot?", LONG.replace("reaches", "gets to"))
    reworded = replace(draft(), items=(asked, *draft(glaze="A skin.").items))
    plan = bring(store, reworded)
    assert standings(plan) == [Standing.THEIRS, Standing.SAME]
    assert not plan.vanished
    assert bank(store).questions[0].id == before
    assert list(answers(store)) == ["Why is a kiln so hot?", GLAZE]
    assert standings(plan_import(store, reworded)) == [Standing.SAME, Standing.SAME]


@pytest.mark.parametrize("answer", ["Yes.", LONG])
def test_a_shared_answer_does_not_identify_a_question(store: Store, answer: str) -> None:
    shared = {"kiln": answer, "glaze": answer if answer == LONG else "No."}
    bring(store, draft(**shared))
    plan = plan_import(store, replace(draft(), items=(item("Is it hot?", answer),)), "pots")
    assert standings(plan) == [Standing.NEW]
    assert [question.question for question in plan.vanished] == [KILN, GLAZE]


def test_conflicting_changes_keep_the_own_edit_unless_theirs_is_chosen(store: Store) -> None:
    bring(store, draft(kiln="An oven."))
    edit(store, "An oven.", "A hot oven.")
    changed = draft(kiln="A large oven.")
    plan = bring(store, changed)
    assert standings(plan) == [Standing.BOTH]
    assert [each.mine.answer for each in plan.kept() if each.mine] == ["A hot oven."]
    assert answers(store) == {KILN: "A hot oven."}
    assert standings(bring(store, changed)) == [Standing.MINE]
    assert answers(store) == {KILN: "A hot oven."}
    bring(store, changed, theirs=True)
    assert answers(store) == {KILN: "A large oven."}


def test_a_bank_without_a_record_keeps_its_own_version(store: Store) -> None:
    store.banks_folder.mkdir(parents=True)
    text = f"title = 'Pots'\n[[questions]]\nquestion = '{KILN}'\nanswer = 'Mine.'\n"
    (store.banks_folder / "pots.toml").write_text(text)
    plan = bring(store, draft(kiln="Of a colleague.", clay="Earth."))
    assert standings(plan) == [Standing.BOTH, Standing.NEW]
    assert answers(store) == {KILN: "Mine.", CLAY: "Earth."}


def test_deleted_and_left_out_questions_stay_out(store: Store) -> None:
    source = draft(kiln="An oven.", glaze="A skin.", clay="Earth.")
    bring(store, source, ticked={0, 1})
    path = store.banks_folder / "pots.toml"
    text = path.read_text()
    path.write_text(text[: text.rindex("[[questions]]")])
    plan = bring(store, source)
    assert standings(plan) == [Standing.SAME, Standing.GONE, Standing.LEFT_OUT]
    assert list(answers(store)) == [KILN]
    bring(store, source, ticked={0, 1, 2})
    assert list(answers(store)) == [KILN, GLAZE, CLAY]


def test_a_question_keeps_its_id_when_its_text_is_edited_after_the_import(store: Store) -> None:
    bring(store, draft(kiln="An oven."))
    before = bank(store).questions[0].id
    edit(store, KILN, "Describe how a kiln is built and fired.")
    assert bank(store).questions[0].id == before
    assert standings(bring(store, draft(kiln="An oven."))) == [Standing.MINE]
    assert len(bank(store).questions) == 1


def test_undo_restores_the_bank_and_keeps_the_undone_version(store: Store) -> None:
    bring(store, draft(kiln="An oven."))
    path = store.banks_folder / "pots.toml"
    before = path.read_bytes()
    bring(store, draft(kiln="A hot oven.", clay="Earth."))
    edit(store, "Earth.", "Fine earth.")
    after = path.read_bytes()
    assert last_import(store) == "pots"
    undone = undo_import(store, "pots")
    assert undone.words == "pots is as it was before its last import."
    assert path.read_bytes() == before
    assert undone.kept is not None
    assert undone.kept.read_bytes() == after
    assert last_import(store) == ""
    with pytest.raises(BankFault, match="no import to undo"):
        undo_import(store, "pots")
    assert standings(plan_import(store, draft(kiln="A hot oven."))) == [Standing.THEIRS]


def test_undoing_the_first_import_removes_the_bank(store: Store) -> None:
    bring(store, draft(kiln="An oven."))
    undone = undo_import(store, "pots")
    assert undone.words == "The bank pots is gone again: there was none before that import."
    assert store.shelf.names() == ()
    assert standings(plan_import(store, draft(kiln="An oven."))) == [Standing.NEW]


def test_a_damaged_record_only_makes_the_import_ask_more(store: Store) -> None:
    bring(store, draft(kiln="An oven."))
    edit(store, "An oven.", "Mine.")
    (store.banks_folder / ".imports" / "pots.toml").write_text("[[[")
    assert Imports(store.banks_folder).record("pots").questions == {}
    bring(store, draft(kiln="An oven of theirs."))
    assert answers(store) == {KILN: "Mine."}
