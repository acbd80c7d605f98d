"""The voice process, `python -m simulator.speech.worker JOB [ENGINE]`; one job, then it ends.

It has its own session, so that one signal to its process group silences it and its player. When
the program that started it is gone, its input ends and it exits.
"""

import os
import queue
import sys
from pathlib import Path

from simulator.speech.engine import Engine, EngineTrouble, load_engine
from simulator.speech.messages import Message, one_line
from simulator.speech.players import find_players, play
from simulator.speech.process import Orders, Pipe, alarm, end, take_orders, yield_to_the_screen
from simulator.speech.sound import Sound, loudness
from simulator.speech.speaker import Voice
from simulator.speech.wav import RATE, header, read_frames

_LAST_RESORT = 120
"""Seconds after which the system ends a process that got no order."""


def _voice(order: Message) -> Voice:
    return Voice(order["language"], order["id"], order["rate"], order["volume"])


def _speak(engine: Engine, orders: Orders, pipe: Pipe) -> None:
    order = orders.get()
    note = engine.prepare(_voice(order), order["player"])
    probing = bool(order["probe"])
    pipe.send("ready", engine=engine.name, note=note, probing=probing)
    if probing:
        pipe.send("heard", player=engine.probe())
    alarm(0)
    order = orders.get()
    alarm(order["limit"])
    engine.speak(order["text"], order["language"], pipe.send)
    pipe.send("finished")


def _list(engine: Engine, pipe: Pipe) -> None:
    voices = [[voice.id, voice.name, list(voice.languages)] for voice in engine.voices()]
    pipe.send("voices", engine=engine.name, voices=voices)


def _check(engine: Engine, orders: Orders, pipe: Pipe) -> None:
    """Speak into a buffer, then try the device: the first may work without the second."""
    order = orders.get()
    note = engine.prepare(_voice(order), "")
    sound = engine.render(order["text"])
    pipe.send(
        "rendered",
        engine=engine.name,
        note=note,
        seconds=sound.seconds(),
        loudness=loudness(sound.frames()),
    )
    pipe.send("heard", player=engine.probe())
    pipe.send("finished")


def _play(orders: Orders, pipe: Pipe) -> None:
    """Play the files of the first order one after another, from its `start` in seconds."""
    order = orders.get()
    alarm(0)
    try:
        frames = b"".join(map(read_frames, map(Path, order["paths"])))
    except OSError as error:
        raise EngineTrouble(f"The recording can't be read ({error.strerror}).") from error
    frames = frames[int(max(0.0, order["start"]) * RATE) * 2 :]
    sound = Sound(RATE)
    sound.write(header(len(frames)) + frames)
    players = find_players()
    pipe.send("started")
    if frames:
        play(players, sound)
    pipe.send("finished")


def main() -> None:
    """Do one job, named by the first argument: speak, list, check or play."""
    yield_to_the_screen()
    pipe = Pipe()
    job, engine_name = sys.argv[1], sys.argv[2]
    orders: Orders = queue.SimpleQueue()
    take_orders(orders, end)
    alarm(_LAST_RESORT)
    try:
        if job == "list":
            _list(load_engine(engine_name), pipe)
        elif job == "check":
            _check(load_engine(engine_name), orders, pipe)
        elif job == "play":
            _play(orders, pipe)
        else:
            _speak(load_engine(engine_name), orders, pipe)
    except EngineTrouble as trouble:
        pipe.send("failed", what=trouble.what, cure=trouble.cure)
    except Exception as error:
        failed = "Playing failed" if job == "play" else "The voice failed"
        what = one_line(f"{failed}: {type(error).__name__}: {error}")
        pipe.send("failed", what=what, cure="")
    # Not `sys.exit`: a library's cleanup could hang, and none is needed.
    os._exit(0)


if __name__ == "__main__":
    main()
