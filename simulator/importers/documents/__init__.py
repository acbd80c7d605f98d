"""Files of word processors and the like, each made Markdown or a table for the readers of these."""
