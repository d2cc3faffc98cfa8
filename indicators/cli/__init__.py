"""Answer questions for figures from the command line."""
