"""`doctor`: checks this installation and names what is missing."""
