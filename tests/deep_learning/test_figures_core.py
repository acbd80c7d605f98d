"""The figures and the code of the questions on foundations are as their answers say."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

from tests.deep_learning.bank import Question
from tests.deep_learning.running import code, mended, run_rows, says


def test_xor_smallest_network(question: Question) -> None:
    for a in (0, 1):
        for b in (0, 1):
            h1, h2 = max(0, a + b), max(0, a + b - 1)
            assert h1 - 2 * h2 == (a ^ b)
    assert 2 * 2 + 2 + 2 + 1 == 9
    says(question, "$y = h_1 - 2h_2$", "nine parameters")


def small_net(rate: float) -> tuple[float, float, float, float]:
    x, w1, b1 = np.array([1.0, 2.0]), np.array([[0.5, 0.25], [1.0, -1.0]]), np.zeros(2)
    w2, b2, target = np.array([2.0, 3.0]), 0.0, 1.0
    z = w1 @ x + b1
    h = np.maximum(z, 0)
    out = w2 @ h + b2
    delta = out - target
    gz = delta * w2 * (z > 0)
    g1 = np.outer(gz, x)
    square = (delta * h) @ (delta * h) + delta**2 + (g1**2).sum() + gz @ gz
    assert np.allclose(g1, [[2, 4], [0, 0]])
    assert np.allclose(delta * h, [1, 0])
    assert np.allclose(gz, [2, 0])
    h = np.maximum((w1 - rate * g1) @ x + b1 - rate * gz, 0)
    new = (w2 - rate * np.array([1.0, 0.0])) @ h + b2 - rate * delta
    return 0.5 * delta**2, new, 0.5 * (new - target) ** 2, square


def test_backprop_by_hand(question: Question) -> None:
    loss, out, after, square = small_net(0.01)
    assert (loss, round(out, 3), round(after, 3), square) == (0.5, 1.741, 0.275, 26)
    assert round(loss - after, 3) == 0.225
    _, out, after, _ = small_net(0.1)
    assert round(out, 6) == -0.1
    assert round(after, 3) == 0.605
    says(question, "output 1.741, loss 0.275", "0.01 \\cdot 26 = 0.26", "0.225", "0.605")


def test_backprop_through_convolution(question: Question) -> None:
    x, w = np.array([1.0, 3, 2, 5]), np.array([2.0, -1])

    def top(x: Any, w: Any) -> Any:
        return max(x[i] * w[0] + x[i + 1] * w[1] for i in range(3))

    eps = 1e-6
    gw = [(top(x, w + eps * e) - top(x, w - eps * e)) / 2 / eps for e in np.eye(2)]
    gx = [(top(x + eps * e, w) - top(x - eps * e, w)) / 2 / eps for e in np.eye(4)]
    assert np.allclose(gw, [3, 2])
    assert np.allclose(gx, [0, 2, -1, 0])
    assert math.isclose(top(x, w + np.array([0.1, 0])), 4.3)
    assert np.allclose(np.convolve([0, 1, 0], w), gx)
    says(question, "$(3, 2)$", "$(0, 2, -1, 0)$", "6.3 - 2 = 4.3")


def test_debug_gradient_check(question: Question) -> None:
    source = code(question["question"])
    _, lines = run_rows(source)
    assert [round(line[1], 2) for line in lines] == [-2.9, 2.72, -5.14]
    assert all(line[2] == 0 for line in lines)
    names, _ = run_rows(source)
    names.update(x=names["x"].astype(float), y=names["y"].astype(float))
    w, eps = np.zeros(3), 1e-5
    for i in range(3):
        step = eps * np.eye(3)[i]
        numeric = (names["loss"](w + step) - names["loss"](w - step)) / (2 * eps)
        assert abs(numeric / names["gradient"](w)[i] - 1) < 1e-9
    assert 1.1e-7 < np.finfo(np.float32).eps < 1.25e-7
    says(question, "$1.2 \\cdot 10^{-7}$", "float64")


def test_kl_divergence_and_maximum_likelihood(question: Question) -> None:
    p, q = np.array([0.5, 0.5]), np.array([0.9, 0.1])
    assert round(float((p * np.log(p / q)).sum()), 2) == 0.51
    assert round(float((q * np.log(q / p)).sum()), 2) == 0.37
    rng = np.random.default_rng(0)
    x = rng.normal(size=400_000) + 3 * rng.choice([-1, 1], size=400_000)
    assert abs(x.mean()) < 0.05
    assert abs(x.var() - 10) < 0.1
    one = rng.normal(size=100_000) + 3

    def density(t: Any, m: float) -> Any:
        return np.exp(-((t - m) ** 2) / 2)

    gap = np.log(density(one, 3) / (0.5 * density(one, 3) + 0.5 * density(one, -3))).mean()
    assert abs(gap - math.log(2)) < 0.01
    says(question, "$1 + 9 = 10$", "about 0.51", "about 0.37", "\\log 2")


def test_debug_rmsprop_never_forgets(question: Question) -> None:
    source = code(question["question"])
    _, lines = run_rows(source)
    printed = {int(a): b for a, b in lines}
    assert printed[1000] == 1.95
    assert printed[4000] == 3.95
    assert round(0.02 * math.sqrt(10 * 1000), 1) == 2.0
    assert round(0.02 * math.sqrt(10 * 4000), 1) == 4.0
    _, lines = run_rows(mended(source, "= self.square + (1", "= self.decay * self.square + (1"))
    assert {int(a): b for a, b in lines}[1000] == 9.99
    assert 3 < 1 / math.sqrt(0.1) < 3.2
    says(question, "2.0 after 1,000 steps and 4.0 after 4,000")


def test_diagnose_gradient_norms_per_layer(question: Question) -> None:
    rows = {
        a: [float(x) for x in b.split()]
        for a, b in re.findall(r"^net (\w) +(.*)$", question["question"], re.M)
    }
    a, b = (np.array(rows[k]) for k in "AB")
    assert all(4.5 < r < 5.5 for r in a[1:] / a[:-1])
    assert abs(a[-1] / a[0] / 90_000 - 1) < 0.02
    assert all(2.7 < r < 3.3 for r in b[:-1] / b[1:])
    assert round(3**7, -2) == 2200
    assert abs(b[0] / b[-1] / 2_000 - 1) < 0.05
    says(question, "factor of 90,000", "2{,}200", "factor of 2,000")


def test_diagnose_learning_rate_curves(question: Question) -> None:
    assert round(math.log(10), 2) == 2.30
    says(question, "$\\ln 10 = 2.30$")


def test_why_normalise_inputs(question: Question) -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200_000, 2)) * [1, 100]
    values = np.linalg.eigvalsh(np.cov(x.T))
    assert abs(values[0] - 1) < 0.02
    assert abs(values[1] / 10_000 - 1) < 0.02
    rate = 2 / 10_000
    assert rate == 0.0002
    assert 3400 < math.log(2) / -math.log(1 - rate) < 3500
    says(question, "0.0002", "0.9998", "3,500 steps")


def test_debug_early_stopping_copy(question: Question) -> None:
    source = code(question["question"])
    _, [[best, restored]] = run_rows(source)
    assert round(best, 1) == 38.2
    assert round(restored, 1) == 55.3
    _, [[best, restored]] = run_rows(
        mended(source, "best, best_w = loss, w\n", "best, best_w = loss, w.copy()\n")
    )
    assert best == restored
    _, [[best, restored]] = run_rows(
        mended(
            source,
            "w -= 0.01 * x.T @ (x @ w - y) / len(y)",
            "w = w - 0.01 * x.T @ (x @ w - y) / len(y)",
        )
    )
    assert best == restored


def test_debug_dropout_backward(question: Question) -> None:
    source = code(question["question"])

    def ratios(source: str) -> list[np.ndarray]:
        names, _ = run_rows(source)
        w = [names["w1"], names["w2"]]

        def loss(a: Any, b: Any) -> Any:
            return np.mean((names["forward"](a, b)[2] - names["y"]) ** 2)

        found = []
        for k, analytic in enumerate(names["gradients"](*w)):
            numeric = np.zeros_like(analytic)
            for i in np.ndindex(*analytic.shape):
                up, down = [v.copy() for v in w], [v.copy() for v in w]
                up[k][i] += 1e-6
                down[k][i] -= 1e-6
                numeric[i] = (loss(*up) - loss(*down)) / 2e-6
            big = np.abs(numeric) > 1e-3
            found.append(analytic[big] / numeric[big])
        return found

    first, second = ratios(source)
    assert np.allclose(first, 0.5, atol=1e-4)
    assert np.allclose(second, 1, atol=1e-4)
    first, second = ratios(mended(source, "(g @ w2.T) * keep\n", "(g @ w2.T) * keep / (1 - p)\n"))
    assert np.allclose(first, 1, atol=1e-4)
    assert np.allclose(second, 1, atol=1e-4)


def test_l1_versus_l2_sparsity(question: Question) -> None:
    grid, lam = np.linspace(-3, 3, 600_001), 0.5
    for a, one, two in ((0.3, 0, 0.2), (2, 1.5, 1.33)):
        assert abs(grid[np.argmin((grid - a) ** 2 / 2 + lam * abs(grid))] - one) < 1e-4
        assert abs(grid[np.argmin((grid - a) ** 2 / 2 + lam / 2 * grid**2)] - two) < 0.005
    says(question, "$a = 0.3$ to 0.2 and L1 to 0", "$a = 2$ to 1.33 and L1 to 1.5")


def test_why_ensembles_help(question: Question) -> None:
    rho, m = 0.6, 5
    assert math.isclose(rho + (1 - rho) / m, 0.68)
    cov = np.full((m, m), rho) + (1 - rho) * np.eye(m)
    assert math.isclose(cov.sum() / m**2, 0.68)
    f, y = np.array([3.0, 5, 7]), 4.0
    error, diversity = ((f - y) ** 2).mean(), ((f - f.mean()) ** 2).mean()
    assert (round(error, 2), round(diversity, 2), (f.mean() - y) ** 2) == (3.67, 2.67, 1)
    assert round(100 * (1 - 1 / math.e)) == 63
    says(question, "five models give 0.68", "mean error 3.67 and diversity 2.67", "63 per cent")


def test_few_shot_meta_learning(question: Question) -> None:
    assert round(10 / math.sqrt(600), 1) == 0.4
    says(question, "600 episodes has a standard error of about 0.4")


def test_debug_double_softmax(question: Question) -> None:
    source = code(question["question"])
    _, lines = run_rows(source)
    assert all(line[1] == 1 for line in lines[1:])
    assert round(lines[-1][2], 3) == 1.461 == round(math.log(1 + 9 / math.e), 3)
    assert round(math.e / (math.e + 9), 3) == 0.232
    assert math.isclose(lines[0][2], math.log(10))
    _, lines = run_rows(mended(source, "return softmax(x @ w)", "return x @ w"))
    assert lines[-1][2] < 1e-9
    says(question, "0.232", "1.461")


def test_diagnose_loss_spikes(question: Question) -> None:
    assert 4.5e8 < math.exp(20) < 5.5e8
    assert round(61 / 38, 1) == 1.6
    assert 104 / 61 > 1.6
    assert 2 ** (7 - 7) == 1  # bfloat16: eight bits of significand, 128 <= 187 < 256
    says(question, "$5 \\cdot 10^8$", "factor of 1.6")


def test_diagnose_post_training_collapse(question: Question) -> None:
    assert round(100 * math.sqrt(0.25 / 500), 1) == 2.2
    says(question, "2.2$ points")


def test_tanh_in_recurrent_networks(question: Question) -> None:
    assert round(1.1**100, -2) == 13_800
    assert round(0.9**100 * 1e5, 1) == 2.7
    assert 0.25**10 < 1e-6
    says(question, "13{,}800", "2.7 \\cdot 10^{-5}")


def test_dropout_in_recurrent_networks(question: Question) -> None:
    assert round(100 * 0.8**20) == 1
    says(question, "20 steps that is 1 per cent")


def test_debug_feature_selection_leak(question: Question) -> None:
    source = code(question["question"])
    _, [[score]] = run_rows(source)
    assert round(score, 2) == 0.95
    start, end = source.index("gap ="), source.index("hits = 0")
    honest = source[:start] + source[end:]
    honest = mended(
        honest,
        "    centre = [x[train][y[train] == k].mean(axis=0) for k in (0, 1)]\n",
        "    ones, zeros = x[train][y[train] == 1], x[train][y[train] == 0]\n"
        "    gap = np.abs(ones.mean(axis=0) - zeros.mean(axis=0))\n"
        "    best = np.argsort(gap)[-20:]\n"
        "    centre = [x[train][:, best][y[train] == k].mean(axis=0) for k in (0, 1)]\n",
    )
    honest = mended(honest, "((x[fold] - c) ** 2)", "((x[fold][:, best] - c) ** 2)")
    scores = [
        run_rows(honest.replace("default_rng(0)", f"default_rng({seed})"))[1][0][0]
        for seed in range(10)
    ]
    assert 0.4 < np.mean(scores) < 0.6, scores
    assert round(math.sqrt(2 / 30), 2) == 0.26
    says(question, "0.26")


def test_diagnose_confusion_matrix(question: Question) -> None:
    rows = re.findall(
        r"^(?:normal|benign|malignant) +(\d+) +(\d+) +(\d+)$", question["question"], re.M
    )
    m = np.array(rows, dtype=float)
    recall, precision = np.diag(m) / m.sum(axis=1), np.diag(m) / m.sum(axis=0)
    f1 = 2 * np.diag(m) / (m.sum(axis=0) + m.sum(axis=1))
    assert m.sum() == 1000
    assert np.trace(m) == 940
    assert m[0].sum() == 920
    assert [round(100 * r) for r in recall] == [98, 56, 40]
    assert round(100 * precision[2]) == 63
    assert round(100 * recall.mean()) == 65
    assert [round(x, 2) for x in f1] == [0.97, 0.57, 0.49]
    assert round(f1.mean(), 2) == 0.68
    n, k, z = 30, 12, 1.96
    mid, half = (k / n + z * z / 2 / n), z * math.sqrt(k / n * (1 - k / n) / n + z * z / 4 / n / n)
    assert [round(100 * (mid + s * half) / (1 + z * z / n)) for s in (-1, 1)] == [25, 58]
    false, hits = 1000 * 7 / 970, 0.4
    assert round(false) == 7
    assert round(100 * hits / (hits + false)) == 5
    says(question, "65 per cent", "0.49", "is 0.68", "from 25 to 58", "about 5 per cent")


def test_three_runs_ablation(question: Question) -> None:
    assert round(0.4 * math.sqrt(2), 2) == 0.57
    assert round(1.5 / (0.4 * math.sqrt(2)), 2) == 2.65
    assert round(0.4 * math.sqrt(1 / 4 + 1 / 4), 2) == 0.28
    says(question, "= 0.57$", "1.5, is 2.65 of these", "= 0.28$")


def test_small_runs_as_proxies(question: Question) -> None:
    cost = [100 / n**2 for n in (40, 20, 10)]
    assert [round(c, 2) for c in cost] == [0.06, 0.25, 1.0]
    assert round(sum(cost), 1) == 1.3
    assert round(3 * sum(cost), 1) == 3.9
    assert 5 - 3 * sum(cost) > 1
    a, b = (3.10, 2.90, 2.74), (3.14, 2.92, 2.73)
    assert [round(x - y, 2) for x, y in zip(b, a, strict=True)] == [0.04, 0.02, -0.01]
    assert 1 - 1.02 ** (-1 / 0.05) > 0.3  # loss falling as compute to the power of 0.05
    says(question, "0.06, 0.25 and 1 per cent", "candidates, 3.9", "ahead by 0.01")


if __name__ == "__main__":
    import pathlib
    import tomllib

    bank = tomllib.loads(pathlib.Path(__file__).with_name("core.toml").read_text())["questions"]
    by_id = {q["id"]: q for q in bank}
    tests = [name for name in dir() if name.startswith("test_")]
    for name in tests:
        globals()[name](by_id[name.removeprefix("test_").replace("_", "-")])
    print(len(tests), "checks passed")


def test_debug_tiny_autograd(question: Question) -> None:
    source = code(question["question"])
    assert run_rows(source)[1] == [[4.0, 3.0], [1.0]]
    cured = mended(source, "self.grad = upstream", "self.grad += upstream")
    assert "self.grad += upstream" in code(question["answer"])
    assert run_rows(cured)[1] == [[4.0, 3.0], [7.0]]


def test_diagnose_starved_gpu(question: Question) -> None:
    assert round(316 / 137, 1) == 2.3
    says(question, "a factor of 2.3")
    assert round(100 * (120 + 12) / 316) == 42
    assert round(100 * (121 + 12) / 137) == 97
    assert 4 + 12 + 121 == 137


def test_federated_learning(question: Question) -> None:
    assert 10e6 * 4 == 40e6
    says(question, "40 MB")
