"""Count what became of every row that was read from a file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RowAccount:
    """Hold the row counts of one file; read = loaded + replaced + duplicate + aside + rejected, always.

    `replaced`: another version of the same fact was there, the newer one stays; in `older` of them the row
    itself was the older one. `flagged` rows are loaded with a remark. Neither is a term of the sum.
    """

    read: int
    loaded: int = 0
    replaced: int = 0
    duplicate: int = 0
    aside: int = 0
    rejected: int = 0
    older: int = 0
    flagged: int = 0

    @property
    def is_balanced(self) -> bool:
        return self.read == self.loaded + self.replaced + self.duplicate + self.aside + self.rejected

    def account_of_reload(self) -> "RowAccount":
        """Return the account of the same file read again: rows that were loaded count as duplicates."""
        there = self.loaded + self.replaced + self.duplicate
        return RowAccount(read=self.read, duplicate=there, aside=self.aside, rejected=self.rejected)
