"""Banks as people write them, with comments everywhere, for tests of edits."""

from __future__ import annotations

from pathlib import Path

from simulator.core.bank import Bank, Question
from simulator.storage.banks.edit import changes_between, with_changes
from simulator.storage.banks.read import parse_bank

SHIPPED = Path(__file__).parents[3] / "banks"
BIG = (SHIPPED / "deep_learning.toml").read_bytes()

COMMENTED = """\
# A bank of mine
format   = 1 # one
title = 'Mine'

[defaults]   # for all
difficulty = "hard"

# first: on the question
[[questions]]
# why it is asked
id = "first"       # stable
question = "What is [this] # really?"
key_points = [
  "one",   # the easy one
  # half of them forget:
  "two, with a comma",
  'three'
]
tags = ["a","b" , "c" ] # short
answer = '''
A line with \\frac{a}{b} and [[questions]]

# not a comment
'''   # end of the answer
time_limit   =   90
# time_limit = 120

[questions.extra]
author = "me"   # kept

  [[ questions ]]  # the second
  "question" = \"\"\"
What
is it?\"\"\"
  topic = "Odd = topic"

# on the third
[[questions]]
question = "Third?"
extra.mine = 1
answer = "y"
# the end"""

INTERLEAVED = """\
title = "x"
[[questions]]
question = "a"
[defaults]
time_limit = 30
[[questions]]
question = "b"
"""

FILES = {
    "commented": COMMENTED.encode(),
    "windows": COMMENTED.replace("\n", "\r\n").encode(),
    "with a mark": b"\xef\xbb\xbf" + COMMENTED.encode(),
    "interleaved": INTERLEAVED.encode(),
    "none": b'title = "empty"\n# nothing yet',
}


def bank_of(data: bytes) -> Bank:
    return parse_bank(data, file="x.toml", name="x")


def written(data: bytes, place: int, after: Question) -> bytes:
    return with_changes(data, {place: changes_between(bank_of(data).questions[place], after)})
