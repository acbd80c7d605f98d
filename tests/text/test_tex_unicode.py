"""Tests finding formulas in Markdown, and writing them as equivalent characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.storage.store import Store
from simulator.text.formulas import Formulas
from simulator.text.tex_unicode import LONGEST, written_tex
from simulator.ui.widgets.markdown import markdown_content
from tests.limits import within


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"10^{-6}", "10⁻⁶"),
        (r"x_1^2 + \beta_1^t", "x₁² + β₁ᵗ"),
        (r"\theta \leftarrow \theta - \eta v", "θ ← θ - η v"),
        (r"e^{z_k} / \sum_j e^{z_j} = p_k", "e^zₖ / ∑ⱼ e^zⱼ = pₖ"),
        (r"\log \sum_j e^{z_j - m}", "log ∑ⱼ e^(zⱼ - m)"),
        (r"\frac{a + b}{2}", "(a + b)/2"),
        (r"\tfrac{8}{3}d", "(8/3)d"),
        (r"-\log\frac{p}{q}", "-log (p/q)"),
        (r"\frac{1}{1 + \frac{a}{b}}", "1/(1 + a/b)"),
        (r"\sqrt{\hat v} + \sqrt{a + b}", "√v̂ + √(a + b)"),
        (r"\mathrm{KL}(q\,\|\,p)", "KL(q ‖ p)"),
        (r"\pi_{ref}(y_w)", "π_ref(y_w)"),
        (r"W^\top x", "Wᵀ x"),
        (r"1{,}152", "1,152"),
        (r"\int_{-\infty}^{\infty} f(x)\,dx", "∫_(-∞)^∞ f(x) dx"),
        (r"\sqrt[3]{y}", "∛y"),
        (r"a\sqrt[n]{b}", "a ⁿ√b"),
        (r"\sqrt{2}x", "√(2)x"),
        (r"\sqrt{x}^2", "(√x)²"),
        (r"p\binom{m}{r}", "p C(m, r)"),
        (r"\Pr[Y = 0]", "Pr[Y = 0]"),
        (r"\det A + \gcd(a, b)", "det A + gcd(a, b)"),
        (r"\overline{z}", "z̅"),
        (r"\overline{(a - b)^2}", "(\u0305a\u0305 \u0305-\u0305 \u0305b\u0305)\u0305²\u0305"),
        (r"\frac{p}{q}^2", "(p/q)²"),
        (r"\frac{1}{2a}", "1/(2a)"),
        (r"(x+1)\frac{1}{2}", "(x+1)(1/2)"),
        (r"\frac{\partial L}{\partial w}", "∂L/∂w"),
        (r"x_{\theta}^2", "x²_θ"),
        (r"e^{\beta}t", "e^β t"),
        (r"y \not\in B \cup C", "y ∉ B ∪ C"),
        (r"a \equiv b \pmod{7}", "a ≡ b (mod 7)"),
        (r"\operatorname*{argmin}_{w} \|w\|_2", "argmin_w ‖w‖₂"),
        (r"f''(t)", "f′′(t)"),
        (r"n\log n", "n log n"),
        (r"d_{\text{model}}", "d_model"),
        (r"\lVert v \rVert \to 0", "‖v‖ → 0"),
    ],
)
def test_written_formulas_mean_the_same(tex: str, text: str) -> None:
    assert written_tex(tex) == text


@pytest.mark.parametrize(
    "tex",
    [
        r"\unknownmacro{x} + 1",
        r"x + \unknownsign",
        r"a \\ b",
        r"\underbrace{a + b}_{n}",
        r"\overset{d}{=}",
        r"\xrightarrow{p}",
        r"\widehat{xy}",
        r"\color{red}{x}",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\sqrt{}",
        r"x_1_2",
    ],
)
def test_formulas_that_do_not_fit_on_a_line_stay_tex(tex: str) -> None:
    assert written_tex(tex) == tex


def test_long_or_unknown_formulas_are_shown_unchanged() -> None:
    assert written_tex("x + " * LONGEST) == ("x + " * LONGEST).strip()
    assert written_tex(r"\frac{a") == r"\frac{a"


def test_no_formula_of_the_shipped_bank_keeps_a_backslash(store: Store) -> None:
    listed = next(each for each in store.shelf.listed() if each.name == "deep_learning")
    assert listed.bank is not None
    found = [tex for each in listed.bank.questions for tex in Formulas(each.answer).tex]
    assert len(found) > 250
    assert [tex for tex in found if set("\\{}$") & set(written_tex(tex))] == []


def test_formulas_pass_through_markdown_and_code_does_not_change() -> None:
    text = (
        r"The step $v_1 * m_1 * \epsilon$ and \(10^{-6}\), `$x_1$`, $5 and $10."
        "\n\n```\n$y_2$\n```\n\n- $$\\frac{a}{b}$$"
    )
    assert markdown_content(text).plain == (
        "The step v₁ * m₁ * ϵ and 10⁻⁶, $x_1$, $5 and $10.\n\n│ $y_2$\n\n• a/b"
    )


@given(st.text(r"\{}^_$ab1()[]&#%~ \frac\sqrt\left", max_size=80))
def test_any_input_is_handled_and_leaves_no_controls(tex: str) -> None:
    assert written_tex(tex).isprintable() or not tex.isprintable()


@pytest.mark.parametrize(
    "tex",
    ["{" * 599, "^{" * 299, r"\frac{" * 99, r"\sqrt" * 119, r"\sqrt[" * 99, "- " * 299, "$" * 599],
)
def test_no_formula_is_slow(tex: str) -> None:
    with within(0.5):
        written_tex(tex)
