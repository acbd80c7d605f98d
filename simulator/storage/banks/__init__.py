"""Banks as files: read, checked, written, edited, shelved."""
