"""Turn files that were read into one published snapshot, or into nothing."""
