"""Screens for question banks: browse, edit, import."""
