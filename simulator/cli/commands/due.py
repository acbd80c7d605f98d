"""`due`: prints what to practise today."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from simulator.cli.console import FAULTY, FINE, columns, say_fitted, say_json, today
from simulator.cli.settings import settings_or_defaults
from simulator.core.day_plan import Plan
from simulator.core.wording import first_line
from simulator.storage.store import Store
from simulator.text.wrapping import wrapped
from simulator.usecases.today import plan_of_day

START = "mock-interview start --today"
"""Asks exactly what is listed, whatever the last interview's banks and choices."""

LONGEST_QUESTION = 300
"""The most characters of a question shown."""

LEAST_FOR_A_QUESTION = 44
"""The least columns for questions to be shown beside their reasons."""


def run(arguments: Namespace, store: Store) -> int:
    """Print today's plan; code 1 if nothing is left to do today."""
    _, made = plan_of_day(store, today(), settings_or_defaults(store))
    if arguments.json:
        say_json(plan_object(made))
    else:
        say_fitted(plan_text(made, columns()))
    return FINE if made.questions else FAULTY


def plan_text(plan: Plan, columns: int | None = None) -> str:
    """Return the day's plan for people, with the reasons if there is room."""
    lines = [plan.sentence]
    wide = max((len(each.why) for each in plan.questions), default=0)
    beside = columns is None or wide + LEAST_FOR_A_QUESTION <= columns
    for each in plan.questions:
        question = first_line(each.question, LONGEST_QUESTION)
        if beside:
            room = columns or wide + 4 + LONGEST_QUESTION
            lines += wrapped(question, room, f"  {each.why:<{wide}}  ", " " * (wide + 4))
        else:
            lines += [f"  {question}", f"    {each.why}"]
    if plan.questions:
        lines.append(f"Start with: {START}")
    return "\n".join(lines)


def plan_object(plan: Plan) -> dict[str, Any]:
    """Return the day's plan as an object."""
    return {
        "today": plan.today.isoformat(),
        "interview_date": plan.interview_on.isoformat() if plan.interview_on else None,
        "seconds": plan.seconds,
        "next": plan.coming_on.isoformat() if plan.coming_on else None,
        "questions": [
            {
                "bank": each.key[0],
                "id": each.key[1],
                "question": each.question,
                "topic": each.topic,
                "reason": each.reason.name.lower(),
                "why": each.why,
                "seconds": each.seconds,
            }
            for each in plan.questions
        ],
    }
