"""The files of a home: banks, sessions and settings."""
