"""Draw the page on which files are uploaded, questions answered and loads undone."""
