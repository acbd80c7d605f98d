"""Tests of session files: never lose a word."""
