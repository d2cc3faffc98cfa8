"""Draw the page on which somebody builds a table."""
