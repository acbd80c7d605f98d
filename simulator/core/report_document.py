"""A report as a document; renderers only decide how it looks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from enum import Enum
from itertools import chain
from typing import NamedTuple, TypeAlias

from simulator.core.comparison import AnswerPair, Comparison
from simulator.core.delivery import Usual, delivery_sentence
from simulator.core.figures import Calibration, Group, Score
from simulator.core.report import NextUp, Report
from simulator.core.session import Answer, AskedFollowUp, KeyPoint, Session
from simulator.core.states import Outcome, Rating, Status
from simulator.core.table import NOTHING, Cell, Column, Table, Tone, tone_of_share
from simulator.core.times import show_time
from simulator.core.wording import (
    bank_titles,
    confidence_words,
    counted,
    first_line,
    in_a_row,
    outcome_words,
    percent,
    points_words,
    rating_words,
    show_moment,
    time_words,
)

CLOSING = "Self-rated practice, not a prediction."
"""The last sentence of every report."""

WORTH_TELLING = 1.0
"""Shorter thinking, pausing or absence, in seconds, is not mentioned."""


class Paragraph(NamedTuple):
    """A sentence or two."""

    text: str


class Entry(NamedTuple):
    """A list item, the text beneath it, and its result in a word or two."""

    text: str
    under: str = ""
    result: Cell = NOTHING


class Listing(NamedTuple):
    """A list."""

    entries: tuple[Entry, ...]


class Tick(NamedTuple):
    """A key point in Markdown; `missed` if it should have been covered and was not."""

    text: str
    covered: bool
    bonus: bool
    missed: bool


class Ticks(NamedTuple):
    """The key points of an answer."""

    title: str
    ticks: tuple[Tick, ...]


class Quote(NamedTuple):
    """A longer titled text: Markdown, or the candidate's own words verbatim."""

    title: str
    text: str
    markdown: bool


class Facts(NamedTuple):
    """Facts about an answer, in a few words each."""

    facts: tuple[Cell, ...]


Block: TypeAlias = Paragraph | Listing | Table | Ticks | Quote | Facts


class Measure(NamedTuple):
    """A share for a bar, 0 to 1 or more in over-run, and its value in words."""

    share: float
    words: Cell


class Hero(NamedTuple):
    """A session's result at a glance.

    `score` is `3/7`, empty if nothing was rated; `change` compares it with last time; `ratings`
    counts each rating, best first, then the answers without one; `ended` says so if the session
    was stopped.
    """

    score: str
    tone: Tone
    change: Cell
    ratings: tuple[tuple[Cell, int], ...]
    points: Measure | None
    time: Measure | None
    sure: tuple[Cell, ...]
    ended: str


class Part(Enum):
    """The parts of a report."""

    URGENT = "Sure and wrong"
    TAKE = "Compared with the take before"
    GAINED = "Points gained and lost"
    QUESTIONS = "Questions"
    TOPICS = "By topic"
    DIFFICULTIES = "By difficulty"
    TIME = "Time used"
    CONFIDENCE = "Confidence against result"
    STRONGEST = "Your strongest answer"
    FLAGGED = "You flagged"
    NEXT = "What next"


class AnswerPart(NamedTuple):
    """One question in Markdown with its number, from 1, and its result.

    `more` holds blocks that only a screen has room for.
    """

    number: int
    question: str
    topic: str
    blocks: tuple[Block, ...]
    more: tuple[Block, ...]


