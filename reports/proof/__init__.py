"""The self-proving workbook: every figure is a live formula over the rows that it was made of."""

from reports.proof.book import proof

__all__ = ["proof"]
