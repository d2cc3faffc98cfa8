"""A file that was built, with the passports of the figures in it."""

from dataclasses import dataclass

from ledger.passports import Passport


@dataclass(frozen=True)
class Made:
    content: bytes
    passports: tuple[Passport, ...] = ()
