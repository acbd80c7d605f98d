"""`doctor`: checks this installation and says what is missing."""
