"""What the program can do, whether asked by a screen, a line or a command."""
