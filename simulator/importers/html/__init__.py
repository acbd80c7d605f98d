"""HTML pages, written as Markdown."""
