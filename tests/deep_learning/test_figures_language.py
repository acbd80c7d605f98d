"""The figures and the code of the questions on language models are as their answers say."""

from __future__ import annotations

import math

from tests.deep_learning.bank import Question
from tests.deep_learning.running import answers, code, run, says


def test_debug_answers_that_never_end(question: Question) -> None:
    source = code(question["question"])
    names, printed = run(source)
    assert printed == "[-100, -100, -100, -100, -100, 21, 22, -100]"
    assert names["END"] not in names["labels"]
    fix = code(question["answer"]).strip()
    old = "labels += [IGNORE] + tokens + [IGNORE]"
    assert source.count(old) == 1
    fixed, _ = run(source.replace(old, fix))
    assert fixed["labels"] == [-100] * 5 + [21, 22, fixed["END"]]
    two = fixed["encode"]([(1, [5]), (2, [6]), (1, [7]), (2, [8])])[1]
    assert two.count(fixed["END"]) == 2


def test_debug_hybrid_search(question: Question) -> None:
    names, printed = run(code(question["question"]))
    assert printed == "['a', 'b', 'c']"
    bm25, cosine = names["bm25"], names["cosine"]
    assert names["hybrid"](bm25, {}) == names["hybrid"](bm25, cosine)
    fixed, _ = run(code(question["answer"]))
    assert fixed["hybrid"](bm25, cosine) == ["c", "a", "e"]
    assert f"{2 / 63:.4f}" == "0.0317"
    assert "= 0.0317" in answers(question)
    assert f"{1 / 61 + 1 / 66:.4f}" == "0.0315"
    assert "= 0.0315" in answers(question)


def test_diagnose_retrieval_augmented_evaluation(question: Question) -> None:
    text = answers(question)
    rows = {
        "single": (160, 0.94, 0.96, 0.90),
        "tables": (60, 0.55, 0.71, 0.40),
        "two": (50, 0.48, 0.88, 0.44),
    }
    wrong = {name: round(n * (1 - right)) for name, (n, _, _, right) in rows.items()}
    assert wrong == {"single": 16, "tables": 36, "two": 28}
    total = sum(wrong.values()) + round(30 * 0.7)
    assert total == 101
    assert "together 101 of 300" in text
    assert round(100 * (300 - total) / 300) == 66
    assert "66 percent are right" in text
    for name, product in (("single", "0.90"), ("tables", "0.39"), ("two", "0.42")):
        _, recall, reading, _ = rows[name]
        assert f"{recall * reading:.2f}" == product
        assert f"= {product}" in text
    assert round(0.71 * 60) == 43
    assert 43 - 24 == 19
    assert "plus 19" in text
    assert round(0.88 * 50) == 44
    assert 44 - 22 == 22
    assert "plus 22" in text
    assert round(0.96 * 160) == 154
    assert "154" in text
    error = 1.96 * math.sqrt(0.44 * 0.56 / 50)
    assert round(100 * error) == 14
    assert "uncertain by 14 points" in text


def test_derive_bradley_terry_arena_ratings(question: Question) -> None:
    text = answers(question)
    scale = 400 / math.log(10)
    assert f"{scale:.1f}" == "173.7"
    assert "173.7" in text

    def win(elo: float) -> float:
        return 1 / (1 + 10 ** (-elo / 400))

    assert round(100 * win(100)) == 64
    assert "64 percent" in text
    theta = 20 / scale
    assert f"{theta:.3f}" == "0.115"
    assert f"{100 * win(20):.1f}" == "52.9"
    assert round((4 / theta) ** 2, -2) == 1200
    assert "1,200" in text
    assert round((2 * 2.8 / theta) ** 2, -2) == 2400
    assert "2,400" in text
    # the gradient, by finite differences
    wins = {(0, 1): 7, (1, 0): 3, (0, 2): 2, (2, 0): 5, (1, 2): 4, (2, 1): 4}

    def log_likelihood(t: list[float]) -> float:
        return sum(w * -math.log1p(math.exp(t[j] - t[i])) for (i, j), w in wins.items())

    t, h = [0.3, -0.2, 0.5], 1e-6
    numeric = (log_likelihood([t[0] + h, *t[1:]]) - log_likelihood([t[0] - h, *t[1:]])) / (2 * h)
    formula = sum(
        wins[0, j] - (wins[0, j] + wins[j, 0]) / (1 + math.exp(t[j] - t[0])) for j in (1, 2)
    )
    assert abs(numeric - formula) < 1e-6


