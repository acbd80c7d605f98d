"""Figures and code of the questions on vision and generative models."""

from __future__ import annotations

import itertools
import math

import numpy as np

from tests.deep_learning.bank import Question
from tests.deep_learning.running import code, run_lines, says, table


def test_one_by_one_convolution(question: Question) -> None:
    plain = 2 * 9 * 256 * 256
    squeeze, middle = 256 * 64, 9 * 64 * 64
    bottleneck = squeeze + middle + 64 * 256
    says(question, f"{plain:,}", f"{squeeze:,}", f"{middle:,}", f"{bottleneck:,}")
    assert round(plain / bottleneck) == 17
    says(question, "about 17 times fewer")


def test_transposed_convolution_checkerboard(question: Question) -> None:
    names, _ = run_lines(code(question["question"]))
    layer = names["transposed_conv"]
    faulty = layer(np.ones(6), names["kernel"], 2)
    inner = faulty[2:-2].round(2)
    assert set(inner) == {0.67, 1.33}
    assert all(x != y for x, y in itertools.pairwise(inner))
    says(question, "0.67 and 1.33")
    cured = layer(np.ones(6), np.ones(4) / 2, 2)
    assert np.allclose(cured[2:-2], 1.0)
    # the size that the follow-up gives: 16 inputs, kernel 4, stride 2, padding 1
    assert len(layer(np.ones(16), np.ones(4), 2)) - 2 * 1 == 32
    says(question, "so 32")


def test_dense_layer_as_convolution(question: Question) -> None:
    says(question, f"{7 * 7 * 512 * 4096:,}", "12 by 12", "6 by 6", "36 predictions")
    side = 384 // 32
    assert side == 12
    assert side - 7 + 1 == 6
    # a dense layer on the flattened map and the same weights as a convolution agree
    rng = np.random.default_rng(0)
    image, weights = rng.normal(size=(3, 4, 4)), rng.normal(size=(5, 3 * 4 * 4))
    dense = weights @ image.ravel()
    conv = np.einsum("ochw,chw->o", weights.reshape(5, 3, 4, 4), image)
    assert np.allclose(dense, conv)


def test_classic_cnn_architectures(question: Question) -> None:
    assert round(100 * (1 - 18 / 25)) == 28
    assert round(100 * (1 - 27 / 49)) == 45
    says(question, "28 per cent", "45 per cent")
    assert 0.73 < 102_764_544 / 138_357_544 < 0.76  # the first dense layer of VGG-16


def test_box_regression_targets(question: Question) -> None:
    source = code(question["question"])
    names, printed = run_lines(source)
    assert eval(printed[0])[0] == 110.0
    box, anchor = [120, 80, 40, 20], names["anchor"]
    assert names["encode"](box, anchor)[0] == 0.25
    says(question, "0.25", "110", "instead of 120")
    same = [130, 90, 80, 40]
    assert np.allclose(names["decode"](names["encode"](same, anchor), anchor), same)
    cured = source.replace("t[0] * w", "t[0] * anchor[2]").replace("t[1] * h", "t[1] * anchor[3]")
    assert cured != source
    fixed, _ = run_lines(cured)
    rng = np.random.default_rng(0)
    for _ in range(100):
        drawn, prior = rng.uniform(1, 100, 4), rng.uniform(1, 100, 4)
        assert np.allclose(fixed["decode"](fixed["encode"](drawn, prior), prior), drawn)


def test_r_cnn_to_mask_r_cnn(question: Question) -> None:
    cell = 665 / 32
    assert round(cell, 2) == 20.78
    assert 32 * round(cell) == 672
    assert 32 * round(cell) - 665 == 7
    says(question, "20.78", "672", "7 pixels", "16 pixels")


def test_small_objects_feature_pyramid(question: Question) -> None:
    factor = 3840 / 640
    assert factor == 6
    assert 24 / factor == 4
    assert 4 / 8 == 0.5
    step = 640 - 128
    across = math.ceil((3840 - 640) / step) + 1
    down = math.ceil((2160 - 640) / step) + 1
    assert (step, across, down) == (512, 8, 4)
    says(question, "512", "8 by 4", f"{across * down} tiles", f"{across * down + 1} passes")
    assert 24 / 4 == 6
    assert 24 / 8 == 3
    assert 4 / 8 == 0.5
    assert round(98 / 102, 2) == 0.96
    says(question, "0.5", "0.96")


