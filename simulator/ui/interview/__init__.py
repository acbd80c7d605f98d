"""The interview screen and its panes."""
