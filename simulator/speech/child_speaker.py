"""Speaks in a process: one per utterance, with the next one kept warm."""

import contextlib
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

from simulator.speech.child import Child, Ended, News, worker_command
from simulator.speech.messages import Message, one_line
from simulator.speech.speaker import (
    SpeakerState,
    SpeakerStatus,
    StatusListener,
    Voice,
    ignore,
)

FAILURES_ALLOWED = 3
_LONGEST_TEXT = 6000
_NEVER = float("inf")


class Limits(NamedTuple):
    """Seconds that a voice process may take before it counts as hung."""

    prepare: float = 15.0
    """Until it is ready and has tried the sound device; the first start on Windows is slow."""
    speak: float = 15.0
    """Added to the length of an utterance, or to 2.5 times its estimate."""


@dataclass(slots=True)
class Job:
    """A voice process and what is known of it."""

    child: Child
    deadline: float
    """By the monotonic clock."""
    ready: bool = False
    heard: bool = False
    trouble: str = ""


def _estimated_seconds(text: str, voice: Voice) -> float:
    """Estimate how long a voice takes; scripts without letters take longer."""
    plain = sum(letter.isascii() for letter in text)
    return (plain / 18 + (len(text) - plain) / 3) * 165 / voice.words_a_minute


class ChildSpeaker:
    """See `Speaker`. A separate thread starts, watches and reports; nothing blocks."""

    def __init__(
        self,
        voice: Voice,
        *,
        on_change: StatusListener | None = None,
        engine: str = "",
        limits: Limits | None = None,
        start: Callable[..., Child] = Child,
        note: Callable[[str], None] = ignore,
    ) -> None:
        self.on_change = on_change
        self._log = note
        self._noted = ""
        self._voice = voice
        self._command = worker_command("speak", engine)
        self._limits = limits or Limits()
        self._start = start
        self._lock = threading.Lock()
        self._inbox: queue.SimpleQueue[SpeakerStatus | tuple[Child, News] | None] = (
            queue.SimpleQueue()
        )
        self.status = SpeakerStatus(SpeakerState.PREPARING)
        self._note = ""
        self._player = ""
        self._proven = False
        # After a failure, no process is started in advance until one has spoken.
        self._wary = False
        self._spare_failed = False
        self._pending: Message | None = None
        self._speaking: Job | None = None
        self._spare: Job | None = None
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
        self._thread.start()

    def say(self, text: str, language: str = "") -> None:
        """Give the text to the warm process, or start one for it."""
        text = one_line(text, _LONGEST_TEXT)
        with self._lock:
            if self.status.state is SpeakerState.OFF:
                return
            self._silence()
            self._spare_failed = False
            number = self.status.utterance + 1
            if not text:
                self._change(self._resting(), utterance=number)
                return
            limit = self._limits.speak + 2.5 * _estimated_seconds(text, self._voice)
            order = {"op": "say", "text": text, "language": language, "limit": limit}
            self._change(SpeakerState.PREPARING, utterance=number)
            if self._spare is None:
                self._pending = order
                self._inbox.put(None)
                return
            self._speaking, self._spare = self._spare, None
            self._hand_over(self._speaking, order)
            self._inbox.put(None)

    def stop(self) -> None:
        """Kill whatever speaks."""
        with self._lock:
            if self._speaking is None and self._pending is None:
                return
            self._silence()
            self._change(self._resting())

    def close(self) -> None:
        """Kill everything, for good."""
        with self._lock:
            if self.status.state is not SpeakerState.OFF:
                self._turn_off(reason="")
            self._inbox.put(None)

    # Everything below runs with the lock held, or on the speaker's own thread.

    def _silence(self) -> None:
        self._pending = None
        if self._speaking is not None:
            self._speaking.child.kill()
            self._speaking = None

    def _turn_off(self, **facts: Any) -> None:
        self._silence()
        if self._spare is not None:
            self._spare.child.kill()
            self._spare = None
        self._change(SpeakerState.OFF, **facts)

    def _is_off(self) -> bool:
        return self.status.state is SpeakerState.OFF

    def _resting(self) -> SpeakerState:
        return SpeakerState.FAILED if self._wary else SpeakerState.IDLE

    def _change(self, state: SpeakerState, *, length: float | None = None, **facts: Any) -> None:
        """Change the state and these facts; the length is that of what is spoken now."""
        old = self.status
        self.status = replace(old, state=state, length=length, **facts)
        if self.status != old:
            self._inbox.put(self.status)

    def _hand_over(self, job: Job, order: Message) -> None:
        wait = 0.0 if job.ready else self._limits.prepare
        job.deadline = time.monotonic() + wait + order["limit"]
        job.child.order(order)

    def _run(self) -> None:
        while True:
            self._start_what_is_needed()
            with contextlib.suppress(queue.Empty):
                item = self._inbox.get(timeout=self._time_left())
                if isinstance(item, SpeakerStatus):
                    self._tell(item)
                    if item.state is SpeakerState.OFF:
                        return
                elif item is not None:
                    with self._lock:
                        self._news(*item)
            with self._lock:
                self._end_the_overdue()

    def _tell(self, status: SpeakerStatus) -> None:
        if self.on_change is not None:
            # A listener may be gone with its screen; speaking goes on.
            with contextlib.suppress(Exception):
                self.on_change(status)

    def _time_left(self) -> float | None:
        with self._lock:
            deadlines = [job.deadline for job in (self._speaking, self._spare) if job]
        soonest = min(deadlines, default=_NEVER)
        return None if soonest == _NEVER else max(0.0, soonest - time.monotonic())

    def _end_the_overdue(self) -> None:
        for job in (self._speaking, self._spare):
            if job and time.monotonic() > job.deadline:
                job.trouble = job.trouble or "The voice took too long and was stopped."
                job.deadline = _NEVER
                job.child.kill()

    def _start_what_is_needed(self) -> None:
        with self._lock:
            free = self._speaking is None or (self._speaking.heard and self._proven)
            wanted = self._pending or (free and self._spare is None and not self._wary)
            if not wanted or self._is_off():
                return
            probe = not self._proven
            prepare = {"op": "prepare", **asdict(self._voice), "player": self._player}
        try:
            child = self._start(self._command, lambda *news: self._inbox.put(news))
        except Exception as error:
            with self._lock:
                self._tell_log(f"voice: can't be started: {type(error).__name__}")
                self._fail(f"The voice could not be started: {error}.")
            return
        child.order({**prepare, "probe": probe})
        job = Job(child, time.monotonic() + self._limits.prepare)
        with self._lock:
            if self._is_off():
                child.kill()
            elif self._pending is not None:
                self._speaking = job
                self._hand_over(job, self._pending)
                self._pending = None
            else:
                self._spare = job

    def _news(self, child: Child, news: News) -> None:
        job = next((j for j in (self._speaking, self._spare) if j and j.child is child), None)
        if job is None:
            return
        if isinstance(news, Ended):
            self._ended(job, news)
        elif news["report"] == "ready":
            self._note = str(news.get("note", ""))
            engine = news.get("engine", "the engine")
            self._tell_log(f"voice: {engine} is ready. {self._note}".rstrip())
            if not news.get("probing"):
                self._ready(job)
        elif news["report"] == "heard":
            self._player = str(news.get("player", ""))
            self._tell_log(f"voice: heard through {self._player}")
            self._proven = True
            self._ready(job)
        elif news["report"] == "failed":
            cure = str(news.get("cure", ""))
            job.trouble = one_line(f"{news.get('what', '')} {cure}", 200)
        elif job is self._speaking:
            self._utterance_news(job, news)

    def _ready(self, job: Job) -> None:
        job.ready = True
        if job is self._spare:
            job.deadline = _NEVER
            if self.status.state is SpeakerState.PREPARING and self._speaking is None:
                self._change(SpeakerState.IDLE, reason=self._note)

    def _utterance_news(self, job: Job, news: Message) -> None:
        seconds = news.get("seconds")
        length = float(seconds) if isinstance(seconds, int | float) else None
        if length is not None:
            job.deadline = time.monotonic() + 1.25 * length + self._limits.speak
        if news["report"] == "started":
            job.heard = True
            self._change(SpeakerState.SPEAKING, length=length)
        elif news["report"] == "length" and job.heard:
            self._change(SpeakerState.SPEAKING, length=length)
        elif news["report"] == "finished":
            self._proven = True
            self._speaking = None
            job.child.kill()
            self._wary = self._spare_failed
            if self._wary:
                self._change(SpeakerState.FAILED)
            else:
                self._change(SpeakerState.IDLE, reason=self._note, failures=0)

    def _ended(self, job: Job, end: Ended) -> None:
        said = f" ({end.last_words})" if end.last_words else ""
        reason = job.trouble or f"The voice ended unexpectedly, code {end.code}{said}."
        spoken = job.ready and job is self._speaking  # A failure may quote the text.
        self._tell_log(f"voice: {f'failed while speaking, code {end.code}' if spoken else reason}")
        if job is self._speaking:
            self._speaking = None
        else:
            self._spare = None
            self._spare_failed = True
        self._fail(reason)

    def _tell_log(self, line: str) -> None:
        """Log a line unless it was the last one: each utterance has a separate process."""
        if line != self._noted:
            self._noted = line
            self._log(line)

    def _fail(self, reason: str) -> None:
        self._wary = True
        self._proven = False
        failures = self.status.failures + 1
        if failures >= FAILURES_ALLOWED:
            self._turn_off(reason=f"The voice is off now. {reason}", failures=failures)
        elif self._speaking is not None:
            # Only the next process failed; this one speaks on.
            self.status = replace(self.status, reason=reason, failures=failures)
            self._inbox.put(self.status)
        else:
            self._pending = None
            self._change(SpeakerState.FAILED, reason=reason, failures=failures)
