"""Test what the figures rest on: clocks, completeness, targets, samples for the audit."""
