"""Written text as a person would say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.speech import spoken_text
from simulator.speech.spoken import LONGEST

SAID = {
    "**bold** and _it_": "bold and it.",
    "# What is dropout?\n\n> It drops.": "What is dropout? It drops.",
    "cost $5 and $10": "cost $5 and $10.",
    "a → b, x² ≤ 3": "a to b, x squared less than or equal to 3.",
    "fast 🚀 family 👩‍💻!": "fast family!",
    "ReLU vs. GELU, C#, AUC": "relloo versus GELU, C sharp, A.U.C.",
    "LSTM, SGD, PyTorch, NumPy and BERT": "LSTM, SGD, PyTorch, NumPy and BERT.",
    "`np.mean(x_train)`?": "np dot mean of x train?",
    "Does `a == b` hold for `x[0]`?": "Does a equals b hold for x at 0?",
    "Use `--verbose`": "Use verbose.",
    "1. first\n2. second\n": "1: first. 2: second.",
    "- one;\n- two\n": "one; two.",
    "see https://example.org/a?b=c.": "see a link.",
    "[the paper](https://example.org) ![a loss curve](x.png)": "the paper a loss curve.",
    "```py\nx = 1\n```\nWhat is printed?": "A piece of code is on the screen. What is printed?",
    "|a|b|\n|-|-|\n|1|2|\n\nWhich?": "A table is on the screen. Which?",
    "precision/recall, path/to/x": "precision or recall, path/to/x.",
    "Is it O(n log n)?": "Is it O of n log n?",
    "call batchNorm with weight_decay": "call batch Norm with weight decay.",
    "List<String> & x < 3": "List<String> & x < 3.",
    "`$5` stays": "5 stays.",
    "\x00\ud800\u202e hi": "hi.",
    "": "",
    "🚀": "",
}
FORMULAS = {
    "x_i": "x sub i",
    r"\frac{a}{b}": "a over b",
    r"\hat{y} = \sigma(Wx + b)": "y hat equals sigma of W x plus b",
    r"\sum_{i=1}^{n} x_i^2": "the sum from i equals 1 to n of x sub i squared",
    r"\sum_i p_i": "the sum over i of p sub i",
    r"\mathbb{R}^n": "R to the n",
    "A^{-1} A^T": "A inverse A transpose",
    "e^{-x}": "e to the minus x",
    r"\nabla_\theta L": "gradient sub theta L",
    r"\frac{\partial L}{\partial w}": "partial L over partial w",
    r"P(A \mid B)": "P of A given B",
    r"\sqrt{d_k} + \sqrt[3]{x}": "the square root of d sub k plus the cube root of x",
    r"\operatorname{softmax}(z)": "softmax z",
    r"\left( x \right) \cdot y": "x times y",
    r"\max_a Q(s, a)": "max over a Q of s, a",
    "{" * 200: "",
    r"\unknown x": "unknown x",
    r"n \to \infty": "n to infinity",
    r"\binom{n}{k}": "n choose k",
    r"\Pr[X]": "probability X",
    r"f'(x)": "f prime x",
}


@pytest.mark.parametrize("written", SAID)
def test_markdown_is_said(written: str) -> None:
    assert spoken_text(written) == SAID[written]


@pytest.mark.parametrize("formula", FORMULAS)
def test_formulas_are_said(formula: str) -> None:
    for written in (f"${formula}$", f"$${formula}$$", f"\\({formula}\\)", f"\\[{formula}\\]"):
        assert spoken_text(f"Say {written} now") == " ".join(
            f"Say {FORMULAS[formula]} now.".split()
        )


def test_long_code_is_only_mentioned() -> None:
    assert spoken_text(f"Why `{'x' * 61}`?") == "Why A piece of code is on the screen?"


def test_a_long_text_ends_at_a_sentence_and_says_so() -> None:
    said = spoken_text("A sentence of some words. " * 200)
    assert len(said) < LONGEST + 40
    assert said.endswith("words. The rest is on the screen.")


def test_other_languages_have_their_own_words() -> None:
    assert spoken_text("Was ist $x^2$?\n```\na\n```", "de-AT") == (
        "Was ist x Quadrat? Ein Stück Code steht auf dem Bildschirm."
    )
    assert spoken_text("什么是**过拟合**？", "zh") == "什么是过拟合？"
    assert "the" not in spoken_text("a → b", "fr")


@given(st.text(max_size=300) | st.text(alphabet="$\\{}_^`*[]()|#->\n frac12", max_size=300))
def test_any_text_can_be_said(text: str) -> None:
    said = spoken_text(text)
    assert said.isprintable()
    assert len(said) < LONGEST + 60