class ReportDocument(NamedTuple):
    """A whole report; empty parts are left out."""

    title: str
    facts: tuple[str, ...]
    sentence: str
    topics: tuple[str, ...]
    """Which topics went well and which have most to gain; empty if all are alike."""
    hero: Hero
    next_title: str
    """Heading for what to practise next: `Tomorrow: these 4`; empty if there is nothing."""
    parts: dict[Part, tuple[Block, ...]]
    answers: tuple[AnswerPart, ...]

    @classmethod
    def of(cls, report: Report, today: date, before: Score | None = None) -> ReportDocument:
        """Build the document of a report as seen on `today`; `before` is the previous score."""
        session = report.session
        banks = bank_titles(session.setup.banks, session.shown_titles)
        coming = report.next_up()
        made: dict[Part, list[Block]] = {
            Part.URGENT: _urgent(report),
            Part.TAKE: _take(session),
            Part.GAINED: _gained(session),
            Part.QUESTIONS: [_overview(report)],
            Part.TOPICS: _groups("Topic", report.by_topic),
            Part.DIFFICULTIES: _groups("Difficulty", report.by_difficulty),
            Part.TIME: [Paragraph(report.time_sentence)] if report.time_sentence else [],
            Part.CONFIDENCE: _confidence(report),
            Part.STRONGEST: [Paragraph(first_line(report.strongest.question))]
            if report.strongest
            else [],
            Part.FLAGGED: [_listing(report.flagged)] if report.flagged else [],
            Part.NEXT: _next(report, coming, today),
        }
        return cls(
            title=f"{banks}, {show_moment(session.started_at)}",
            facts=(
                mode_words(session),
                counted(len(session.answers), "question"),
                show_time(session.seconds),
                session.status.words,
            ),
            sentence=report.sentence,
            topics=report.topic_sentences,
            hero=_hero(report, before),
            next_title=coming.title(today) if coming else "",
            parts={part: tuple(blocks) for part, blocks in made.items() if blocks},
            answers=tuple(
                answer_part(number, answer, session.usual)
                for number, answer in enumerate(report.answers, 1)
            ),
        )

    def part(self, part: Part) -> tuple[Block, ...]:
        """Return the blocks of a part; empty if it has nothing to say."""
        return self.parts.get(part, ())


SAID_ALOUD = "Said aloud"
"""Title of the facts of a recorded answer."""


def mode_words(session: Session) -> str:
    """`practice` or `interview`; `practice, a take` for a session that repeats another."""
    return session.setup.mode.value + ("" if session.take_of is None else ", a take")


def answer_part(number: int, answer: Answer, usual: Usual | None = None) -> AnswerPart:
    """Build an answer's part without unrevealed texts; `usual` is the usual delivery."""
    answer = answer.redacted()
    blocks: list[Block] = [Facts(answer_facts(answer))]
    if answer.text.strip():
        blocks.append(Quote("Your words", answer.text, markdown=False))
    blocks += _said(SAID_ALOUD, answer, usual)
    if answer.model_answer.strip():
        blocks.append(Quote("Model answer", answer.model_answer.strip(), markdown=True))
    if answer.key_points:
        blocks.append(ticks_of(answer))
    for index, asked in enumerate(answer.asked_on, 1):
        blocks += _asked_on(index, asked, answer)
    if answer.note.strip():
        blocks.append(Quote("Next time I will say", answer.note, markdown=False))
    blocks += [
        Paragraph(f"Judged again, blind, {show_moment(again.at)}: {again.rating.words}")
        for again in answer.rerated
    ]
    more = tuple(
        Quote(title, text, markdown)
        for title, texts, markdown in (
            ("Interviewers often hear", answer.mistakes, True),
            ("They may ask next", answer.may_come_next, True),
            ("Read", answer.references, False),
        )
        for text in texts
    )
    return AnswerPart(number, answer.question, answer.topic, tuple(blocks), more)


def answer_facts(answer: Answer) -> tuple[Cell, ...]:
    """Return outcome, times, coverage, rating and confidence of an answer."""
    facts = [Cell(outcome_words(answer))]
    if answer.outcome is not None:
        facts.append(Cell(time_words(answer)))
    times = (
        ("thought for", answer.think_seconds),
        ("paused", answer.paused_seconds),
        ("away", answer.away_seconds),
    )
    facts += [
        Cell(f"{words} {show_time(seconds)}")
        for words, seconds in times
        if seconds >= WORTH_TELLING
    ]
    if answer.was_answered:
        facts.append(Cell(f"key points {points_words(answer)}"))
        facts.append(Cell(rating_words(answer), tone_of(answer.rating)))
        facts.append(Cell(f"confidence {confidence_words(answer)}"))
    if answer.flagged:
        facts.append(Cell("flagged", Tone.FAIR))
    return tuple(facts)


