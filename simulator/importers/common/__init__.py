"""Shared by all importers: drafts, limits, vocabulary, decoding."""
