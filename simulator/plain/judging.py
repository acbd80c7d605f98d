"""Judges one answer line by line: model answer, key points, rating and note."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.core.session import Answer
from simulator.core.states import Rating
from simulator.core.wording import point_kind
from simulator.plain import words
from simulator.plain.conversation import Conversation
from simulator.plain.input import EndOfInput
from simulator.text.markdown import markdown_words

YES_OR_NO = {"y": True, "yes": True, "n": False, "no": False}

RATINGS = {str(rating.value): rating for rating in Rating}


def judge(talk: Conversation, promises: Mapping[tuple[str, str], str]) -> None:
    """Judge the current answer, in ASSESSING. Raises EndOfInput, LeftInterview, InterviewMoved."""
    talk.listen()
    answer = talk.interview.answer
    talk.recall_question(again=talk.interview.in_debrief)
    talk.say(words.own_answer(answer, talk.interview.session.usual))
    if answer.deliveries:
        talk.say_once("/hear plays what was recorded.")
    if talk.interview.held_back:
        goes = "shows the model answer" if answer.model_answer else "goes on"
        talk.wait_for_enter(f"Enter {goes}; /undo lets you answer it after all.")
        talk.advance(talk.interview.reveal())
    talk.say(words.model_answer(talk.interview))
    if talk.interview.read_only:
        for line in words.after_rating(answer):
            talk.say(line)
        talk.wait_for_enter("There is nothing to judge. Press Enter to go on.")
    else:
        if answer.key in promises:
            talk.say(f"Note from last time: {promises[answer.key]}")
        rating = _tick(talk, answer) or _ask_rating(talk)
        talk.advance(talk.interview.assess(rating))
        talk.say(f"Rated {rating.value}, {rating.words}.")
        for line in words.after_rating(answer):
            talk.say(line)
        _note(talk)
    talk.advance(talk.interview.proceed())


def _tick(talk: Conversation, answer: Answer) -> Rating | None:
    """Tick point by point; return the rating if one was typed instead."""
    if answer.points:
        number = len(answer.points)
        source = ", from the answer" if answer.from_answer else ""
        talk.say(f"What did you really say? {number} point{'' if number == 1 else 's'}{source}.")
    talk.say("Type y or n; Enter leaves it as it is; 1 to 4 rates at once.")
    for index, point in enumerate(answer.points):
        kind = point_kind(answer, index).capitalize()
        said = _ask_yes_no(talk, f"{index + 1}. {kind}{markdown_words(point.text)}", point.covered)
        if isinstance(said, Rating):
            return said
        talk.advance(talk.interview.cover(index, said))
    wrong = _ask_yes_no(talk, "Did you also say something wrong?", answer.wrong)
    if isinstance(wrong, Rating):
        return wrong
    talk.advance(talk.interview.mark_wrong(wrong))
    return None


def _ask_yes_no(talk: Conversation, question: str, now: bool) -> bool | Rating:
    """Ask yes or no, Enter meaning `now`; return the rating if one was typed instead."""

    def read(line: str) -> tuple[bool | Rating] | None:
        if line in RATINGS:
            return (RATINGS[line],)
        value = YES_OR_NO.get(line.casefold()) if line else now
        return None if value is None else (value,)

    marked = " Now: yes." if now else ""
    (answer,) = talk.ask(f"{question} (y or n){marked}", read, "Type y or n.")
    return answer


def _ask_rating(talk: Conversation) -> Rating:
    answer = talk.interview.answer
    accepted = answer.rating or answer.default_rating

    def read(line: str) -> Rating | None:
        return RATINGS.get(line) if line else accepted

    return talk.ask(words.rating_question(answer), read, "Type 1 to 4, or /later.")


def _note(talk: Conversation) -> None:
    before = talk.interview.answer.note
    kept = f"Enter keeps: {before}" if before else "Enter for nothing"
    try:
        note = talk.ask(f"Next time I will say: ({kept})", lambda line: line or before, "")
    except EndOfInput:
        note = before  # Only the note is lost; the answer is rated.
    talk.advance(talk.interview.write_note(note))
