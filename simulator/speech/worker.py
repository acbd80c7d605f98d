"""The voice process: `python -m simulator.speech.worker`. One utterance, then it ends.

It has a session of its own, so that one signal to its process group silences it and its player.
When the program that started it is gone, its input ends, and it does away with itself.
"""

import contextlib
import os
import queue
import signal
import sys
import threading
from typing import Any

from simulator.speech.engine import Engine, EngineTrouble, load_engine
from simulator.speech.messages import Message, encode_report, one_line
from simulator.speech.speaker import Voice

# A library that never gives Python its turn again can't notice that the program is gone:
# the system's own alarm clock ends such a process.
_LAST_RESORT = 120


class _Pipe:
    """The way back to the program."""

    def __init__(self) -> None:
        self._file = os.dup(1)
        self._lock = threading.Lock()

    def send(self, report: str, **facts: Any) -> None:
        with self._lock:
            rest = encode_report({"report": report, **facts})
            while rest:
                rest = rest[os.write(self._file, rest) :]

    def started(self, seconds: float | None) -> None:
        self.send("started", seconds=seconds)

    def length(self, seconds: float) -> None:
        self.send("length", seconds=seconds)


def _take_orders(orders: "queue.SimpleQueue[Message]") -> None:
    """Hand on the orders; end this process, and its player, when no more can come."""
    import json

    with contextlib.suppress(Exception):
        for line in sys.stdin.buffer:
            orders.put(json.loads(line))
    _end()


def _end() -> None:
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _alarm(seconds: float) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(int(seconds))


def _yield_to_the_screen() -> None:
    """Where the system can, never push the interview aside at the moment of waking up."""
    if hasattr(os, "SCHED_BATCH"):
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def _voice(order: Message) -> Voice:
    return Voice(order["language"], order["id"], order["rate"], order["volume"])


def _speak(engine: Engine, orders: "queue.SimpleQueue[Message]", pipe: _Pipe) -> None:
    order = orders.get()
    note = engine.prepare(_voice(order), order["player"])
    probing = bool(order["probe"])
    pipe.send("ready", engine=engine.name, note=note, probing=probing)
    if probing:
        pipe.send("heard", player=engine.probe())
    _alarm(0)
    order = orders.get()
    _alarm(order["limit"])
    engine.speak(order["text"], order["language"], pipe)
    pipe.send("finished")


def _list(engine: Engine, pipe: _Pipe) -> None:
    voices = [[voice.id, voice.name, list(voice.languages)] for voice in engine.voices()]
    pipe.send("voices", engine=engine.name, voices=voices)


def _check(engine: Engine, orders: "queue.SimpleQueue[Message]", pipe: _Pipe) -> None:
    """Speak into a buffer, then try the device: the first may work without the second."""
    order = orders.get()
    note = engine.prepare(_voice(order), "")
    sound = engine.render(order["text"])
    pipe.send(
        "rendered",
        engine=engine.name,
        note=note,
        seconds=sound.seconds(),
        loudness=sound.loudness(),
    )
    pipe.send("heard", player=engine.probe())
    pipe.send("finished")


def main() -> None:
    """Do one job, named by the first argument: speak, list or check."""
    _yield_to_the_screen()
    pipe = _Pipe()
    job, engine_name = sys.argv[1], sys.argv[2]
    orders: queue.SimpleQueue[Message] = queue.SimpleQueue()
    threading.Thread(target=_take_orders, args=(orders,), daemon=True).start()
    _alarm(_LAST_RESORT)
    try:
        engine = load_engine(engine_name)
        if job == "list":
            _list(engine, pipe)
        elif job == "check":
            _check(engine, orders, pipe)
        else:
            _speak(engine, orders, pipe)
    except EngineTrouble as trouble:
        pipe.send("failed", what=trouble.what, cure=trouble.cure)
    except Exception as error:
        what = one_line(f"The voice failed: {type(error).__name__}: {error}")
        pipe.send("failed", what=what, cure="")
    # Not `sys.exit`: a library's own end could hang, and nothing here needs one.
    os._exit(0)


if __name__ == "__main__":
    main()
