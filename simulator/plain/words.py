"""The words of plain mode: short sentences for screen readers, without colour or boxes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from simulator.core.delivery import Usual, delivery_sentence
from simulator.core.interview import Interview
from simulator.core.interview_words import follow_up_words, no_model_words, rules_words
from simulator.core.session import Answer, AskedFollowUp
from simulator.core.states import Outcome, Phase, Rating
from simulator.core.wording import ACCEPTED, ANCHORS, in_a_row
from simulator.system.faults import Denied
from simulator.text.markdown import markdown_words

END_OF_ANSWER = "."
"""The line that ends an answer."""

CONFIDENCE = (
    "How sure are you that an interviewer would accept it?\n"
    "Type a number: 1 guessing, 2, 3 half sure, 4, 5 certain."
)

HELP = {
    "/help": "this list",
    "/repeat": "the question, or after the answer its model answer, once more",
    "/hear": "what was recorded of your answer, when it is judged; again to stop",
    "/time": "how much time is left",
    "/flag": "flag this question, to look at it again; again to remove the flag",
    "/pause": "stop the clock, in practice; Enter restarts it",
    "/skip": "leave the question unanswered",
    "/undo": "undo a skip, until its model answer is shown",
    "/later": "rate this answer another time",
    "/back": "in the debrief, the previous answer; before a question, back to your rating",
    "/stop": "end the interview now; what is answered is judged first",
    "/leave": "leave, and resume later",
}
"""The commands and what they do."""


COMMAND = re.compile(r"/[a-z]+")
"""Matches a whole line meant as a command; a path has more than one slash."""


def duration(seconds: float) -> str:
    """Return seconds in words: `2 minutes 30 seconds`; fractions are cut off."""
    if math.isinf(seconds):
        return "no limit"
    hours, rest = divmod(int(seconds), 3600)
    parts = ((hours, "hour"), (rest // 60, "minute"), (rest % 60, "second"))
    said = [f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number]
    return " ".join(said) or "0 seconds"


def help_lines() -> str:
    """Return all commands."""
    return "\n".join(f"{name}: {what}" for name, what in HELP.items())


def welcome(interview: Interview, *, recorded: bool) -> str:
    """Return what lies ahead, at the start or on resuming; `recorded`: answers are recorded."""
    total, number = len(interview.session.answers), interview.index + 1
    resumed = number > 1 or interview.next_phase is not Phase.ASKING
    first = (
        f"Question {number} of {total} is where you left off."
        if resumed
        else f"{total} question{'' if total == 1 else 's'}."
    )
    aloud = "say them; they are recorded" if recorded else "say them aloud"
    how = f"Type your answers, or {aloud}. /help on a line of its own lists the commands."
    return f"{first}\n{rules_words(interview)}\n{how}"


def question(interview: Interview) -> str:
    """Return the question and its number."""
    answer = interview.answer
    if interview.phase is Phase.FOLLOW_UP:
        which = follow_up_words(interview)
        return f"\n{which[0].upper()}{which[1:]}.\n{markdown_words(interview.asked.question)}"
    number = f"Question {interview.index + 1} of {len(interview.session.answers)}"
    return (
        f"\n{number}. {answer.topic}, {answer.difficulty.value}.\n{markdown_words(answer.question)}"
    )


def how_to_answer(interview: Interview, left: float) -> str:
    """Return how long there is, and how to end an answer."""
    how = "End your answer with a line that contains only a full stop."
    if math.isinf(left):
        return f"There is no time limit. {how}"
    if left <= 0:
        return f"You are {duration(-left)} over time. {how}"
    kept = "What you wrote is kept; go on after it. " if interview.asked.text else ""
    return f"You have {duration(math.ceil(left))}. {kept}{how}"


def how_to_think(left: float) -> str:
    """Return how long there is to think."""
    return f"You have {duration(math.ceil(left))} to think. Enter starts the answer sooner."


def time_left(interview: Interview, now: float) -> str:
    """Return the reply to `/time`."""
    if not interview.clocked:
        return "No clock is running."
    left = interview.countdown.remaining(now)
    if math.isinf(left):
        return f"{duration(interview.countdown.elapsed(now))} used; there is no limit."
    paused = " The clock is stopped." if interview.paused else ""
    return (
        f"{duration(math.ceil(left))} left." if left > 0 else f"{duration(-left)} over."
    ) + paused


def not_saved(error: OSError) -> str:
    """Return the message for a failed save."""
    why = Denied.of(error).why
    return f"Not saved: {why}. Go on; each line tries again. Nothing is lost yet."


def lost(answer: Answer) -> str:
    """Return the text of an answer that could not be saved, to be copied."""
    texts = "\n".join([answer.text, *(each.text for each in answer.asked_follow_ups if each.text)])
    return f"This could not be saved. Your answer so far, for you to copy:\n{texts}"


def own_answer(answer: Answer, usual: Usual | None = None) -> str:
    """Return the candidate's answer, for judging; `usual` is how the candidate speaks."""
    if answer.outcome is Outcome.SKIPPED:
        return "You skipped this question." + (f"\n{answer.text}" if answer.text.strip() else "")
    limit = "" if math.isinf(answer.time_limit) else f" of {duration(answer.time_limit)}"
    sure = "" if answer.confidence is None else f", sure {answer.confidence} of 5"
    text = answer.text if answer.text.strip() else "Nothing was typed: judge what you said aloud."
    took = f"Your answer, {duration(answer.answer_seconds)}{limit}{sure}"
    own = f"{took}:\n{text}{_said(answer, usual)}"
    return "\n".join([own, *map(_asked_on, answer.asked_on)])


