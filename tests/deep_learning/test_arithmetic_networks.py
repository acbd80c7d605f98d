"""The arithmetic of networks: parameters, layers, receptive fields; and that all is checked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from tests.deep_learning.arithmetic import check


def dense(inputs: int, outputs: int) -> int:
    """Weights and biases of a dense layer, counted unit by unit."""
    return sum(inputs + 1 for _ in range(outputs))


def conv_positions(size: int, kernel: int, stride: int, padding: int) -> int:
    """The number of places where the kernel fits, found by sliding it."""
    return sum(1 for start in range(-padding, size + padding - kernel + 1, stride))


def receptive_fields(layers: Sequence[tuple[int, int]]) -> list[int]:
    """Receptive field after each (kernel, stride) layer, by following one output unit backwards."""
    fields = []
    for depth in range(1, len(layers) + 1):
        first = last = 0
        for kernel, stride in reversed(layers[:depth]):
            first, last = first * stride, last * stride + kernel - 1
        fields.append(last - first + 1)
    return fields


def test_mlp_parameters() -> None:
    sizes = [784, 256, 128, 10]
    layers = [dense(inputs, outputs) for inputs, outputs in pairwise(sizes)]
    total = sum(layers)
    bytes_per_float32 = 4
    memory = total * bytes_per_float32
    assert 0.9 * 10**6 < memory < 10**6  # "a bit less than a megabyte"
    check(
        "arithmetic-mlp-parameters",
        [
            *(
                f"{inputs} to {outputs}: {inputs + 1} × {outputs} = {count:,}"
                for (inputs, outputs), count in zip(pairwise(sizes), layers, strict=True)
            ),
            f"{total:,} parameters",
            f"{100 * layers[0] / total:.0f} per cent",
            f"at {bytes_per_float32} bytes each, that is {memory:,} bytes",
        ],
        given=["(inputs + 1) × outputs"],
    )


def test_conv_layer() -> None:
    filters, channels, kernel, stride, padding, size = 64, 3, 7, 2, 3, 224
    side = conv_positions(size, kernel, stride, padding)
    span = size + 2 * padding - kernel
    assert side == span // stride + 1
    outputs = filters * side * side
    weights_per_filter = channels * kernel * kernel
    weights = filters * weights_per_filter
    multiply_adds = outputs * weights_per_filter
    check(
        "arithmetic-conv-layer",
        [
            f"{size} + {2 * padding} - {kernel} = {span}",
            f"rounded down is {span // stride}",
            f"one more is {side}",
            f"{filters} × {side} × {side}",
            f"{outputs:,} values",
            f"{channels} × {kernel} × {kernel} = {weights_per_filter} weights",
            f"{weights:,} weights, plus {filters} biases, so {weights + filters:,} parameters",
            f"{outputs:,} × {weights_per_filter} = {multiply_adds:,}",
            f"about {multiply_adds / 10**6:.0f} million",
            f"about {2 * multiply_adds / 10**9:.2f} GFLOPs",
        ],
        given=["floor((n + 2p - k) / s) + 1", "Here n + 2p - k is"],
    )


def test_receptive_field() -> None:
    layers = [(3, 1), (3, 2), (2, 2), (3, 1)]
    fields = receptive_fields(layers)
    steps = []
    before, jump = 1, 1
    for (kernel, stride), field in zip(layers, fields, strict=True):
        step = f"r = {before} + {kernel - 1} × {jump} = {field}"
        jump *= stride
        name = "pooling " if kernel == 2 else ""
        steps.append(f"{name}{kernel} × {kernel}, stride {stride}: {step}, j = {jump}")
        before = field
    unstrided = receptive_fields([(kernel, 1) for kernel, _ in layers])[-1]
    check(
        "arithmetic-receptive-field",
        [
            *steps,
            "r goes " + ", ".join(map(str, fields)),
            f"{fields[-1]} × {fields[-1]} input pixels",
            f"only {unstrided} × {unstrided}",
            f"the last layer alone adds {fields[-1] - fields[-2]}",
            f"the jump has grown to {jump}",
        ],
        given=["Both start at 1", "(k - 1)"],
    )


def test_transformer_parameters() -> None:
    layers, width, vocabulary, widening = 32, 4096, 32_000, 4
    attention_matrices = 4
    attention = attention_matrices * width * width
    feed_forward = width * (widening * width) + (widening * width) * width
    block = attention + feed_forward
    embedding = vocabulary * width
    tied = layers * block + embedding
    untied = tied + embedding
    swiglu_matrices = 3
    assert math.isclose(swiglu_matrices * width * (8 * width / 3), feed_forward)
    check(
        "arithmetic-transformer-parameters",
        [
            f"{attention // width**2}d²",
            f"from d to {widening}d and back: 2 × {widening}d² = {feed_forward // width**2}d²",
            f"Together {block // width**2}d²",
            f"d = {width}, d² is {width**2:,}",
            f"{block:,} parameters, about {block / 10**9:.1f} billion",
            f"Times {layers} layers that is {layers * block:,}",
            f"{vocabulary:,} × {width} = {embedding:,}",
            f"the total is {tied:,}, so about {tied / 10**9:.1f} billion",
            f"untied it is {untied / 10**9:.1f} billion",
        ],
        given=["about 8d/3"],
    )
