"""Everything that can be taken away, by name: what builds it, in which formats, under which file name."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.formats import file_name
from reports.made import Made
from reports.proof import proof
from reports.subject import Subject

Build = Callable[[Subject], Made]


@dataclass(frozen=True)
class Kind:
    """`file`: what its files are called; `formats`: by the ending what builds it, the usual one first."""

    file: str
    formats: dict[str, Build]

    def name(self, unit: str, period: str, ending: str) -> str:
        return f"{file_name(self.file, unit, period)}.{ending}"


KINDS: dict[str, Kind] = {
    "workbook": Kind("so-lieu", {"xlsx": proof}),
}
