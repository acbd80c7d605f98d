"""The program's own CSV and Markdown exports, read back."""
