"""A parsed document: lines, blocks, cues, provenance."""
