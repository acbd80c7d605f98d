"""The rules of an interview as plain values: no clock, no file and no screen."""
