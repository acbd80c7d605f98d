"""Tests of what stands in the bank that ships."""
