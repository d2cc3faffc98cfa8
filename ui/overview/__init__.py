"""Draw the overview: matrix, maps, what needs attention."""
