"""Tests of what the program can do, whatever asks for it."""
