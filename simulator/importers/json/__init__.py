"""JSON files of cards and questions."""
