"""The rows of the lists of banks and questions, with their columns and their search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from textual.content import Content

from simulator.core.bank import Bank, Question
from simulator.core.times import show_time
from simulator.core.track_record import TrackRecord
from simulator.core.wording import counted
from simulator.storage.banks.shelf import ListedBank
from simulator.system.faults import Fault
from simulator.text.cleaning import one_line
from simulator.text.markdown import in_one_line
from simulator.text.spelling import Sought, has_all
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.rating import rating_mark
from simulator.ui.widgets.row_list import Column

MOST_FAULTS = 20
"""The most faults listed under a bank."""

WIDE_LIST = 105
"""The width of a list, in cells, from which topics are shown in full."""

AskedBy = Mapping[tuple[str, str], TrackRecord]
"""The track records of questions, by bank and id."""


@dataclass(frozen=True)
class BankRow:
    """A bank, and the track record of all its questions together."""

    listed: ListedBank
    asked: TrackRecord


@dataclass(frozen=True)
class FaultRow:
    """One fault, listed under its bank; None stands for those that are not listed."""

    listed: ListedBank
    fault: Fault | None


@dataclass(frozen=True)
class QuestionRow:
    """A question, with its index in its bank."""

    bank: Bank
    place: int
    asked: TrackRecord

    @property
    def question(self) -> Question:
        """The question."""
        return self.bank.questions[self.place]


ShelfRow = BankRow | FaultRow


def whole_line(row: ShelfRow) -> Content | None:
    """Return the text of a fault, which has no columns; None for a bank."""
    return Content.assemble("    ", fault_words(row)) if isinstance(row, FaultRow) else None


def fault_words(row: FaultRow) -> Content:
    """Return `line 7: questions[2].time_limit: expected a number`."""
    if row.fault is None:
        more = len(row.listed.faults) - MOST_FAULTS
        return Content.styled(f"… and {counted(more, 'fault')} more", MUTED)
    line = f"line {row.fault.line}: " if row.fault.line else ""
    field = f"{row.fault.field}: " if row.fault.field else ""
    return Content.styled(f"{line}{field}{row.fault.message}", "$text-error")


def bank_rows(banks: Sequence[ListedBank], asked: AskedBy) -> list[ShelfRow]:
    """Return every bank, each broken one followed by its faults."""
    rows: list[ShelfRow] = []
    for listed in banks:
        questions = listed.bank.questions if listed.bank else ()
        past = (asked.get((listed.name, question.id), TrackRecord()) for question in questions)
        rows.append(BankRow(listed, TrackRecord.together(past)))
        rows += [FaultRow(listed, fault) for fault in listed.faults[:MOST_FAULTS]]
        if len(listed.faults) > MOST_FAULTS:
            rows.append(FaultRow(listed, None))
    return rows


@dataclass(frozen=True)
class QuestionRows(Sequence[QuestionRow]):
    """The questions at some indexes of a bank; rows are created on demand.

    A bank may hold 20,000 questions, of which a screen shows thirty.
    """

    bank: Bank
    places: Sequence[int]
    asked: AskedBy

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> QuestionRow: ...
    @overload
    def __getitem__(self, at: slice) -> QuestionRows: ...
    def __getitem__(self, at: int | slice) -> QuestionRow | QuestionRows:
        if isinstance(at, slice):
            return QuestionRows(self.bank, self.places[at], self.asked)
        return row_of(self.bank, self.places[at], self.asked)

    def row_with(self, id: str) -> int | None:  # noqa: A002
        """Return the row of the question with this id; None if it is not among them."""
        questions = self.bank.questions
        return next((at for at, each in enumerate(self.places) if questions[each].id == id), None)


class QuestionSearch:
    """Finds questions by words.

    The searched text is built once for each bank, so each further letter costs little.
    """

    def __init__(self) -> None:
        self._texts: dict[str, tuple[Bank, list[str]]] = {}

    def places(self, bank: Bank, words: Sought) -> Sequence[int]:
        """Return the indexes of the questions that contain every word."""
        if not words:
            return range(len(bank.questions))
        known = self._texts.get(bank.name)
        if known is None or known[0] is not bank:
            known = self._texts[bank.name] = (bank, [*map(searched_text, bank.questions)])
        return [at for at, text in enumerate(known[1]) if has_all(text, words)]


def searched_text(question: Question) -> str:
    """Return the text that is searched, casefolded: the question, topic, tags and id.

    The model answer is not searched, because the results would give it away.
    """
    return " ".join((question.question, question.topic, *question.tags, question.id)).casefold()


def row_of(bank: Bank, place: int, asked: AskedBy) -> QuestionRow:
    """Return one question of a bank with its track record."""
    question = bank.questions[place]
    return QuestionRow(bank, place, asked.get((bank.name, question.id), TrackRecord()))


# Cells


def _title(row: ShelfRow) -> Content:
    bank = row.listed.bank
    if bank is None:
        return Content.styled(f"✗ {one_line(row.listed.name)}", "bold $text-error")
    return Content(one_line(bank.title, 200))


def _count(row: ShelfRow) -> Content:
    bank = row.listed.bank
    if bank is None:
        return Content.styled(counted(len(row.listed.faults), "fault"), "$text-error")
    return Content(f"{len(bank.questions):,}")


def _times(row: ShelfRow | QuestionRow) -> Content:
    times = row.asked.times if not isinstance(row, FaultRow) else 0
    return Content(f"{times:,}") if times else Content.styled("-", MUTED)


def _good(row: ShelfRow) -> Content:
    asked = row.asked if isinstance(row, BankRow) else TrackRecord()
    if not asked.rated:
        return Content.styled("-", MUTED)
    return Content(f"{asked.solid_or_strong} of {asked.rated}")


def _place(row: ShelfRow) -> Content:
    return Content.styled("built in" if row.listed.shipped else "yours", MUTED)


def _text(row: QuestionRow) -> Content:
    return Content(in_one_line(row.question.question[:400], 300))


def _topic(row: QuestionRow) -> Content:
    return Content(one_line(row.question.topic, 60))


def _last(row: QuestionRow) -> Content:
    last = row.asked.last
    return Content.styled("-", MUTED) if last is None else rating_mark(last)


def _limit(row: QuestionRow) -> Content:
    return Content(show_time(row.bank.time_limit_of(row.question)))


BANK_COLUMNS: tuple[Column[ShelfRow], ...] = (
    Column("Bank", 0, _title),
    Column("Questions", 10, _count, right=True),
    Column("Asked", 5, _times, right=True, from_width=70),
    Column("Solid+", 11, _good, right=True, from_width=64, below_width=76),
    Column("Solid or strong", 15, _good, right=True, from_width=76),
    Column("From", 8, _place),
)

QUESTION_COLUMNS: tuple[Column[QuestionRow], ...] = (
    Column("Question", 0, _text),
    Column("Topic", 16, _topic, from_width=70, below_width=WIDE_LIST),
    Column("Topic", 26, _topic, from_width=WIDE_LIST),
    Column("Level", 6, lambda row: Content(row.question.difficulty.value), from_width=58),
    Column("Time", 5, _limit, right=True, from_width=90),
    Column("Asked", 5, _times, right=True, from_width=58),
    Column("Last", 12, _last, from_width=80),
)

FOUND_COLUMNS: tuple[Column[QuestionRow], ...] = (
    Column("Question", 0, _text),
    Column("Bank", 20, lambda row: Content(one_line(row.bank.title, 20))),
    Column("Topic", 16, _topic, from_width=80, below_width=WIDE_LIST),
    Column("Topic", 26, _topic, from_width=WIDE_LIST),
    Column("Last", 12, _last, from_width=100),
)
