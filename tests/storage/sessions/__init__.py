"""Tests of the files of sessions: never lose a word."""
