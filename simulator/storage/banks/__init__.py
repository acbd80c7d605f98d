"""Bank files: reading, checking, writing, editing and listing them."""