def _asked_on(index: int, asked: AskedFollowUp, answer: Answer) -> list[Block]:
    """Build a follow-up's blocks: the answer to it, its model answer and its points."""
    name = f"follow-up {index}"
    facts = outcome_words(asked) + (f", {time_words(asked)}" if asked.was_answered else "")
    blocks: list[Block] = [Quote(f"Follow-up {index}, {facts}", asked.question, markdown=True)]
    if asked.text.strip():
        blocks.append(Quote(f"Your words to {name}", asked.text, markdown=False))
    blocks += _said(f"{name.capitalize()} said aloud", asked, None)
    if asked.model_answer.strip():
        blocks.append(Quote(f"Model answer to {name}", asked.model_answer.strip(), markdown=True))
    if asked.key_points:
        blocks.append(_ticks(f"Points of {name}", asked.key_points, answer.rating is not None))
    return blocks


def _said(title: str, part: Answer | AskedFollowUp, usual: Usual | None) -> list[Block]:
    """Return the facts of a recorded answer; none if there is no recording."""
    if part.delivery is None:
        return []
    told = delivery_sentence(part.delivery, part.answer_seconds, usual)
    return [Quote(title, told, markdown=False)]


def ticks_of(answer: Answer) -> Ticks:
    """Return the key points of an answer and what was ticked."""
    source = " (from the answer)" if answer.from_answer else ""
    return _ticks(f"Key points{source}", answer.key_points, bool(answer.judged_points))


def _ticks(title: str, points: Sequence[KeyPoint], judged: bool) -> Ticks:
    return Ticks(
        title,
        tuple(
            Tick(
                point.text,
                point.covered,
                point.bonus,
                missed=judged and not point.covered and not point.bonus,
            )
            for point in points
        ),
    )


def tone_of(rating: Rating | None) -> Tone:
    """Return the tone of a rating; SOFT for none."""
    if rating is None:
        return Tone.SOFT
    return {Rating.NOT_YET: Tone.POOR, Rating.PARTIAL: Tone.FAIR}.get(rating, Tone.GOOD)


def _hero(report: Report, before: Score | None) -> Hero:
    rated = len(report.rated)
    score = Score(report.solid_or_strong, rated)
    counts = [
        (Cell(rating.words, tone_of(rating)), sum(each.rating is rating for each in report.rated))
        for rating in sorted(Rating, reverse=True)
    ]
    counts.append((Cell("unrated", Tone.SOFT), report.unrated))
    counts.append((Cell("skipped", Tone.SOFT), report.count(Outcome.SKIPPED)))
    return Hero(
        score=score.words if rated else "",
        tone=tone_of_share(score.share) if rated else Tone.SOFT,
        change=_changed(score, before),
        ratings=tuple(each for each in counts if each[1]),
        points=_points_measure(report),
        time=_time_measure(report),
        sure=_sure(report),
        ended=_ended(report),
    )


def _changed(score: Score, before: Score | None) -> Cell:
    """Compare a result with the previous one: `▲ up from 2/7`."""
    if before is None or not before.rated or not score.rated:
        return Cell("")
    if score.share > before.share:
        return Cell(f"▲ up from {before.words}", Tone.GOOD)
    if score.share < before.share:
        return Cell(f"▼ down from {before.words}", Tone.POOR)
    return Cell(f"= {before.words} last time", Tone.SOFT)


def _points_measure(report: Report) -> Measure | None:
    coverage = report.coverage
    if coverage.share is None:
        return None
    words = Cell(f"{coverage.covered} of {coverage.of}", tone_of_share(coverage.share))
    return Measure(coverage.share, words)


