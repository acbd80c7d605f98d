"""Tables: the delimiter, the columns and the options are detected."""

from __future__ import annotations

import pytest

from simulator.importers.files import read_bytes
from tests.importers.reading import pairs, questions


@pytest.mark.parametrize("sign", [",", ";", "\t", "~", "|"])
def test_a_table_with_any_delimiter_and_an_index_column(sign: str) -> None:
    rows = [["", "question", "answer"], ["0", "What is x?", "It is y."], ["1", "What is z?", "zed"]]
    text = "\n".join(sign.join(row) for row in rows)
    assert pairs(text, "t.csv") == [("What is x?", "It is y."), ("What is z?", "zed")]


def test_a_table_without_header_with_line_breaks_in_quotes() -> None:
    text = '"What is a heap?","A tree\nwith ""order"""\n"What is a stack?",LIFO\n'
    assert pairs(text, "t.csv") == [
        ("What is a heap?", 'A tree\nwith "order"'),
        ("What is a stack?", "LIFO"),
    ]


def test_a_table_with_options_names_the_right_one_by_number() -> None:
    text = ",Question,Answer1,Answer2,Answer3,Time,Correct\n1,Which?,a,b,⠀,60,2\n"
    question = questions(text, "k.csv")[0]
    assert question.question == "Which?\n\n- A) a\n- B) b"
    assert question.answer == "**B)** b"
    assert question.time_limit == 60


def test_a_table_of_numbers_is_refused() -> None:
    rows = "".join(f"float,{n},{n * n}\n" for n in range(20))
    assert "column of questions" in (read_bytes(rows.encode(), name="n.csv").refused or "")


def test_plain_text_in_tables_is_unchanged() -> None:
    text = "front,back\n2^3 * 4,#include <x>\n<b>,std::vector<int>\n"
    assert pairs(text, "t.csv") == [("2^3 * 4", "#include <x>"), ("<b>", "std::vector<int>")]
