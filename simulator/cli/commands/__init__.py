"""Commands that print and exit; none of them opens a screen."""
