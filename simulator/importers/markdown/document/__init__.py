"""A parsed document: lines, blocks, marks, provenance."""
