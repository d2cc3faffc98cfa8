"""Turn the cells of a column into values, or say why they cannot be."""
