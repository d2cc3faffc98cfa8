"""Compare two snapshots: figures, periods, rows."""
