"""`bank`: banks listed, checked, made, imported, exported, found."""
