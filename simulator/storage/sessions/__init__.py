"""Session files: writing them as they happen, reading, listing and caching them."""
