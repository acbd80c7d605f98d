"""Anki packages and text exports."""
