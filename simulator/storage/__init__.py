"""A home's files: banks, sessions, settings."""