def test_diagnose_judge_position_bias(question: Question) -> None:
    text = answers(question)
    both_a, both_b, first, second = 84, 60, 46, 10
    assert both_a + both_b + first + second == 200
    assert both_a + first == 130
    assert both_a + second == 94
    assert round(100 * 94 / 200) == 47
    assert "47 percent" in text
    assert round(100 * (130 + (200 - 94)) / 400) == 59
    assert "= 59$ percent" in text
    assert 100 * (both_a + both_b) / 200 == 72
    assert "72 percent" in text
    assert (130 + 94) / 400 == 0.56
    assert "= 56$ percent" in text
    assert (both_a - both_b) / math.sqrt(both_a + both_b) == 2
    tail = sum(math.comb(144, k) for k in range(both_a, 145)) / 2**144
    assert 0.050 < 2 * tail < 0.060
    assert "0.055" in text
    mean = 0.56
    variance = (both_a + 0.25 * (first + second)) / 200 - mean**2
    assert round(100 * 1.96 * math.sqrt(variance / 200)) == 6
    assert "six points" in text


def test_derive_minhash_deduplication(question: Question) -> None:
    text = answers(question)

    def found(s: float) -> float:
        return 1 - (1 - s**8) ** 14

    assert f"{0.75**8:.3f}" == "0.100"
    assert f"{(1 - 0.75**8) ** 14:.3f}" == "0.228"
    assert round(100 * found(0.75)) == 77
    assert "77 percent" in text
    assert f"{100 * found(0.85):.1f}" == "98.8"
    assert "98.8" in text
    assert round(100 * found(0.5)) == 5
    assert f"{(1 / 14) ** (1 / 8):.2f}" == "0.72"
    assert "0.72" in text
    assert f"{math.sqrt(0.75 * 0.25 / 112):.2f}" == "0.04"
    assert "0.04" in text


def test_decide_pre_training_mixture(question: Question) -> None:
    text = answers(question)
    budget = 8 * 4e14 * 7 * 24 * 3600
    assert f"{budget:.1e}" == "1.9e+21"
    assert "604,800" in text
    small, large = 6 * 300e6 * 6e9, 6 * 1e9 * 20e9
    assert f"{small:.1e}" == "1.1e+19"
    assert f"{large:.1e}" == "1.2e+20"
    assert round(budget / small, -1) == 180
    assert "180 small runs" in text
    assert int(budget / large) == 16
    assert "16 larger ones" in text
    assert f"{60 * small / 1e21:.2f}" == "0.65"
    assert f"{5 * large / 1e21:.1f}" == "0.6"
    assert 60 * small + 5 * large < budget
    assert 4 * 20e9 / 1e12 == 0.08
    assert "8 percent" in text


def test_criticise_model_collapse_claim(question: Question) -> None:
    left = (1 - 1 / 100) ** 100
    assert round(100 * left) == 37
    assert "37 percent are left" in answers(question)


def test_peft_families_compared(question: Question) -> None:
    adapter = 2 * 4096 * 64 + 64 + 4096
    assert 0.5e6 < adapter < 0.55e6
    assert "half a million" in answers(question)
    assert 20 * 4096 == 81_920
    assert "82 thousand" in answers(question)


def test_decide_how_to_teach_new_knowledge(question: Question) -> None:
    flops = 6 * 8e9 * 50e6
    assert f"{flops:.1e}" == "2.4e+18"
    assert "2.4 \\cdot 10^{18}" in answers(question)
    assert 1.5 < flops / 4e14 / 3600 < 2
    assert "under two hours" in answers(question)
    days = 1000 * flops / 4e14 / 8 / 86_400
    assert round(days) == 9
    assert "nine days" in question["follow_ups"][2]["answer"]


def test_derive_annotator_agreement_ceiling(question: Question) -> None:
    text = answers(question)
    a = (1 + math.sqrt(2 * 0.74 - 1)) / 2
    assert abs(a**2 + (1 - a) ** 2 - 0.74) < 1e-12
    assert f"{a:.3f}" == "0.846"
    assert "0.846" in text
    r = (0.71 - (1 - a)) / (2 * a - 1)
    assert f"{r:.2f}" == "0.80"
    assert "= 0.80$" in text
    assert f"{2 * a - 1:.3f}" == "0.693"
    three = a**3 + 3 * a**2 * (1 - a)
    assert f"{three:.3f}" == "0.936"
    assert "0.936" in text
    assert f"{(2 * a - 1) ** 2:.2f}" == "0.48"
    assert "0.48" in text
    assert f"{2 * three - 1:.3f}" == "0.873"
    assert f"{(2 * three - 1) ** 2 / 3:.2f}" == "0.25"
    assert f"{(1 - a) + (2 * a - 1) * 0.9:.2f}" == "0.78"
    assert "0.78" in text


