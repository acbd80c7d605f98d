"""Tests reading banks, with all faults at once, each with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from simulator.core.bank import FollowUp, Question, derived_id
from simulator.core.choices import Difficulty
from simulator.storage.banks.read import read_bank
from simulator.system.faults import BankFault
from tests.storage.banks.parsing import HEAD, parsed


def faults(text: str) -> list[str]:
    """Return the faults of a bank as printed."""
    with pytest.raises(BankFault) as caught:
        parsed(text)
    return [str(fault) for fault in caught.value.faults]


def one(question: str) -> list[str]:
    """Return the fault of a question without its place."""
    return [each.split(": ", 1)[1] for each in faults(f"{HEAD}[[questions]]\n{question}\n")]


def test_a_bank_with_every_field() -> None:
    bank = parsed(
        'format = 1\ntitle = "Deep learning"\ndescription = "All."\nlanguage = "pt-BR"\n'
        'authors = ["A", "B"]\nlicense = "MIT"\nsource = "https://x"\n'
        '[defaults]\ntime_limit = 100\ndifficulty = "hard"\n'
        "[[questions]]\nid = \"a\"\nquestion = \"A?\"\nanswer = '''\n$\\frac{1}{2}$\n'''\n"
        'topic = "T"\ntags = ["x"]\ndifficulty = "easy"\ntime_limit = 1.5\n'
        'key_points = ["k"]\nbonus_points = ["b"]\nmistakes = ["m"]\nfollow_ups = ["f"]\n'
        'references = ["r"]\nsay = "Say A"\n[questions.extra]\nmine = [1, { a = 2 }]\n'
        '[[questions]]\nquestion = " B? "\n'
    )
    assert (bank.title, bank.description, bank.language) == ("Deep learning", "All.", "pt-BR")
    assert (bank.authors, bank.license, bank.source) == (("A", "B"), "MIT", "https://x")
    assert bank.time_limit == 100.0
    first, second = bank.questions
    assert first == Question(
        id="a",
        question="A?",
        answer="$\\frac{1}{2}$",
        topic="T",
        tags=("x",),
        difficulty=Difficulty.EASY,
        time_limit=1.5,
        key_points=("k",),
        bonus_points=("b",),
        mistakes=("m",),
        follow_ups=(FollowUp("f"),),
        references=("r",),
        say="Say A",
        extra={"mine": [1, {"a": 2}]},
    )
    assert second == Question(id=derived_id("B?"), question="B?", difficulty=Difficulty.HARD)
    assert second.topic == "General"
    assert second.time_limit is None
    assert bank.time_limit_of(second) == 100.0


def test_follow_ups_are_sentences_or_tables() -> None:
    written = (
        'follow_ups = ["One?", { question = " Two? ", key_points = ["a", "b"], '
        'answer = "B", time_limit = 40 }]',
        '[[questions.follow_ups]]\nquestion = "One?"\n[[questions.follow_ups]]\n'
        "question = \"Two?\"\nkey_points = [\"a\", \"b\"]\nanswer = '''\nB\n'''\ntime_limit = 40",
    )
    expected = (FollowUp("One?"), FollowUp("Two?", ("a", "b"), "B", 40.0))
    for each in written:
        bank = parsed(
            f'title = "x"\n[[questions]]\nquestion = "q"\n{each.replace(" Two? ", "Two?")}\n'
        )
        assert bank.questions[0].follow_ups == expected


def test_reviewed_is_a_date_and_a_version_is_text() -> None:
    bank = parsed('title="x"\nversion="2.1"\n[[questions]]\nquestion="q"\nreviewed=2026-12-01')
    assert bank.version == "2.1"
    assert bank.questions[0].reviewed == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("follow_ups = [3]", "follow_ups[1]: expected a sentence in quotes or a table"),
        ("follow_ups = [{ key_points = [] }]", "follow_ups[1].question: is missing"),
        ('follow_ups = ["x", { question = "y", point = [] }]', "follow_ups[2].point: unknown key"),
        (
            '[[questions.follow_ups]]\nquestion = "y"\ntime_limit = -5',
            "follow_ups[1].time_limit: expected a positive number, got -5",
        ),
        ('reviewed = "2026-12-01"', "reviewed: expected a date like 2026-12-01"),
        (
            "reviewed = 0001-01-01",
            "reviewed: expected a date like 2026-12-01, without quotes, from 1970",
        ),
        ("reviewed = 2026-12-01T10:00:00", "reviewed: expected a date like 2026-12-01"),
    ],
)
def test_faults_of_follow_ups_and_dates(written: str, expected: str) -> None:
    (fault,) = faults(f'title = "x"\n[[questions]]\nquestion = "q"\n{written}\n')
    line = written.count("\n") + 4
    assert f":{line}: questions[1].{expected}" in fault


def test_optional_fields_have_defaults() -> None:
    bank = parsed('title = "T"')
    assert (bank.questions, bank.language, bank.time_limit) == ((), "en", None)


def test_all_faults_are_reported_by_line() -> None:
    assert faults(
        "format = 1\n[defaults]\ntime_limit = 0\n[[questions]]\nanswer = 'x'\n[[questions]]\n"
        "question = 'q'\ntime_limit = -5\ndificulty = 'easy'\ntags = 'a'\nkey_points = ['a', 3]\n"
    ) == [
        "b.toml: title: is missing",
        "b.toml:3: defaults.time_limit: expected a positive number, got 0",
        "b.toml:4: questions[1].question: is missing",
        "b.toml:8: questions[2].time_limit: expected a positive number, got -5",
        "b.toml:9: questions[2].dificulty: unknown key; did you mean difficulty?",
        'b.toml:10: questions[2].tags: expected a list like ["one", "two"], got the text "a"',
        "b.toml:11: questions[2].key_points[2]: expected text in quotes, got 3",
    ]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("question = ' '", "questions[1].question: is blank"),
        ("question = '\u200b'", "questions[1].question: is blank"),
        ("question = 'q'\ntime_limit = true",
         "questions[1].time_limit: expected a number, got true"),
        ("question = 'q'\ntime_limit = 86401", "questions[1].time_limit: "
         "expected a number from 1 to 86,400, got 86401"),
        ("question = 'q'\ntime_limit = nan",
         "questions[1].time_limit: expected a positive number, got nan"),
        ("question = 'q'\nextra = 1", "questions[1].extra: expected a table [extra], got 1"),
        ("question = 'q'\nzzz = 1", None),
    ],
)  # fmt: skip
def test_faults_of_a_question(question: str, said: str | None) -> None:
    found = one(question)
    assert len(found) == 1
    assert said is None or found == [said]


def test_each_unknown_key_is_reported_once() -> None:
    found = faults("titel = 'x'\ntitle = 'x'\n[[questions]]\nquestion = 'q'\naa = 1\nbb = 2\n")
    assert len(found) == 3
    assert found[0] == "b.toml:1: titel: unknown key; did you mean title?"


def test_ids_that_look_the_same_are_duplicates() -> None:
    twins = (
        "[[questions]]\nid = 'paypal'\nquestion = 'a'\n[[questions]]\nid = 'p\u200bay\u200cpal'\n"
    )
    assert faults(f"{HEAD}{twins}question = 'b'\n") == [
        'b.toml:7: questions[2].id: "paypal" is also the id of questions[1]'
    ]
    same = "[[questions]]\nquestion = 'A  b?'\n[[questions]]\nquestion = 'a b?'\n"
    assert faults(HEAD + same) == [
        "b.toml:6: questions[2].question: the same as questions[1]; delete one, or give each an id"
    ]


def test_a_newer_format_is_the_only_fault_reported() -> None:
    assert faults("format = 2\nnew_key = 1\n") == [
        "b.toml:1: format: 2 is newer than this program, which reads format 1; "
        "a newer version of the program is needed"
    ]
    assert "expected a whole number" in faults('format = "1"\ntitle = "x"')[0]


@pytest.mark.parametrize("language", ["english!", "e", "de_DE", "\u001b[0m"])
def test_a_language_is_a_tag(language: str) -> None:
    assert any("language" in each for each in faults(f'title = "x"\nlanguage = {language!r}'
                                                     .replace("\\x1b", "\\u001b")
                                                     .replace("'", '"')))  # fmt: skip


def test_limits() -> None:
    assert "at most 100,000 characters" in one(f"question = '{'x' * 100_001}'")[0]
    assert parsed(f"{HEAD}[[questions]]\nquestion = '{'x' * 100_000}'").questions
    many = "[[questions]]\nquestion = 'q'\n" * 20_001
    assert faults(HEAD + many) == [
        "b.toml:3: questions: 20,001 questions are too many: at most 20,000 in a bank"
    ]


def test_texts_are_cleaned() -> None:
    bank = parsed(
        'title = "a\\u0000b\\nc"\n[[questions]]\nquestion = "a\\u001b[31m\\r\\nb"\n'
        'answer = "\\n\\n  x\\u202e \\n\\n"\ntopic = " a\\n b "\ntags = ["", " x "]\n'
    )
    question = bank.questions[0]
    assert bank.title == "ab c"
    assert (question.question, question.answer) == ("a[31m\nb", "  x")
    assert (question.topic, question.tags) == ("a b", ("x",))


def test_a_file_is_named_by_its_stem_however_it_is_spelt(tmp_path: Path) -> None:
    for name, shown in (("a b.toml", "a b"), ("\x1b[31m.toml", r"\x1b[31m"), ("-rf.toml", "-rf")):
        path = tmp_path / name
        path.write_text(HEAD)
        assert read_bank(path).name == shown
    with pytest.raises(BankFault, match="no such file"):
        read_bank(tmp_path / "no.toml")
