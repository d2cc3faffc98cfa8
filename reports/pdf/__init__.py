"""Write documents as PDF."""
