"""Wording for interviews and their facts, shared by screens, print and files."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from simulator.core.countdown import Notice
from simulator.core.states import Outcome, Rating
from simulator.core.times import show_time
from simulator.text.markdown import in_one_line

if TYPE_CHECKING:
    from simulator.core.bank import Bank
    from simulator.core.figures import Calibration
    from simulator.core.session import Answer, AskedFollowUp

OUTCOMES = {
    Outcome.ANSWERED: "answered",
    Outcome.TIMED_OUT: "time ran out",
    Outcome.SKIPPED: "skipped",
    None: "not reached",
}
"""Words for each outcome; see `outcome_words`."""

ANCHORS = {
    Rating.NOT_YET: "little of it",
    Rating.PARTIAL: "gaps or a mistake",
    Rating.SOLID: "nearly all of it",
    Rating.STRONG: "all of it and more",
}
"""The meaning of each rating, however many key points there are; see `proposal_reasons`."""


ACCEPTED = "Would an interviewer accept it?"
"""What a rating answers."""


def proposal_reasons(answer: Answer) -> tuple[str, ...]:
    """Say why the proposed rating is not higher, or why it is strong; longest wording first."""
    proposed, number = answer.proposed_rating, len(answer.required)
    if proposed is None:
        return ()
    points = f"of {counted(number, 'key point')}"
    if proposed is Rating.STRONG:
        return (f"{answer.covered} {points} and something more", ANCHORS[proposed])
    following = Rating(proposed + 1)
    takes = answer.points_for(following)
    if answer.covered < takes:
        more = " and something more" if following is Rating.STRONG else ""
        count = f"{following.words} takes {takes}"
        return (f"{count} {points}{more}", f"{count} {points}", f"{count} of {number}")
    if answer.wrong and proposed is Rating.PARTIAL:
        return ("something wrong: partial at most", "partial at most: wrong")
    if bonus := answer.bonus_for_strong:
        return (
            f"strong takes {'a bonus point' if bonus == 1 else f'{bonus} bonus points'} too",
            f"strong takes {'a bonus' if bonus == 1 else f'{bonus} bonuses'}",
        )
    if answer.pointed_follow_ups:
        return ("strong takes the follow-up's points too", "strong takes a follow-up")
    return ("strong takes more than the key points", "strong takes more")


def point_kind(answer: Answer, index: int) -> str:
    """Return the prefix for a point of `answer.points` that is not one of its own key points."""
    if index < len(answer.key_points):
        return "bonus: " if answer.key_points[index].bonus else ""
    index -= len(answer.key_points)
    for number, asked in enumerate(answer.asked_follow_ups, 1):
        index -= len(asked.key_points) if asked.was_answered else 0
        if index < 0:
            return f"follow-up {number}: "
    raise IndexError(index)


def outcome_words(answer: Answer | AskedFollowUp) -> str:
    """Say how the question ended: `broken off` if the interview ended during it."""
    begun = answer.outcome is None and (answer.text.strip() or answer.answer_seconds > 0)
    return "broken off" if begun else OUTCOMES[answer.outcome]


def counted(number: int, word: str) -> str:
    """A number with its noun: `1 question`, `3 questions`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def held_words(sessions: int, takes: int) -> str:
    """How many interviews were held: `40 sessions and 1 take`, which repeats one of them."""
    also = f" and {counted(takes, 'take')}" if takes else ""
    return counted(sessions, "session") + also


def result_words(good: int, rated: int) -> str:
    """`5 of 7 solid or strong`; `nothing rated` before anything is."""
    return f"{good:,} of {rated:,} solid or strong" if rated else "nothing rated"


def length_words(questions: int, seconds: float) -> str:
    """How long an interview is: `7 questions, about 19 minutes`; at least one minute."""
    minutes = max(1, round(seconds / 60))
    return f"{counted(questions, 'question')}, about {counted(minutes, 'minute')}"


def sentence(words: str) -> str:
    """Make a sentence of the words: capital first, full stop last."""
    stop = "" if words.endswith((".", "!", "?", "…")) or not words else "."
    return words[:1].upper() + words[1:] + stop


