"""Draw the page of one indicator."""
