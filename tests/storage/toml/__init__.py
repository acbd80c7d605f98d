"""Tests of reading TOML from anybody."""
