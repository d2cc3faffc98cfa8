"""Offer files to take away and build them in the background."""
