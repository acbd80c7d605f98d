"""Screens that look back: sessions, reports, progress."""
