"""Keep the files, the log and the lock of a home, and open its snapshots for writing."""
