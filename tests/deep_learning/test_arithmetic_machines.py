"""The arithmetic of machines: FLOPs, memory, bandwidth, cost."""

from __future__ import annotations

import math

from tests.deep_learning.arithmetic import GB, GIB, KIB, MIB, check


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
            f"{sustained // 10**12} teraflops is about {100 * sustained / peak:.0f} per cent",
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
            f"{100 * break_even * million / full:.0f} per cent load",
        ],
    )
