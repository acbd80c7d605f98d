"""The app over a temporary home is that of the screens' tests."""

from tests.ui.fixtures import clock, home, many_colours, quick_eyes, run_app

__all__ = ["clock", "home", "many_colours", "quick_eyes", "run_app"]
