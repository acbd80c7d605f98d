"""What to read before an interview."""
