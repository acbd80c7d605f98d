"""The notes to read before an interview."""
