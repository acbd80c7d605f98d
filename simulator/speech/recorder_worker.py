"""The recording process: `python -m simulator.speech.recorder_worker [MICROPHONE]`.

It lives as long as an interview. When the program that started it is gone, its orders end: it
completes its recording and exits.
"""

import os
import queue
import sys

from simulator.speech.engine import EngineTrouble
from simulator.speech.messages import Message, one_line
from simulator.speech.microphone import open_microphone
from simulator.speech.process import Orders, Pipe, alarm, end, take_orders, yield_to_the_screen
from simulator.speech.tape import Tape

_LOOK_SECONDS = 0.5
_LAST_RESORT = 30
"""Seconds after which the system ends a hung process."""

_NOTHING: Message = {"op": "look"}


def main() -> None:
    """Take orders until they end or recording fails."""
    yield_to_the_screen()
    pipe = Pipe()
    orders: Orders = queue.SimpleQueue()
    take_orders(orders, lambda: orders.put({"op": "close"}))
    alarm(_LAST_RESORT)
    tape: Tape | None = None
    try:
        microphone = open_microphone(sys.argv[1] if len(sys.argv) > 1 else "")
        tape = Tape(microphone, pipe.send, wake=lambda: orders.put(_NOTHING))
        pipe.send("ready", microphone=one_line(microphone.name, 60))
        while _obeyed(tape, _next(orders)):
            alarm(_LAST_RESORT)
    except EngineTrouble as trouble:
        _last_words(pipe, trouble.what, trouble.cure)
    except OSError:
        pass  # The program has ended.
    except Exception as error:
        _last_words(pipe, one_line(f"Recording failed: {type(error).__name__}: {error}"), "")
    if tape is not None:
        tape.rest()
    end()


def _next(orders: Orders) -> Message:
    try:
        return orders.get(timeout=_LOOK_SECONDS)
    except queue.Empty:
        return _NOTHING


def _obeyed(tape: Tape, order: Message) -> bool:
    """Carry out an order; False if it was the last. Raises EngineTrouble."""
    match order["op"]:
        case "meter":
            tape.meter()
        case "record":
            tape.record(order["path"], order["elapsed"], order["sent"], order["muted"])
        case "mute":
            tape.mute(order["muted"])
        case "rest":
            tape.rest()
        case "close":
            return False
    tape.check()
    return True


def _last_words(pipe: Pipe, what: str, cure: str) -> None:
    try:
        pipe.send("failed", what=what, cure=cure)
    except OSError:
        os._exit(1)


if __name__ == "__main__":
    main()
