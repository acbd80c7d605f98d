"""An app that saves on every ending and gives the terminal back."""

from __future__ import annotations

from textual.app import App


class SafeApp(App[int]):
    """Subclass it, override `save_now` and `where_is_it_safe`, and call `run_safely`."""

    def save_now(self) -> None:
        """Put what the candidate wrote on disk, at once, from any place of the program.

        It may be called from a signal handler, while the event loop is blocked, and more than
        once; it must not touch widgets and must return quickly.
        """

    def where_is_it_safe(self) -> str:
        """Where the candidate's answer is, as words for a sentence: usually a path; "" for none."""
        return ""

    def run_safely(self) -> int:
        """Run the app to its end and return the process's exit code."""
        self.run()
        return 1 if self.return_code is None else self.return_code
