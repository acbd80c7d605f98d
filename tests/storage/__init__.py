"""Tests of the folders of a home."""
