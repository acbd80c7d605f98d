"""`due`: what to practise today, printed."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import Any

from simulator.cli.console import FAULTY, FINE, say, say_json, today
from simulator.cli.context import open_store
from simulator.cli.settings import settings_or_defaults
from simulator.core.day_plan import Plan
from simulator.core.wording import first_line
from simulator.storage.store import Store
from simulator.usecases.today import plan_of_day


def run(arguments: Namespace) -> int:
    """Show what is due today, with the date of the interview that the settings name."""
    store = open_store(arguments.home)
    day = settings_or_defaults(store).interview_date
    return show_due(store, interview_date=day, json=arguments.json)


def show_due(store: Store, *, interview_date: date | None = None, json: bool = False) -> int:
    """Today's plan; code 1 where nothing is left to do today."""
    _, made = plan_of_day(store, today(), interview_date)
    if json:
        say_json(plan_object(made))
    else:
        say(plan_text(made))
    return FINE if made.questions else FAULTY


def plan_text(plan: Plan) -> str:
    """The day's plan for people."""
    lines = [plan.sentence]
    wide = max((len(each.why) for each in plan.questions), default=0)
    lines += [f"  {each.why:<{wide}}  {first_line(each.question, 100)}" for each in plan.questions]
    if plan.questions:
        lines.append("Begin with: mock-interview start --order due -n " + str(len(plan.questions)))
    return "\n".join(lines)


def plan_object(plan: Plan) -> dict[str, Any]:
    """The day's plan for programs."""
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
