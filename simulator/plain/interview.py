"""Runs a whole interview line by line."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import replace

from simulator.core.interview_words import ended_words
from simulator.core.states import Phase
from simulator.plain import words
from simulator.plain.conversation import Conversation, InterviewMoved, LeftInterview
from simulator.plain.input import EndOfInput
from simulator.plain.judging import judge
from simulator.plain.timed_turn import TimedTurn

STILL_SECONDS = 1.0
"""After time-up, input is dropped until the keyboard has been still for this many seconds."""

CONFIDENCES = {str(step): step for step in range(1, 6)}


def hold_interview(talk: Conversation, promises: Mapping[tuple[str, str], str]) -> int:
    """Run everything from READY to the report; return the exit code.

    Returns 0 if it was finished, or left to be resumed; 130 after ctrl+c; 1 if the output was
    closed or saving kept failing with OSError. The last state is always saved, or discarded if
    the input or output ended before anything was done.
    """
    try:
        with talk.lines.unedited():
            while talk.interview.phase is not Phase.FINISHED:
                with contextlib.suppress(InterviewMoved):
                    _step(talk, promises)
        _finish(talk)
    except KeyboardInterrupt:
        return 130 if _unbegun(talk) and _dropped(talk) else _left(talk, 130)
    except LeftInterview:
        return 0 if _unbegun(talk) and _dropped(talk) else _left(talk, 0)
    except EndOfInput:
        aloud = talk.person and talk.interview.phase is not Phase.READY
        return 0 if not aloud and _dropped(talk) else _left(talk, 0)
    except BrokenPipeError:
        if not _dropped(talk):
            with contextlib.suppress(BrokenPipeError):
                talk.record()
        return 1
    finally:
        talk.speaker.stop()
        talk.recorded.close()
    return 0 if talk.unsaved is None else 1


def _step(talk: Conversation, promises: Mapping[tuple[str, str], str]) -> None:
    match talk.interview.phase:
        case Phase.READY:
            _get_ready(talk)
        case _ if talk.interview.being_asked:
            _ask(talk)
        case Phase.THINKING | Phase.ANSWERING | Phase.FOLLOW_UP:
            TimedTurn(talk).run()
        case Phase.CONFIDENCE:
            _ask_confidence(talk)
        case Phase.ASSESSING:
            judge(talk, promises)


def _get_ready(talk: Conversation) -> None:
    talk.recorded.follow(talk.interview, talk.clock.now())
    talk.wait_for_microphone()
    talk.say(words.welcome(talk.interview, recorded=talk.recorded.works))
    talk.say_once(talk.recorded.about)
    if talk.interview.session.setup.voice:
        talk.say_once(talk.speaker.status.reason)
    talk.record()
    talk.recorded.mute_while(talk.speaker)
    talk.wait_for_enter("Press Enter when you are ready.")
    talk.say_once(talk.recorded.about)
    talk.advance(talk.interview.ask(talk.clock.now()))


def _ask(talk: Conversation) -> None:
    breath = talk.interview.breath
    if talk.interview.phase is Phase.FOLLOW_UP:
        _say_ended(talk)
    # With a pipe, nobody needs a break after rating; interview mode keeps the same pace.
    if breath and (talk.lines.interactive or not talk.interview.practice):
        what = "follow-up" if talk.interview.phase is Phase.FOLLOW_UP else "question"
        back = ", /back changes your rating" if talk.interview.judged_before is not None else ""
        talk.say(f"Breathe. The next {what} comes in three seconds; Enter shows it now{back}.")
        if not talk.hold(breath, lambda: False) and back:
            talk.obey("/back")
    talk.show_question(again=True)
    talk.speak_question()
    talk.wait_for_voice()
    talk.advance(talk.interview.begin(talk.clock.now()))


def _ask_confidence(talk: Conversation) -> None:
    talk.recall_question()
    _say_ended(talk)
    talk.say_once(talk.recorded.about)
    confidence = talk.ask(words.CONFIDENCE, CONFIDENCES.get, "Type a number from 1 to 5.")
    talk.advance(talk.interview.declare(confidence))


def _say_ended(talk: Conversation) -> None:
    """Say that the answer has ended; after time-up, drop what is still being typed."""
    skipped = talk.interview.skipped_follow_up is not None
    talk.say(ended_words(talk.interview) + (" /undo takes that back." if skipped else ""))
    if talk.interview.after_time_up:
        talk.lines.settle(STILL_SECONDS)


def _finish(talk: Conversation) -> None:
    from simulator.exporters.session_text import session_text

    talk.listen()
    session = talk.interview.session
    if session.finished_at is None:
        session = replace(session, finished_at=talk.clock.wall())
        talk.advance(replace(talk.interview, session=session))
    talk.say("\n" + session_text(session, talk.clock.wall().date(), talk.columns).rstrip("\n"))


def _unbegun(talk: Conversation) -> bool:
    """True if the first question is still to come."""
    return talk.interview.phase is Phase.READY and not talk.interview.session.seconds


def _dropped(talk: Conversation) -> bool:
    """Discard an interview in which nothing was done; return whether it was discarded.

    Nobody chose to resume it. If answers are recorded, something may have been said.
    """
    session = talk.interview.session
    if session.setup.record or not session.is_untouched:
        return False
    talk.discard()
    with contextlib.suppress(OSError, ValueError):
        talk.say("\nNothing was answered: the interview is in the trash.")
    return True


def _left(talk: Conversation, code: int) -> int:
    with contextlib.suppress(OSError, ValueError):
        talk.record()
        if talk.unsaved is None:
            talk.say("\nSaved. Resume it with: mock-interview resume")
        else:
            talk.say(words.lost(talk.interview.answer))
    return code if talk.unsaved is None else 1
