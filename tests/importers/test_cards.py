"""Flash card formats: Anki text, Org, Obsidian."""

from __future__ import annotations

from simulator.importers.files import read_bytes
from tests.importers.reading import pairs, questions


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


def test_remnote_separators() -> None:
    text = (
        "- Cells\n    - What is ATP? >> The coin of a cell.\n    - Mitochondrion :: makes ATP\n"
        "        - Membranes ;; two\n    - Steps of breathing >>>\n        - glycolysis\n"
        "        - Krebs cycle\n    - only a remark\n"
    )
    draft = read_bytes(text.encode(), name="cells.md")
    found = [(item.question.question, item.question.answer) for item in draft.items]
    assert found == [
        ("What is ATP?", "The coin of a cell."),
        ("Mitochondrion", "makes ATP"),
        ("Membranes", "two"),
        ("Steps of breathing", "- glycolysis\n- Krebs cycle"),
    ]
    assert draft.items[0].question.topic == "Cells"
    assert draft.layout == "RemNote cards"


def test_links_with_colons_in_their_words_are_no_cards() -> None:
    lines = [f"- [::part-{n} of an element](https://example.org/{n})" for n in range(4)]
    draft = read_bytes("\n".join(lines).encode(), name="css.md")
    assert draft.items == ()
    assert "a list of links" in str(draft.refused)
