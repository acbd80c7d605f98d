"""The app over a temporary home is that of the screens' tests."""

from tests.ui.conftest import clock, home, run_app

__all__ = ["clock", "home", "run_app"]
