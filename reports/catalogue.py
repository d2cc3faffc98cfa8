"""List the reports that can be taken away by name: what builds them, their formats, their file names."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from indicators.catalogue import MAIN
from indicators.quality.audit_sample import USUAL_N
from indicators.queries.shares import Wanted
from reports.audit.lists import FILE, audit_workbook
from reports.audit.sheet import audit_sample
from reports.context import Subject
from reports.custom_table.files import delimited, document, sheet
from reports.custom_table.files import slides as table_slides
from reports.custom_table.record import asked
from reports.custom_table.spec import Wanted as WantedTable
from reports.custom_table.table import FILE as BUILT
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
from reports.html import html
from reports.model.blocks import Document
from reports.pdf.write import pdf
from reports.picture.lazy import png, svg
from reports.proof import proof
from reports.report_type import Build, Kind, Made
from reports.slides import slides
from reports.word import docx
from reports.word.template_files import look_of


def _written(file: str, tell: Callable[[Subject], Written]) -> dict[str, Build]:
    """Build a document in all formats that documents have; `file` is how its own template is called."""

    def build(write: Callable[[Document, Subject], bytes]) -> Build:
        def made(subject: Subject) -> Made:
            written = tell(subject)
            return Made(write(written.document, subject), written.passports, written.sent)

        return made

    return {
        "docx": build(lambda document, about: docx(document, png, look_of(about.asked.home.settings, file))),
        "pdf": build(lambda document, _: pdf(document)),
        "html": build(lambda document, _: html(document, draw=svg)),
    }


def _document(file: str, tell: Callable[[Subject], Written], whole: bool = False) -> Kind:
    return Kind(file, _written(file, tell), whole)


def audit_kind(n: int = USUAL_N, seed: int | None = None) -> Kind:
    """Return the type for `n` files drawn by `seed`, or by the derived seed of snapshot, unit and period."""
    sheets: dict[str, Build] = {"xlsx": partial(audit_workbook, n=n, seed=seed)}
    return Kind(FILE, sheets | _written(FILE, lambda subject: Written(audit_sample(subject, n, seed), ())))


def table_kind(wanted: WantedTable) -> Kind:
    """Return the type of the table that somebody put together."""
    plain: dict[str, Build] = {
        "xlsx": partial(sheet, wanted=wanted),
        "csv": partial(delimited, wanted=wanted),
    }
    written = _written(BUILT, lambda subject: document(subject, wanted))
    formats = plain | written | {"pptx": partial(table_slides, wanted=wanted)}
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
    "figures": Kind("bang-so-lieu", _written("bang-so-lieu", figures) | {"csv": figures_csv}),
    "slides": slides_kind(),
    "unit": _document("phieu-thong-tin", unit_sheet),
    "report": _document("bao-cao-cchc", report),
    "ranking": _document("xep-hang", ranking, whole=True),
    "form_06a": _document("bieu-06a", by_field),
    "form_06a_units": _document("bieu-06a-theo-don-vi", by_unit, whole=True),
    "late": _document("ho-so-qua-han", late_list),
    "minutes": _document("bien-ban-kiem-tra", minutes),
    "conclusion": _document("ket-luan-kiem-tra", conclusion),
    "audit": audit_kind(),
    "box": _document("hom-thu-gop-y", box_table),
}
# Made of the others.
KINDS = {
    "dossier": Kind("ho-so-doan-kiem-tra", {"zip": lambda subject: dossier(subject, KINDS)}, of_unit=True)
} | KINDS


def batch(step: Step) -> Kind:
    """Return the type for the dossiers of all units; `step` is told how far the work is."""
    return Kind("ho-so-cac-don-vi", {"zip": lambda subject: dossiers(subject, KINDS, step)}, whole=True)
