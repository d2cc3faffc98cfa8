"""Tables that somebody puts together: what is wanted, its figures, the table, the files."""
