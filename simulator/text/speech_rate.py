"""How fast a voice may read: what the settings take and what the engines speak."""

SLOWEST, FASTEST = 80, 450
"""Words a minute."""
