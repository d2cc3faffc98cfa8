"""Open files of any format safely and hand on their sheets as cells of text."""