def _asked_on(asked: AskedFollowUp) -> str:
    """Return a follow-up and the answer to it."""
    if asked.outcome is Outcome.SKIPPED:
        return f"Follow-up, skipped: {markdown_words(asked.question)}\n{asked.text}".rstrip()
    text = asked.text if asked.text.strip() else "Nothing was typed."
    question = markdown_words(asked.question)
    return f"Follow-up, {duration(asked.answer_seconds)}: {question}\n{text}{_said(asked)}"


def _said(part: Answer | AskedFollowUp, usual: Usual | None = None) -> str:
    """Return how a recorded answer was spoken, on a separate line."""
    if part.delivery is None:
        return ""
    return f"\nSaid aloud: {delivery_sentence(part.delivery, part.answer_seconds, usual)}"


def model_answer(interview: Interview) -> str:
    """Return the model answer, or say that there is none."""
    answer, own = interview.answer, no_model_words(interview)
    if answer.model_answer:
        own = f"Model answer:\n{markdown_words(answer.model_answer)}"
    more = (
        f"Model answer to: {markdown_words(each.question)}\n{markdown_words(each.model_answer)}"
        for each in answer.asked_on
        if each.model_answer
    )
    return "\n".join([own, *more])


def rating_question(answer: Answer) -> str:
    """Return the question for a rating, and the one that the ticks propose."""
    lines = [ACCEPTED]
    lines += [f"{each.value} {each.words}: {ANCHORS[each]}" for each in Rating]
    chosen = answer.rating or answer.default_rating
    if chosen is not None:
        word = "Chosen" if answer.rating else "Proposed"
        lines.append(f"{word}: {chosen.value} {chosen.words}. Enter accepts it, 1 to 4 chooses.")
    else:
        lines.append("Type 1 to 4.")
    return "\n".join(lines)


def after_rating(answer: Answer) -> Iterable[str]:
    """Yield what interviewers often hear, what they may ask next, and where to read on."""
    parts = (
        ("Interviewers often hear", map(markdown_words, answer.mistakes)),
        ("They may ask next", map(markdown_words, answer.may_come_next)),
        ("Read", answer.references),
    )
    said = ((title, in_a_row(texts)) for title, texts in parts)
    return (f"{title}: {words}" for title, words in said if words)
