"""Build the self-proving workbook, whose figures are live formulas over the rows that they were made of."""

from reports.proof.book import proof

__all__ = ["proof"]
