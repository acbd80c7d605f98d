"""What every importer shares: drafts, limits, vocabulary, decoding."""
