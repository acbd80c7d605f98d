"""Formats of quizzes: GIFT, Aiken, Moodle XML."""

from __future__ import annotations

from simulator.core.bank import Question
from simulator.importers.files import read_bytes
from tests.importers.reading import pairs, questions

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
