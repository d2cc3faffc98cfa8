"""Build files from the command line."""
