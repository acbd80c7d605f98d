"""The words about banks and questions beside their lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from textual.content import Content

from simulator.core.bank import Bank, FollowUp, Question
from simulator.core.choices import Difficulty
from simulator.core.fields import Kind, fields_of
from simulator.core.times import show_time
from simulator.core.track_record import TrackRecord
from simulator.core.wording import counted, shelf_words
from simulator.storage.banks.shelf import ListedBank, good_banks
from simulator.text.cleaning import one_line, printable
from simulator.ui.banks.rows import FaultRow, QuestionRow, ShelfRow, fault_words
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.markdown import markdown_content, shown
from simulator.ui.widgets.prose import hanging

MOST_TOPICS = 30

HEAD_EDGES = 4
"""Cells around the line at the top of a screen."""

NO_BANKS = (  # with keys in braces, as for `keyed`
    "There are no banks. Press {new} to write one, or {import} to import questions from a document "
    "you have: Markdown, text, HTML, CSV, Anki and more."
)


def head_line(title: str, facts: str, width: int) -> Content:
    """Return a title and facts on one line, cutting the title if it is too long."""
    told = Content.styled(f" · {facts}", MUTED)
    name = Content.styled(one_line(title, 200), "bold $text-primary")
    return name.truncate(max(20, width - told.cell_length), ellipsis=True) + told


def head_words(banks: Sequence[ListedBank]) -> Content:
    """Return `Question banks · 3 banks, 240 questions, 1 broken`."""
    good = good_banks(banks)
    facts = f" · {shelf_words(good)}"
    broken = len(banks) - len(good)
    trouble = (f", {broken} broken" if broken else "", "$text-error")
    return Content.assemble(("Question banks", "bold $text-primary"), (facts, MUTED), trouble)


def row_words(row: ShelfRow, twins: str = "", *, edits: str = "") -> Content:
    """Return the details of the row under the cursor.

    `edits` is the key that opens its file, or "" where there is none, as in a browser.
    """
    if isinstance(row, FaultRow):
        file = printable(str(row.listed.path))
        hint = f"{edits} opens {file} at the fault." if edits else file
        return Content.assemble(fault_words(row), "\n", (hint, MUTED))
    return bank_words(row.listed, row.asked, twins, edits)


def bank_words(listed: ListedBank, asked: TrackRecord, twins: str = "", edits: str = "") -> Content:
    """Return a bank's full title and description, its contents, past results and file."""
    bank = listed.bank
    file = printable(str(listed.path))
    if bank is None:
        faults = counted(len(listed.faults), "fault")
        words = f"{faults}: nothing is asked from this bank until the file is fixed."
        words += f" {edits} opens it." if edits else ""
        return Content.assemble((words, "$text-error"), "\n", (file, MUTED))
    lines = [
        Content.styled(one_line(bank.title), "bold $text-primary"),
        shown(bank.description) if bank.description else Content(""),
        Content(_difficulties(bank)),
        Content(asked_words(asked)),
        Content.styled(twins, "$text-warning"),
        Content.styled(_origin(bank), MUTED),
        Content.styled(f"{'Built in: ' if listed.shipped else ''}{file}", MUTED),
        topic_list(bank),
    ]
    return hanging(Content("\n").join([line for line in lines if line.plain]))


def _difficulties(bank: Bank) -> str:
    """Return `Difficulty: easy 3, medium 12`, in that order, without those that don't occur."""
    counts = Counter(question.difficulty for question in bank.questions)
    told = [f"{kind.value} {counts[kind]:,}" for kind in Difficulty if counts[kind]]
    return f"Difficulty: {', '.join(told)}" if told else ""


def topic_list(bank: Bank) -> Content:
    """Return the topics, one per line, with their numbers of questions, the most frequent first."""
    counts = Counter(one_line(question.topic, 60) for question in bank.questions)
    if not counts:
        return Content("")
    shown = counts.most_common(MOST_TOPICS)
    lines = [Content.styled(counted(len(counts), "topic"), "bold $text-primary")]
    lines += [
        Content.assemble(("• ", MUTED), topic, (f"  {number:,}", MUTED)) for topic, number in shown
    ]
    if len(counts) > MOST_TOPICS:
        lines.append(Content.styled(f"and {len(counts) - MOST_TOPICS:,} more", MUTED))
    return Content("\n").join([Content(""), *lines])


def asked_words(asked: TrackRecord) -> str:
    """Say how often questions were asked, and with which result."""
    if not asked.times:
        return "Never asked yet"
    rated = f", {asked.solid_or_strong} of {asked.rated} solid or strong" if asked.rated else ""
    times = "once" if asked.times == 1 else f"{asked.times:,} times"
    return f"Asked {times}{rated}"


def _origin(bank: Bank) -> str:
    version = f"version {one_line(bank.version)}" if bank.version else ""
    authors = ", ".join(map(one_line, bank.authors))
    parts = (version, authors, one_line(bank.license), one_line(bank.source))
    return " · ".join(part for part in parts if part)


# One question


def question_words(row: QuestionRow) -> Content:
    """Return a question as it will be asked, below a line of facts."""
    question = row.question
    facts = (
        f"{one_line(question.topic, 60)} · {question.difficulty.value} · "
        f"{show_time(row.bank.time_limit_of(question))}"
    )
    past = asked_words(row.asked).lower()
    last = f", the last time {row.asked.last.words}" if row.asked.last is not None else ""
    return hanging(
        Content.assemble(
            (f"{facts} · {past}{last}", MUTED), "\n\n", markdown_content(question.question)
        )
    )


def answer_parts(question: Question) -> Content:
    """Return the model answer, and everything that is shown after the rating."""
    none = Content.styled("The bank gives no model answer.", MUTED)
    answer = markdown_content(question.answer) if question.answer else none
    parts = [_part("Model answer", answer)]
    for each in filter(lambda each: each.is_list, fields_of(Question)):
        items = getattr(question, each.name)
        if each.kind is Kind.RECORDS:
            lines = [_follow_up(item) for item in items]
        else:
            draw = shown if each.name == "references" else markdown_content
            lines = [Content.assemble("• ", draw(item)) for item in items]
        if lines:
            parts.append(_part(each.label, Content("\n").join(lines)))
    if question.tags:
        parts.append(_part("Tags", shown(", ".join(question.tags))))
    if question.say:
        parts.append(_part("The voice says", shown(question.say)))
    return hanging(Content("\n\n").join(parts))


def _follow_up(follow_up: FollowUp) -> Content:
    points = [Content.assemble("    • ", shown(point)) for point in follow_up.key_points]
    answer = []
    if follow_up.answer:
        lines = markdown_content(follow_up.answer).split("\n", allow_blank=True)
        answer = [Content.assemble("  ", line) for line in lines]
    return Content("\n").join([Content.assemble("• ", shown(follow_up.question)), *points, *answer])


def _part(title: str, words: Content) -> Content:
    return Content.assemble((title, "bold $text-primary"), "\n", words)
