"""Asks a voice process which voices there are, and whether sound works."""

import os
import queue
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from enum import StrEnum
from typing import NamedTuple

from simulator.speech import ENGINE_VARIABLE, open_recorder
from simulator.speech.child import Child, Ended, worker_command
from simulator.speech.messages import Message
from simulator.speech.recorder import RecorderState, RecorderStatus
from simulator.speech.speaker import Voice
from simulator.speech.voices import InstalledVoice

_SENTENCE = "What is the vanishing gradient problem?"
_QUIETEST = 0.005
_NO_ANSWER = "The microphone did not answer."


class Verdict(StrEnum):
    """How a check ended: WARN works with limits, FAIL does not work."""

    PASS = "PASS"
    WARN = "WARN"
    FAIL = "FAIL"


class VoiceCheck(NamedTuple):
    """The result of checking the voice."""

    verdict: Verdict
    what: str
    """What was found, in one sentence."""
    cure: str = ""
    """What to install or connect, in one sentence; empty if all is well."""


def list_voices(timeout: float = 15.0) -> list[InstalledVoice]:
    """Return this machine's voices; if there are none, `check` says why.

    Blocks for about 0.1 s, at most `timeout` seconds; never raises.
    """
    for report in _ask("list", None, timeout):
        if report["report"] == "voices":
            return [
                InstalledVoice(str(name), str(title), tuple(str(tag) for tag in tags))
                for name, title, tags in report["voices"]
            ]
    return []


def check(voice: Voice, timeout: float = 20.0) -> VoiceCheck:
    """Speak into a buffer, and try the sound device with a moment of silence.

    Blocks for about 0.2 s, at most `timeout` seconds; never raises.
    """
    order = {"op": "check", **asdict(voice), "text": _SENTENCE}
    rendered: Message | None = None
    for report in _ask("check", order, timeout):
        if report["report"] == "rendered":
            rendered = report
            silent = voice.volume > 0 and report["loudness"] < _QUIETEST
            if silent or report["seconds"] < 0.5:
                return VoiceCheck(
                    Verdict.FAIL, f"{report['engine']} made no sound.", "Choose another voice."
                )
        elif report["report"] == "failed":
            verdict = Verdict.WARN if rendered else Verdict.FAIL
            return VoiceCheck(verdict, str(report["what"]), str(report["cure"]))
        elif report["report"] == "heard" and rendered:
            return _passed(rendered, str(report["player"]))
    cure = "Try again; if it persists, reinstall espeak-ng."
    verdict = Verdict.WARN if rendered else Verdict.FAIL
    return VoiceCheck(verdict, "The voice did not answer.", cure)


def check_microphone(timeout: float = 5.0) -> RecorderStatus:
    """Open the microphone without listening; the status names it, or says why it fails.

    Blocks for about 0.2 s, at most `timeout` seconds; never raises.
    """
    recorder = open_recorder(enabled=True)
    deadline = time.monotonic() + timeout
    while recorder.status.state is RecorderState.OPENING and time.monotonic() < deadline:
        time.sleep(0.02)
    status = recorder.status
    recorder.close()
    opened = bool(status.microphone)
    return status if opened or status.reason else replace(status, reason=_NO_ANSWER)


def _passed(rendered: Message, player: str) -> VoiceCheck:
    how = "" if player == rendered["engine"] else f", played by {player}"
    what = f"{rendered['engine']} speaks{how}."
    if rendered["note"]:
        return VoiceCheck(
            Verdict.WARN, f"{what} {rendered['note']}", "`mock-interview voices` lists the others."
        )
    return VoiceCheck(Verdict.PASS, what)


def _ask(job: str, order: Message | None, timeout: float) -> Iterator[Message]:
    """Yield the reports of a voice process until it ends, fails or takes too long."""
    news: queue.SimpleQueue[Message | Ended] = queue.SimpleQueue()
    engine = os.environ.get(ENGINE_VARIABLE, "")
    try:
        child = Child(worker_command(job, engine), lambda _, one: news.put(one))
    except (OSError, RuntimeError) as error:
        yield {"report": "failed", "what": f"No voice process: {error}.", "cure": ""}
        return
    deadline = time.monotonic() + timeout
    try:
        if order is not None:
            child.order(order)
        while True:
            try:
                one = news.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                return
            if isinstance(one, Ended):
                if one.code != 0:
                    said = one.last_words or f"code {one.code}"
                    what = f"The voice ended unexpectedly ({said})."
                    yield {"report": "failed", "what": what, "cure": "Reinstall espeak-ng."}
                return
            yield one
    finally:
        child.kill()
