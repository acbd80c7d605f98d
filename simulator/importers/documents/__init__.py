"""Office and similar documents, each converted to Markdown or a table and then read as such."""
