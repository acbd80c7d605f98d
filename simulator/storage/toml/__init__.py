"""TOML from anybody: read, each trouble told as a fault of a line; written; changed in place."""
