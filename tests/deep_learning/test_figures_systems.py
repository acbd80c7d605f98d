"""Figures and code of the questions on systems and reinforcement learning."""

from __future__ import annotations

import itertools
import math
import random
from typing import Any

import numpy as np

from tests.deep_learning.bank import Question
from tests.deep_learning.running import code, mended, run, says, table


def test_debug_padding_mask(question: Question) -> None:
    source = code(question["question"])
    numbers = [float(x) for x in run(source)[1].split()]
    assert len({round(x, 3) for x in numbers}) == 3
    fault = "scores = scores * keep "
    fixed = [
        float(x)
        for x in run(mended(source, fault, "scores = np.where(keep == 1, scores, -np.inf) "))[
            1
        ].split()
    ]
    assert np.allclose(fixed, numbers[0])
    says(question, "np.where(keep == 1, scores, -np.inf)")


def test_debug_kv_cache_quantisation(question: Question) -> None:
    source = code(question["question"])
    names, printed = run(source)
    assert float(printed) > 0.6
    assert f"{float(printed):.2f}" == "0.63"
    fixed = mended(
        source,
        "x.min(1, keepdims=True), x.max(1, keepdims=True)",
        "x.min(0, keepdims=True), x.max(0, keepdims=True)",
    )
    assert f"{float(run(fixed)[1]):.2f}" == "0.08"
    keys = names["K"]
    assert 41 < (keys.max(1) - keys.min(1)).mean() < 44
    assert np.ptp(keys[:, 3]) < 6
    says(question, "from 0.63 to 0.08", "some 43", "below 6")
    low, high = keys.min(1, keepdims=True), keys.max(1, keepdims=True)
    steps = np.round((keys - low) / ((high - low) / 15))
    assert np.median([len(set(np.delete(row, 3))) for row in steps]) in (2, 3)
    # a rotation leaves the scores unchanged
    hadamard = np.array([[1.0]])
    for _ in range(6):
        hadamard = np.block([[hadamard, hadamard], [hadamard, -hadamard]]) / math.sqrt(2)
    assert np.allclose((keys @ hadamard) @ (names["q"] @ hadamard), keys @ names["q"])


def test_debug_q_learning_reset(question: Question) -> None:
    source = code(question["question"])
    state = random.getstate()
    try:
        wrong = [max(q) for q in run(source)[0]["Q"]]
        right = [
            max(q) for q in run(mended(source, "max(Q[s2])\n", "max(Q[s2]) * (not done)\n"))[0]["Q"]
        ]
    finally:
        random.setstate(state)
    top = 1 / (1 - 0.9**4)
    assert np.allclose(wrong, [top * 0.9**k for k in (3, 2, 1, 0)], atol=0.01)
    assert [round(x, 2) for x in wrong] == [2.12, 2.36, 2.62, 2.91]
    assert np.allclose(right, [0.729, 0.81, 0.9, 1.0], atol=1e-6)
    says(question, "= 2.91", "= 2.12", "max(Q[s2]) * (not done)")


def test_debug_ctc_decoder(question: Question) -> None:
    names, printed = run(code(question["question"]))
    assert printed == "helo"
    fixed, _ = run('BLANK = "-"\n' + code(question["answer"]))
    assert fixed["decode"]("hh-ee-ll-l-oo-") == "hello"
    for word in ("hello", "letter", "aa", "abba"):
        path = "-".join(c * 3 for c in word)
        assert fixed["decode"](path) == word
    assert names["decode"]("aa-a") == "a"


def test_derive_ctc_loss(question: Question) -> None:
    """The paths of three frames, by counting and by the recursion of the answer."""

    def decode(path: str) -> str:
        return "".join(letter for letter, _ in itertools.groupby(path)).replace("-", "")

    paths = [a + b + c for a in "ab-" for b in "ab-" for c in "ab-"]
    for text, count in (("ab", 5), ("aa", 1)):
        assert sum(decode(p) == text for p in paths) == count
        labels = "-" + "-".join(text) + "-"
        alpha = [1.0, 1.0] + [0.0] * (len(labels) - 2)
        for _ in range(2):
            alpha = [
                alpha[s]
                + (alpha[s - 1] if s else 0)
                + (alpha[s - 2] if s > 1 and labels[s] != "-" and labels[s] != labels[s - 2] else 0)
                for s in range(len(labels))
            ]
        assert alpha[-1] + alpha[-2] == count
    says(question, "there are five: aab, abb, ab-, a-b, -ab", "12.5 a second")


