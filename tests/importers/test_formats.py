"""Each format is found out by its content and read: questions, answers, what is known of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.bank import Question
from simulator.importers import CannotRead, Draft, read_files
from simulator.importers.files import read_bytes


def questions(text: str, name: str) -> list[Question]:
    return [item.question for item in read_bytes(text.encode(), name=name).items]


def pairs(text: str, name: str) -> list[tuple[str, str]]:
    return [(question.question, question.answer) for question in questions(text, name)]


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


def test_plain_text_in_tables_stays_as_it_is_written() -> None:
    text = "front,back\n2^3 * 4,#include <x>\n<b>,std::vector<int>\n"
    assert pairs(text, "t.csv") == [("2^3 * 4", "#include <x>"), ("<b>", "std::vector<int>")]


def test_legacy_encodings_are_read_and_told() -> None:
    draft = read_bytes("front,back\ncafé?,crème\n".encode("cp1252"), name="l.csv")
    assert draft.items[0].question.question == "café?"
    assert any("l.csv:2" in note and "UTF-8" in note for note in draft.notes)
    chinese = "question,answer\n" + "什么是线程的调度单位呢,答案是线程\n" * 3
    assert read_bytes(chinese.encode("gb18030"), name="c.csv").items[0].question.question[0] == "什"
    assert read_bytes("Q: What?\nA: That.\n".encode("utf-16"), name="u.txt").items


def test_anki_text_with_headers() -> None:
    head = "#separator:tab\n#html:true\n#deck column:1\n#tags column:4\n"
    text = f"{head}Bio::Cells\tWhat?\ta<br>b\tx y\n"
    question = questions(text, "deck.txt")[0]
    assert (question.question, question.answer) == ("What?", "a\\\nb")
    assert (question.topic, question.tags) == ("Cells", ("x", "y"))


def test_anki_text_without_headers_and_a_cloze() -> None:
    assert pairs("to eat\t食べる\nto drink\t飲む\n", "deck.txt")[0] == ("to eat", "食べる")
    cloze = questions("The {{c1::sun::star}} shines.\textra\n", "deck.txt")[0]
    assert cloze.question == "The [star] shines."
    assert cloze.answer == "The **sun** shines.\n\nextra"


GIFT = """
// a comment [id:q1] [tag:easy]
$CATEGORY: top/Capitals

::title::[html]What is the <b>capital</b> of Peru\\:{
=Lima # right! ~Quito#no ~%50%Callao####Lima is it.
}

Two plus two is {=four =4}.

