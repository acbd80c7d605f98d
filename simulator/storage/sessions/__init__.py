"""Sessions as files: written as they happen, read back, listed, remembered."""
