"""The command line: the parser, the commands and the entry point."""
