"""What the program can do, for screens, plain mode and commands alike."""