def _time_measure(report: Report) -> Measure | None:
    time = report.time_used
    if time.share is None:
        return None
    words = [percent(time.share)]
    words += [f"over on {time.overran}"] if time.overran else []
    words += [f"ran out on {time.timed_out}"] if time.timed_out else []
    return Measure(time.share, Cell(", ".join(words), Tone.POOR if time.overran else Tone.PLAIN))


def _sure(report: Report) -> tuple[Cell, ...]:
    """Say how often being sure was right: `3 of 4 right when sure`, `1 sure and wrong`."""
    cells = report.calibration
    sure = cells.sure_right + cells.sure_wrong
    told = [Cell(f"{cells.sure_right} of {sure} right when sure")] if sure else []
    wrong = len(report.sure_and_wrong)
    return (*told, *([Cell(f"{wrong} sure and wrong", Tone.POOR)] if wrong else ()))


def _ended(report: Report) -> str:
    """`Stopped after 3 of 7 questions.`"""
    if report.session.status is not Status.STOPPED:
        return ""
    asked = sum(answer.outcome is not None for answer in report.answers)
    return f"Stopped after {asked} of {counted(len(report.answers), 'question')}."


def _urgent(report: Report) -> list[Block]:
    entries = []
    for answer in report.sure_and_wrong:
        missed = in_a_row(first_line(point.text) for point in answer.missed_points)
        under = f"missed: {missed}" if missed else ""
        if not missed and answer.wrong:
            under = "something in it was wrong"
        entries.append(Entry(first_line(answer.question), under))
    return [Listing(tuple(entries))] if entries else []


def _take(session: Session) -> list[Block]:
    """Compare the same questions before and now."""
    if session.take_before is None:
        return []
    pairs = Comparison(session.take_before, session).pairs
    columns = (
        Column("Question"),
        Column("Points", right=True),
        Column("Time", right=True),
        Column("Words", right=True),
    )
    rows = tuple(
        (
            Cell(first_line(pair.after.question, 32)),
            _change(points_words(pair.before), points_words(pair.after)),
            _change(*(show_time(each.answer_seconds) for each in (pair.before, pair.after))),
            _change(*(str(each.words) for each in (pair.before, pair.after))),
        )
        for pair in pairs
    )
    return [Paragraph(_take_sentence(pairs)), Table(columns, rows)]


def _gained(session: Session) -> list[Block]:
    """The points that a take gained and lost."""
    if session.take_before is None:
        return []
    pairs = Comparison(session.take_before, session).pairs
    changes = (("gained", (p.gained for p in pairs)), ("lost", (p.lost for p in pairs)))
    entries = [
        Entry(f"{word}: {first_line(text)}")
        for word, each in changes
        for text in chain.from_iterable(each)
    ]
    return [Listing(tuple(entries))] if entries else []


def _take_sentence(pairs: Sequence[AnswerPair]) -> str:
    """`2 points gained, 1 lost. 0:35 saved, 0:04 more on follow-ups. 120 words, 160 before.`"""
    gained, lost = sum(len(p.gained) for p in pairs), sum(len(p.lost) for p in pairs)
    saved = sum(p.before.answer_seconds - p.after.answer_seconds for p in pairs)
    spoken = sum(p.before.speaking_seconds - p.after.speaking_seconds for p in pairs)
    after, before = sum(p.after.words for p in pairs), sum(p.before.words for p in pairs)
    time = _saved(saved)
    if abs(spoken - saved) >= WORTH_TELLING:
        time += f", {_saved(spoken - saved)} on follow-ups"
    return (
        f"{counted(gained, 'point')} gained, {lost} lost. {time}. "
        f"{counted(after, 'word')}, {before:,} before."
    )


def _saved(seconds: float) -> str:
    return f"{show_time(abs(seconds))} {'saved' if seconds >= 0 else 'more'}"


