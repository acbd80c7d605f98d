"""`bank import`: what it writes, where, and what needs a confirmation."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.cli.console import ProgressLine
from simulator.storage.banks.read import read_bank
from simulator.storage.store import Store
from simulator.system.faults import FileFault
from tests.cli.commands.bank.running import BAD, DOCUMENT, GOOD, Out, put, run, said


def test_import_writes_a_bank_that_passes_the_check(
    store: Store, document: Path, capsys: Out
) -> None:
    assert run(store, "import", document) == 0
    captured = capsys.readouterr()
    assert "3 questions found" in captured.out
    assert "rivers.toml" in captured.err
    path = store.banks_folder / "rivers.toml"
    assert read_bank(path).questions[0].question == "What is a meander?"
    assert run(store, "check", path) == 0
    assert path.read_text().startswith("#:schema ./bank.schema.json\n")


def test_a_dry_run_writes_nothing(store: Store, document: Path, capsys: Out) -> None:
    assert run(store, "import", "--dry-run", document) == 0
    captured = capsys.readouterr()
    assert "   1  What is a meander?\n      > A bend that grows" in captured.out
    assert "      rivers.md:3 · General · medium · 100 % sure\n" in captured.out
    assert "would be in" in captured.err
    assert not store.home.exists()


def test_import_for_programs(store: Store, document: Path, capsys: Out) -> None:
    assert run(store, "import", "--json", document) == 0
    told = said(capsys)
    assert (told["written"], told["bank"], told["added"]) == (True, "rivers", 3)
    first = told["items"][0]
    assert (first["file"], first["line"], first["taken"]) == ("rivers.md", 3, True)
    assert first["answer"].startswith("A bend that grows")


def test_import_again_updates_and_keeps_comments(store: Store, document: Path, capsys: Out) -> None:
    run(store, "import", document)
    path = store.banks_folder / "rivers.toml"
    before = read_bank(path)
    path.write_text("# mine\n" + path.read_text().replace("[[questions]]", "[[questions]] # q"))
    kept = path.read_text()
    assert run(store, "import", document) == 0
    assert path.read_text() == kept
    document.write_text(
        DOCUMENT.replace("worn away faster", "eroded faster") + "\n## What is a levee?\n\nA bank.\n"
    )
    assert run(store, "import", document) == 0
    after = read_bank(path)
    assert [each.id for each in after.questions[:3]] == [each.id for each in before.questions]
    assert "eroded" in after.questions[0].answer
    assert len(after.questions) == 4
    assert path.read_text().startswith("# mine\n")
    assert path.read_text().count("# q\n") == 3
    assert "1 new, 1 updated, 2 unchanged" in capsys.readouterr().err


def test_import_again_reports_what_the_source_dropped_and_reworded(
    store: Store, document: Path, capsys: Out
) -> None:
    run(store, "import", document)
    text = DOCUMENT[: DOCUMENT.index("## What is a delta?")]
    document.write_text(text.replace("What is a meander?", "Why does a river wind?"))
    capsys.readouterr()
    assert run(store, "import", "--dry-run", document) == 0
    told = capsys.readouterr()
    assert "0 new, 1 updated, 1 unchanged would be in" in told.err
    assert "  Why does a river wind? (was: What is a meander?)\n" in told.out
    assert "No longer in the source, kept in the bank: 1 question. In the program" in told.out
    assert "  What is a delta?\n" in told.out
    assert run(store, "import", "--json", document) == 0
    assert said(capsys)["vanished"] == ["What is a delta?"]


def test_import_into_another_bank(store: Store, document: Path) -> None:
    hard = put(store, "mine", 'title = "Mine"\n[defaults]\ndifficulty = "hard"\n')
    assert run(store, "import", "--to", "mine", document) == 0
    bank = read_bank(hard)
    assert (bank.title, len(bank.questions)) == ("Mine", 3)
    assert {each.difficulty.value for each in bank.questions} == {"medium"}
    assert run(store, "import", "--to", "good", document) == 0
    assert (store.shipped / "good.toml").read_text() == GOOD
    copy = read_bank(store.banks_folder / "good.toml")
    assert copy.questions[0].id == "a"
    assert len(copy.questions) == 3


def test_a_title_taken_by_another_bank_is_not_used(store: Store, document: Path) -> None:
    other = put(store, "rivers", GOOD.replace("a delta", "something else"))
    assert run(store, "import", document) == 0
    assert other.read_text() == GOOD.replace("a delta", "something else")
    assert len(read_bank(store.banks_folder / "rivers_2.toml").questions) == 3


def test_a_folder_gives_its_name_and_no_file_in_it_does(
    store: Store, tmp_path: Path, capsys: Out
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "anki.csv").write_text("question,answer\nWhat is silt?,Mud.\nWhat is sand?,Grit.\n")
    (folder / "rivers.md").write_text(DOCUMENT)
    (folder / "to-do.md").write_text("# To do\n\nRead on.\n")
    assert run(store, "import", folder) == 0
    assert "5 questions in" in capsys.readouterr().err
    assert read_bank(store.banks_folder / "notes.toml").title == "Notes"


def test_import_into_a_broken_bank_is_refused(store: Store, document: Path) -> None:
    bad = put(store, "bad", BAD)
    with pytest.raises(FileFault, match="positive number"):
        run(store, "import", "--to", "bad", document)
    assert bad.read_text() == BAD


def test_import_into_a_bank_in_one_value_is_refused(
    store: Store, document: Path, capsys: Out
) -> None:
    text = 'title = "x"\nquestions = [{ question = "a" }]\n'
    inline = put(store, "inline", text)
    assert run(store, "import", "--to", "inline", document) == 1
    assert inline.read_text() == text
    assert "nothing was written" in capsys.readouterr().err


def test_nothing_usable_writes_nothing(store: Store, tmp_path: Path, capsys: Out) -> None:
    prose = tmp_path / "prose.md"
    prose.write_text("Rivers run down to the sea.\n\nThat is all there is to say.\n")
    for options in ([], ["--yes"], ["--json"]):
        assert run(store, "import", *options, prose) == 1
        assert "nothing was written: " in capsys.readouterr().err
    assert not store.home.exists()


def test_doubtful_items_need_confirmation(
    store: Store, document: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from simulator.importers import Draft, read_files

    def doubting(paths: list[Path], **_: object) -> Draft:
        draft = read_files(paths)
        first = replace(draft.items[0], certainty=0.3, note="no question mark")
        return replace(draft, items=(first, *draft.items[1:]))

    monkeypatch.setattr("simulator.cli.commands.bank.import_files.read_files", doubting)
    assert run(store, "import", document) == 0
    out = capsys.readouterr().out
    assert "only with --yes: 1 question" in out
    assert "30 % sure: What is a meander? (no question mark)" in out
    path = store.banks_folder / "rivers.toml"
    assert len(read_bank(path).questions) == 2
    assert run(store, "import", "--yes", document) == 0
    assert len(read_bank(path).questions) == 3


def test_an_answer_that_may_contain_a_question_is_reported_when_written(
    store: Store, tmp_path: Path, capsys: Out
) -> None:
    path = tmp_path / "rye.txt"
    path.write_text(
        "Q: What is rye?\nA: A cereal.\n\nWhat is malt? Sprouted grain.\n\n"
        "Q: What is a mill?\nA: Stones.\n\nQ: What is bran?\n"
    )
    assert run(store, "import", path) == 0
    out = capsys.readouterr().out
    told = (
        "rye.txt:1: 75 % sure: What is rye? (its answer may contain another question: What is malt?"
    )
    assert f"Worth a look: 1 question\n  {told}" in out


def test_a_doubtful_document_needs_confirmation(
    store: Store, document: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from simulator.importers import read_files

    monkeypatch.setattr(
        "simulator.cli.commands.bank.import_files.read_files",
        lambda paths, **_: replace(read_files(paths), doubt="it may be a list of links."),
    )
    assert run(store, "import", document) == 1
    assert not store.home.exists()
    assert "may be a list of links" in capsys.readouterr().err
    assert run(store, "import", "--yes", document) == 0


def test_an_unreadable_file(store: Store, tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "x.apkg").write_bytes(b"PK\x03\x04 broken")
    for path in (tmp_path / "gone.md", tmp_path / "x.apkg"):
        assert run(store, "import", path) == 2
        assert path.name in capsys.readouterr().err
    assert run(store, "import", "--to", "a/b", tmp_path / "x.apkg") == 2
    assert not store.home.exists()


def test_an_edit_is_kept_both_versions_are_shown_and_undo_restores_all(
    store: Store, document: Path, capsys: Out
) -> None:
    run(store, "import", document)
    path = store.banks_folder / "rivers.toml"
    path.write_text(path.read_text().replace("breaks through its neck", "cuts its own neck"))
    mine = path.read_bytes()
    document.write_text(DOCUMENT.replace("breaks through its neck", "is in flood"))
    capsys.readouterr()
    assert run(store, "import", document) == 0
    told = capsys.readouterr().out
    assert "Kept as yours: 1 question." in told
    assert "yours : A meander is cut off when the river cuts its own neck." in told
    assert "theirs: A meander is cut off when the river is in flood." in told
    assert path.read_bytes() == mine
    assert run(store, "import", "--theirs", document) == 0
    assert "is in flood" in path.read_text()
    assert run(store, "import", "--undo", "--to", "rivers") == 0
    assert path.read_bytes() == mine


def test_undo_without_a_name_names_the_bank_and_asks_first(
    store: Store, document: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(store, "import", "--to", "first", document)
    run(store, "import", "--to", "second", document)
    first, second = (store.banks_folder / f"{name}.toml" for name in ("first", "second"))
    capsys.readouterr()
    assert run(store, "import", "--undo") == 1
    told = capsys.readouterr().err
    assert "nothing was undone: the latest import went into second." in told
    assert "(--to second) or add --yes" in told
    assert run(store, "import", "--undo", "--yes") == 0
    assert "second is gone again" in capsys.readouterr().out
    assert (first.exists(), second.exists()) == (True, False)
    for stream in ("sys.stdin", "sys.stderr"):
        monkeypatch.setattr(f"{stream}.isatty", lambda: True)
    monkeypatch.setattr("sys.stdin.readline", lambda: "n\n")
    assert run(store, "import", "--undo") == 1
    assert "Undo the last import into first? [y/N]" in capsys.readouterr().err
    assert first.exists()
    monkeypatch.setattr("sys.stdin.readline", lambda: "y\n")
    assert run(store, "import", "--undo") == 0
    assert not first.exists()
    with pytest.raises(FileFault, match="no import to undo"):
        run(store, "import", "--undo")


def test_a_dry_run_shows_options_doubts_and_what_was_left_out(
    store: Store, tmp_path: Path, capsys: Out
) -> None:
    path = tmp_path / "mixed.md"
    path.write_text(
        "# Rivers\n\nSome words.\n\n## Which is longest?\n\n- A) Rhine\n- B) Nile\n\nAnswer: B\n\n"
        "## What is a delta?\n\nMud.\n\n**2. What is silt?**\n"
    )
    assert run(store, "import", "--dry-run", path) == 0
    out = capsys.readouterr().out
    assert (
        "   1  Which is longest?\n\n      - A) Rhine\n      - B) Nile\n      > **B)** Nile" in out
    )
    assert "75 % sure: its answer may contain another question" in out
    assert "before the first question: Some words." in out


def test_a_dry_run_shows_other_fields_and_what_was_left_out_below_a_question(
    store: Store, tmp_path: Path, capsys: Out
) -> None:
    path = tmp_path / "rivers.md"
    path.write_text(
        "---\ntags: [water]\n---\n\n## What is silt?\n\n**Answer:** Mud.\n\n"
        "**Key points**\n- fine\n- it settles\n\n**Follow-up questions:**\n- And sand?\n"
    )
    assert run(store, "import", "--dry-run", path) == 0
    out = capsys.readouterr().out
    assert (
        "      > Mud.\n      Key points:\n        - fine\n        - it settles\n"
        "      Follow-ups:\n        - And sand?\n      Tags: water\n"
    ) in out
    assert "front matter: tags: [water]" in out
    path.write_text("* What is silt?\n* What is sand?\n* What is loam?\n\nIt is both.\n")
    assert run(store, "import", "--dry-run", path) == 0
    told = "   3  What is loam?\n      Left out right below it, rivers.md:5: It is both.\n"
    assert told in capsys.readouterr().out


def test_a_progress_bar_is_drawn_only_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    now = iter([0.0, 1.0, 1.0, 1.05, 2.0, 2.0])
    monkeypatch.setattr("simulator.cli.console.monotonic", lambda: next(now))
    with ProgressLine("files read") as line:
        line.show(1, 4)
    assert capsys.readouterr().err == ""
    now = iter([0.0, 1.0, 1.0, 1.05, 2.0, 2.0])
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with ProgressLine("files read") as line:
        line.show(1, 4)
        line.show(2, 4)
        line.show(4, 4)
    drawn = capsys.readouterr().err.split("\r")
    assert drawn[1:3] == [
        f"[{'#' * 6}{'.' * 18}] 1 of 4 files read",
        f"[{'#' * 24}] 4 of 4 files read",
    ]
    assert not drawn[3].strip()
