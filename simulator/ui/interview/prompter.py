"""Reads questions aloud, and tells the screen when the clock may start."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from simulator.core.interview import Interview
from simulator.core.session import Answer
from simulator.speech import Speaker, SpeakerState, SpeakerStatus, spoken_text
from simulator.usecases.asking import spoken_question

GRACE_SECONDS = 2.0
"""How far an utterance may exceed its known length."""

PATIENCE_SECONDS = 15.0
"""The timeout for the first sound of an utterance; after it the interview goes on."""


class Prompter:
    """Speaks for one screen; after each question `Asked` follows, even if the voice fails."""

    @dataclass
    class Asked(Message):
        """The question has been said, or cannot be."""

    @dataclass
    class Changed(Message):
        """The speaker's status changed."""

        status: SpeakerStatus

    def __init__(self, speaker: Speaker) -> None:
        self.speaker = speaker
        self._screen: Screen[None] | None = None
        self._deadline: Timer | None = None
        self._asking = 0

    @property
    def silent(self) -> bool:
        """True if there is no voice at all."""
        return self.speaker.status.state is SpeakerState.OFF

    @property
    def trouble(self) -> str:
        """Why nothing is heard, in one line; empty while the voice works."""
        status = self.speaker.status
        failed = status.state in (SpeakerState.OFF, SpeakerState.FAILED)
        return status.reason if failed else ""

    @property
    def mark(self) -> str:
        """A small mark while the voice speaks."""
        return "♪ " if self.speaker.status.state is SpeakerState.SPEAKING else ""

    def attach(self, screen: Screen[None]) -> None:
        """Send messages to this screen from now on."""
        self._screen = screen
        self.speaker.on_change = lambda status: _post(screen, Prompter.Changed(status))

    def close(self) -> None:
        """Close the speaker, and send no more messages."""
        self.stop()
        self.speaker.on_change = None
        self._screen = None
        self.speaker.close()

    def ask(self, interview: Interview) -> None:
        """Say the question, or the follow-up; `Asked` follows when it is over."""
        self.repeat(interview)
        self._asking = self.speaker.status.utterance
        if self.silent:
            self._asked()
        else:
            self._expect_within(PATIENCE_SECONDS)

    def repeat(self, interview: Interview) -> None:
        """Say the question or follow-up once more, without `Asked` afterwards."""
        self.speaker.say(spoken_question(interview), interview.answer.language)

    def read_model(self, answer: Answer) -> None:
        """Say the model answer."""
        self.speaker.say(spoken_text(answer.model_answer, answer.language), answer.language)

    def stop(self) -> None:
        """Be silent at once, and cancel a pending `Asked`."""
        self._asking = 0
        self._forget_deadline()
        self.speaker.stop()

    def heard(self, status: SpeakerStatus) -> None:
        """The screen has a new status of the speaker: check whether the question is over."""
        if not self._asking or status.utterance != self._asking:
            return
        if not status.busy:
            self._asked()
        elif status.state is SpeakerState.SPEAKING and status.length is not None:
            self._expect_within(status.length + GRACE_SECONDS)

    def _expect_within(self, seconds: float) -> None:
        self._forget_deadline()
        if self._screen is not None:
            self._deadline = self._screen.set_timer(seconds, self._asked)

    def _forget_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.stop()
            self._deadline = None

    def _asked(self) -> None:
        self._asking = 0
        self._forget_deadline()
        if self._screen is not None:
            self._screen.post_message(Prompter.Asked())


def _post(screen: Screen[None], message: Message) -> None:
    """Post from the speaker's thread, unless the screen is closing."""
    if screen.is_running:
        screen.post_message(message)
