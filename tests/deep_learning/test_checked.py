"""Every arithmetic question and every piece of code in a question has a test of its own."""

from __future__ import annotations

from tests.deep_learning import (
    test_arithmetic_machines,
    test_arithmetic_networks,
    test_figures_core,
    test_figures_language,
    test_figures_systems,
    test_figures_vision,
)
from tests.deep_learning.bank import Question

MODULES = (
    test_arithmetic_machines,
    test_arithmetic_networks,
    test_figures_core,
    test_figures_language,
    test_figures_systems,
    test_figures_vision,
)


def test_every_figure_and_every_code_is_checked(questions: list[Question]) -> None:
    checked = {
        name.removeprefix("test_").replace("_", "-") for each in MODULES for name in vars(each)
    }
    wanted = {
        question["id"]
        for question in questions
        if question["topic"] == "Arithmetic" or "```python" in question["question"]
    }
    assert {
        name for name in wanted if not {name, name.removeprefix("arithmetic-")} & checked
    } == set()