def test_derive_rope_scaling(question: Question) -> None:
    base, d, trained, s = 10_000, 128, 4_096, 8
    waves = [2 * math.pi * base ** (2 * i / d) for i in range(d // 2)]
    assert f"{waves[0]:.1f}" == "6.3"
    assert round(waves[-1], -3) == 54_000
    assert sum(w > trained for w in waves) == 18
    assert round(trained / 2 / math.pi) == 652
    assert sum(trained / w > 32 for w in waves) == 21
    new = base * s ** (d / (d - 2))
    assert round(new, -2) == 82_700
    assert math.isclose(new ** (-(d - 2) / d), base ** (-(d - 2) / d) / s)
    assert f"{0.1 * math.log(s) + 1:.2f}" == "1.21"
    says(question, "18 of the 64", "here 21 pairs", "about 82,700", "here 1.21", "= 652")


def test_derive_multi_head_latent_attention(question: Question) -> None:
    latent = 512 + 64
    full, grouped = 2 * 128 * 128, 2 * 8 * 128
    assert (latent, full, grouped) == (576, 32_768, 2_048)
    assert round(full / latent) == 57
    assert f"{grouped / latent:.1f}" == "3.6"
    assert round(latent * 61 * 2 / 1000) == 70
    assert f"{(576 + 512) / (192 + 128):.1f}" == "3.4"
    says(question, "57 times", "3.6 times", "70 kB", "3.4 times")


def test_derive_linear_attention(question: Question) -> None:
    assert 128 * 128 == 16_384 == 64 * 2 * 128
    assert round(500 / 64) == 8
    rng = np.random.default_rng(0)
    q, k, v = rng.random((3, 20, 8))
    state, outputs = np.zeros((8, 8)), []
    for t in range(20):
        state += np.outer(v[t], k[t])
        outputs.append(state @ q[t])
    assert np.allclose(outputs, np.tril(q @ k.T) @ v)
    unit = k[0] / np.linalg.norm(k[0])
    new = state + np.outer(v[0] - state @ unit, unit)
    assert np.allclose(new @ unit, v[0])
    says(question, "16,384 numbers", "64 tokens", "eight times the fixed state")


def test_sliding_window_and_sparse_attention(question: Question) -> None:
    assert 1_024 / 32_768 == 1 / 32
    assert round(100 * (1 + 5 / 32) / 6) == 19
    says(question, "about 19 per cent")


def test_weight_tying(question: Question) -> None:
    assert f"{50_257 * 768 / 1e6:.1f}" == "38.6"
    assert round(32_000 * 4_096 / 1e6) == 131
    assert round(100 * 131 / 7_000) == 2
    assert 250_000 * 512 == 128_000_000
    says(question, "38.6 million", "131 million", "128 million")


def test_diagnose_expert_load(question: Question) -> None:
    for step, *shares, dropped in table(question)[0:3]:
        assert sum(shares) == 100, step
        assert round(sum(max(0, s - 15.625) for s in shares)) == dropped, step
    shares = table(question)[2][1:-1]
    assert f"{8 * sum((s / 100) ** 2 for s in shares):.1f}" == "2.2"
    assert f"{shares[0] / 12.5:.1f}" == "3.3"
    assert [f"{s - 15.625:.1f}" for s in shares[:2]] == ["25.4", "13.4"]
    says(question, "25.4 of the first and 13.4", "39 per cent", "it is 2.2", "3.3 times")


def test_sequence_and_context_parallelism(question: Question) -> None:
    ratio = 989e12 / 50e9
    assert round(ratio) == 19_780
    assert round(ratio / 8, -2) == 2_500
    assert round(2 * ratio / 8, -2) == 4_900
    assert round(1e6 / 64, -3) == 16_000
    assert 1e6 / 1000 == 1_000
    says(question, "about 2,500 tokens", "must keep 5,000", "about 16,000 each")


def test_fp8_and_nvfp4_training(question: Question) -> None:
    assert 8 + 8 / 32 == 8.25
    assert 4 + 8 / 16 == 4.5
    assert 4 + 8 / 32 == 4.25
    e2m1 = sorted(
        {m * 0.5 for m in (0, 1)} | {(1 + m / 2) * 2.0**e for m in (0, 1) for e in (0, 1, 2)}
    )
    assert e2m1 == [0, 0.5, 1, 1.5, 2, 3, 4, 6]
    assert (1 + 6 / 8) * 2**8 == 448
    assert (1 + 3 / 4) * 2**15 == 57_344
    assert math.isclose(0.1 / 0.5, 0.2)
    says(
        question,
        "8.25 bits",
        "4.5 bits",
        "0, 0.5, 1, 1.5, 2, 3, 4 and 6",
        "448",
        "57,344",
        "probability 0.2",
    )


def test_diagnose_straggler_rank(question: Question) -> None:
    rows = [row for row in table(question) if len(row) == 5]
    assert len(rows) == 8
    assert all(row[1] + row[2] == row[3] == 813 for row in rows)
    slow = min(rows, key=lambda row: row[2])
    assert slow[0] == 3
    assert slow[2] == 27
    assert slow[4] < 1_500
    assert round(100 * (813 - 642) / 813) == 21
    says(question, "rank 3", "at most those 27 ms", "21 per cent")


def test_distributed_inference_layout(question: Question) -> None:
    assert 70 * 2 == 140
    assert 140 / 4 == 35
    assert f"{35 / 3.35:.1f}" == "10.4"
    assert round(140 / 3.35) == 42
    assert math.isclose(2 * 80 * 10e-6, 1.6e-3)
    says(question, "10.4 ms", "instead of 42", "1.6 ms")


def test_derive_low_rank_compression(question: Question) -> None:
    n, r = 4_096, 1_024
    assert r * 2 * n == n * n // 2
    rng = np.random.default_rng(0)
    w, x = rng.normal(size=(6, 5)), rng.normal(size=(5, 40)) * np.array([[9], [3], [1], [1], [0.1]])
    root = np.linalg.cholesky(x @ x.T)

    def truncated(m: Any) -> Any:
        u, s, vt = np.linalg.svd(m, full_matrices=False)
        return (u[:, :2] * s[:2]) @ vt[:2]

    plain, aware = truncated(w), truncated(w @ root) @ np.linalg.inv(root)
    assert np.linalg.norm((w - aware) @ x) < np.linalg.norm((w - plain) @ x)
    assert math.isclose(np.linalg.norm((w - plain) @ x), np.linalg.norm((w - plain) @ root))
    says(question, "$r = 1024$")


def test_derive_gptq_and_awq(question: Question) -> None:
    h, w = np.array([[2, 1.8], [1.8, 2]]), np.array([0.6, 0.6])

    def loss(new: np.ndarray) -> float:
        return float((new - w) @ h @ (new - w) / 2)

    assert f"{loss(np.round(w)):.3f}" == "0.608"
    inverse = np.linalg.inv(h)
    moved = w + (1 - w[0]) / inverse[0, 0] * inverse[:, 0]
    assert np.allclose(moved, [1, 0.24])
    assert f"{loss(np.round(moved)):.3f}" == "0.088"
    assert round(0.608 / 0.088) == 7
    says(question, "loss 0.608", "0.24", "loss 0.088, seven times less")


def test_diagnose_serving_latency(question: Question) -> None:
    stay = 0.4 + 300 * 0.027
    assert f"{stay:.1f}" == "8.5"
    assert round(6 * stay) == 51
    slots = round(6 * stay / 0.61)
    assert slots == 84
    assert round(100 * 2 * (0.3 + 300 * 0.018) / slots) == 14
    assert f"{slots / (300 * 0.034):.1f}" == "8.2"
    size = 6_000 * 128 * 1_024
    assert f"{size / 1e9:.2f}" == "0.79"
    assert round(size / 50e9 * 1000) == 16
    assert f"{size / 1.25e9:.2f}" == "0.63"
    says(question, "the cache holds 84", "about 8.2 per second", "0.79 GB", "16 ms", "0.63 s")


def test_decide_on_device_language_model(question: Question) -> None:
    assert [f"{n * 4.5 / 8:.1f}" for n in (2, 3)] == ["1.1", "1.7"]
    assert f"{28 * 8 * 128 * 2 * 4_096 / 1e9:.2f}" == "0.23"
    assert round(60 / 1.125) == 53
    says(question, "1.1 GB", "1.7 GB", "0.23 GB", "53 tokens per second")


def test_derive_value_iteration(question: Question) -> None:
    assert math.ceil(math.log(1e4) / -math.log(0.99)) == 917
    assert f"{0.9**100:.5f}" == "0.00003"
    says(question, "about 917 sweeps", "$0.00003$")


def test_monte_carlo_versus_temporal_difference(question: Question) -> None:
    values = {"A": 0.0, "B": 0.0}
    one: list[tuple[str, int, str | None]] = [("B", 1, None)]
    first: list[tuple[str, int, str | None]] = [("A", 0, "B"), ("B", 0, None)]
    episodes: list[list[tuple[str, int, str | None]]] = [first, *[one] * 6, [("B", 0, None)]]
    assert len(episodes) == 8
    for _ in range(3_000):
        change = {"A": 0.0, "B": 0.0}
        for episode in episodes:
            for s, r, after in episode:
                change[s] += r + (values[after] if after else 0) - values[s]
        for s in values:
            values[s] += 0.05 * change[s]
    assert math.isclose(values["A"], 0.75, abs_tol=1e-6)
    assert math.isclose(values["B"], 0.75, abs_tol=1e-6)
    says(question, "B 0.75", "Carlo says 0,", "difference says 0.75")


def test_derive_trust_region_policy(question: Question) -> None:
    assert round(4 * 0.99 / (1 - 0.99) ** 2) == 39_600
    says(question, "39,600")


def test_diagnose_vision_language_shortcut(question: Question) -> None:
    both, blind = 0.71, 0.58
    assert round(100 * (both - blind)) == 13
    assert round(100 * (both - blind) / (1 - blind)) == 31
    says(question, "13 points", "the other 42 per cent", "31 per cent")


def test_audio_tokens_residual_quantisation(question: Question) -> None:
    assert 24_000 / 75 == 320
    assert 8 * 10 == 80
    assert 75 * 80 == 6_000
    assert 75 * 8 == 600
    says(question, "6 kbit per second", "600 tokens per second", "80 bits")


def test_over_squashing_and_graph_transformers(question: Question) -> None:
    assert 2**10 == 1_024
    assert 0.9e-6 < 4.0**-10 < 1e-6
    says(question, "1,024", "a millionth")


def test_arithmetic_ring_all_reduce(question: Question) -> None:
    size = 8 * 2
    sent = 2 * 63 / 64 * size
    assert sent == 31.5
    assert f"{sent / 50:.2f}" == "0.63"
    assert 2 * 7 / 8 * size == 28
    assert 28 / 50 == 0.56
    assert f"{sent / 50 / 8:.2f}" == "0.08"
    assert round(3 * 63 / 64 * size) == 47
    says(
        question,
        "31.5 GB",
        "0.63 seconds",
        "28 GB",
        "0.56 seconds",
        "about 0.08 seconds",
        "about 47 GB",
    )


def test_arithmetic_pipeline_bubble(question: Question) -> None:
    p, m = 16, 64
    assert round(100 * (p - 1) / (m + p - 1)) == 19
    assert m + p - 1 == 79
    assert (p - 1) / (285 + p - 1) <= 0.05 < (p - 1) / (284 + p - 1)
    assert f"{64 * 32 * 8_192 / 1e6:.1f}" == "16.8"
    assert f"{285 * 32 * 8_192 / 1e6:.1f}" == "74.7"
    assert f"{100 * 15 / (4 * m + 15):.1f}" == "5.5"
    assert 4 * m + 15 == 271
    assert round(100 * 15 / 47) == 32
    says(
        question,
        "15 of 79, 19 per cent",
        "$m = 285$",
        "16.8 million",
        "74.7 million",
        "15 of 271, 5.5 per cent",
        "15 of 47, 32 per cent",
    )


def test_arithmetic_mixture_of_experts(question: Question) -> None:
    d, layers, hidden, vocabulary = 2_048, 24, 1_024, 100_000
    expert, attention, router = 3 * d * hidden, 4 * d * d, 64 * d
    total = layers * (66 * expert + attention + router)
    active = layers * (8 * expert + attention + router)
    table = vocabulary * d
    assert f"{expert / 1e6:.2f}" == "6.29"
    assert f"{attention / 1e6:.1f}" == "16.8"
    assert f"{router / 1e6:.2f}" == "0.13"
    assert round(66 * expert / 1e6) == 415
    assert round((66 * expert + attention + router) / 1e6) == 432
    assert f"{total / 1e9:.2f}" == "10.37"
    assert f"{(total + 2 * table) / 1e9:.1f}" == "10.8"
    assert f"{(8 * expert + attention + router) / 1e6:.1f}" == "67.2"
    assert f"{active / 1e9:.2f}" == "1.61"
    assert f"{(active + table) / 1e9:.2f}" == "1.82"
    assert f"{2 * (active + table) / 1e9:.1f}" == "3.6"
    assert f"{2 * (total + 2 * table) / 1e9:.1f}" == "21.6"
    assert round((total + 2 * table) / (active + table)) == 6
    assert round(100 * (1 - (58 / 64) ** 32)) == 96
    assert f"{16 * 10.8:.0f}" == "173"
    says(
        question,
        "6.29 million",
        "432 million",
        "10.37 billion",
        "10.8 billion",
        "1.82 billion",
        "3.6 GFLOPs",
        "21.6 GB",
        "96 per cent",
        "173 GB",
    )


def test_arithmetic_decode_batch_crossover(question: Question) -> None:
    weights, compute = 16 / 3.35, 16 / 989
    assert f"{weights:.2f}" == "4.78"
    assert f"{compute:.4f}" == "0.0162"
    assert round(weights / compute) == 295
    cache = 4_096 * 128 * 1_024 / 1e9
    read = cache / 3.35
    assert f"{cache:.3f}" == "0.537"
    assert f"{read:.3f}" == "0.160"
    assert round(read / compute) == 10
    assert round(16 / cache) == 30
    step = weights + 64 * read
    assert f"{step:.1f}" == "15.0"
    assert round(64 / step * 1000, -1) == 4_260
    assert round(1000 / (weights + read)) in (202, 203)
    assert round(64 * cache) == 34
    assert int((80 - 16) / cache) == 119
    assert round(295 / 4) == 74
    assert f"{weights * 3 / 4:.1f}" == "3.6"
    assert f"{64 * read / 2:.1f}" == "5.1"
    says(
        question,
        "4.78 ms",
        "= 295$",
        "0.537 GB",
        "0.160 ms",
        "15.0 ms",
        "4,260 tokens",
        "about 119",
        "3.6 ms of 15",
        "5.1 ms",
    )


def test_arithmetic_lora_parameters(question: Question) -> None:
    each = 2 * 4_096 * 16
    total = each * 4 * 32
    assert each == 131_072
    assert f"{total / 1e6:.1f}" == "16.8"
    assert f"{100 * total / 6.7e9:.2f}" == "0.25"
    assert f"{16 * total / 1e9:.2f}" == "0.27"
    assert round(16 * 6.74) == 108
    assert round(2 * total / 1e6) == 34
    grouped = 2 * each + 2 * 16 * (4_096 + 1_024)
    assert grouped == 425_984
    assert f"{32 * grouped / 1e6:.1f}" == "13.6"
    says(
        question,
        "131,072",
        "16.8 million",
        "0.25 per cent",
        "0.27 GB",
        "108 GB",
        "34 MB",
        "425,984",
        "13.6 million",
    )


def test_arithmetic_audio_tokens(question: Question) -> None:
    assert 30 * 16_000 == 480_000
    assert 480_000 // 160 == 3_000
    assert 3_000 // 2 == 1_500
    assert 30 * 75 * 8 == 18_000
    assert 75 * 8 * 10 == 6_000
    assert round(16 * 16_000 / 6_000) == 43
    assert 1_500 / 100 == 15
    assert 18_000 / 100 == 180
    assert round(32_768 / 50 / 60) == 11
    assert round(32_768 / 600) == 55
    says(
        question,
        "1,500 positions",
        "18,000 tokens",
        "= 6000$",
        "43 times",
        "2,250 plus 7",
        "11 minutes",
        "55 seconds",
    )


def test_design_feed_ranking(question: Question) -> None:
    assert round(1e9 / 86_400, -2) == 11_600
    assert 30_000 * 500 == 15_000_000
    says(question, "11,600 per second", "15 million scorings")


def test_design_training_platform(question: Question) -> None:
    assert round(5 * 365 / 256) == 7
    assert round(1e12 / 256e9) == 4
    says(question, "every 7 days", "four seconds")


def test_design_code_completion(question: Question) -> None:
    assert f"{7 / 3.35:.1f}" == "2.1"
    assert 60 < 30 * 7 / 3.35 < 66
    says(question, "2.1 ms", "about 65 ms")


def test_design_support_agent(question: Question) -> None:
    assert round(100 * 0.9**4) == 66
    says(question, "only 66 for four")
