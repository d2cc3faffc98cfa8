"""Everything that can be taken away, by name: what builds it, in which formats, under which file name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from indicators.audit import USUAL_N
from indicators.catalogue import MAIN
from indicators.queries.shares import Wanted
from reports.audit_lists import FILE, audit_workbook
from reports.audit_sample import audit_sample
from reports.blocks import Document
from reports.built.asked import asked
from reports.built.files import delimited, document, sheet
from reports.built.table import FILE as BUILT
from reports.built.wanted import Wanted as WantedTable
from reports.documents.box_table import box_table
from reports.documents.figures import figures
from reports.documents.flat import figures_csv
from reports.documents.form_06a import by_field, by_unit
from reports.documents.inspection import conclusion, minutes
from reports.documents.late_list import late_list
from reports.documents.official import Written
from reports.documents.ranking import ranking
from reports.documents.report import report
from reports.documents.unit_sheet import unit_sheet
from reports.dossier import Step, dossier, dossiers
from reports.drawn import png, svg
from reports.kind import Build, Kind
from reports.made import Made
from reports.page import html
from reports.proof import proof
from reports.slides import slides
from reports.subject import Subject
from reports.typeset import pdf
from reports.word import docx


def _written(tell: Callable[[Subject], Written]) -> dict[str, Build]:
    """A document in every format that documents have."""

    def build(write: Callable[[Document], bytes]) -> Build:
        def made(subject: Subject) -> Made:
            written = tell(subject)
            return Made(write(written.document), written.passports, written.sent)

        return made

    return {
        "docx": build(partial(docx, draw=png)),
        "pdf": build(pdf),
        "html": build(partial(html, draw=svg)),
    }


def audit_kind(n: int = USUAL_N, seed: int | None = None) -> Kind:
    """`n` files drawn by `seed`; without one, by that of snapshot, unit and period."""
    sheets: dict[str, Build] = {"xlsx": partial(audit_workbook, n=n, seed=seed)}
    return Kind(FILE, sheets | _written(lambda subject: Written(audit_sample(subject, n, seed), ())))


def table_kind(wanted: WantedTable) -> Kind:
    """The table that somebody put together."""
    plain: dict[str, Build] = {
        "xlsx": partial(sheet, wanted=wanted),
        "csv": partial(delimited, wanted=wanted),
    }
    formats = plain | _written(lambda subject: document(subject, wanted))
    return Kind(BUILT, {ending: _remembered(build, wanted) for ending, build in formats.items()})


def _remembered(build: Build, wanted: WantedTable) -> Build:
    def made(subject: Subject) -> Made:
        used = asked(wanted, subject.scope, subject.asked.calendar, datetime.min)  # when: on handing out
        return replace(build(subject), used=used)

    return made


def slides_kind(wanted: Wanted = MAIN) -> Kind:
    return Kind("trinh-chieu", {"pptx": partial(slides, wanted=wanted)})


KINDS: dict[str, Kind] = {
    "workbook": Kind("so-lieu", {"xlsx": proof}),
    "figures": Kind("bang-so-lieu", _written(figures) | {"csv": figures_csv}),
    "slides": slides_kind(),
    "unit": Kind("phieu-thong-tin", _written(unit_sheet)),
    "report": Kind("bao-cao-cchc", _written(report)),
    "ranking": Kind("xep-hang", _written(ranking), whole=True),
    "form_06a": Kind("bieu-06a", _written(by_field)),
    "form_06a_units": Kind("bieu-06a-theo-don-vi", _written(by_unit), whole=True),
    "late": Kind("ho-so-qua-han", _written(late_list)),
    "minutes": Kind("bien-ban-kiem-tra", _written(minutes)),
    "conclusion": Kind("ket-luan-kiem-tra", _written(conclusion)),
    "audit": audit_kind(),
    "box": Kind("hom-thu-gop-y", _written(box_table)),
}
# Made of the others.
KINDS = {
    "dossier": Kind("ho-so-doan-kiem-tra", {"zip": lambda subject: dossier(subject, KINDS)}, of_unit=True)
} | KINDS


def batch(step: Step) -> Kind:
    """The dossiers of all units; `step` is told how far it is."""
    return Kind("ho-so-cac-don-vi", {"zip": lambda subject: dossiers(subject, KINDS, step)}, whole=True)
