"""Draw the pages of loads, freshness, integrity, comparison and definitions."""