def and_list(words: Sequence[str]) -> str:
    """Join words as people do: `a`, `a and b`, `a, b and c`."""
    *first, last = words or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def in_a_row(texts: Iterable[str]) -> str:
    """Join texts that may end as sentences do: `Batches; sums`, but `Why? And then? Sums`."""
    told = [text.removesuffix(".") for text in texts]
    marked = [f"{text}{' ' if text.endswith(('?', '!', '…')) else '; '}" for text in told[:-1]]
    return "".join((*marked, *told[-1:]))


def shelf_words(banks: Sequence[Bank]) -> str:
    """Count the usable banks and their questions: `3 banks, 142 questions`."""
    questions = sum(len(bank.questions) for bank in banks)
    return f"{counted(len(banks), 'bank')}, {counted(questions, 'question')}"


def bank_titles(names: Sequence[str], titles: Sequence[str]) -> str:
    """List an interview's banks by title, or by a readable name if no titles are known."""
    return and_list(titles or [readable_name(name) for name in names])


def readable_name(name: str) -> str:
    """The name of a bank's file as words: `Deep learning` for `deep_learning`."""
    words = " ".join(name.rpartition("/")[2].replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or name


def time_words(answer: Answer | AskedFollowUp) -> str:
    """Time used of the limit, and by how much it ran over: `1:34 of 2:30`."""
    if answer.outcome is None:
        return "-"
    used = show_time(answer.answer_seconds)
    if math.isinf(answer.time_limit):
        return used
    over = f" (+{show_time(answer.overrun_seconds)})" if answer.overrun_seconds >= 1 else ""
    return f"{used} of {show_time(answer.time_limit)}{over}"


BRING_TO_A_CLOSE = "bring it to a close"
"""Advice for the last tenth of the time."""


def notice_words(level: Notice, practice: bool, left: str = "") -> str:
    """Return the words of a notice; `left` is the time to go, where no clock shows it."""
    if level is Notice.QUARTER:
        return "A quarter of your time is left" + (f", {left}." if left else ".")
    if level is Notice.TENTH:
        return f"The last {left or 'tenth'}: {BRING_TO_A_CLOSE}."
    return "Time. Go on as long as you need; the overrun is recorded." if practice else ""


def points_words(answer: Answer) -> str:
    """Key points covered out of all: `3 of 4`; `-` if none was judged."""
    judged = len(answer.judged_points)
    return f"{answer.covered} of {judged}" if judged else "-"


def ticks_words(answer: Answer) -> str:
    """Ticks while an answer is judged: `3 of 6`, or `3 of 6 +1` with a tick beyond coverage."""
    besides = f" +{answer.covered_besides}" if answer.covered_besides else ""
    return f"{answer.covered} of {len(answer.required)}{besides}"


def rating_words(answer: Answer) -> str:
    """The rating, or the reason why there is none."""
    if answer.rating is not None:
        return answer.rating.words + (", with something wrong" if answer.wrong else "")
    return "not rated yet" if answer.was_answered else outcome_words(answer)


def confidence_words(answer: Answer) -> str:
    """The confidence as `4/5`, or `-`."""
    return "-" if answer.confidence is None else f"{answer.confidence}/5"


def percent(share: float | None) -> str:
    """A share between 0 and 1 as `64 %`; `-` for None."""
    return "-" if share is None else f"{round(100 * share)} %"


def calibration_words(cells: Calibration) -> str:
    """Say how often confidence matched the result; only for enough answers."""
    answers = counted(cells.total, "answer")
    return f"Your confidence was right in {percent(cells.rate)} of {answers}."


def day_words(day: date, today: date) -> str:
    """A day relative to today: `today`, `tomorrow`, `in 3 days`, `yesterday`, `on 2 Dec 2026`."""
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    if 1 < days <= 14:
        return f"in {days} days"
    return f"on {show_date(day)}"


def show_date(day: date) -> str:
    """A date that reads the same in every locale: `22 Nov 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def show_moment(moment: datetime) -> str:
    """A date with its time of day, in the zone it was recorded in."""
    return f"{show_date(moment.date())}, {moment:%H:%M}"


def first_line(text: str, limit: int = 200) -> str:
    """Return the first line or paragraph of a Markdown text, cut to `limit` characters."""
    return in_one_line(text, limit)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
