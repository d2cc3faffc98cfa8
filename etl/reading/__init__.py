"""Read one file from its bytes to typed rows, rows set aside and rejects."""
