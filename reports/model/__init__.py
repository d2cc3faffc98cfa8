"""Describe a document as blocks before any format writes it."""
