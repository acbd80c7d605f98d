"""HTML converted to Markdown."""
