"""Split the change of a figure exactly into its causes."""
