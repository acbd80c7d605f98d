"""The text of a question, cut into its parts."""
