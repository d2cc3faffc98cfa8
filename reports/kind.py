"""Define a type of report: how its files are called, and what builds it in each format."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.formats import file_name
from reports.made import Made
from reports.subject import Subject

Build = Callable[[Subject], Made]


@dataclass(frozen=True)
class Kind:
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