def test_atrous_pyramid_segmentation(question: Question) -> None:
    span = 2 * 18 + 1
    says(question, f"{span} cells", f"{span * 16} pixels", "sixteen times")
    assert (32 // 8) ** 2 == 16


def test_miou_confusion_matrix(question: Question) -> None:
    m = np.array(table(question))
    assert m.shape == (3, 3)
    assert m.sum() == 1000
    assert m.trace() == 952
    assert m[0].sum() == 900
    iou = m.diagonal() / (m.sum(0) + m.sum(1) - m.diagonal())
    assert iou.round(2).tolist() == [0.95, 0.74, 0.13]
    assert round(iou.mean(), 2) == 0.61
    assert (m[2].sum(), m[:, 2].sum()) == (20, 14)
    says(question, "95.2", "880 over 926", "68 over 92", "4 over 30", "0.13", "0.61")
    dice = 2 * m[2, 2] / (m[2].sum() + m[:, 2].sum())
    assert round(dice, 2) == 0.24
    assert math.isclose(dice, 2 * iou[2] / (1 + iou[2]))
    says(question, "about 0.24")


def test_yolo_single_shot(question: Question) -> None:
    assert 2 * (4 + 1) + 20 == 30
    assert 7 * 7 * 2 == 98
    says(question, "7 by 7 by 30", "98 boxes")


def test_document_reading_ocr(question: Question) -> None:
    assert round(0.99**22, 2) == 0.80
    says(question, "80 per cent")
    assert 0.8 < 40_000 / (30 * 24 * 60) < 1.1


def test_image_resizing_aliasing(question: Question) -> None:
    names, printed = run_lines(code(question["question"]))
    assert [float(p) for p in printed] == [0.5, 0.0, 1.0]
    stripes = names["stripes"]
    assert stripes.shape == (256, 256)
    cured = stripes.reshape(64, 4, 64, 4).mean(axis=(1, 3))
    assert cured.shape == names["shrink"](stripes, 4).shape
    assert np.all(cured == 0.5)
    says(question, "`image.reshape(64, 4, 64, 4).mean(axis=(1, 3))`")


def test_super_resolution_and_psnr(question: Question) -> None:
    assert abs(10 ** (-3 / 10) - 0.5) < 0.002  # 3 dB less is half the squared error
    rng = np.random.default_rng(0)
    truth, sample = rng.normal(size=(2, 1_000_000))  # two draws from one posterior, mean zero
    assert abs(np.mean((truth - sample) ** 2) / np.mean(truth**2) - 2) < 0.01


def test_nerf_versus_gaussian_splatting(question: Question) -> None:
    calls = 800 * 800 * (64 + 192)
    says(question, f"{calls / 1e6:.0f} million")
    numbers = 3 + 3 + 4 + 1 + 3 * 16  # position, scale, rotation, opacity, harmonics to degree 3
    assert numbers == 59
    assert 690e6 < 3e6 * numbers * 4 < 720e6
    says(question, "59 numbers", "700 megabytes")


def test_siamese_triplet_loss(question: Question) -> None:
    for _, loss, positive, negative, active in table(question):
        assert active == 100
        assert math.isclose(loss, positive - negative + 0.2)
    says(question, "exactly the margin, 0.2")


def test_face_recognition_open_set(question: Question) -> None:
    chance = 1 - (1 - 1e-6) ** 100_000
    assert round(100 * chance, 1) == 9.5
    assert round(5_000 * chance) == 476
    assert math.isclose(5_000 * 100_000, 5e8)
    assert math.isclose(1 / 5e8, 2e-9)
    assert math.isclose(3 / 2e-9, 1.5e9)
    says(question, "9.5", "476", "477", "1.5 billion")


def test_linear_autoencoder_and_pca(question: Question) -> None:
    rng = np.random.default_rng(0)
    values = np.array([5, 3, 1, 0.6, 0.4])
    basis, _ = np.linalg.qr(rng.normal(size=(5, 5)))
    cov = basis @ np.diag(values) @ basis.T

    def error(w: np.ndarray) -> float:
        p = w @ np.linalg.inv(w.T @ w) @ w.T
        return float(np.trace((np.eye(5) - p) @ cov))

    best = error(basis[:, :2])
    assert math.isclose(best, 2.0)
    assert math.isclose(values.sum(), 10)
    assert math.isclose(error(basis[:, :2] @ rng.normal(size=(2, 2))), best)  # any mixing
    assert all(error(rng.normal(size=(5, 2))) > best for _ in range(200))
    says(question, "2 of 10")


def test_vq_vae_codebook(question: Question) -> None:
    bits, raw = 32 * 32 * 10, 256 * 256 * 24
    assert 2**10 == 1_024
    assert round(raw / bits) == 154
    says(question, f"{bits:,}", f"{bits // 8:,}", f"{raw:,}", "154")


def test_generator_metrics_table(question: Question) -> None:
    rows = dict(zip("ABC", table(question), strict=False))
    assert max(rows, key=lambda n: rows[n][0]) == "C"
    assert rows["C"][3] == 0.05
    assert min(rows, key=lambda n: rows[n][1]) == "B"
    assert rows["B"][4] == 0.22
    assert all(rows["B"][i] == max(r[i] for r in rows.values()) for i in (2, 3))
    assert rows["B"][0] > rows["A"][0]
    sharp = np.eye(10)  # ten pictures, one clear one for each class
    mean = sharp.mean(0)
    kl = [np.sum(p[p > 0] * np.log(p[p > 0] / mean[p > 0])) for p in sharp]
    assert math.isclose(math.exp(np.mean(kl)), 10)


def test_diffusion_transformer_and_video(question: Question) -> None:
    image = (256 // 8 // 2) ** 2
    frames = 1 + (81 - 1) // 4
    video = frames * (720 // 8 // 2) * (1280 // 8 // 2)
    assert (image, frames, video) == (256, 21, 75_600)
    assert round(video / image) == 295
    assert round((video / image) ** 2, -3) == 87_000
    says(question, "256 tokens", "75,600", "295", "87,000")


def test_noise_clean_and_velocity_targets(question: Question) -> None:
    rng = np.random.default_rng(0)
    x0, eps = rng.normal(size=(2, 50))
    a = 0.6
    s = math.sqrt(1 - a * a)
    xt, v = a * x0 + s * eps, a * eps - s * x0
    assert np.allclose(a * xt - s * v, x0)
    assert np.allclose(s * xt + a * v, eps)
    # the weights: an error e in the clean data, with the noisy sample given
    e = 0.1
    assert math.isclose(abs((xt[0] - a * (x0[0] + e)) / s - eps[0]), a * e / s)
    assert math.isclose(abs((a * xt[0] - (x0[0] + e)) / s - v[0]), e / s)
    assert math.isclose(1 / s**2, a * a / s**2 + 1)
    # Tweedie on a standard normal prior: the noisy sample is standard normal, its score -x
    assert np.allclose((xt + s * s * -xt) / a, a * xt)
    assert round(math.sqrt(1 - 0.05**2) / 0.05) == 20
    says(question, "20 times")
