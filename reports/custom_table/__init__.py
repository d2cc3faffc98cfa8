"""Build tables that somebody puts together: the spec, its figures, the table, the files."""
