"""Describe, word and figure the tables that somebody puts together."""
