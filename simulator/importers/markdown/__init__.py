"""Markdown documents: parsed, recognised, cut into questions, accounted for."""
