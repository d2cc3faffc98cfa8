"""Draw the page of one unit."""
