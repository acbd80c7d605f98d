"""Banks and sessions in other formats, one file a format."""
