"""A session's file as shown in the description of the format."""

from __future__ import annotations

EXAMPLE = '''
format = 1
status = "running"
started_at = 2026-11-22T18:30:05+01:00

[setup]
mode = "interview"
banks = ["deep_learning"]
topics = []
difficulties = []
tags = []
questions = 1
think_seconds = 0.0
time_limit = 90.0
extra_time = 1.0
debrief = "end"
order = "shuffled"
seed = 7
voice = false

[current]
question = 1
phase = "answering"

[[answers]]
bank = "deep_learning"
id = "vanishing-gradient"
question = "What is the vanishing gradient problem?"
model_answer = "..."
topic = "Training"
difficulty = "medium"
time_limit = 90.0
outcome = "answered"
think_seconds = 4.2
answer_seconds = 94.3
overrun_seconds = 4.3
text = """..."""
confidence = 4
rating = 3
note = "Say what batch norm does to the scale."

[[answers.key_points]]
text = "Gradients shrink layer by layer"
covered = true
bonus = false

[[answers.rerated]]
at = 2026-12-01T09:00:00+01:00
rating = 2
covered = [true]

[end]
answers = 1
'''
