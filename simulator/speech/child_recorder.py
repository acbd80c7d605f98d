"""Records in a process: one per interview, replaced if it dies."""

import contextlib
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from simulator.speech.child import Child, Ended, News, worker_command
from simulator.speech.messages import Message
from simulator.speech.recorder import (
    KeptListener,
    RecorderListener,
    RecorderState,
    RecorderStatus,
)
from simulator.speech.speaker import ignore

FAILURES_ALLOWED = 3
"""Failures in a row; anything recorded in between starts the count again."""

CLOSE_SECONDS = 2.0
"""How long a process may take to complete its file before it is killed."""

_REST: Message = {"op": "rest"}
_METER: Message = {"op": "meter"}
_CLOSE: Message = {"op": "close"}


class ChildRecorder:
    """See `Recorder`. A separate thread starts the process and reports; nothing blocks."""

    def __init__(
        self,
        *,
        microphone: str = "",
        start: Callable[..., Child] = Child,
        note: Callable[[str], None] = ignore,
    ) -> None:
        self.on_change: RecorderListener | None = None
        self.on_kept: KeptListener | None = None
        self._command = worker_command(microphone, module="recorder_worker")
        self._start = start
        self._note = note
        self._lock = threading.Lock()
        self._inbox: queue.SimpleQueue[RecorderStatus | Path | tuple[Child, News] | None] = (
            queue.SimpleQueue()
        )
        self.status = RecorderStatus(RecorderState.OPENING)
        self._child: Child | None = None
        self._wanted: Message = _REST
        self._muted = False
        self._failures = 0
        self._failed: Message | None = None
        threading.Thread(target=self._run, name="recorder", daemon=True).start()

    def meter(self) -> None:
        """See `Recorder`."""
        self._want(_METER)

    def record(self, path: Path, elapsed: float) -> None:
        """See `Recorder`."""
        with self._lock:
            self._muted = False
        self._want(
            {"op": "record", "path": str(path), "elapsed": elapsed, "sent": time.monotonic()}
        )

    def mute(self, muted: bool) -> None:
        """See `Recorder`."""
        with self._lock:
            if muted != self._muted and self._wanted["op"] == "record":
                self._muted = muted
                if self._child is not None:
                    self._child.order({"op": "mute", "muted": muted})

    def rest(self) -> None:
        """See `Recorder`."""
        self._want(_REST)

    def close(self) -> None:
        """See `Recorder`."""
        with self._lock:
            if self.status.state is RecorderState.OFF:
                return
            self._wanted = _CLOSE
            child = self._child
            self._change(RecorderState.OFF, reason="")
            if child is not None:
                child.order(_CLOSE)
                timer = threading.Timer(CLOSE_SECONDS, child.kill)
                timer.daemon = True
                timer.start()
            else:
                self._inbox.put(None)

    # Everything below runs with the lock held, or on the recorder's own thread.

    def _want(self, order: Message) -> None:
        with self._lock:
            if self.status.state is RecorderState.OFF:
                return
            self._wanted = order
            if self._child is not None:
                self._child.order(self._in_full(order))
            elif order["op"] != "rest":
                self._change(RecorderState.OPENING, reason="")
                self._inbox.put(None)

    def _in_full(self, order: Message) -> Message:
        return {**order, "muted": self._muted} if order["op"] == "record" else order

    def _change(
        self,
        state: RecorderState | None = None,
        *,
        level: float = 0.0,
        silent: bool = False,
        **facts: Any,
    ) -> None:
        old = self.status
        self.status = replace(old, state=state or old.state, level=level, silent=silent, **facts)
        if self.status != old:
            self._inbox.put(self.status)

    def _run(self) -> None:
        with self._lock:
            self._open()
        while True:
            item = self._inbox.get()
            if isinstance(item, RecorderStatus):
                self._tell(self.on_change, item)
            elif isinstance(item, Path):
                self._tell(self.on_kept, item)
            elif item is None:
                if self._wanted["op"] == "close":
                    return
                with self._lock:
                    self._open()
            else:
                with self._lock:
                    self._news(*item)

    @staticmethod
    def _tell(listener: Callable[[Any], None] | None, said: object) -> None:
        if listener is not None:
            # A listener may be gone with its screen; recording goes on.
            with contextlib.suppress(Exception):
                listener(said)

    def _open(self) -> None:
        """Start a process if one is wanted and none is there."""
        if self._child is not None or self.status.state is RecorderState.OFF:
            return
        self._failed = None
        try:
            self._child = self._start(self._command, lambda *news: self._inbox.put(news))
        except Exception as error:
            self._note(f"recording: can't be started: {type(error).__name__}")
            self._fail(f"Recording could not be started: {error}.")
            return
        self._child.order(self._in_full(self._wanted))

    def _news(self, child: Child, news: News) -> None:
        if isinstance(news, Ended):
            if child is self._child:
                self._child = None
                self._ended(news)
            return
        match news["report"]:
            case "ready":
                self._note("recording: the microphone is open")
                self._change(RecorderState.RESTING, reason="", microphone=news["microphone"])
            case "level":
                if self._wanted["op"] == "meter":
                    self._change(RecorderState.METERING, level=float(news["loudness"]))
            case "recording":
                if self._wanted["op"] == "record":
                    self._change(RecorderState.RECORDING, reason="")
            case "silent":
                self._change(silent=True)
            case "heard":
                self._change(silent=False)
            case "kept":
                self._kept(Path(news["path"]), float(news["seconds"]))
            case "failed":
                self._failed = self._wanted
                self._note(f"recording: {news['what']}")
                self._fail(f"{news['what']} {news['cure']}".strip())

    def _kept(self, path: Path, seconds: float) -> None:
        self._note(f"recording: {path.name}, {seconds:.1f} s")
        if seconds > 0:
            self._failures = 0
        if self.status.state in (RecorderState.RECORDING, RecorderState.METERING):
            self._change(RecorderState.RESTING)
        self._inbox.put(path)

    def _ended(self, end: Ended) -> None:
        if self._wanted["op"] == "close":
            self._inbox.put(None)
            return
        if self._failed is None:
            self._note(f"recording: its process ended with {end.code}")
            self._fail("Recording stopped unexpectedly.")
        elif self._failed is self._wanted:
            return  # It reported why; the next `record` tries again.
        if self.status.state is not RecorderState.OFF and self._wanted["op"] != "rest":
            self._change(RecorderState.OPENING)
            self._inbox.put(None)

    def _fail(self, reason: str) -> None:
        self._failures += 1
        given_up = self._failures >= FAILURES_ALLOWED
        self._change(RecorderState.OFF if given_up else RecorderState.FAILED, reason=reason)
