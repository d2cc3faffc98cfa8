"""Draw the page of cases and of one case."""