def _change(before: str, after: str) -> Cell:
    return Cell(f"{before} → {after}")


def _overview(report: Report) -> Table:
    columns = (
        Column("#", right=True),
        Column("Question"),
        Column("Result"),
        Column("Points", right=True),
        Column("Time", right=True),
        Column("Sure", right=True),
    )
    rows = []
    for number, answer in enumerate(report.answers, 1):
        flag = " (flagged)" if answer.flagged else ""
        texts = (
            Cell(str(number)),
            Cell(first_line(answer.question) + flag),
            Cell(rating_words(answer), tone_of(answer.rating)),
            Cell(points_words(answer)),
            Cell(time_words(answer)),
            Cell(confidence_words(answer)),
        )
        rows.append(texts)
    return Table(columns, tuple(rows))


def _groups(title: str, groups: Sequence[Group]) -> list[Block]:
    rated = [group for group in groups if group.rated]
    if not rated:
        return []
    columns = (
        Column(title),
        Column("Solid or strong", right=True),
        Column("Key points", right=True),
        Column("Covered", right=True),
    )
    rows = tuple(
        (
            Cell(group.name),
            Cell(f"{group.solid_or_strong} of {group.rated}"),
            Cell(group.coverage.words),
            Cell(percent(group.coverage.share)),
        )
        for group in rated
    )
    return [Table(columns, rows, tuple(group.coverage.share for group in rated))]


def _confidence(report: Report) -> list[Block]:
    cells = report.calibration
    if not cells.total:
        return []
    return [calibration_table(cells), Paragraph(report.calibration_sentence)]


def calibration_table(cells: Calibration) -> Table:
    """Confidence against result, in counts; a zero is neither good nor bad."""
    columns = (
        Column("Confidence"),
        Column("Solid or strong", right=True),
        Column("Partial or less", right=True),
    )
    good = Tone.GOOD if cells.sure_right else Tone.PLAIN
    poor = Tone.POOR if cells.sure_wrong else Tone.PLAIN
    rows = (
        (Cell("sure (4-5)"), Cell(str(cells.sure_right), good), Cell(str(cells.sure_wrong), poor)),
        (Cell("unsure (1-3)"), Cell(str(cells.unsure_right)), Cell(str(cells.unsure_wrong))),
    )
    return Table(columns, rows)


def _next(report: Report, coming: NextUp | None, today: date) -> list[Block]:
    if coming is None:
        return []
    blocks: list[Block] = [Paragraph(coming.sentence(today)), _listing(coming.answers)]
    missed = in_a_row(first_line(each.question) for each in report.missed_follow_ups)
    if missed:
        blocks.append(Paragraph(f"Missed follow-ups, to be asked first next time: {missed}"))
    return blocks


def _listing(answers: Sequence[Answer]) -> Listing:
    return Listing(
        tuple(
            Entry(
                first_line(answer.question),
                result=Cell(_brief(answer), tone_of(answer.rating)),
            )
            for answer in answers
        )
    )


def _brief(answer: Answer) -> str:
    """Return the rating in a word, or the reason why there is none."""
    return rating_words(answer) if answer.rating is None else answer.rating.words


def time_share(answer: Answer) -> float | None:
    """Return the share of the limit used, above 1 in over-run; None without a limit."""
    if not answer.was_answered or math.isinf(answer.time_limit):
        return None
    return answer.answer_seconds / answer.time_limit


def time_bars(report: Report) -> tuple[tuple[str, float, float, bool], ...]:
    """Return each answer's question, seconds used, limit (0 for none), and whether it overran."""
    return tuple(
        (
            f"{number}. {first_line(answer.question)}",
            answer.answer_seconds,
            0.0 if math.isinf(answer.time_limit) else answer.time_limit,
            answer.overrun_seconds >= WORTH_TELLING,
        )
        for number, answer in enumerate(report.answers, 1)
        if answer.was_answered
    )
