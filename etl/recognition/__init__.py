"""Find the source of a sheet, its header, its columns and the kinds of its rows."""
