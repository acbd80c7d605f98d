"""Tests of reading TOML from anyone."""
