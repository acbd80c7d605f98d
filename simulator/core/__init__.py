"""The rules of an interview and what it amounts to: values, without clock, file or screen."""
