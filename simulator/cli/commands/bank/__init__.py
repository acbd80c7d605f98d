"""`bank`: lists, checks, creates, imports and exports banks."""
