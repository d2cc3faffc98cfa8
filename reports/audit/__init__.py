"""Draw the audit sample and write its list and sheet."""
