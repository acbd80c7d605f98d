"""The app over a temporary home is that of the screens' tests."""

from tests.ui.fixtures import clock, home, many_colours, no_hurry, quick_eyes, run_app

__all__ = ["clock", "home", "many_colours", "no_hurry", "quick_eyes", "run_app"]
