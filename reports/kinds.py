"""Everything that can be taken away, by name: what builds it, in which formats, under which file name."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.documents.box_table import box_table
from reports.documents.figures import figures
from reports.documents.inspection import conclusion, minutes
from reports.documents.late_list import late_list
from reports.documents.official import Made as Told
from reports.documents.ranking import ranking
from reports.documents.report import report
from reports.formats import file_name
from reports.made import Made
from reports.page import html
from reports.proof import proof
from reports.subject import Subject
from reports.typeset import pdf
from reports.word import docx

Build = Callable[[Subject], Made]


@dataclass(frozen=True)
class Kind:
    """`file`: what its files are called; `formats`: by the ending what builds it, the usual one first.

    `whole`: of all units together only.
    """

    file: str
    formats: dict[str, Build]
    whole: bool = False

    def name(self, unit: str, period: str, ending: str) -> str:
        return f"{file_name(self.file, unit, period)}.{ending}"


def _written(tell: Callable[[Subject], Told]) -> dict[str, Build]:
    """A document in every format that documents have."""

    def as_docx(subject: Subject) -> Made:
        document, passports = tell(subject)
        return Made(docx(document), passports)

    def as_html(subject: Subject) -> Made:
        document, passports = tell(subject)
        return Made(html(document), passports)

    def as_pdf(subject: Subject) -> Made:
        document, passports = tell(subject)
        return Made(pdf(document), passports)

    return {"docx": as_docx, "pdf": as_pdf, "html": as_html}


KINDS: dict[str, Kind] = {
    "workbook": Kind("so-lieu", {"xlsx": proof}),
    "figures": Kind("bang-so-lieu", _written(figures)),
    "report": Kind("bao-cao-cchc", _written(report)),
    "ranking": Kind("xep-hang", _written(ranking), whole=True),
    "late": Kind("ho-so-qua-han", _written(late_list)),
    "minutes": Kind("bien-ban-kiem-tra", _written(minutes)),
    "conclusion": Kind("ket-luan-kiem-tra", _written(conclusion)),
    "box": Kind("hom-thu-gop-y", _written(box_table)),
}
