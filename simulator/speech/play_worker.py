"""The playing process, `python -m simulator.speech.play_worker`; it plays once and ends.

It has its own session, so that one signal to its process group silences it and its player.
"""

import queue
from pathlib import Path

from simulator.speech.engine import EngineTrouble
from simulator.speech.messages import one_line
from simulator.speech.players import find_players, play
from simulator.speech.process import Orders, Pipe, end, take_orders, yield_to_the_screen
from simulator.speech.sound import Sound
from simulator.speech.wav import BYTES_A_SECOND, RATE, header, read_frames


def main() -> None:
    """Play the files of the first order, one after another, from its second on."""
    yield_to_the_screen()
    pipe = Pipe()
    orders: Orders = queue.SimpleQueue()
    take_orders(orders, end)
    order = orders.get()
    try:
        frames = _from(b"".join(map(read_frames, map(Path, order["paths"]))), order["start"])
        sound = Sound(RATE)
        sound.write(header(len(frames)) + frames)
        players = find_players()
        pipe.send("started")
        if frames:
            play(players, sound)
        pipe.send("finished")
    except EngineTrouble as trouble:
        pipe.send("failed", what=trouble.what, cure=trouble.cure)
    except OSError as error:
        pipe.send("failed", what=f"The recording can't be read ({error.strerror}).", cure="")
    except Exception as error:
        what = one_line(f"Playing failed: {type(error).__name__}: {error}")
        pipe.send("failed", what=what, cure="")
    end()


def _from(frames: bytes, start: float) -> bytes:
    return (
        frames[int(max(0.0, start) * RATE) * 2 :] if start < len(frames) / BYTES_A_SECOND else b""
    )


if __name__ == "__main__":
    main()
