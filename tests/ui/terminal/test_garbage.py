"""Garbage collection: not before the first screen is shown, and never of permanent objects."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.ui.terminal.terminal import Terminal

APP = """
import gc, sys
gc.disable()
from textual.widgets import Static
from simulator.ui.safe_app import SafeApp

class Shown(SafeApp):
    def compose(self):
        yield Static("wait")
    def on_mount(self):
        gc.callbacks.append(self.note)
        self.waiting = self.set_interval(0.02, self.tell)
    def note(self, phase, info):
        if phase == "start":
            seen.append(len(gc.get_objects()))
    def tell(self):
        litter = [[] for _ in range(5000)]
        if seen:
            few = seen[0] < gc.get_freeze_count() / 2
            self.query_one(Static).update(f"first collection: {'little' if few else 'all'}")

seen = []
sys.exit(Shown().run_safely())
"""


def test_the_first_collection_leaves_out_earlier_objects(tmp_path: Path) -> None:
    program = tmp_path / "app.py"
    program.write_text(APP, encoding="utf-8")
    root = str(Path(__file__).parents[3])
    argv = [sys.executable, str(program)]
    with Terminal(argv, env={"PYTHONPATH": root}) as terminal:
        terminal.read_until("first collection")
        assert "first collection: little" in terminal.emulator.text
        terminal.send(b"\x11")
        terminal.wait()
