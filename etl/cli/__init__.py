"""Run what comes in from the command line: load, look into the history, serve a home."""
