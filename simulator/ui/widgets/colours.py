"""The colour of what is said besides, in spans of text."""

MUTED = "$foreground-muted"
"""Blends with what lies behind; `$text-muted` would be laid on at full strength in a span."""
