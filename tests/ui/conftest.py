"""The app of the screens' tests."""

from tests.ui.fixtures import clock, home, make_app, many_colours, no_hurry, quick_eyes, run_app

__all__ = ["clock", "home", "make_app", "many_colours", "no_hurry", "quick_eyes", "run_app"]
