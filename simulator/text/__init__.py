"""Cleans, wraps and reads text; Markdown and formulas."""
