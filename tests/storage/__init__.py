"""Tests of the folders in a home."""
