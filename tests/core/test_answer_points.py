"""Tests the points offered for ticking when a bank names no key points."""

from simulator.core.answer_points import MOST_POINTS, key_points_from_answer


def test_list_items_come_before_sentences() -> None:
    answer = "It has parts. Namely:\n- **Layers:** the blocks\n- Weights\n\nThat is all."
    assert key_points_from_answer(answer) == ("Layers: the blocks", "Weights")


def test_numbered_items_count_as_a_list() -> None:
    assert key_points_from_answer("1. one thing\n2) another") == ("one thing", "another")


def test_without_a_list_the_sentences_are_the_points() -> None:
    answer = "Gradients shrink, e.g. by 0.25 a layer. Early layers learn slowly! Is it bad? Yes."
    assert key_points_from_answer(answer) == (
        "Gradients shrink, e.g. by 0.25 a layer.",
        "Early layers learn slowly!",
        "Is it bad?",
        "Yes.",
    )


def test_an_item_includes_its_continuation_lines() -> None:
    answer = "- the first,\n  wrapped\n- the second\n\nand prose"
    assert key_points_from_answer(answer) == ("the first, wrapped", "the second")


def test_a_single_item_does_not_count_as_a_list() -> None:
    assert key_points_from_answer("- Only this. And that.") == ("Only this.", "And that.")


def test_code_is_not_a_point_and_repeats_count_once() -> None:
    assert key_points_from_answer("Use it.\n```\nx = 1. Y\n```\nUse it. Then stop.") == (
        "Use it.",
        "Then stop.",
    )


def test_paragraphs_end_sentences() -> None:
    assert key_points_from_answer("First thought\n\nSecond thought") == (
        "First thought",
        "Second thought",
    )


def test_an_empty_answer_has_no_points() -> None:
    assert key_points_from_answer(" \n ... \n") == ()


def test_the_number_of_points_is_limited() -> None:
    assert (
        len(key_points_from_answer(" ".join(f"Point {n} is this." for n in range(50))))
        == MOST_POINTS
    )


def test_formulas_and_code_stay_whole() -> None:
    answer = "Use `a*b` and $x_{i} * y_j$ at **once**. Then `c. D` ends."
    assert key_points_from_answer(answer) == (
        "Use `a*b` and $x_{i} * y_j$ at once.",
        "Then `c. D` ends.",
    )
