"""Recompute, from first principles, every number in the answers to the arithmetic questions.

Each test takes the sizes that the question states, computes what the answer claims, and hands
the formatted results to `check`, together with the phrases that hold other numbers, such as general
formulas. That fails if one of them is missing in the answer, or if the answer holds any number
that is in none of them.
"""

import math
import re
import tomllib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

BANK = Path(__file__).resolve().parent.parent / "banks" / "deep_learning.toml"
TOPIC = "Arithmetic"
KIB, MIB, GIB = 2**10, 2**20, 2**30
GB = 10**9
NUMBER = re.compile(r"(?<![A-Za-z0-9.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e\d+)?")


def load_questions() -> dict[str, dict[str, Any]]:
    with BANK.open("rb") as file:
        bank = tomllib.load(file)
    return {question["id"]: question for question in bank["questions"]}


def answer_of(question_id: str) -> str:
    """The answer on one line, so that a phrase may be wrapped anywhere."""
    return " ".join(str(load_questions()[question_id]["answer"]).split())


def check(question_id: str, computed: Sequence[str], given: Sequence[str] = ()) -> None:
    """Assert that the answer states all of `computed` and `given`, and no other number."""
    answer = answer_of(question_id)
    for phrase in (*computed, *given):
        pattern = rf"(?<![\d.,]){re.escape(phrase)}(?!\d|[.,]\d)"
        assert re.search(pattern, answer), f"{question_id}: the answer does not state {phrase!r}"
    explained = {number for text in (*computed, *given) for number in NUMBER.findall(text)}
    unexplained = [number for number in NUMBER.findall(answer) if number not in explained]
    assert not unexplained, f"{question_id}: numbers that no test recomputes: {unexplained}"


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


def test_every_arithmetic_question_is_checked() -> None:
    checked = {
        "arithmetic-mlp-parameters",
        "arithmetic-conv-layer",
        "arithmetic-receptive-field",
        "arithmetic-transformer-parameters",
        "arithmetic-training-flops",
        "arithmetic-adam-memory",
        "arithmetic-kv-cache",
        "arithmetic-decode-bandwidth",
        "arithmetic-attention-score-memory",
        "arithmetic-serving-cost",
    }
    assert {key for key, value in load_questions().items() if value["topic"] == TOPIC} == checked


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
            f"{100 * layers[0] / total:.0f} percent",
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


def test_training_flops() -> None:
    parameters, tokens = 7 * 10**9, 140 * 10**9
    gpus, sustained, peak = 64, 400 * 10**12, 989 * 10**12
    forward = 2  # a multiply and an add
    backward = 2 * forward  # for the activations and for the weights
    per_parameter_and_token = forward + backward
    flops = per_parameter_and_token * parameters * tokens
    cluster = gpus * sustained
    seconds = flops / cluster
    check(
        "arithmetic-training-flops",
        [
            f"The rule is {per_parameter_and_token}ND",
            f"about {forward} FLOPs in the forward pass",
            f"about {backward} in the backward pass",
            f"{per_parameter_and_token} × 7e9 × 140e9 = {flops / 10**21:.2f}e21 FLOPs",
            f"{gpus} × 400e12 = {cluster / 10**16:.2f}e16",
            f"{seconds:,.0f} seconds",
            f"{seconds / 3600:.1f} hours",
            f"{seconds / 86_400:.2f} days",
            f"{sustained // 10**12} teraflops is about {100 * sustained / peak:.0f} percent",
            f"{peak // 10**12} teraflops",
            f"{tokens // 10**9} billion tokens are {tokens // parameters} per parameter",
            f"about {per_parameter_and_token + forward}ND",
        ],
    )
    assert (float("7e9"), float("140e9"), float("400e12")) == (parameters, tokens, sustained)


def test_adam_memory() -> None:
    parameters = 7 * 10**9
    bfloat16, float32 = 16 // 8, 32 // 8
    weights, gradients, master, moments = bfloat16, bfloat16, float32, [float32, float32]
    per_parameter = weights + gradients + master + sum(moments)
    total, gpu, shards = per_parameter * parameters, 80 * GB, 8
    assert total > gpu  # "does not fit on one GPU"
    check(
        "arithmetic-adam-memory",
        [
            f"{weights} for the bfloat16 weights",
            f"{gradients} for the bfloat16 gradients",
            f"{master} for the float32 master copy",
            f"{moments[0]} for Adam's first moment and {moments[1]} for its second",
            f"That is {per_parameter} bytes",
            f"{parameters // GB} billion parameters need {total // GB} GB",
            f"the weights alone are {weights * parameters // GB} GB",
            f"one {gpu // GB} GB GPU",
            f"over {shards} GPUs",
            f"leaves {total / shards / GB:.0f} GB on each",
            f"the frozen weights still take {weights * parameters // GB} GB",
        ],
        given=["ZeRO stage 3", "8-bit optimiser states"],
    )


