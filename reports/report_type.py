"""Define a type of report: how its files are called, and what builds it in each format."""

from collections.abc import Callable
from dataclasses import dataclass

from ledger.passports import Passport
from ledger.saved_tables import StoredTable
from ledger.sent_forms import SentForm
from presentation.context import Context
from presentation.numbers import file_name


@dataclass(frozen=True)
class BuiltFile:
    """Hold the bytes of a file; `sent` and `used` are a form and a table to store when it is handed out."""

    content: bytes
    passports: tuple[Passport, ...] = ()
    sent: SentForm | None = None
    used: StoredTable | None = None


Build = Callable[[Context], BuiltFile]


@dataclass(frozen=True)
class ReportType:
    """Describe a type of report.

    `file`: what its files are called; `formats`: by the ending what builds it, the usual one first.
    `whole`: of all units together only; `of_unit`: of one unit only.
    """

    file: str
    formats: dict[str, Build]
    whole: bool = False
    of_unit: bool = False

    def name(self, unit: str, period: str, ending: str) -> str:
        return f"{file_name(self.file, unit, period)}.{ending}"
