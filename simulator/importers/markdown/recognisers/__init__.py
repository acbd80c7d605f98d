"""One module per layout; each finds where questions begin."""