def test_kv_cache() -> None:
    layers, query_heads, key_value_heads, head_size = 32, 32, 8, 128
    sequences, tokens, bytes_per_value, vectors = 16, 8192, 2, 2  # vectors: a key and a value
    per_token = vectors * layers * key_value_heads * head_size * bytes_per_value
    per_sequence = per_token * tokens
    total = sequences * per_sequence
    multi_head = total * query_heads // key_value_heads
    assert multi_head == 4 * total  # "four times as much"
    assert per_token % KIB == per_sequence % GIB == 0
    check(
        "arithmetic-kv-cache",
        [
            f"{vectors} × {layers} × {key_value_heads} × {head_size} × {bytes_per_value}"
            f" = {per_token:,} bytes",
            f"that is {per_token // KIB} KiB",
            f"{tokens:,} tokens needs {per_token // KIB} KiB × {tokens:,} = "
            f"{per_sequence // GIB} GiB",
            f"{sequences} sequences need {total // GIB} GiB",
            f"{total / GB:.1f} GB",
            f"{query_heads} key-value heads",
            f"{multi_head // GIB} GiB",
        ],
        given=["2 × layers × key-value heads × head size × bytes", "An 8-bit cache"],
    )
    assert bytes_per_value == 2 * (8 // 8)  # "an 8-bit cache would halve it"


def test_decode_bandwidth() -> None:
    parameters, bandwidth, peak = 8 * 10**9, 2 * 10**12, 312 * 10**12
    bfloat16 = parameters * 16 // 8
    four_bit = parameters * 4 // 8
    group, scale_bits = 128, 16
    flops_per_weight = 2  # a multiply and an add
    balance = peak / bandwidth
    # With a batch of b, each weight of two bytes serves b multiply-adds.
    critical_batch = balance * (16 / 8) / flops_per_weight
    check(
        "arithmetic-decode-bandwidth",
        [
            f"{flops_per_weight} FLOPs per weight",
            f"8e9 × {16 // 8} bytes = {bfloat16 // GB} GB",
            f"{bandwidth // GB:,} GB/s divided by {bfloat16 // GB} GB",
            f"at most {bandwidth / bfloat16:.0f} tokens per second",
            f"At 4 bits they take {four_bit // GB} GB",
            f"at most {bandwidth / four_bit:.0f} tokens per second",
            f"a {scale_bits}-bit scale per {group} weights makes it "
            f"{4 + scale_bits / group:.3f} bits",
            f"{peak // 10**12} teraflops",
            f"312e12 / 2e12 = {balance:.0f} FLOPs per byte",
            f"a batch of about {critical_batch:.0f}",
        ],
    )
    assert (float("8e9"), float("312e12"), float("2e12")) == (parameters, peak, bandwidth)


def test_attention_score_memory() -> None:
    tokens, heads, bfloat16, float32 = 16_384, 32, 2, 4
    pairs = tokens * tokens
    entries = pairs * heads
    memory = entries * bfloat16
    doubled = (2 * tokens) ** 2 * heads * bfloat16
    statistics = tokens * heads * float32
    assert doubled == 4 * memory  # "four times as much"
    assert memory % GIB == statistics % MIB == 0
    check(
        "arithmetic-attention-score-memory",
        [
            f"{tokens:,}² × {heads} = {pairs:,} × {heads} = {entries:,} entries",
            f"At {bfloat16} bytes that is {memory:,} bytes, exactly {memory // GIB} GiB",
            f"{doubled // GIB} GiB",
            f"{tokens:,} × {heads} × {float32} = {statistics:,} bytes, {statistics // MIB} MiB",
        ],
    )


def test_serving_cost() -> None:
    dollars_per_hour, tokens_per_second, seconds_per_hour = 2.5, 2_000, 3_600
    million, api_price, load = 10**6, 1, 1 / 4
    full = tokens_per_second * seconds_per_hour
    cost = dollars_per_hour / (full / million)
    quarter = full * load
    break_even = dollars_per_hour / api_price
    assert math.isclose(dollars_per_hour / (quarter / million), 4 * cost)  # "four times as much"
    check(
        "arithmetic-serving-cost",
        [
            f"An hour has {seconds_per_hour:,} seconds",
            f"{tokens_per_second:,} × {seconds_per_hour:,} = {full:,} tokens an hour",
            f"{dollars_per_hour:.2f} dollars divided by {full / million:.1f} million tokens",
            f"about {cost:.2f} dollars per million",
            f"only {quarter / million:.1f} million tokens",
            f"{dollars_per_hour / (quarter / million):.2f} dollars per million",
            f"charges {api_price} dollar per million",
            f"{break_even:.1f} million tokens an hour",
            f"{100 * break_even * million / full:.0f} percent load",
        ],
    )
