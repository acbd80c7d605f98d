"""The program in a browser on the same machine; everything here needs the extra `web`."""
