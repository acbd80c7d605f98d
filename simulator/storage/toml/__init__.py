"""TOML from anybody: parsed with line faults, written, and edited in place."""
