"""Quiz formats: GIFT, Aiken, Moodle XML, QTI, Blackboard."""

from __future__ import annotations

import pytest

from simulator.core.bank import Question
from simulator.importers import CannotRead
from simulator.importers.files import read_bytes
from tests.importers.packages import zipped
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


def test_all_question_types_of_gift() -> None:
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
    assert any(one.reason == "a description, not a question" for one in left)


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


GAPS = r"""<quiz>
<question type="cloze"><questiontext><text>Water boils at {1:NUMERICAL:=100:0.5} degrees
in a {1:MC:=pot~sieve#no}, said with {2:SHORTANSWER:=a kettle~%50%a pan}; {1:SA:=\}}
</text></questiontext></question>
<question type="gapselect"><questiontext><text>A [[1]] eats [[3]].</text></questiontext>
<selectoption><text>cat</text></selectoption><selectoption><text>dog</text></selectoption>
<selectoption><text>fish</text></selectoption></question>
<question type="gapfill"><questiontext><text>The [cow] gives [milk].</text></questiontext>
</question>
<question type="ordering"><questiontext><text>In order?</text></questiontext>
<answer><text>two</text></answer><answer><text>three</text></answer></question>
</quiz>"""


def test_moodle_questions_with_gaps() -> None:
    cloze, select, fill, order = questions(GAPS, "gaps.xml")
    assert cloze.question.startswith("Water boils at _____ degrees")
    assert "in a [pot / sieve], said with _____" in " ".join(cloze.question.split())
    assert cloze.answer == "- 100 (± 0.5)\n- pot\n- a kettle or a pan\n- }"
    assert select.question == "A _____ eats _____.\n\nWords: cat, dog, fish"
    assert select.answer == "- cat\n- fish"
    assert (fill.question, fill.answer) == ("The _____ gives _____.", "- cow\n- milk")
    assert order.question == "In order?\n\n- three\n- two"
    assert order.answer == "1. two\n2. three"


BLACKBOARD = """\
MC\tWhat is salt?\tNaCl\tcorrect\tKCl\tincorrect
TF\tIron floats.\tfalse
ESS\tWhy rust?\tWater and air.
MAT\tMatch.\tiron\tFe\tgold\tAu
NUM\tHow many?\t8\t0.5
"""


def test_a_blackboard_text_file() -> None:
    assert pairs(BLACKBOARD, "pool.txt") == [
        ("What is salt?\n\n- A) NaCl\n- B) KCl", "**A)** NaCl"),
        ("Iron floats.", "False"),
        ("Why rust?", "Water and air."),
        ("Match.\n\n- iron\n- gold", "- iron → Fe\n- gold → Au"),
        ("How many?", "8 (± 0.5)"),
    ]


POOL = """<?xml version="1.0"?><questestinterop><assessment title="Metals"><section>
<item title="a"><presentation><flow class="QUESTION_BLOCK"><material>
<mat_formattedtext type="HTML">&lt;p&gt;Which rusts?&lt;/p&gt;</mat_formattedtext></material></flow>
<flow class="RESPONSE_BLOCK"><response_lid ident="response"><render_choice>
<response_label ident="x"><mat_formattedtext>Gold</mat_formattedtext></response_label>
<response_label ident="y"><mat_formattedtext>Iron</mat_formattedtext></response_label>
</render_choice></response_lid></flow></presentation>
<resprocessing><respcondition title="correct"><conditionvar>
<varequal respident="response">y</varequal></conditionvar>
<setvar variablename="SCORE">SCORE.max</setvar></respcondition>
<respcondition title="incorrect"><conditionvar><other/></conditionvar>
<setvar variablename="SCORE">0.0</setvar></respcondition></resprocessing></item>
</section></assessment></questestinterop>"""


def test_a_blackboard_pool_alone_and_in_its_package() -> None:
    wanted = [("Which rusts?\n\n- A) Gold\n- B) Iron", "**B)** Iron")]
    assert pairs(POOL, "res00001.dat") == wanted
    package = zipped({"imsmanifest.xml": b"<manifest/>", "res00001.dat": POOL.encode()})
    draft = read_bytes(package, name="pool.zip")
    assert [(item.question.question, item.question.answer) for item in draft.items] == wanted
    assert draft.title == "Metals"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped({"a.txt": b"x"}), "unpack it"),
        (zipped({"a.xml": b"<" * 20_000_000}), "too large"),
        (b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_other_packages_are_refused_with_a_cure(data: bytes, words: str) -> None:
    with pytest.raises(CannotRead, match=words):
        read_bytes(data, name="pool.zip")