def test_derive_grpo_group_advantage(question: Question) -> None:
    text = answers(question)
    rewards = [1.0] + [0.0] * 7
    mean = sum(rewards) / 8
    deviation = math.sqrt(sum((x - mean) ** 2 for x in rewards) / 8)
    right, wrong = (1 - mean) / deviation, -mean / deviation
    assert f"{right:.2f}" == "2.65"
    assert f"{wrong:.2f}" == "-0.38"
    assert "2.65" in text
    assert "-0.38" in text
    assert abs(right - math.sqrt(7)) < 1e-12
    others = sum(rewards[1:]) / 7
    assert abs((rewards[0] - mean) - (1 - 1 / 8) * (rewards[0] - others)) < 1e-12
    assert abs(right + 7 * -wrong - 2 * 8 * math.sqrt(mean * (1 - mean))) < 1e-12
    assert f"{math.sqrt(mean * (1 - mean)) / 0.5:.2f}" == "0.66"
    assert "0.66 against 0.44" in text
    assert f"{mean * (1 - mean) / 0.25:.2f}" == "0.44"
    assert round(100 * (0.95**8 + 0.05**8)) == 66
    assert "= 66$ percent" in text


def test_diagnose_over_refusal(question: Question) -> None:
    text = answers(question)
    requests = {"ordinary": 995_000, "alike": 4_000, "harmful": 1_000}
    before = {"ordinary": 0.004, "alike": 0.06, "harmful": 0.71}
    after = {"ordinary": 0.021, "alike": 0.38, "harmful": 0.97}
    refused = {k: round(n * after[k]) for k, n in requests.items()}
    assert refused == {"ordinary": 20_895, "alike": 1_520, "harmful": 970}
    more = {k: refused[k] - round(n * before[k]) for k, n in requests.items()}
    assert more == {"ordinary": 16_915, "alike": 1_280, "harmful": 260}
    harmless = refused["ordinary"] + refused["alike"]
    assert round(100 * harmless / sum(refused.values())) == 96
    assert "96 percent" in text
    assert more["ordinary"] + more["alike"] == 18_195
    assert "18,195" in text
    assert round(18_195 / 260) == 70
    assert "70 for each" in text


def test_jailbreaks_and_red_teaming(question: Question) -> None:
    assert round(100 * (1 - 0.99**100)) == 63
    says(question, "63 percent")


def test_derive_text_watermark_test(question: Question) -> None:
    text = answers(question)

    def green(q: float, delta: float = 2) -> float:
        return q * math.exp(delta) / (q * math.exp(delta) + 1 - q)

    assert f"{green(0.5):.2f}" == "0.88"
    assert f"{green(0.02):.2f}" == "0.13"
    z = (140 - 100) / math.sqrt(0.25 * 200)
    assert f"{z:.1f}" == "5.7"
    assert "= 5.7$" in text
    false_alarm = math.erfc(4 / math.sqrt(2)) / 2
    assert round(false_alarm * 1e6) == 32
    assert "32 human texts" in text
    assert round((2 / 0.2) ** 2) == 100
    assert round((2 / 0.05) ** 2) == 1600
    assert "1,600" in text


def test_agent_versus_workflow(question: Question) -> None:
    assert round(100 * 0.95**20) == 36
    says(question, "36 percent")


def test_diagnose_agent_reliability(question: Question) -> None:
    text = answers(question)
    runs = {"A": [6, 6, 6, 6, 6], "B": [8, 8, 8, 6, 0]}
    n, k = 8, 4

    def some(c: int) -> float:
        return 1 - math.comb(n - c, k) / math.comb(n, k)

    def every(c: int) -> float:
        return math.comb(c, k) / math.comb(n, k)

    for counts in runs.values():
        assert sum(counts) / (5 * n) == 0.75
    got = {
        name: (sum(map(some, counts)) / 5, sum(map(every, counts)) / 5)
        for name, counts in runs.items()
    }
    assert got["A"][0] == 1
    assert f"{got['A'][1]:.2f}" == "0.21"
    assert "pass^4 of 0.21" in text
    assert f"{got['B'][0]:.2f}" == "0.80"
    assert f"{got['B'][1]:.2f}" == "0.64"
    assert "0.64" in text
    assert math.comb(6, 4) == 15
    assert math.comb(8, 4) == 70
    assert "15/70" in text


def test_agent_context_and_memory(question: Question) -> None:
    assert sum(2_000 * step for step in range(1, 51)) == 2_550_000
    assert "2.55$ million" in answers(question)


def test_debug_agent_loop(question: Question) -> None:
    source = code(question["question"])
    names, printed = run(source)
    assert printed == "None"
    start, end = source.index("        try:"), source.index("\nprint(run")
    fix = "".join(f"        {line}\n" for line in code(question["answer"]).splitlines())
    _, repaired = run(source[:start] + fix + source[end:])
    assert repaired == "5"
    calls = []

    def add(**values: int) -> float:
        calls.append(values)
        return 1 / 0

    names["run"]("x", {"add": add})
    assert calls == [{"x": 2, "y": 3}] * 5


def test_criticise_prompt_injection_defence(question: Question) -> None:
    text = answers(question)
    assert 100 * 3 / 200 == 1.5
    assert "1.5 percent" in text
    assert round(100 * (1 - 0.995**500)) == 92
    assert "= 92$ percent" in text
