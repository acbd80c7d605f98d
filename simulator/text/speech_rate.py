"""The range of reading speeds that settings accept and voices speak."""

SLOWEST, FASTEST = 80, 450
"""Words per minute."""
