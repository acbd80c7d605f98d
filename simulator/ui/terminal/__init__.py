"""The terminal driver, signals and crash handling."""
