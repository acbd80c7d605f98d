"""Tables of cards: CSV, TSV."""
