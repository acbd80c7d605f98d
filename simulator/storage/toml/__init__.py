"""TOML from anyone: parsed with faults by line, written, and edited in place."""
