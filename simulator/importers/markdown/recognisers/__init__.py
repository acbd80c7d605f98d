"""One module per layout; each says where questions begin."""
