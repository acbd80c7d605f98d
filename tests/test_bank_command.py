"""`bank`: what it prints, writes and returns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.bank_files.names import chosen_name, free_name, name_from, title_from
from simulator.bank_files.reader import read_bank
from simulator.cli_parser import build_parser
from simulator.commands.bank import run_bank
from simulator.faults import FileFault
from simulator.store import Store

Out = pytest.CaptureFixture[str]

GOOD = """\
title = "Good"
[[questions]]
id = "a"
question = "What is a delta?"
answer = "Land at the mouth of a river."
topic = "Rivers"
"""
BAD = 'title = "x"\n[[questions]]\nquestion = "a"\ntime_limit = -5\nanswr = "x"\n'

DOCUMENT = """\
# Rivers

## What is a meander?

A bend that grows, because the outer bank is worn away faster than the inner one.

## How does an oxbow lake come about?

A meander is cut off when the river breaks through its neck.

## What is a delta?

Land that a river builds where it meets still water.
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A home with nothing in it, and one bank that ships."""
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "good.toml").write_text(GOOD)
    return Store(tmp_path / "home", tmp_path / "shipped")


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "rivers.md"
    path.write_text(DOCUMENT)
    return path


def put(store: Store, name: str, text: str) -> Path:
    store.banks_folder.mkdir(parents=True, exist_ok=True)
    path = store.banks_folder / f"{name}.toml"
    path.write_text(text)
    return path


def run(store: Store, *words: object) -> int:
    return run_bank(store, build_parser().parse_args(["bank", *map(str, words)]))


def said(capsys: Out) -> Any:
    return json.loads(capsys.readouterr().out)


# list, path


def test_list(store: Store, capsys: Out) -> None:
    assert run(store) == 0
    assert "good  1 question  Good (ships with the program)" in capsys.readouterr().out
    bad = put(store, "bad", BAD)
    assert run(store, "list") == 1
    out = capsys.readouterr().out
    assert "Good" in out
    assert f"  {bad}:4: questions[1].time_limit: expected a positive number, got -5" in out
    assert run(store, "list", "--json") == 1
    good, broken = said(capsys)
    assert good["topics"] == {"Rivers": 1}
    assert good["difficulties"] == {"medium": 1}
    assert [fault["line"] for fault in broken["faults"]] == [4, 5]


def test_no_banks_at_all(tmp_path: Path, capsys: Out) -> None:
    empty = Store(tmp_path / "home", tmp_path / "none")
    assert run(empty, "list") == 1
    assert run(empty, "check") == 1
    assert "no banks" in capsys.readouterr().err


def test_path(store: Store, capsys: Out) -> None:
    assert run(store, "path", "good") == 0
    assert capsys.readouterr().out == f"{store.shipped / 'good.toml'}\n"
    bad = put(store, "bad", BAD)
    assert run(store, "path", "bad") == 0
    assert capsys.readouterr().out == f"{bad}\n"
    with pytest.raises(FileFault, match="did you mean good"):
        run(store, "path", "goood")


# check


def test_check_names_every_fault_with_its_line(store: Store, capsys: Out) -> None:
    bad = put(store, "bad", BAD)
    assert run(store, "check") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        f"{bad}:4: questions[1].time_limit: expected a positive number, got -5",
        f"{bad}:5: questions[1].answr: unknown key; did you mean answer?",
        "2 banks, 1 question: 2 faults.",
    ]


def test_check_of_a_good_one_by_name_and_by_path(store: Store, capsys: Out) -> None:
    for which in ("good", store.shipped / "good.toml"):
        assert run(store, "check", which) == 0
        assert capsys.readouterr().out == "1 bank, 1 question: no faults.\n"


def test_check_of_what_is_not_there(store: Store, tmp_path: Path, capsys: Out) -> None:
    assert run(store, "check", "goood", tmp_path / "no.toml", "good") == 1
    out = capsys.readouterr().out
    assert "goood: there is no such bank; did you mean good?" in out
    assert f"{tmp_path / 'no.toml'}: there is no such file" in out
    assert "2 faults." in out


def test_warnings_do_not_fail(store: Store, capsys: Out) -> None:
    twice = GOOD + '[[questions]]\nquestion = "What is a delta"\nanswer = """$\\frac{1}{2}$"""\n'
    path = put(store, "mine", twice)
    assert run(store, "check", path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(f"{path}:9: warning: " in line and "backslash" in line for line in lines)
    assert f"{path}:7: warning: questions[2].question: nearly the same as questions[1]" in lines[1]
    assert lines[-1] == "1 bank, 2 questions: no faults, 2 warnings."
    assert run(store, "check", "--json", path) == 0
    assert [each["line"] for each in said(capsys)["warnings"]] == [9, 7]


def test_check_for_programs(store: Store, capsys: Out) -> None:
    bad = put(store, "bad", BAD)
    assert run(store, "check", "--json", bad) == 1
    told = said(capsys)
    assert told["faults"][0] == {
        "file": str(bad),
        "line": 4,
        "field": "questions[1].time_limit",
        "message": "expected a positive number, got -5",
    }


# new


def test_new_passes_the_check_and_never_overwrites(store: Store, capsys: Out) -> None:
    assert run(store, "new", "mine") == 0
    path = Path(capsys.readouterr().out.strip())
    assert path == store.banks_folder / "mine.toml"
    assert run(store, "check", path) == 0
    before = path.read_bytes()
    for taken in ("mine", "good"):
        with pytest.raises(FileFault, match="already"):
            run(store, "new", taken)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "", ".x", "con", "a\nb/", "x" * 200, "-x", "a\x1bb"]
)
def test_new_refuses_what_is_no_name(store: Store, capsys: Out, name: str) -> None:
    arguments = build_parser().parse_args(["bank", "new", "x"])
    arguments.name = name
    assert run_bank(store, arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not store.home.exists()


def test_names() -> None:
    assert chosen_name(" System  design.toml") == "System_design"
    assert name_from("What's new? C++ & Äpfel!") == "what_s_new_c_äpfel"
    assert name_from("…") == "bank"
    assert name_from("con") == "con_bank"
    assert len(name_from("wort " * 100).encode()) <= 80
    assert title_from("system_design") == "System design"
    assert free_name("a", {"a", "a_2"}) == "a_3"


# import


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
    assert "rivers.md:3: " in captured.out
    assert "% sure: What is a meander?" in captured.out
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


def test_into_a_broken_bank_is_refused(store: Store, document: Path) -> None:
    bad = put(store, "bad", BAD)
    with pytest.raises(FileFault, match="positive number"):
        run(store, "import", "--to", "bad", document)
    assert bad.read_text() == BAD


def test_into_a_bank_in_one_value_is_refused(store: Store, document: Path, capsys: Out) -> None:
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


def test_doubtful_items_wait_for_a_yes(
    store: Store, document: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from simulator.importers import Draft, read_files

    def doubting(paths: list[Path]) -> Draft:
        draft = read_files(paths)
        first = replace(draft.items[0], sure=0.3, note="no question mark")
        return replace(draft, items=(first, *draft.items[1:]))

    monkeypatch.setattr("simulator.commands.bank_import.read_files", doubting)
    assert run(store, "import", document) == 0
    out = capsys.readouterr().out
    assert "only with --yes: 1 question" in out
    assert "30 % sure: What is a meander? (no question mark)" in out
    path = store.banks_folder / "rivers.toml"
    assert len(read_bank(path).questions) == 2
    assert run(store, "import", "--yes", document) == 0
    assert len(read_bank(path).questions) == 3


def test_a_doubtful_document_waits_for_a_yes(
    store: Store, document: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from simulator.importers import read_files

    monkeypatch.setattr(
        "simulator.commands.bank_import.read_files",
        lambda paths: replace(read_files(paths), doubt="it may be a list of links."),
    )
    assert run(store, "import", document) == 1
    assert not store.home.exists()
    assert "may be a list of links" in capsys.readouterr().err
    assert run(store, "import", "--yes", document) == 0


def test_what_can_not_be_read(store: Store, tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "x.apkg").write_bytes(b"PK\x03\x04 broken")
    for path in (tmp_path / "gone.md", tmp_path / "x.apkg"):
        assert run(store, "import", path) == 2
        assert path.name in capsys.readouterr().err
    assert run(store, "import", "--to", "a/b", tmp_path / "x.apkg") == 2
    assert not store.home.exists()


# export


@pytest.mark.parametrize("form", ["md", "csv", "anki", "json", "gift"])
def test_export(store: Store, tmp_path: Path, capsys: Out, form: str) -> None:
    assert run(store, "export", "good", "--format", form) == 0
    shown = capsys.readouterr().out
    assert "Land at the mouth of a river." in shown
    out = tmp_path / "out"
    assert run(store, "export", "good", "--format", form, "-o", out) == 0
    assert out.read_text().rstrip("\n") == shown.rstrip("\n")
