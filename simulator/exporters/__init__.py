"""Banks and sessions in other formats, one file per format."""
