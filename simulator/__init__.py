"""Mock interviews in the terminal: real questions, a real clock, an honest look back."""

__version__ = "0.1.0"