The sky is green. {F#no#yes, false}

Match. {=a -> 1 =b -> 2}

How many? {#3:1}

A description only.

Why? {}
"""


def test_gift_in_all_its_types() -> None:
    found = questions(GIFT, "q.gift")
    assert [question.topic for question in found] == ["Capitals"] * 6
    assert found[0].id == "q1"
    assert found[0].tags == ("easy",)
    assert found[0].question.startswith("What is the **capital** of Peru:\n\n- A) Lima\n- B) Quito")
    assert found[0].answer == "- Lima\n- Callao\n\n**A), C)**\n\nright!\n\nLima is it."
    assert (found[1].question, found[1].answer) == ("Two plus two is _____ .", "- four\n- 4")
    assert found[2].answer.startswith("False")
    assert found[3].answer == "- a → 1\n- b → 2"
    assert found[4].answer == "3 (± 1)"
    assert (found[5].question, found[5].answer) == ("Why?", "")
    left = read_bytes(GIFT.encode(), name="q.gift").left_out
    assert any(one.reason == "a description, no question" for one in left)


def test_aiken() -> None:
    text = "Which one?\nA) this\nB. that\nANSWER: B\n\nAnd now?\nA) x\nB) y\nANSWER: A\n"
    assert pairs(text, "quiz.txt") == [
        ("Which one?\n\n- A) this\n- B) that", "**B)** that"),
        ("And now?\n\n- A) x\n- B) y", "**A)** x"),
    ]


MOODLE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/Trees</text></category></question>
<question type="multichoice"><name><text>n</text></name>
<questiontext format="html"><text><![CDATA[<p>Which <em>one</em>?</p>]]></text></questiontext>
<idnumber>id-1</idnumber>
<answer fraction="0"><text>no</text></answer>
<answer fraction="100"><text>yes</text><feedback><text>Well done.</text></feedback></answer>
<tags><tag><text>t</text></tag></tags></question>
<question type="essay"><questiontext><text>Why?</text></questiontext>
<graderinfo format="html"><text>Because.</text></graderinfo></question>
<question type="description"><questiontext><text>Read this.</text></questiontext></question>
</quiz>
"""


def test_moodle_xml() -> None:
    choice, essay = questions(MOODLE, "quiz.xml")
    assert choice == Question(
        "id-1",
        "Which _one_?\n\n- A) no\n- B) yes",
        "**B)** yes\n\nWell done.",
        topic="Trees",
        tags=("t",),
    )
    assert (essay.question, essay.answer) == ("Why?", "Because.")


ORG = """#+TITLE: Cards
* Normal card :fc:bio:
:PROPERTIES:
:ID: abc
:END:
The front says /more/ with =code=.
** Back
#+begin_src python
print(1)
#+end_src
* Grammar
** Item
:PROPERTIES:
:ANKI_NOTE_TYPE: Basic
:END:
*** Front
     a phrase
*** Back
     its *meaning*
"""


def test_org() -> None:
    first, second = questions(ORG, "cards.org")
    assert (first.id, first.tags) == ("abc", ("bio",))
    assert first.question == "Normal card\n\nThe front says _more_ with `code`."
    assert first.answer == "```python\nprint(1)\n```"
    assert (second.question, second.answer) == ("a phrase", "its **meaning**")
    assert second.topic == "Grammar"


def test_obsidian_flash_cards() -> None:
    inline = "#flashcards\n\n# Birds\n\nwren::small\n\nowl:::night\n\n"
    text = f"{inline}what\nflies\n?\na bird\nor two\n<!--SR:!2026-01-01,1,230-->\n"
    assert pairs(text, "note.md") == [
        ("wren", "small"),
        ("owl", "night"),
        ("what\nflies", "a bird\nor two"),
    ]


def test_json_of_several_shapes() -> None:
    assert pairs(json.dumps([{"q": "What is x?", "a": "y"}]), "a.json") == [("What is x?", "y")]
    assert pairs(json.dumps({"faq": {"What is x?": "an x", "And y?": "a y"}}), "a.json")[1] == (
        "And y?",
        "a y",
    )
    quiz = {
        "questions": [
            {"question": "Which?", "options": ["x", "y"], "correct": 1, "explanation": "so"}
        ]
    }
    assert pairs(json.dumps(quiz), "a.json") == [("Which?\n\n- A) x\n- B) y", "**B)** y\n\nso")]
    trivia = [
        {
            "question": "&quot;H2O&quot;?",
            "correct_answer": "Water",
            "incorrect_answers": ["Air"],
            "difficulty": "easy",
            "category": "Science",
        }
    ]
    found = questions(json.dumps({"results": trivia}), "a.json")[0]
    assert found.question.startswith('"H2O"?')
    assert (found.answer, found.difficulty.value, found.topic) == (
        "**B)** Water",
        "easy",
        "Science",
    )
    points = [
        {"question": "What?", "answer": "That.", "goodToHear": ["one"], "links": ["https://e.org"]}
    ]
    found = questions(json.dumps(points), "a.json")[0]
    assert (found.key_points, found.references) == (("one",), ("https://e.org",))


def test_a_folder_with_one_question_a_file(tmp_path: Path) -> None:
    for name, text in {
        "README.md": "# About\n\nSee the files.\n",
        "What is a lock.md": "# Lock\n\nIt locks.\n\n## How to open?\n\nWith a key.\n\n# Links\nhttps://e.org\n",
        "What is a key.md": "# Key\n\nIt opens.\n\n## Kinds\n\nMany.\n",
        "What is a door.md": "# Door\n\nIt closes.\n",
    }.items():
        (tmp_path / name).write_text(text)
    draft = read_files([tmp_path])
    assert [item.question.question for item in draft.items] == [
        "What is a door",
        "What is a key",
        "What is a lock",
    ]
    assert draft.items[2].question.answer.startswith("It locks.\n\n## How to open?")
    assert {left.file for left in draft.left_out} == {"README.md"}


def test_several_files_become_one_draft(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Q: What is a?\nA: b\n")
    (tmp_path / "b.csv").write_text("question,answer\nWhat is c?,d\n")
    draft = read_files([tmp_path / "a.txt", tmp_path / "b.csv"])
    assert [(item.file, item.question.answer) for item in draft.items] == [
        ("a.txt", "b"),
        ("b.csv", "d"),
    ]


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="nothing-here"):
        read_files([tmp_path / "nothing-here.md"])


def test_an_empty_file_is_refused() -> None:
    draft = read_bytes(b" \n", name="e.md")
    assert isinstance(draft, Draft)
    assert "empty" in (draft.refused or "")
