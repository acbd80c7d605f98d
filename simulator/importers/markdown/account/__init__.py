"""What became of every line of a document."""
